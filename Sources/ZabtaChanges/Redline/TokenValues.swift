/// Which words of two texts are values of rules.
struct TokenValues {
  /// For each token the number of its value, or -1.
  let old: [Int]
  let new: [Int]

  init(
    _ before: Tokens, _ oldValues: [Range<Int>], _ after: Tokens, _ newValues: [Range<Int>]
  ) {
    old = TokenValues.numbers(before, oldValues)
    new = TokenValues.numbers(after, newValues)
  }

  private static func numbers(_ tokens: Tokens, _ values: [Range<Int>]) -> [Int] {
    var numbers = Array(repeating: -1, count: tokens.count)
    guard !values.isEmpty else { return numbers }
    var value = 0
    for token in tokens.indices {
      while value < values.count, values[value].upperBound <= tokens.starts[token] { value += 1 }
      guard value < values.count else { break }
      if values[value].lowerBound <= tokens.starts[token],
        tokens.ends[token] <= values[value].upperBound, tokens.starts[token] < tokens.ends[token]
      {
        numbers[token] = value
      }
    }
    return numbers
  }

  /// A short value changes as a whole: "7 years" becomes "10 years", not 7 becomes 10.
  func whole(_ matches: [TokenDiff.Match]) -> [TokenDiff.Match] {
    guard old.contains(where: { $0 >= 0 }) || new.contains(where: { $0 >= 0 }) else {
      return matches
    }
    var partner = Array(repeating: -1, count: old.count)
    for match in matches {
      for offset in 0..<match.count { partner[match.old + offset] = match.new + offset }
    }
    var isMatched = Array(repeating: false, count: new.count)
    for y in partner where y >= 0 { isMatched[y] = true }
    let brokenOld = TokenValues.broken(old) { partner[$0] >= 0 }
    let brokenNew = TokenValues.broken(new) { isMatched[$0] }
    var kept: [TokenDiff.Match] = []
    for (x, y) in partner.enumerated() where y >= 0 {
      if old[x] >= 0, brokenOld.contains(old[x]) { continue }
      if new[y] >= 0, brokenNew.contains(new[y]) { continue }
      if let last = kept.last, last.old + last.count == x, last.new + last.count == y {
        kept[kept.count - 1].count += 1
      } else {
        kept.append(TokenDiff.Match(old: x, new: y, count: 1))
      }
    }
    return kept
  }

  /// The values of at most three words of which some are matched and some are not.
  private static func broken(_ values: [Int], isMatched: (Int) -> Bool) -> Set<Int> {
    var broken: Set<Int> = []
    var start = 0
    while start < values.count {
      var end = start + 1
      while end < values.count, values[end] == values[start] { end += 1 }
      if values[start] >= 0, end - start <= 3 {
        let count = (start..<end).count(where: isMatched)
        if count > 0, count < end - start { broken.insert(values[start]) }
      }
      start = end
    }
    return broken
  }
}
