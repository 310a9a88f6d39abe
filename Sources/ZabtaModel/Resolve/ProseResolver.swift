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
  private var clause: PolicyClause
  private var named: Set<WordID> = []
  /// The words that the English block above a translation uses.
  private var usedAbove: Set<WordID> = []
  private var language = "en"

  init(_ policy: Policy, broken: Set<String>, unknown: UnknownWords) {
    self.unknown = unknown
    self.policy = policy
    self.broken = broken
    clauses = Dictionary(policy.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var sections: [String: Section] = [:]
    var headings: [String: Section] = [:]
    for section in policy.sections {
      for clause in section.clauses where sections[clause.id] == nil { sections[clause.id] = section }
      if headings[section.heading.urdu] == nil { headings[section.heading.urdu] = section }
    }
    self.sections = sections
    urduHeadings = headings
    clause = PolicyClause(
      id: "", isSectionsOwn: true, rules: [], prose: [], noRule: nil, formerly: [],
      range: SourceRange(file: policy.file, 0, 0))
  }

  /// The section with its prose.
  mutating func resolve(_ draft: SectionDraft, _ section: Section) -> Section {
    var section = section
    for index in section.clauses.indices where draft.clauses.indices.contains(index) {
      clause = section.clauses[index]
      named = NamedWordsOfRule(clause.rules).words
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
    if text.contains(":") || text.hasPrefix("/") || text.hasPrefix("#") || text.hasPrefix("//") {
      let isSafe = ["https://", "http://", "mailto:", "tel:"].contains { text.hasPrefix($0) }
      if !isSafe {
        report("link-unsafe", "\"\(text)\" is no address that a page may link to", target.range,
          "write an address that begins with https://, mailto: or tel:, or a word of the vocabulary")
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
        report("kind-unknown", "\"\(kindName.text)\" is no kind of word", kindName.range,
          "write one of: " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
        return .missing
      }
    }
    let isWord = !candidates(name.text, kind).isEmpty
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
    let near = EditDistance.nearest(name.text, among: sections.keys.sorted())
    report("see-unknown", "there is no section or clause \"\(name.text)\"", name.range,
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
      var found: [RuleReference] = []
      for clause in policy.clauses {
        for reference in references(in: clause) {
          guard let rule = rule(reference), rule.has(value) else { continue }
          if rule.object.words.contains(where: { level.contains($0.word) }) { found.append(reference) }
        }
      }
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
      if broken.isDisjoint(with: depends) {
        report("slot-without-answer", "\(source) have no \(value.rawValue) that could stand here", range,
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
        fixes: [Diagnostic.Fix("write {\(value.rawValue) of WORD}, or give each rule a clause of its own")],
        context: "clause \(clause.id)")
      if message.also.count == 2 { message.also[1].label = "the other" }
      diagnostics.append(message)
      return .missing
    }
    return .value(value, rules: found, word: word, asList: asList)
  }

  private func rules(of table: SlotTable) -> [RuleReference] {
    policy.clauses.flatMap { clause in
      references(in: clause).filter { reference in
        guard let rule = rule(reference) else { return false }
        let verbs = Set(rule.verbs.map(\.verb))
        return switch table {
        case .retention: rule.has(.period) && !verbs.isDisjoint(with: [.keep, .delete, .archive, .anonymise])
        case .access: verbs.contains(.view)
        case .sharing: !verbs.isDisjoint(with: [.share, .sell, .rent, .trade])
        case .cookies: verbs.contains(.set)
        }
      }
    }
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
      if broken.contains(clause.id) { return nil }
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
    let kinds = found.map { policy.lexicon[$0].kind.rawValue }
    report("word-of-two-kinds", "\"\(text)\" is \(kinds.joined(separator: " and ")): which is meant?",
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
