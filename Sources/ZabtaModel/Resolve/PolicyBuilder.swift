import ZabtaRuntime
import ZabtaSyntax

/// Builds one policy of its draft: front matter, lexicon, sections, rules, checks, prose.
struct PolicyBuilder {
  private(set) var diagnostics: [Diagnostic] = []
  private var draft: PolicyDraft
  private let drafts: Drafts
  /// Vocabularies whose mistakes another policy has told already.
  private let told: Set<String>
  /// Names that no word has.
  private var unknown = UnknownWords()

  init(_ draft: PolicyDraft, _ drafts: Drafts, told: Set<String>) {
    self.draft = draft
    self.drafts = drafts
    self.told = told
  }

  mutating func build() -> Policy {
    let lexicon = lexicon()
    var policy = Policy(
      id: draft.id.text, title: bilingual(draft.title, "the title"), publisher: publisher(),
      people: people(lexicon), prevailing: draft.prevailing?.text, timeZone: timeZone(),
      languages: draft.languages.map(\.text), contacts: contacts(), definitions: definitions(),
      releases: Releases.read(draft.releases) { diagnostics.append($0) }, lexicon: lexicon,
      sections: [], norms: [], file: draft.file, checks: [])
    checkIdentities()
    var front = FrontMatterCheck(draft)
    front.run()
    diagnostics += front.diagnostics

    var resolver = SentenceResolver(
      lexicon: lexicon, people: policy.people, contacts: Set(draft.contacts.map(\.id.text)),
      policy: policy.id, vocabularies: draft.wordsFrom.map(\.text), sentences: sentences())
    resolver.unknown = unknown
    let hasHidden = distinguish(lexicon)
    var broken: Set<String> = []
    policy.sections = draft.sections.map { section(&resolver, $0, &broken) }
    policy.checks = checks(&resolver)
    // A clause that cannot be found may be the one whose label cannot be read.
    diagnostics += resolver.diagnostics.filter { !hasHidden || $0.id != "clause-unknown" }
    // What a rule that cannot be read says of the checks, nobody knows.
    if !broken.isEmpty || hasHidden { policy.checks = [] }
    policy.lexicon = resolver.lexicon

    var prose = ProseResolver(
      policy, broken: broken, unknown: resolver.unknown, hasHidden: hasHidden)
    policy.sections = zip(draft.sections, policy.sections).map { prose.resolve($0, $1) }
    diagnostics += prose.diagnostics + prose.unknown.diagnostics
    return policy
  }

  // MARK: - Words

  private mutating func lexicon() -> Lexicon {
    var builder = LexiconBuilder()
    var taken: Set<String> = []
    for name in draft.wordsFrom where taken.insert(name.text).inserted {
      guard let vocabulary = drafts.vocabularies.first(where: { $0.name.text == name.text }) else {
        let known = drafts.vocabularies.map(\.name.text)
        let near = EditDistance.nearest(name.text, among: known)
        diagnostics.append(
          Diagnostic(
            "vocabulary-unknown", .error, "there is no vocabulary \"\(name.text)\"",
            at: Diagnostic.Mark(name.range),
            fixes: near.map { [Diagnostic.Fix($0, edits: [Diagnostic.Edit(name.range, $0)])] }
              ?? [Diagnostic.Fix("name one of: " + known.joined(separator: ", "))]))
        unknown.isSilent = true
        continue
      }
      builder.add(vocabulary, isReporting: !told.contains(name.text))
      unknown.unreadable.formUnion(vocabulary.unreadable)
    }
    builder.add(draft.own, isReporting: true)
    unknown.unreadable.formUnion(draft.own.unreadable)
    builder.unreadable = unknown.unreadable
    builder.build()
    diagnostics += builder.diagnostics
    wordsNotTaken()
    let usesData = draft.sections.contains { section in
      section.clauses.contains { !$0.sentences.isEmpty }
    }
    if usesData, !unknown.isSilent, builder.lexicon.find(.data, "personal-data") == nil {
      report(
        "no-root", "no vocabulary of this policy declares \"personal-data\", which all data is",
        draft.id.range, "Declare \"Data personal-data: personal data\" in a vocabulary.")
    }
    return builder.lexicon
  }

