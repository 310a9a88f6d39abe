import ZabtaRuntime
import ZabtaSyntax

/// Finds what each slot and link of the prose prints.
struct ProseResolver {
  var diagnostics: [Diagnostic] = []
  /// Names that no word has; the rules' come first.
  var unknown: UnknownWords
  private let policy: Policy
  /// Clauses with rules that could not be read: what depends on them is silent.
  private let broken: Set<String>
  private let clauses: [String: PolicyClause]
  /// The section of each clause, and the Urdu heading's section.
  private let sections: [String: Section]
  private let urduHeadings: [String: Section]
  /// Every rule in the order of the page, and where among them the rules about each word are.
  private let rules: [(place: RuleReference, sentence: RuleSentence)]
  private let rulesOfWord: [WordID: [Int]]
  private var clause: PolicyClause
  private var named: Set<WordID> = []
  /// The words that the English block above a translation uses.
  private var usedAbove: Set<WordID> = []
  private var language = "en"

  /// True where a clause or section may have a name that could not be read.
  private let hasHidden: Bool
  /// True once a slot or link of the clause printed nothing: what the prose says is then unknown.
  private var hasMissing = false

  init(_ policy: Policy, broken: Set<String>, unknown: UnknownWords, hasHidden: Bool) {
    self.hasHidden = hasHidden
    self.unknown = unknown
    self.policy = policy
    self.broken = broken
    clauses = Dictionary(
      policy.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var sections: [String: Section] = [:]
    var headings: [String: Section] = [:]
    for section in policy.sections {
      for clause in section.clauses where sections[clause.id] == nil {
        sections[clause.id] = section
      }
      if headings[section.heading.urdu] == nil { headings[section.heading.urdu] = section }
    }
    self.sections = sections
    urduHeadings = headings
    let rules = policy.clauses.flatMap { clause in
      clause.rules.enumerated().map {
        (place: RuleReference(clause: clause.id, sentence: $0.offset), sentence: $0.element)
      }
    }
    var rulesOfWord: [WordID: [Int]] = [:]
    for (index, rule) in rules.enumerated() {
      for ref in rule.sentence.object.words { rulesOfWord[ref.word, default: []].append(index) }
    }
    self.rules = rules
    self.rulesOfWord = rulesOfWord
    clause = PolicyClause(
      id: "", isSectionsOwn: true, rules: [], prose: [], noRule: nil, formerly: [],
      range: SourceRange(file: policy.file, 0, 0))
  }

  /// The section with its prose.
  mutating func resolve(_ draft: SectionDraft, _ section: Section) -> Section {
    var section = section
    for index in section.clauses.indices where draft.clauses.indices.contains(index) {
      clause = section.clauses[index]
      hasMissing = false
      named = Set(
        clause.rules.flatMap(NamedWords.read).compactMap { name in
          if case .word(let word) = name.thing { word } else { nil }
        })
      section.clauses[index].prose = draft.clauses[index].prose.map { prose in
        language = "en"
        usedAbove = []
        let english = block(prose.english)
        usedAbove = UsedWords(english).words
        var translations: [String: ResolvedBlock] = [:]
        for code in prose.translations.keys.sorted() {
          language = code
          translations[code] = prose.translations[code].map { block($0) }
        }
        return ProseBlock(english: english, translations: translations)
      }
      if hasMissing { section.clauses[index].hasBrokenRule = true }
    }
    return section
  }

  private mutating func block(_ block: Block) -> ResolvedBlock {
    ResolvedBlock(shape: block.shape, inlines: inlines(block.inlines), range: block.range)
  }

  private mutating func inlines(_ inlines: [Inline]) -> [ResolvedInline] {
    inlines.map { inline in
      switch inline {
      case .text(let text, _): .text(text)
      case .emphasis(let inner, _): .emphasis(self.inlines(inner))
      case .strong(let inner, _): .strong(self.inlines(inner))
      case .link(let inner, let target, _): link(self.inlines(inner), target)
      case .slot(let slot, let range): .slot(self.slot(slot, range), range)
      }
    }
  }

  // MARK: - Links

  private mutating func link(_ inner: [ResolvedInline], _ target: Name) -> ResolvedInline {
    let text = target.text
    if let contact = policy.contacts.first(where: { $0.id == text || $0.urdu == text }),
      candidates(text, nil).isEmpty, let address = contact.address
    {
      return .address(inner, address)
    }
    if sections[text] != nil, candidates(text, nil).isEmpty {
      report(
        "link-to-clause", "\"\(text)\" is a clause, and links in brackets name words", target.range,
        "write {see \(text)}, which prints its heading and leads to it")
      hasMissing = true
      return .emphasis(inner)
    }
    if text.utf8.contains(UInt8(ascii: ":")) || text.hasPrefix("/") || text.hasPrefix("#") {
      let isSafe = ["https://", "http://", "mailto:", "tel:"].contains { text.hasPrefix($0) }
      if !isSafe {
        report(
          "link-unsafe", "\"\(text)\" is no address that a page may link to", target.range,
          "write an address that begins with https://, mailto: or tel:, or a word of the vocabulary"
        )
      }
      return .address(inner, isSafe ? text : "")
    }
    // Words of several kinds are all meant where the clause's rules name them all.
    let meant = candidates(text, nil).filter { named.contains($0) }
    if meant.count > 1 {
      return meant.dropFirst().reduce(.bound(inner, meant[0], target.range)) { bound, word in
        .bound([bound], word, target.range)
      }
    }
    guard let word = word(text, kind: nil, target.range) else { return .emphasis(inner) }
    return .bound(inner, word, target.range)
  }

  // MARK: - Slots

  private mutating func slot(_ slot: SlotTree, _ range: SourceRange) -> Slot {
    switch slot {
    case .value(let value, let of, let asList): return self.value(value, of: of, asList, range)
    case .parts(let of, let asList):
      return word(of.text, kind: nil, of.range).map { .parts($0, asList: asList) } ?? .missing
    case .word(let name, let kind): return named(name, kind)
    case .see(let name): return see(name)
    case .table(let table, _): return .table(table, rules(of: table))
    case .foreign(let name): return foreign(name, range)
    }
  }

  private mutating func foreign(_ name: Name, _ range: SourceRange) -> Slot {
    let label = { (text: String) in Name(text, name.range) }
    switch UrduSlots.read(name.text) {
    case .value(let value, let of, let asList):
      return self.value(value, of: of.map(label), asList, range)
    case .parts(let of, let asList):
      return word(of, kind: nil, name.range).map { .parts($0, asList: asList) } ?? .missing
    case .word(let text, let asList):
      guard asList else { return named(label(text), nil) }
      return word(text, kind: nil, name.range).map { .word($0, asList: true) } ?? .missing
    case .see(let heading): return see(label(heading))
    case .table(let table): return .table(table, rules(of: table))
    }
  }

  private mutating func named(_ name: Name, _ kindName: Name?) -> Slot {
    var kind: Kind?
    // The parser hands on the "list" of {list of deletion} where a kind would stand.
    if let kindName, kindName.text == "list" {
      return word(name.text, kind: nil, name.range).map { .word($0, asList: true) } ?? .missing
    }
    if let kindName {
      kind = Kind(rawValue: kindName.text.lowercased())
      if kind == nil {
        report(
          "kind-unknown", "\"\(kindName.text)\" is no kind of word", kindName.range,
          "write one of: " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        return .missing
      }
    }
    let isWord = !candidates(name.text, kind).isEmpty
    if !isWord, kind == nil, sections[name.text] != nil, contact(name.text) == nil {
      diagnostics.append(
        Diagnostic(
          "slot-of-clause", .error, "\"\(name.text)\" is a clause, and a slot prints words",
          at: Diagnostic.Mark(name.range),
          fixes: [
            Diagnostic.Fix(
              "{see \(name.text)}",
              edits: [Diagnostic.Edit(name.range, "see \(name.text)")])
          ], context: "clause \(clause.id)"))
      hasMissing = true
      return .missing
    }
    if !isWord, let contact = contact(name.text) { return .contact(contact) }
    return word(name.text, kind: kind, name.range).map { .word($0, asList: false) } ?? .missing
  }

  private func contact(_ text: String) -> String? {
    policy.contacts.first { $0.id == text || (language != "en" && $0.urdu == text) }?.id
  }

  private mutating func see(_ name: Name) -> Slot {
    if let section = sections[name.text] { return .see(section: section.id, anchor: name.text) }
    if language != "en", let section = urduHeadings[name.text] {
      return .see(section: section.id, anchor: section.id)
    }
    hasMissing = true
    if hasHidden || (language != "en" && urduHeadings[""] != nil) { return .missing }
    let near = EditDistance.nearest(name.text, among: sections.keys.sorted())
    report(
      "see-unknown", "there is no section or clause \"\(name.text)\"", name.range,
      near.map { "write {see \($0)}" } ?? "name a section or clause of this policy")
    return .missing
  }

  // MARK: - Values of rules

  private mutating func value(
    _ value: SlotValue, of name: Name?, _ asList: Bool, _ range: SourceRange
  ) -> Slot {
    if value == .people { return .value(.people, rules: [], word: nil, asList: asList) }
    guard let name else {
      let found = references(in: clause).filter { has(value, $0) }
      return answer(value, found, word: nil, asList, range, "this clause's rules", [clause.id])
    }
    if !candidates(name.text, nil).isEmpty {
      guard let word = word(name.text, kind: nil, name.range) else { return .missing }
      let found = rules(about: word, value)
      return answer(
        value, found, word: word, asList, range, "the rules about \"\(name.text)\"", Array(broken))
    }
    if let other = clauses[name.text] {
      let found = references(in: other).filter { has(value, $0) }
      return answer(
        value, found, word: nil, asList, range, "the clause \"\(name.text)\"", [other.id])
    }
    _ = word(name.text, kind: nil, name.range)
    return .missing
  }

  private func references(in clause: PolicyClause) -> [RuleReference] {
    clause.rules.indices.map { RuleReference(clause: clause.id, sentence: $0) }
  }

  private func rule(_ reference: RuleReference) -> RuleSentence? {
    guard let rules = clauses[reference.clause]?.rules,
      rules.indices.contains(reference.sentence)
    else { return nil }
    return rules[reference.sentence]
  }

  private func has(_ value: SlotValue, _ reference: RuleReference) -> Bool {
    rule(reference)?.has(value) ?? false
  }

  /// The sentences about a word that have such a value: those that name it, else those that name the
  /// nearest group of it.
  private func rules(about word: WordID, _ value: SlotValue) -> [RuleReference] {
    var level: Set<WordID> = [word]
    var seen = level
    while !level.isEmpty {
      let found = Set(level.flatMap { rulesOfWord[$0] ?? [] }).sorted()
        .filter { rules[$0].sentence.has(value) }.map { rules[$0].place }
      if !found.isEmpty { return found }
      level = Set(level.flatMap { policy.lexicon[$0].parents }).subtracting(seen)
      seen.formUnion(level)
    }
    return []
  }

  private mutating func answer(
    _ value: SlotValue, _ found: [RuleReference], word: WordID?, _ asList: Bool,
    _ range: SourceRange, _ source: String, _ depends: [String]
  ) -> Slot {
    guard !found.isEmpty else {
      hasMissing = true
      if broken.isDisjoint(with: depends) {
        report(
          "slot-without-answer", "\(source) have no \(value.rawValue) that could stand here", range,
          clause.rules.isEmpty
            ? "open a clause with \"Rule name:\" above, or write {\(value.rawValue) of WORD}"
            : "say it in the rule, or remove the slot")
      }
      return .missing
    }
    let answers = Set(found.compactMap { rule($0)?.answer(value) })
    if answers.count > 1 {
      var message = Diagnostic(
        "slot-with-two-answers", .error,
        "\(source) give two answers, and {\(value.rawValue)} can print one",
        at: Diagnostic.Mark(range),
        also: found.prefix(2).compactMap { rule($0).map { Diagnostic.Mark($0.range, "one") } },
        fixes: [
          Diagnostic.Fix("write {\(value.rawValue) of WORD}, or give each rule a clause of its own")
        ],
        context: "clause \(clause.id)")
      if message.also.count == 2 { message.also[1].label = "the other" }
      diagnostics.append(message)
      return .missing
    }
    return .value(value, rules: found, word: word, asList: asList)
  }

  private func rules(of table: SlotTable) -> [RuleReference] {
    rules.filter { rule in
      let verbs = Set(rule.sentence.verbs.map(\.verb))
      return switch table {
      case .retention:
        rule.sentence.has(.period)
          && !verbs.isDisjoint(with: [.keep, .delete, .archive, .anonymise])
      case .access: verbs.contains(.view)
      case .sharing: !verbs.isDisjoint(with: [.share, .sell, .rent, .trade])
      case .cookies: verbs.contains(.set)
      }
    }.map(\.place)
  }

  // MARK: - Words

  private func candidates(_ text: String, _ kind: Kind?) -> [WordID] {
    var found = policy.lexicon.find(text)
    if found.isEmpty, language != "en" { found = policy.lexicon.find(urdu: text) }
    guard let kind else { return found }
    return found.filter { policy.lexicon[$0].kind == kind }
  }

  /// The word of a name or Urdu label; of several kinds the one that the block above or the clause's
  /// rules use.
  private mutating func word(_ text: String, kind: Kind?, _ range: SourceRange) -> WordID? {
    let found = candidates(text, kind)
    if found.count == 1 { return found[0] }
    guard !found.isEmpty else {
      hasMissing = true
      // An Urdu label may be the one of a declaration that could not be read.
      if broken.contains(clause.id) || (language != "en" && !unknown.unreadable.isEmpty) {
        return nil
      }
      let near =
        language == "en" ? Suggestion.words(like: text, kind: nil, in: policy.lexicon) : []
      unknown.add(
        text,
        Diagnostic(
          "prose-word-unknown", .error, "\"\(text)\" is no word, slot or contact of this policy",
          at: Diagnostic.Mark(range),
          explanation: near.isEmpty
            ? [] : ["Did you mean \(Suggestion.list(near, policy.lexicon))?"],
          fixes: near.prefix(1).map {
            let name = policy.lexicon[$0].name
            return Diagnostic.Fix(name, edits: [Diagnostic.Edit(range, name)])
          } + [Diagnostic.Fix("declare the word, or write the words without braces or link")],
          context: "clause \(clause.id)"))
      return nil
    }
    for preferred in [usedAbove, named] {
      let fitting = found.filter(preferred.contains)
      if fitting.count == 1 { return fitting[0] }
    }
    hasMissing = true
    if broken.contains(clause.id) { return nil }
    let kinds = found.map { policy.lexicon[$0].kind.rawValue }
    report(
      "word-of-two-kinds", "\"\(text)\" is \(kinds.joined(separator: " and ")): which is meant?",
      range, "write the kind before it, for instance {\(kinds[0]) \(text)}")
    return nil
  }

  private mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)],
        context: "clause \(clause.id)"))
  }
}

/// The words that a block says by slots and links.
private struct UsedWords {
  var words: Set<WordID> = []

  init(_ block: ResolvedBlock) {
    add(block.inlines)
  }

  private mutating func add(_ inlines: [ResolvedInline]) {
    for inline in inlines {
      switch inline {
      case .text: break
      case .emphasis(let inner), .strong(let inner), .address(let inner, _): add(inner)
      case .bound(let inner, let word, _):
        words.insert(word)
        add(inner)
      case .slot(.word(let word, _), _), .slot(.parts(let word, _), _): words.insert(word)
      case .slot(.value(_, _, let word, _), _): if let word { words.insert(word) }
      case .slot: break
      }
    }
  }
}

extension Contact {
  /// Where a link to it leads; nil for what is no address, such as a subject line.
  fileprivate var address: String? {
    if value.contains("://") { return value.hasPrefix("https://") ? value : nil }
    if value.contains("@"), !value.contains(" ") { return "mailto:" + value }
    let digits = value.filter { $0.isNumber || $0 == "+" }
    let isNumber = digits.count >= 5 && value.allSatisfy { $0.isNumber || " +-()".contains($0) }
    return isNumber ? "tel:" + digits : nil
  }
}
