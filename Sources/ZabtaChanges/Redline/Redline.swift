/// Two texts as one: what stayed, what went and what came, deletions before insertions.
package struct Redline: Sendable, Hashable {
  /// A stretch of text.
  package struct Run: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      case same, deleted, inserted
    }

    package var kind: Kind
    package var text: String

    package init(_ kind: Kind, _ text: String) {
      self.kind = kind
      self.text = text
    }
  }

  /// The stretches, in reading order; no two neighbours are of one kind.
  package var runs: [Run]

  /// Compares two texts word by word.
  package init(old: String, new: String, joiningQuantities: Bool = false) {
    self.init(
      old: Token.tokens(of: old, joiningQuantities: joiningQuantities),
      new: Token.tokens(of: new, joiningQuantities: joiningQuantities))
  }

  /// The text before.
  package var old: String { runs.filter { $0.kind != .inserted }.map(\.text).joined() }
  /// The text after.
  package var new: String { runs.filter { $0.kind != .deleted }.map(\.text).joined() }
  /// True where both texts are the same.
  package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .same } }

  private init(old: [Token], new: [Token]) {
    // Words are compared by their bytes: canonical equivalence could blur a change.
    var numbers: [[UInt8]: Int] = [:]
    func number(_ token: Token) -> Int {
      let key = Array(token.text.utf8)
      if let known = numbers[key] { return known }
      numbers[key] = numbers.count
      return numbers.count - 1
    }
    let matches = Redline.worthwhile(
      TokenDiff.matches(old.map(number), new.map(number)), old, new)

    var builder = Builder()
    var (x, y) = (0, 0)
    for match in matches {
      builder.change(old[x..<match.old], new[y..<match.new])
      for offset in 0..<match.count {
        builder.keep(old[match.old + offset], new[match.new + offset])
      }
      x = match.old + match.count
      y = match.new + match.count
    }
    builder.change(old[x...], new[y...])
    runs = builder.finish()
  }

  /// Leaves out the matches that only break up a change: a comma or an "of" in the midst of a
  /// sentence written anew reads worse than the sentence struck out whole.
  private static func worthwhile(
    _ matches: [TokenDiff.Match], _ old: [Token], _ new: [Token]
  ) -> [TokenDiff.Match] {
    var kept: [TokenDiff.Match] = []
    for (index, match) in matches.enumerated() {
      let last = kept.last
      let before =
        (match.old - (last.map { $0.old + $0.count } ?? 0))
        + (match.new - (last.map { $0.new + $0.count } ?? 0))
      let next = index + 1 < matches.count ? matches[index + 1] : nil
      let after =
        (next?.old ?? old.count) - (match.old + match.count)
        + (next?.new ?? new.count) - (match.new + match.count)
      let length = old[match.old..<match.old + match.count].reduce(0) { $0 + $1.text.utf8.count }
      let isIsland = match.count <= 2 && length <= 5
      if isIsland, before >= 3, after >= 3 { continue }
      kept.append(match)
    }
    return kept
  }

  /// Puts runs together, deletions first.
  private struct Builder {
    private var runs: [Run] = []
    private var deleted = ""
    private var inserted = ""

    mutating func keep(_ old: Token, _ new: Token) {
      if old.space.utf8.elementsEqual(new.space.utf8) {
        flush()
        append(.same, String(new.space) + new.text)
      } else {
        deleted += old.space
        inserted += new.space
        flush()
        append(.same, String(new.text))
      }
    }

    mutating func change(_ old: ArraySlice<Token>, _ new: ArraySlice<Token>) {
      // A space that both sides begin with belongs to neither.
      if deleted.isEmpty, inserted.isEmpty, let first = old.first, let other = new.first,
        first.space.utf8.elementsEqual(other.space.utf8), !first.text.isEmpty, !other.text.isEmpty
      {
        append(.same, String(first.space))
        deleted += first.text
        inserted += other.text
        for token in old.dropFirst() { deleted += token.space + token.text }
        for token in new.dropFirst() { inserted += token.space + token.text }
        return
      }
      for token in old { deleted += token.space + token.text }
      for token in new { inserted += token.space + token.text }
    }

    mutating func finish() -> [Run] {
      flush()
      return runs
    }

    private mutating func flush() {
      append(.deleted, deleted)
      append(.inserted, inserted)
      deleted = ""
      inserted = ""
    }

    private mutating func append(_ kind: Run.Kind, _ text: String) {
      guard !text.isEmpty else { return }
      if let last = runs.last, last.kind == kind {
        runs[runs.count - 1].text += text
      } else {
        runs.append(Run(kind, text))
      }
    }
  }
}