  /// Gives clauses of one name names of their own, and finds rules that lost their labels.
  ///
  /// - Returns: True where a clause may have a name that could not be read.
  private mutating func distinguish(_ lexicon: Lexicon) -> Bool {
    var seen = Set(draft.sections.map(\.id.text))
    var hasHidden = draft.hasUnreadLabel
    for section in draft.sections.indices {
      for index in draft.sections[section].clauses.indices {
        var clause = draft.sections[section].clauses[index]
        if !clause.isSectionsOwn, !seen.insert(clause.id).inserted {
          clause.id += "-at-\(clause.range.lower)"
        }
        clause.hasLostRule =
          !clause.isBroken && clause.prose.contains { LostRules.reads($0.english, lexicon) }
        if clause.hasLostRule { hasHidden = true }
        if !clause.hasLostRule, !clause.isBroken { diagnostics += clause.pending }
        draft.sections[section].clauses[index] = clause
      }
    }
    return hasHidden
  }

  /// Finds what `Words from:` forgot; without any vocabulary, no word is unknown by itself.
  private mutating func wordsNotTaken() {
    for vocabulary in drafts.vocabularies
    where !draft.wordsFrom.contains(where: { $0.text == vocabulary.name.text }) {
      for word in vocabulary.words where unknown.elsewhere[word.name.text] == nil {
        unknown.elsewhere[word.name.text] = vocabulary.name.text
      }
    }
    if let last = draft.wordsFrom.last {
      unknown.insertion = SourceRange(file: last.range.file, last.range.upper, last.range.upper)
    }
    guard draft.wordsFrom.isEmpty, draft.own.words.isEmpty, draft.own.unreadable.isEmpty else {
      return
    }
    if !unknown.isSilent, !draft.hasUnreadLabel, !drafts.vocabularies.isEmpty {
      report(
        "vocabulary-missing", "this policy does not say which vocabularies it takes its words from",
        draft.id.range,
        "Add \"Words from: \(drafts.vocabularies.map(\.name.text).joined(separator: ", "))\" to the front matter."
      )
    }
    unknown.isSilent = true
  }

  private mutating func people(_ lexicon: Lexicon) -> [WordID] {
    draft.people.compactMap { name in
      if let word = lexicon.find(.person, name.text) { return word }
      unknown.add(
        name.text,
        WrongWord.message(
          name, [.person], place: "\"People\"", lexicon: lexicon,
          vocabularies: draft.wordsFrom.map(\.text), context: "policy \(draft.id.text)"))
      return nil
    }
  }

  // MARK: - Front matter

  private mutating func publisher() -> Publisher {
    guard let publisher = draft.publisher else {
      report(
        "publisher-missing", "this policy does not say whose it is", draft.id.range,
        "Add \"Publisher id: Name\" below the title.")
      return Publisher(id: "", name: Bilingual(english: "", range: draft.id.range))
    }
    return Publisher(id: publisher.id.text, name: bilingual(publisher.name, "the publisher"))
  }

  /// Minutes from UTC of `+05:00`.
  private mutating func timeZone() -> Int {
    guard let zone = draft.timeZone else { return 0 }
    let bytes = Array(zone.text.utf8)
    if bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes[3] == UInt8(ascii: ":"), let hours = Int(zone.text.dropFirst().prefix(2)),
      let minutes = Int(zone.text.suffix(2)), (0...14).contains(hours), (0...59).contains(minutes)
    {
      return (hours * 60 + minutes) * (bytes[0] == UInt8(ascii: "-") ? -1 : 1)
    }
    report(
      "time-zone-unreadable", "\"\(zone.text)\" is no fixed offset", zone.range,
      "Write hours and minutes from UTC, for instance +05:00.")
    return 0
  }

  private mutating func contacts() -> [Contact] {
    draft.contacts.map { contact in
      let text = bilingual(contact.value, "the contact \"\(contact.id.text)\"")
      return Contact(
        id: contact.id.text, value: text.english, urdu: text.urdu, range: contact.id.range)
    }
  }

