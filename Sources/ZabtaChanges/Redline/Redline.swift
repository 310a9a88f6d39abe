/// Two texts as one: what stayed, what went and what came, deletions before insertions.
package struct Redline: Sendable, Hashable {
  /// A stretch of text.
  package struct Run: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable {
      case same, deleted, inserted
    }

    package var kind: Kind
    package var text: String
    /// True of a deleted or inserted stretch that a rule gave, as against the wording around it.
    package var isValue: Bool

    package init(_ kind: Kind, _ text: String, isValue: Bool = false) {
      self.kind = kind
      self.text = text
      self.isValue = isValue
    }
  }

  /// The stretches, in reading order; no two neighbours are of one kind and origin.
  package var runs: [Run]

  /// Compares two texts word by word.
  ///
  /// `oldValues` and `newValues` say which of their UTF-8 bytes are values of rules, in order.
  package init(
    old: String, new: String, joiningQuantities: Bool = false, oldValues: [Range<Int>] = [],
    newValues: [Range<Int>] = []
  ) {
    guard !old.utf8.elementsEqual(new.utf8) else {
      self.init(runs: old.isEmpty ? [] : [Run(.same, old)])
      return
    }
    var numbers = WordNumbers()
    let before = Tokens(old, joiningQuantities: joiningQuantities)
    let after = Tokens(new, joiningQuantities: joiningQuantities)
    let matches = Worthwhile.matches(
      TokenDiff.matches(numbers.numbers(before), numbers.numbers(after)), before, after)
    let values = TokenValues(before, oldValues, after, newValues)
    self.init(before, after, values.whole(matches), values)
  }

  /// One text in place of another, no word of it kept.
  package init(
    replacing old: String, by new: String, oldValues: [Range<Int>] = [],
    newValues: [Range<Int>] = []
  ) {
    guard !old.utf8.elementsEqual(new.utf8) else {
      self.init(runs: old.isEmpty ? [] : [Run(.same, old)])
      return
    }
    let (before, after) = (Tokens(old), Tokens(new))
    self.init(before, after, [], TokenValues(before, oldValues, after, newValues))
  }

  package init(runs: [Run]) { self.runs = runs }

  /// The text before.
  package var old: String { runs.filter { $0.kind != .inserted }.map(\.text).joined() }
  /// The text after.
  package var new: String { runs.filter { $0.kind != .deleted }.map(\.text).joined() }
  /// True where both texts are the same.
  package var isUnchanged: Bool { runs.allSatisfy { $0.kind == .same } }

  private init(
    _ old: Tokens, _ new: Tokens, _ matches: [TokenDiff.Match], _ values: TokenValues
  ) {
    var builder = RunBuilder(old: old, new: new, values: values)
    var (x, y) = (0, 0)
    for match in matches {
      builder.change(x..<match.old, y..<match.new)
      for offset in 0..<match.count { builder.keep(match.old + offset, match.new + offset) }
      x = match.old + match.count
      y = match.new + match.count
    }
    builder.change(x..<old.count, y..<new.count)
    runs = builder.finish()
  }
}

/// Leaves out the matches that only break up a change: a comma or an "of" in the midst of a sentence
/// written anew reads worse than the sentence struck out whole.
private enum Worthwhile {
  static func matches(
    _ matches: [TokenDiff.Match], _ old: Tokens, _ new: Tokens
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
      let length = (match.old..<match.old + match.count).reduce(0) { $0 + old.word($1).count }
      let isIsland = match.count <= 2 && length <= 5
      if isIsland, before >= 3, after >= 3 { continue }
      kept.append(match)
    }
    return kept
  }
}
