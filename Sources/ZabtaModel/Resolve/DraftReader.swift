import ZabtaRuntime
import ZabtaSyntax

/// Reads the paragraphs of one file in order; each label knows where it belongs.
struct DraftReader {
  var drafts = Drafts()
  var diagnostics: [Diagnostic] = []

  /// What a language label or a word's label would belong to.
  private enum Above {
    case nothing, title, publisher, contact, definition, word, heading, prose
    /// What could not be read, with a message of its own: what stands below it is silent.
    case dropped
  }
  private enum Scope {
    case nothing, vocabulary, policy, checks
  }

  private let tree: SourceTree
  private var scope = Scope.nothing
  private var above = Above.nothing
  /// The English blocks that the next translation is of.
  private var open: Range<Int> = 0..<0
  private var isGroupClosed = true

  init(_ tree: SourceTree) {
    self.tree = tree
  }

  mutating func read() {
    for paragraph in tree.paragraphs {
      switch paragraph.content {
      case .prose(let blocks): prose(blocks, paragraph.range)
      case .labelled(let label): read(label, paragraph.range)
      case .broken: broken(paragraph.range)
      }
    }
  }

  // MARK: - Front matter

  private mutating func read(_ label: Label, _ range: SourceRange) {
    switch label.keyword {
    case .language(let language): translate(label, Self.code(language), range)
    case .section, .subsection: section(label, range)
    case .rule, .text, .check, .noRule, .formerly: item(label, range)
    case .note: break
    case .word(let word): self.word(label, word)
    case .includes, .sameAs, .kindOf, .vague, .names, .lasts, .setBy: property(label)
    case .vocabulary, .policy, .checksFor: begin(label)
    case .standard: standard(label)
    default: front(label)
    }
  }

  private mutating func begin(_ label: Label) {
    guard let name = label.name else { return }
    above = .nothing
    switch label.keyword {
    case .vocabulary:
      scope = .vocabulary
      drafts.vocabularies.append(VocabularyDraft(name: name))
    case .policy:
      guard drafts.policies.isEmpty else {
        report(
          "second-policy", "a file holds one policy, and this is the second", name.range,
          "Put it into a file of its own.")
        return
      }
      scope = .policy
      above = .title
      drafts.policies.append(
        PolicyDraft(
          file: tree.file, id: name, title: TextDraft(label), own: VocabularyDraft(name: name)))
    default:
      scope = .checks
      drafts.checks.append(ChecksDraft(policy: name))
    }
  }

  private mutating func front(_ label: Label) {
    above = .nothing
    guard scope == .policy, !drafts.policies.isEmpty else {
      report(
        "label-out-of-place", "this label belongs to a policy, and none has begun",
        label.keywordRange, "Begin the file with \"Policy publisher.privacy: Privacy policy\".")
      return
    }
    let last = drafts.policies.count - 1
    repeated(label, in: &drafts.policies[last])
    switch label.keyword {
    case .publisher:
      if let name = label.name { drafts.policies[last].publisher = (name, TextDraft(label)) }
      above = .publisher
    case .wordsFrom: drafts.policies[last].wordsFrom += label.names
    case .people: drafts.policies[last].people += label.names
    case .prevailing:
      drafts.policies[last].prevailing = Name(label.text, label.bodyRange)
    case .timeZone: drafts.policies[last].timeZone = Name(label.text, label.bodyRange)
    case .languages: drafts.policies[last].languages += label.names
    case .contact:
      above = label.name == nil ? .dropped : .contact
      if let name = label.name { drafts.policies[last].contacts.append((name, TextDraft(label))) }
    case .define:
      above = label.name == nil ? .dropped : .definition
      if let name = label.name {
        drafts.policies[last].definitions.append((name, TextDraft(label)))
      }
    case .release:
      if let name = label.name { drafts.policies[last].releases.append((name, label.text)) }
    default: break
    }
  }

  /// Notes a label that a policy may have once.
  private func repeated(_ label: Label, in policy: inout PolicyDraft) {
    let (words, isRepeated) =
      switch label.keyword {
      case .publisher: ("Publisher", policy.publisher != nil)
      case .wordsFrom: ("Words from:", !policy.wordsFrom.isEmpty)
      case .people: ("People:", !policy.people.isEmpty)
      case .prevailing: ("Prevailing:", policy.prevailing != nil)
      case .timeZone: ("Time zone:", policy.timeZone != nil)
      case .languages: ("Languages:", !policy.languages.isEmpty)
      default: ("", false)
      }
    if isRepeated { policy.repeated.append(Name(words, label.keywordRange)) }
  }

