/// The longest common stretches of two sequences of numbers, in linear space.
///
/// The method is that of Myers, "An O(ND) Difference Algorithm and Its Variations" (1986).
/// Texts that have little in common would cost the product of their lengths. So the search for the
/// middle of an edit gives up at ``patience`` and cuts where it came furthest, and all searches
/// together have ``budget``, after which they give up sooner: the answer stays right (both sides can
/// be put together from it), it is only no longer the shortest.
enum TokenDiff {
  /// How many edits one search may look ahead.
  static let patience = 128
  /// How many edits one search may look ahead when the budget is spent.
  static let haste = 12
  /// How many places of the table all searches together may visit at their full patience.
  static let budget = 250_000

  /// A stretch that both sides share.
  struct Match: Hashable {
    var old: Int
    var new: Int
    var count: Int
  }

  /// The shared stretches, in order, none touching the next on both sides.
  static func matches(_ old: [Int], _ new: [Int]) -> [Match] {
    // What the other side lacks matches nothing. Without it, texts with little in common are short.
    let count = max(old.max() ?? -1, new.max() ?? -1) + 1
    let olds = shared(old, with: new, count)
    let news = shared(new, with: old, count)
    var search = Search(old: olds.map { old[$0] }, new: news.map { new[$0] })
    var matches: [Match] = []
    for match in search.run() {
      for offset in 0..<match.count {
        append(
          Match(old: olds[match.old + offset], new: news[match.new + offset], count: 1),
          to: &matches)
      }
    }
    return matches
  }

  /// The places of the numbers that the other side has too; numbers lie in 0..<count.
  private static func shared(_ numbers: [Int], with other: [Int], _ count: Int) -> [Int] {
    var isThere = Array(repeating: false, count: count)
    for number in other { isThere[number] = true }
    return numbers.indices.filter { isThere[numbers[$0]] }
  }

  private static func append(_ match: Match, to matches: inout [Match]) {
    if let last = matches.last, last.old + last.count == match.old,
      last.new + last.count == match.new
    {
      matches[matches.count - 1].count += match.count
    } else {
      matches.append(match)
    }
  }

  /// A part of the table of both sequences.
  private struct Box {
    var old: Range<Int>
    var new: Range<Int>
  }

  private struct Search {
    let old: [Int]
    let new: [Int]
    var matches: [Match] = []
    /// The furthest position in `old` on each diagonal, from the front and from the back.
    var forward: [Int]
    var backward: [Int]
    var budget = TokenDiff.budget

    init(old: [Int], new: [Int]) {
      self.old = old
      self.new = new
      let size = 2 * min(old.count + new.count, TokenDiff.patience) + 3
      forward = Array(repeating: 0, count: size)
      backward = Array(repeating: 0, count: size)
    }

    mutating func run() -> [Match] {
      // A stack of its own: a chain of cuts may be longer than the call stack is deep.
      var open = [Box(old: 0..<old.count, new: 0..<new.count)]
      while let next = open.popLast() {
        var box = next
        let prefix = trimFront(&box)
        record(prefix)
        let suffix = trimBack(&box)
        if suffix.count > 0 {
          // The end of the box comes after what is inside it.
          let tail = Box(
            old: suffix.old..<suffix.old + suffix.count, new: suffix.new..<suffix.new + suffix.count
          )
          guard !box.old.isEmpty, !box.new.isEmpty else {
            record(suffix)
            continue
          }
          open.append(tail)
        }
        guard !box.old.isEmpty, !box.new.isEmpty else { continue }
        let (x, y) = middle(of: box)
        open.append(Box(old: x..<box.old.upperBound, new: y..<box.new.upperBound))
        open.append(Box(old: box.old.lowerBound..<x, new: box.new.lowerBound..<y))
      }
      return matches
    }

