import ZabtaRuntime
import ZabtaSyntax

/// Makes one policy's lexicon of the vocabularies it takes and the words it declares itself.
struct LexiconBuilder {
  var lexicon = Lexicon()
  var diagnostics: [Diagnostic] = []
  /// Names whose declarations could not be read: where they are used is silent.
  var unreadable: Set<String> = []
  /// What other vocabularies declare, where a vocabulary is checked that no policy takes.
  var elsewhere: Set<String> = []
  private var unnamed: Set<String> = []
  private var drafts: [(word: WordDraft, vocabulary: String)] = []
  /// False for a vocabulary that another policy uses too, so that its mistakes are told once.
  private var isReporting: [Bool] = []

  /// A word as other vocabularies know it.
  static func key(_ kind: Kind, _ name: String) -> String { kind.rawValue + " " + name }

  /// The messages about a vocabulary that no policy takes; its words may include those of others.
  static func check(_ vocabulary: VocabularyDraft, among all: [VocabularyDraft]) -> [Diagnostic] {
    var builder = LexiconBuilder()
    for other in all where other.name.text != vocabulary.name.text {
      builder.elsewhere.formUnion(other.words.map { key($0.kind, $0.name.text) })
      builder.lexicon.standards.merge(other.standards) { first, _ in first }
      builder.unreadable.formUnion(other.unreadable)
    }
    builder.unreadable.formUnion(vocabulary.unreadable)
    builder.add(vocabulary, isReporting: true)
    builder.build()
    return builder.diagnostics
  }

  /// Adds the words of a vocabulary.
  mutating func add(_ vocabulary: VocabularyDraft, isReporting: Bool) {
    lexicon.standards.merge(vocabulary.standards) { first, _ in first }
    for word in vocabulary.words {
      drafts.append((word, vocabulary.name.text))
      self.isReporting.append(isReporting)
    }
  }

  /// Builds the tree of words and reports what does not fit.
  mutating func build() {
    for (index, (word, vocabulary)) in drafts.enumerated() { declare(word, vocabulary, index) }
    for (index, (word, _)) in drafts.enumerated() { include(word, index) }
    reportCircles()
    root()
  }