  // MARK: - Words

  private mutating func word(_ label: Label, _ kind: WordLabel) {
    above = .dropped
    unreadable(label)
    guard let name = label.name, let kind = Kind(rawValue: kind.rawValue.lowercased()) else {
      return
    }
    let word = WordDraft(kind: kind, name: name, label: label.text, labelRange: label.bodyRange)
    above = .word
    change { $0.words.append(word) }
    if scope == .nothing || scope == .checks {
      report(
        "label-out-of-place", "a word is declared in a vocabulary or in a policy's front matter",
        label.keywordRange, "Put \"Vocabulary common: Our words\" before the first word.")
    }
  }

  /// Notes the name that a declaration gives no word, so that its uses are silent.
  private mutating func unreadable(_ label: Label) {
    let name = label.name?.text ?? ""
    guard !Parser.isName(name) else { return }
    unreadable(
      SourceRange(
        file: tree.file, label.keywordRange.lower,
        max(label.keywordRange.lower, label.bodyRange.lower)))
  }

  /// Notes what a line that could not be read may have declared: its words, alone and joined.
  private mutating func unreadable(_ range: SourceRange) {
    if !drafts.policies.isEmpty { drafts.policies[drafts.policies.count - 1].hasUnreadLabel = true }
    let bytes = tree.text.bytes
    let upper = min(range.upper, bytes.count)
    guard range.lower < upper else { return }
    let end =
      bytes[range.lower..<upper].firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\n") }
      ?? upper
    let words = tree.text.string(range.lower, min(end, range.lower + 200)).lowercased()
      .split(separator: " ").map(String.init)
    guard words.count > 1 else { return }
    var names = Set(words.dropFirst())
    for length in 1..<max(2, min(words.count, 6)) {
      names.insert(words.dropFirst().prefix(length).joined(separator: "-"))
      names.insert(
        words.dropFirst().prefix(length).joined(separator: "-").replacing("_", with: "-"))
    }
    change { $0.unreadable.formUnion(names) }
  }

  private mutating func property(_ label: Label) {
    if above == .dropped { return }
    guard above == .word else {
      report(
        "label-out-of-place", "this label stands below a word, and there is none above it",
        label.keywordRange, "Put it under the line that declares the word.")
      return
    }
    let keyword = label.keyword
    let file = tree.file
    change { vocabulary in
      guard !vocabulary.words.isEmpty else { return }
      let last = vocabulary.words.count - 1
      switch keyword {
      case .includes: vocabulary.words[last].includes += label.names
      case .sameAs: vocabulary.words[last].sameAs += label.list(file)
      case .kindOf: vocabulary.words[last].kindOf += label.list(file)
      case .vague: vocabulary.words[last].vague = label.text
      case .names:
        vocabulary.words[last].cookieNames =
          label.names.isEmpty ? label.list(file).map(\.text) : label.names.map(\.text)
      case .lasts: vocabulary.words[last].lasts = Name(label.text, label.bodyRange)
      case .setBy: vocabulary.words[last].setBy = label.text
      default: break
      }
    }
  }

  private mutating func standard(_ label: Label) {
    guard let name = label.name else { return }
    above = .nothing
    change { $0.standards[name.text] = label.text }
  }

  /// Changes the vocabulary that words go to now.
  private mutating func change(_ body: (inout VocabularyDraft) -> Void) {
    switch scope {
    case .vocabulary where !drafts.vocabularies.isEmpty:
      body(&drafts.vocabularies[drafts.vocabularies.count - 1])
    case .policy where !drafts.policies.isEmpty:
      body(&drafts.policies[drafts.policies.count - 1].own)
    default: break
    }
  }

  // MARK: - Body

  private mutating func section(_ label: Label, _ range: SourceRange) {
    guard scope == .policy, !drafts.policies.isEmpty else {
      report(
        "label-out-of-place", "a section belongs to a policy, and none has begun",
        label.keywordRange, "Begin the file with \"Policy publisher.privacy: Privacy policy\".")
      return
    }
    let id = label.name ?? Name("", label.keywordRange)
    let own = ClauseDraft(id: id.text, isSectionsOwn: true, range: range)
    drafts.policies[drafts.policies.count - 1].sections.append(
      SectionDraft(
        id: id, level: label.keyword == .section ? 1 : 2, heading: TextDraft(label), clauses: [own],
        range: range))
    above = .heading
    closeGroup()
  }

