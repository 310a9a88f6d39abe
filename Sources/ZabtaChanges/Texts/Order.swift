/// The members of a sequence that have to move so that the rest stands in ascending order: the
/// fewest, and of equally few the ones that stood later.
func moved(_ sequence: [Int]) -> Set<Int> {
  var tails: [Int] = []
  var before: [Int?] = Array(repeating: nil, count: sequence.count)
  for (index, value) in sequence.enumerated() {
    var (low, high) = (0, tails.count)
    while low < high {
      let middle = (low + high) / 2
      if sequence[tails[middle]] < value { low = middle + 1 } else { high = middle }
    }
    before[index] = low > 0 ? tails[low - 1] : nil
    if low < tails.count { tails[low] = index } else { tails.append(index) }
  }
  var staying: Set<Int> = []
  var next = tails.last
  while let index = next {
    staying.insert(sequence[index])
    next = before[index]
  }
  return Set(sequence).subtracting(staying)
}

/// A member of two sequences read as one.
enum Woven: Hashable {
  /// One of the new sequence, by its place.
  case new(Int)
  /// One of the old sequence that the new one lacks at this place.
  case old(Int)
}

/// The new members in their order, and each loose old one after the member that it followed.
///
/// `staying` are the pairs of places that stand in the same order on both sides, ascending; `loose`
/// are places of the old sequence, ascending.
func woven(
  new count: Int, staying: [(old: Int, new: Int)], loose: [Int]
) -> [Woven] {
  var woven: [Woven] = []
  var (next, pair) = (0, 0)
  for old in loose {
    while pair < staying.count, staying[pair].old < old { pair += 1 }
    let end = pair > 0 ? staying[pair - 1].new + 1 : 0
    while next < min(end, count) {
      woven.append(.new(next))
      next += 1
    }
    woven.append(.old(old))
  }
  while next < count {
    woven.append(.new(next))
    next += 1
  }
  return woven
}