  private mutating func definitions() -> [Definition] {
    draft.definitions.map { definition in
      let terms = definition.terms.text.split(separator: ",").map { term in
        term.trimmed
      }
      let slug = (terms.first ?? "term").lowercased().map { character in
        character.isASCII && (character.isLetter || character.isNumber) ? character : "-"
      }
      return Definition(
        terms: terms,
        text: bilingual(definition.text, "the definition of \"\(terms.first ?? "")\""),
        anchor: "term-" + String(slug))
    }
  }

  /// The words with their Urdu, which headings and labels need.
  private mutating func bilingual(_ text: TextDraft, _ what: String) -> Bilingual {
    let urdu = text.translations["ur"]
    if text.text.isEmpty {
      report("words-missing", "\(what) has no words", text.range, "Write them after the colon.")
    }
    if urdu == nil || urdu?.text.isEmpty == true {
      report(
        "urdu-missing", "\(what) has no Urdu", text.range, "Write \"Urdu: …\" on the next line.")
    }
    for language in draft.languages
    where language.text != "Urdu" && text.translations[DraftReader.code(language.text)] == nil {
      report(
        "translation-missing", "\(what) has no \(language.text)", text.range,
        "Write \"\(language.text): …\" below it.")
    }
    var words = Bilingual(
      english: text.text, urdu: urdu?.text ?? "", range: text.range, urduRange: urdu?.range)
    words.others = text.translations.mapValues(\.text)
    words.others["ur"] = nil
    return words
  }

  /// Sections, clauses and contacts share one space of names.
  private mutating func checkIdentities() {
    var seen: [String: SourceRange] = [:]
    var names = draft.contacts.map(\.id)
    for section in draft.sections {
      names.append(section.id)
      names += section.clauses.filter { !$0.isSectionsOwn }.map { Name($0.id, $0.range) }
    }
    for name in names {
      if let first = seen[name.text] {
        diagnostics.append(
          Diagnostic(
            "name-twice", .error, "two clauses, sections or contacts are called \"\(name.text)\"",
            at: Diagnostic.Mark(name.range), also: [Diagnostic.Mark(first, "the other")],
            explanation: ["A clause's name is its address on the page and in every decision."],
            fixes: [Diagnostic.Fix("give one of them another name")]))
      } else {
        seen[name.text] = name.range
      }
    }
  }

  // MARK: - Sections and rules

  private func sentences() -> [String: [SentenceTree]] {
    var sentences: [String: [SentenceTree]] = [:]
    for section in draft.sections {
      for clause in section.clauses { sentences[clause.id, default: []] += clause.sentences }
    }
    return sentences
  }

  private mutating func section(
    _ resolver: inout SentenceResolver, _ section: SectionDraft, _ broken: inout Set<String>
  ) -> Section {
    var clauses: [PolicyClause] = []
    for clause in section.clauses {
      resolver.context = "\(clause.isSectionsOwn ? "section" : "clause") \(clause.id)"
      var rules: [RuleSentence] = []
      for sentence in clause.sentences {
        if let rule = resolver.resolve(sentence, isCheck: false) {
          rules.append(rule)
        } else {
          broken.insert(clause.id)
        }
      }
      if clause.isBroken || clause.hasLostRule { broken.insert(clause.id) }
      clauses.append(
        PolicyClause(
          id: clause.id, isSectionsOwn: clause.isSectionsOwn, rules: rules, prose: [],
          noRule: clause.noRule, formerly: clause.formerly, range: clause.range,
          hasBrokenRule: broken.contains(clause.id), hasLostRule: clause.hasLostRule))
    }
    return Section(
      id: section.id.text, level: section.level,
      heading: bilingual(section.heading, "the heading"), formerly: section.formerly,
      clauses: clauses, range: section.range)
  }

  private mutating func checks(_ resolver: inout SentenceResolver) -> [CheckSentence] {
    var checks: [CheckSentence] = []
    let others = drafts.checks.filter { $0.policy.text == draft.id.text }.flatMap(\.sentences)
    for (clause, sentence) in draft.checks + others.map({ ("", $0) }) {
      resolver.context = clause.isEmpty ? "" : "check of \(clause)"
      if let sentence = resolver.resolve(sentence, isCheck: true) {
        checks.append(CheckSentence(clause: clause, sentence: sentence))
      }
    }
    return checks
  }

  private mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)],
        context: "policy \(draft.id.text)"))
  }
}