  private mutating func item(_ label: Label, _ range: SourceRange) {
    if scope == .checks, label.keyword == .check {
      drafts.checks[drafts.checks.count - 1].sentences += label.sentences
      return
    }
    guard let policy = drafts.policies.indices.last, scope == .policy,
      let section = drafts.policies[policy].sections.indices.last
    else {
      if label.keyword == .check, let policy = drafts.policies.indices.last {
        drafts.policies[policy].checks += label.sentences.map { ("", $0) }
        return
      }
      report(
        "label-out-of-place", "this label belongs into a section, and none has begun",
        label.keywordRange, "Begin one with \"Section name: Heading\".")
      return
    }
    let wasHeading = above == .heading
    closeGroup()
    above = .nothing
    let clause = drafts.policies[policy].sections[section].clauses.count - 1
    switch label.keyword {
    case .rule:
      if let name = label.name {
        drafts.policies[policy].sections[section].clauses.append(
          ClauseDraft(
            id: name.text, isSectionsOwn: false, sentences: label.sentences, range: name.range,
            isBroken: !isCovered(label)))
      } else if clause > 0 {
        report(
          "unnamed-rule-late",
          "a rule without a name belongs to the section and stands before its named clauses",
          label.keywordRange, "Give it a name: \"Rule name:\", or move it up under the heading.")
      } else {
        drafts.policies[policy].sections[section].clauses[0].sentences += label.sentences
        if !isCovered(label) {
          drafts.policies[policy].sections[section].clauses[0].isBroken = true
        }
      }
    case .text:
      guard let name = label.name else { return }
      drafts.policies[policy].sections[section].clauses.append(
        ClauseDraft(id: name.text, isSectionsOwn: false, range: name.range))
      if case .prose(let blocks) = label.body { prose(blocks, range) }
    case .check:
      if label.sentences.isEmpty {
        drafts.policies[policy].sections[section].clauses[clause].isBroken = true
      }
      let id = drafts.policies[policy].sections[section].clauses[clause].id
      drafts.policies[policy].checks += label.sentences.map { (id, $0) }
    case .noRule:
      drafts.policies[policy].sections[section].clauses[clause].noRule = label.text
    case .formerly:
      if wasHeading {
        drafts.policies[policy].sections[section].formerly += label.names
        above = .heading
      } else {
        drafts.policies[policy].sections[section].clauses[clause].formerly += label.names
      }
    default: break
    }
  }

  /// True where sentences are all that stands below the label: the parser drops what it cannot read.
  private func isCovered(_ label: Label) -> Bool {
    let bytes = tree.text.bytes
    let upper = min(label.bodyRange.upper, bytes.count)
    var position = label.bodyRange.lower
    for (next, end) in label.sentences.map({ ($0.range.lower, $0.range.upper) }) + [(upper, upper)]
    {
      while position < min(next, upper) {
        // Space, line breaks, and the full stop of the sentence before.
        guard [0x20, 0x09, 0x0A, 0x0D, 0x2E].contains(bytes[position]) else { return false }
        position += 1
      }
      position = max(position, end)
    }
    return !label.sentences.isEmpty
  }

  private mutating func prose(_ blocks: [Block], _ range: SourceRange) {
    guard !blocks.isEmpty else { return }
    let added = changeClause { clause, open, isGroupClosed in
      let first = clause.prose.count
      clause.prose += blocks.map { ProseDraft(english: $0) }
      open = isGroupClosed ? first..<clause.prose.count : open.lowerBound..<clause.prose.count
      isGroupClosed = false
    }
    if added { above = .prose }
  }

  private mutating func broken(_ range: SourceRange) {
    _ = changeClause { clause, _, _ in clause.isBroken = true }
    closeGroup()
    above = .dropped
    unreadable(range)
  }

  private mutating func changeClause(
    _ body: (inout ClauseDraft, inout Range<Int>, inout Bool) -> Void
  ) -> Bool {
    guard scope == .policy, let policy = drafts.policies.indices.last,
      let section = drafts.policies[policy].sections.indices.last,
      let clause = drafts.policies[policy].sections[section].clauses.indices.last
    else { return false }
    body(
      &drafts.policies[policy].sections[section].clauses[clause], &open, &isGroupClosed)
    return true
  }

  private mutating func closeGroup() {
    open = 0..<0
    isGroupClosed = true
  }

  // MARK: - Translations