    private func trimFront(_ box: inout Box) -> Match {
      var count = 0
      let limit = min(box.old.count, box.new.count)
      let (x, y) = (box.old.lowerBound, box.new.lowerBound)
      while count < limit, old[x + count] == new[y + count] { count += 1 }
      box = Box(old: x + count..<box.old.upperBound, new: y + count..<box.new.upperBound)
      return Match(old: x, new: y, count: count)
    }

    private func trimBack(_ box: inout Box) -> Match {
      var count = 0
      let limit = min(box.old.count, box.new.count)
      let (x, y) = (box.old.upperBound, box.new.upperBound)
      while count < limit, old[x - count - 1] == new[y - count - 1] { count += 1 }
      box = Box(old: box.old.lowerBound..<x - count, new: box.new.lowerBound..<y - count)
      return Match(old: x - count, new: y - count, count: count)
    }

    private mutating func record(_ match: Match) {
      guard match.count > 0 else { return }
      TokenDiff.append(match, to: &matches)
    }

    /// A point on a shortest edit of the box (or on a good one), neither of its two corners.
    ///
    /// Both sequences are not empty, and neither their first nor their last numbers are equal.
    private mutating func middle(of box: Box) -> (Int, Int) {
      let (n, m) = (box.old.count, box.new.count)
      let (x0, y0) = (box.old.lowerBound, box.new.lowerBound)
      let delta = n - m
      let isOdd = delta & 1 != 0
      let limit = min((n + m + 1) / 2, budget > 0 ? TokenDiff.patience : TokenDiff.haste)
      let centre = limit + 1
      forward[centre + 1] = 0
      backward[centre + 1] = 0
      var d = 0
      while d <= limit {
        budget -= 2 * d + 2
        for k in stride(from: -d, through: d, by: 2) {
          var x =
            k == -d || k != d && forward[centre + k - 1] < forward[centre + k + 1]
            ? forward[centre + k + 1] : forward[centre + k - 1] + 1
          var y = x - k
          let start = x
          while x < n, y < m, y >= 0, old[x0 + x] == new[y0 + y] {
            x += 1
            y += 1
          }
          budget -= x - start
          forward[centre + k] = x
          let other = delta - k
          if isOdd, other >= -(d - 1), other <= d - 1, x + backward[centre + other] >= n {
            return inside(x, y, n, m, x0, y0)
          }
        }
        for k in stride(from: -d, through: d, by: 2) {
          var x =
            k == -d || k != d && backward[centre + k - 1] < backward[centre + k + 1]
            ? backward[centre + k + 1] : backward[centre + k - 1] + 1
          var y = x - k
          let start = x
          while x < n, y < m, y >= 0, old[x0 + n - x - 1] == new[y0 + m - y - 1] {
            x += 1
            y += 1
          }
          budget -= x - start
          backward[centre + k] = x
          let other = delta - k
          if !isOdd, other >= -d, other <= d, x + forward[centre + other] >= n {
            return inside(n - x, m - y, n, m, x0, y0)
          }
        }
        d += 1
      }
      return furthest(n, m, x0, y0, limit)
    }

    /// Where the search from the front came furthest.
    private func furthest(_ n: Int, _ m: Int, _ x0: Int, _ y0: Int, _ limit: Int) -> (Int, Int) {
      var best = (x: 0, y: 0)
      for k in stride(from: -limit, through: limit, by: 2) {
        let x = min(forward[limit + 1 + k], n)
        let y = x - k
        guard y >= 0, y <= m, x >= 0 else { continue }
        if x + y > best.x + best.y { best = (x, y) }
      }
      return inside(best.x, best.y, n, m, x0, y0)
    }

    /// The point in the whole table; a corner, which would leave the box as it is, becomes a step.
    private func inside(
      _ x: Int, _ y: Int, _ n: Int, _ m: Int, _ x0: Int, _ y0: Int
    ) -> (Int, Int) {
      let x = min(max(x, 0), n)
      let y = min(max(y, 0), m)
      if (x, y) == (0, 0) || (x, y) == (n, m) { return (x0 + n, y0) }
      return (x0 + x, y0 + y)
    }
  }
}