  private mutating func declare(_ word: WordDraft, _ vocabulary: String, _ index: Int) {
    let forms = word.urdu.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1)
      .map { Substring($0).trimmed }
    let entry = WordEntry(
      kind: word.kind, name: word.name.text, vocabulary: vocabulary, english: word.label,
      urdu: forms.first ?? "", urduOblique: forms.last ?? "", includes: [], parents: [],
      sameAs: word.sameAs.map(\.text), kindOf: word.kindOf.map(\.text), vague: word.vague,
      cookieNames: word.cookieNames, lasts: lasts(word, index), setBy: word.setBy,
      range: word.name.range, urduRange: word.urduRange)
    if lexicon.add(entry) == nil, let known = lexicon.find(word.kind, word.name.text) {
      diagnostics.append(
        Diagnostic(
          "word-declared-twice", .error,
          "the \(word.kind.rawValue) \"\(word.name.text)\" is declared twice",
          at: Diagnostic.Mark(word.name.range, "here, in \(vocabulary)"),
          also: [
            Diagnostic.Mark(lexicon[known].range, "and here, in \(lexicon[known].vocabulary)")
          ],
          explanation: ["One word has one meaning: within its kind a word is declared once."],
          fixes: [Diagnostic.Fix("remove one of them, or give one another name")]))
      return
    }
    guard isReporting[index] else { return }
    if word.label.isEmpty {
      report(
        "label-missing", .error, "\"\(word.name.text)\" has no English label", word.name.range,
        "write what the page prints after the colon: \"\(word.name.text): …\"")
    }
    if entry.urdu.isEmpty {
      report(
        "urdu-missing", .error, "\"\(word.name.text)\" has no Urdu label", word.name.range,
        "write \"Urdu: …\" on the next line")
    }
    if word.vague != nil, word.kind != .circumstance {
      report(
        "vague-out-of-place", .error,
        "only a circumstance can be vague, and "
          + "\"\(word.name.text)\" is a \(word.kind.rawValue)", word.name.range, "remove \"Vague:\""
      )
    }
    if word.kind != .cookie, !word.cookieNames.isEmpty || word.lasts != nil || word.setBy != nil {
      report(
        "cookie-label-out-of-place", .error,
        "\"Names:\", \"Lasts:\" and \"Set by:\" describe cookies, and \"\(word.name.text)\" is a "
          + word.kind.rawValue, word.name.range, "remove them")
    }
    if word.urdu.utf8.contains(UInt8(ascii: "/")),
      forms.count < 2 || forms.contains("") || forms[1].contains("/")
    {
      report(
        "urdu-forms", .error,
        "the Urdu of \"\(word.name.text)\" has two forms at most, with one slash between them",
        word.urduRange ?? word.name.range,
        "write \"Urdu: ادارے / اداروں\", or one form without a slash")
    }
    for name in Set(word.includes.map(\.text)).sorted() {
      let places = word.includes.filter { $0.text == name }
      guard places.count > 1 else { continue }
      report(
        "listed-twice", .error, "\"\(word.name.text)\" includes \"\(name)\" twice", places[1].range,
        "remove one of the two")
    }
    for standard in word.sameAs + word.kindOf {
      if isUnnamed(standard) { continue }
      let prefix = standard.text.prefix { $0 != ":" }
      guard prefix.count < standard.text.count, lexicon.standards[String(prefix)] != nil else {
        report(
          "standard-unknown", .error, "no standard \"\(prefix)\" is named",
          standard.range, "write \"Standard \(prefix): https://…\" at the top of the vocabulary")
        continue
      }
    }
  }

  /// True of a standard that was reported already, for another word.
  private mutating func isUnnamed(_ standard: Name) -> Bool {
    let prefix = String(standard.text.prefix { $0 != ":" })
    guard prefix.utf8.count < standard.text.utf8.count, lexicon.standards[prefix] == nil else {
      return false
    }
    return !unnamed.insert(prefix).inserted
  }

  private mutating func lasts(_ word: WordDraft, _ index: Int) -> SpanTree? {
    guard let lasts = word.lasts else { return nil }
    let parts = lasts.text.split(separator: " ")
    if parts.count == 2, let count = Int(parts[0]), (0...9_999).contains(count) {
      let unit = parts[1].hasSuffix("s") ? String(parts[1].dropLast()) : String(parts[1])
      if let unit = SpanTree.Unit(rawValue: unit) {
        return SpanTree(
          count: Quantity(value: count, range: lasts.range), unit: unit, anchor: nil,
          range: lasts.range)
      }
    }
    if isReporting[index] {
      report(
        "time-unreadable", .error, "\"\(lasts.text)\" is no length of time", lasts.range,
        "write a number and a unit, for instance \"13 months\"")
    }
    return nil
  }

  private mutating func include(_ word: WordDraft, _ index: Int) {
    guard let whole = lexicon.find(word.kind, word.name.text) else { return }
    for name in word.includes {
      guard let part = lexicon.find(word.kind, name.text) else {
        if !unreadable.contains(name.text), !elsewhere.contains(Self.key(word.kind, name.text)) {
          let near = Suggestion.words(like: name.text, kind: word.kind, in: lexicon)
          diagnostics.append(
            Diagnostic(
              "included-word-unknown", .error,
              "\"\(word.name.text)\" includes \"\(name.text)\", and no \(word.kind.rawValue) is called that",
              at: Diagnostic.Mark(name.range),
              explanation: near.isEmpty ? [] : ["Did you mean \(Suggestion.list(near, lexicon))?"],
              fixes: near.prefix(1).map {
                Diagnostic.Fix(
                  lexicon[$0].name, edits: [Diagnostic.Edit(name.range, lexicon[$0].name)])
              } + [Diagnostic.Fix("declare it: \"\(word.kind.label) \(name.text): …\"")]))
        }
        continue
      }
      guard !lexicon[whole].includes.contains(part) else { continue }
      lexicon[whole].includes.append(part)
      lexicon[part].parents.append(whole)
    }
  }

  /// A word that includes itself, at last, is an error; the edge that closes the circle is dropped.
  private mutating func reportCircles() {
    var state = [UInt8](repeating: 0, count: lexicon.words.count)
    for start in lexicon.words.indices where state[start] == 0 {
      var path: [(word: Int, next: Int)] = [(start, 0)]
      state[start] = 1
      while let (word, next) = path.last {
        guard next < lexicon.words[word].includes.count else {
          state[word] = 2
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let part = lexicon.words[word].includes[next].index
        if state[part] == 1 {
          let circle = path.drop { $0.word != part }.map { lexicon.words[$0.word].name }
          let names = (circle + [lexicon.words[part].name]).joined(separator: " → ")
          report(
            "words-in-a-circle", .error, "these words include each other in a circle: \(names)",
            lexicon.words[word].range, "take one of them out of its \"Includes:\"")
          lexicon.words[word].includes.remove(at: next)
          lexicon.words[part].parents.removeAll { $0.index == word }
          path[path.count - 1].next -= 1
        } else if state[part] == 0 {
          state[part] = 1
          path.append((part, 0))
        }
      }
    }
  }

  /// All data is, through its declared root, personal data.
  private mutating func root() {
    guard let root = lexicon.find(.data, "personal-data") else { return }
    // A group that includes the root itself cannot be a part of it as well.
    let above = lexicon.ancestors(of: root)
    for index in lexicon.words.indices {
      let word = lexicon.words[index]
      guard word.kind == .data, !above.contains(WordID(index)), word.parents.isEmpty else {
        continue
      }
      lexicon.words[index].parents.append(root)
      lexicon[root].includes.append(WordID(index))
    }
  }

  private mutating func report(
    _ id: String, _ severity: Diagnostic.Severity, _ summary: String, _ range: SourceRange,
    _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, severity, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)]))
  }
}

extension Kind {
  /// As a label is written: `Data`.
  var label: String {
    rawValue.prefix(1).uppercased() + rawValue.dropFirst()
  }

  /// With its article: "a purpose", "an event".
  var withArticle: String {
    switch self {
    case .event: "an event"
    case .data: "data"
    default: "a " + rawValue
    }
  }
}