  private mutating func translate(_ label: Label, _ code: String, _ range: SourceRange) {
    let text = Name(label.text, label.bodyRange)
    let policy = drafts.policies.count - 1
    switch above {
    case .title: drafts.policies[policy].title.translations[code] = text
    case .publisher: drafts.policies[policy].publisher?.name.translations[code] = text
    case .contact:
      let last = drafts.policies[policy].contacts.count - 1
      drafts.policies[policy].contacts[last].value.translations[code] = text
    case .definition:
      let last = drafts.policies[policy].definitions.count - 1
      drafts.policies[policy].definitions[last].text.translations[code] = text
    case .word:
      guard code == "ur" else { return }
      change { vocabulary in
        guard !vocabulary.words.isEmpty else { return }
        vocabulary.words[vocabulary.words.count - 1].urdu = text.text
        vocabulary.words[vocabulary.words.count - 1].urduRange = text.range
      }
    case .heading:
      let section = drafts.policies[policy].sections.count - 1
      drafts.policies[policy].sections[section].heading.translations[code] = text
    case .prose: translateProse(label, code)
    case .dropped: break
    case .nothing:
      // Below a vocabulary's title, or a rule that is its own prose, there is nothing to translate.
      guard scope != .vocabulary else { return }
      report(
        "nothing-to-translate", "there is no text just above that this could translate",
        label.keywordRange, "Put it directly below the heading, label or paragraph it translates.")
    }
  }

  private mutating func translateProse(_ label: Label, _ code: String) {
    let blocks: [Block]
    if case .prose(let read) = label.body { blocks = read } else { blocks = [] }
    var failure: String?
    _ = changeClause { clause, open, isGroupClosed in
      isGroupClosed = true
      guard blocks.count == open.count else {
        failure = "this translates \(blocks.count) of the \(open.count) blocks above"
        return
      }
      for (index, block) in zip(open, blocks) {
        if clause.prose[index].translations[code] != nil {
          failure = "the text above is translated twice"
          return
        }
        let english = clause.prose[index].english
        guard english.shape.isLike(block.shape) else {
          failure = "this \(block.shape.word) translates a \(english.shape.word)"
          return
        }
        clause.prose[index].translations[code] = block
      }
    }
    guard let failure else { return }
    let message = Diagnostic(
      "translation-does-not-match", .error, failure, at: Diagnostic.Mark(label.keywordRange),
      fixes: [
        Diagnostic.Fix(
          "Translate block by block: as many paragraphs, bullets and steps, in the same order.")
      ])
    _ = changeClause { clause, _, _ in clause.pending.append(message) }
  }

  private mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)]))
  }

  /// The code by which a language is known: ISO 639-1 for Urdu, its name otherwise.
  static func code(_ language: String) -> String {
    language == "Urdu" ? "ur" : language.lowercased()
  }
}

extension Block.Shape {
  /// Steps may be numbered otherwise in another language.
  fileprivate func isLike(_ other: Block.Shape) -> Bool {
    switch (self, other) {
    case (.paragraph, .paragraph), (.bullet, .bullet), (.step, .step): true
    default: false
    }
  }

  fileprivate var word: String {
    switch self {
    case .paragraph: "paragraph"
    case .bullet: "bullet"
    case .step: "step"
    }
  }
}

extension TextDraft {
  fileprivate init(_ label: Label) {
    self.init(text: label.text, range: label.bodyRange)
  }
}

extension Label {
  /// The text after the colon; prose is read as its words.
  var text: String {
    switch body {
    case .text(let text): text
    case .prose(let blocks): blocks.map { $0.inlines.plainText }.joined(separator: " ")
    case .names(let names): names.map(\.text).joined(separator: ", ")
    case .sentences: ""
    }
  }

  var names: [Name] {
    if case .names(let names) = body { names } else { [] }
  }

  var sentences: [SentenceTree] {
    if case .sentences(let sentences) = body { sentences } else { [] }
  }

  /// The items of a text that commas part.
  func list(_ file: Int) -> [Name] {
    text.split(separator: ",").map { item in
      Name(String(item.drop { $0 == " " }), bodyRange)
    }
  }
}

extension [Inline] {
  /// The words without marks; slots as they are written in no language.
  fileprivate var plainText: String {
    map { inline in
      switch inline {
      case .text(let text, _): text
      case .emphasis(let inner, _), .strong(let inner, _), .link(let inner, _, _): inner.plainText
      case .slot: ""
      }
    }.joined()
  }
}
