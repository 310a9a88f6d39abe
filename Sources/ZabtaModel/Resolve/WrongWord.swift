import ZabtaRuntime
import ZabtaSyntax

/// The message about a name that is no word of the kinds its place takes.
enum WrongWord {
  static func message(
    _ name: Name, _ kinds: [Kind], place: String, lexicon: Lexicon, vocabularies: [String],
    context: String, tail: SourceRange? = nil
  ) -> Diagnostic {
    let others = lexicon.find(name.text)
    return others.isEmpty
      ? unknown(name, kinds, lexicon, vocabularies, context)
      : misplaced(name, kinds, place, lexicon, others[0], context, tail)
  }

  /// A word of ordinary English instead of a word of the vocabulary.
  private static func unknown(
    _ name: Name, _ kinds: [Kind], _ lexicon: Lexicon, _ vocabularies: [String], _ context: String
  ) -> Diagnostic {
    let near = kinds.flatMap { Suggestion.words(like: name.text, kind: $0, in: lexicon) }.prefix(3)
    let kind = kinds.first ?? .data
    let sources =
      vocabularies.isEmpty
      ? "declared in this policy"
      : "in the vocabular\(vocabularies.count == 1 ? "y" : "ies") " + vocabularies.spoken
    return Diagnostic(
      "word-unknown", .error, "\"\(name.text)\" is not \(sources)", at: Diagnostic.Mark(name.range),
      explanation: near.isEmpty ? [] : ["Did you mean \(Suggestion.list(Array(near), lexicon))?"],
      fixes: near.prefix(1).map {
        Diagnostic.Fix(lexicon[$0].name, edits: [Diagnostic.Edit(name.range, lexicon[$0].name)])
      } + [
        Diagnostic.Fix(
          "declare \"\(kind.label) \(name.text):\" in the front matter or a vocabulary")
      ],
      context: context)
  }

  /// A word of another kind: a consent where a purpose belongs.
  private static func misplaced(
    _ name: Name, _ kinds: [Kind], _ place: String, _ lexicon: Lexicon, _ other: WordID,
    _ context: String, _ range: SourceRange?
  ) -> Diagnostic {
    let is_ = lexicon[other].kind
    let wanted = kinds.map(\.withArticle).joined(separator: " or ")
    var near = kinds.flatMap { Suggestion.words(like: name.text, kind: $0, in: lexicon) }
    // The word's label tells more of what was meant than its letters.
    for word in kinds.flatMap({
      Suggestion.words(like: lexicon[other].english, kind: $0, in: lexicon)
    }) where !near.contains(word) {
      near.append(word)
    }
    near = Array(near.prefix(3))
    var fixes = near.prefix(1).map {
      Diagnostic.Fix(lexicon[$0].name, edits: [Diagnostic.Edit(name.range, lexicon[$0].name)])
    }
    if let tail = tail(for: is_, name.text) {
      fixes.insert(
        Diagnostic.Fix(tail, edits: range.map { [Diagnostic.Edit($0, tail)] } ?? []), at: 0)
    }
    if fixes.isEmpty { fixes = [Diagnostic.Fix("write \(wanted) here")] }
    let names = near.map { lexicon[$0].name }
    return Diagnostic(
      "word-of-another-kind", .error,
      "\"\(name.text)\" is \(is_.withArticle), and \(place) wants \(wanted)",
      at: Diagnostic.Mark(name.range),
      explanation: names.isEmpty
        ? []
        : [
          "\((kinds.first ?? .data).plural.capitalisedFirst) that you could mean: \(names.joined(separator: ", "))."
        ],
      fixes: fixes, context: context)
  }

  /// How a word of a kind is said in a sentence.
  private static func tail(for kind: Kind, _ name: String) -> String? {
    switch kind {
    case .consent: "with consent to \(name)"
    case .purpose: "for \(name)"
    case .recipient: "with \(name)"
    case .touchpoint: "through \(name)"
    case .circumstance: "if \(name)"
    case .measure: "under \(name)"
    case .event: "after \(name)"
    case .form: "in \(name) form"
    case .reason: "because of \(name)"
    default: nil
    }
  }
}

extension [String] {
  /// As a sentence lists them: "common and shop".
  var spoken: String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

extension String {
  var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}
