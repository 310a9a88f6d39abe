package import ZabtaRuntime
import ZabtaSyntax

/// Finds what the writer may have meant: by the letters of a word, and by its label, so that
/// "phone-number" finds `phone`, printed as "phone number".
package enum Suggestion {
  /// Words like the one written, the likeliest first; at most three.
  package static func words(like text: String, kind: Kind?, in lexicon: Lexicon) -> [WordID] {
    let plain = text.replacing("-", with: " ")
    var scored: [(score: Int, id: WordID)] = []
    for (index, word) in lexicon.words.enumerated() where kind == nil || word.kind == kind {
      let id = WordID(index)
      if let score = score(text, plain, word) { scored.append((score, id)) }
    }
    return scored.sorted { ($0.score, $0.id) < ($1.score, $1.id) }.prefix(3).map(\.id)
  }

  /// 0 is the best; nil is nothing like it.
  private static func score(_ text: String, _ plain: String, _ word: WordEntry) -> Int? {
    if word.english == plain { return 0 }
    let limit = EditDistance.tolerance(max(text.utf8.count, word.name.utf8.count))
    if let distance = EditDistance.between(text, word.name, limit: limit) { return distance }
    if let distance = EditDistance.between(plain, word.english, limit: limit) { return distance }
    let parts = Set(plain.split(separator: " "))
    let label = Set(word.english.split(separator: " ")).union(word.name.split(separator: "-"))
    let shared = parts.intersection(label).filter { $0.utf8.count > 2 }
    guard !shared.isEmpty else { return nil }
    return 10 + label.count + parts.count - 2 * shared.count
  }

  /// `"phone" (printed as "phone number")`, with *or* between several.
  package static func list(_ ids: [WordID], _ lexicon: Lexicon) -> String {
    ids.map { id in
      let word = lexicon[id]
      return word.english == word.name || word.english.isEmpty
        ? "\"\(word.name)\"" : "\"\(word.name)\" (printed as \"\(word.english)\")"
    }.joined(separator: " or ")
  }
}
