import ZabtaSyntax

/// Collects the messages about names that no word has, so that one mistake is told once.
///
/// A name that is used in twelve places is one message with one fix for all of them; the words of a
/// vocabulary that `Words from:` forgot are one message; and what a broken declaration or a missing
/// vocabulary explains is silent.
struct UnknownWords {
  /// Names that a declaration would have given if it could be read.
  var unreadable: Set<String> = []
  /// Names that vocabularies of the project have and this policy does not take.
  var elsewhere: [String: String] = [:]
  /// True where a vocabulary is missing, which may have them all.
  var isSilent = false
  /// Where a forgotten vocabulary is to be named: behind the last of `Words from:`.
  var insertion: SourceRange?
  private var found: [(name: String, diagnostic: Diagnostic)] = []

  mutating func add(_ name: String, _ diagnostic: Diagnostic) {
    guard !isSilent, !unreadable.contains(name) else { return }
    found.append((name, diagnostic))
  }

  /// The messages, each mistake once.
  var diagnostics: [Diagnostic] {
    var messages: [Diagnostic] = []
    var positions: [String: Int] = [:]
    var places: [String: Int] = [:]
    for (name, diagnostic) in found {
      let vocabulary = elsewhere[name]
      let key = vocabulary.map { "from " + $0 } ?? diagnostic.summary
      places[key, default: 0] += 1
      if let position = positions[key] {
        if vocabulary == nil { messages[position].takeFix(of: diagnostic) }
        continue
      }
      positions[key] = messages.count
      messages.append(vocabulary.map { forgotten($0, name, diagnostic) } ?? diagnostic)
    }
    for (key, position) in positions {
      guard let count = places[key], count > 1 else { continue }
      messages[position].explanation.append("It stands in \(count) places; this is the first.")
    }
    return messages
  }

  private func forgotten(_ vocabulary: String, _ name: String, _ first: Diagnostic) -> Diagnostic {
    Diagnostic(
      "vocabulary-not-taken", .error,
      "\"\(name)\" is a word of the vocabulary \(vocabulary), which \"Words from:\" does not name",
      at: first.at,
      fixes: [
        Diagnostic.Fix(
          "add \(vocabulary) to \"Words from:\"",
          edits: insertion.map { [Diagnostic.Edit($0, ", \(vocabulary)")] } ?? [])
      ],
      context: first.context)
  }
}

extension Diagnostic {
  /// Mends another place in the same way.
  fileprivate mutating func takeFix(of other: Diagnostic) {
    guard let mine = fixes.first, let its = other.fixes.first, mine.title == its.title else {
      return
    }
    let taken = Set(mine.edits.map(\.range))
    fixes[0].edits += its.edits.filter { !taken.contains($0.range) }
  }
}
