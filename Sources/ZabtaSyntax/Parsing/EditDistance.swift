/// How many letters must be typed, dropped, replaced or swapped to turn one word into another.
package enum EditDistance {
  /// The distance (optimal string alignment), or nil where it exceeds the limit.
  package static func between(_ left: [UInt8], _ right: [UInt8], limit: Int) -> Int? {
    if left == right { return 0 }
    guard abs(left.count - right.count) <= limit, left.count <= 64, right.count <= 64 else {
      return nil
    }
    var before: [Int] = []
    var previous = Array(0...right.count)
    for (row, a) in left.enumerated() {
      var current = [row + 1]
      current.reserveCapacity(right.count + 1)
      for (column, b) in right.enumerated() {
        var cost = min(previous[column + 1] + 1, current[column] + 1)
        cost = min(cost, previous[column] + (a == b ? 0 : 1))
        if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      before = previous
      previous = current
    }
    let distance = previous[right.count]
    return distance <= limit ? distance : nil
  }

  /// The distance between two words without regard to capitals.
  package static func between(_ left: String, _ right: String, limit: Int) -> Int? {
    between(left.utf8.map(\.lowered), right.utf8.map(\.lowered), limit: limit)
  }

  /// How many mistakes a word of this length may hold and still be recognised.
  package static func tolerance(_ length: Int) -> Int {
    length < 3 ? 0 : length < 6 ? 1 : 2
  }

  /// The candidate nearest to a word, if one is near; of equals the first.
  package static func nearest(_ word: String, among candidates: [String]) -> String? {
    var best: (word: String, distance: Int)?
    for candidate in candidates {
      let limit = tolerance(max(word.utf8.count, candidate.utf8.count))
      guard let distance = between(word, candidate, limit: limit) else { continue }
      if let known = best, known.distance <= distance { continue }
      best = (candidate, distance)
    }
    return best?.word
  }
}
