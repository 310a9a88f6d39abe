import ZabtaRuntime

/// A set of requests: a choice of positions on each axis, and facts that hold or do not.
package struct Box: Sendable, Hashable {
  /// The positions allowed on each axis, by `RequestSpace.Axis`.
  var sets: [BitSet]
  /// Facts that hold.
  var held = BitSet()
  /// Facts that do not hold.
  var denied = BitSet()

  init(sets: [BitSet]) {
    self.sets = sets
  }
}

extension RequestSpace {
  /// The requests in both boxes; nil where there are none.
  func intersection(_ one: Box, _ other: Box) -> Box? {
    var result = one
    for axis in one.sets.indices {
      let both = one.sets[axis].intersection(other.sets[axis])
      if both.isEmpty { return nil }
      result.sets[axis] = both
    }
    result.held.formUnion(other.held)
    result.denied.formUnion(other.denied)
    return result.held.intersects(result.denied) ? nil : result
  }

  /// True where a request is in both boxes.
  func meet(_ one: Box, _ other: Box) -> Bool {
    !one.held.intersects(other.denied) && !one.denied.intersects(other.held)
      && one.sets.indices.allSatisfy { one.sets[$0].intersects(other.sets[$0]) }
  }

  /// Holds a fact, and with it all that it implies; nil where one of them is denied.
  func holding(_ variable: Int, _ box: Box) -> Box? {
    var box = box
    box.held.formUnion(implied[variable])
    return box.held.intersects(box.denied) ? nil : box
  }

  /// Denies a fact, and with it all that implies it; nil where one of them is held.
  func denying(_ variable: Int, _ box: Box) -> Box? {
    var box = box
    box.denied.formUnion(implying[variable])
    return box.held.intersects(box.denied) ? nil : box
  }

  /// Disjoint boxes that together are what the first has and the second lacks, those that take the
  /// fewest facts to reach first.
  func difference(_ whole: Box, _ hole: Box) -> [Box] {
    var pieces: [Box] = []
    var rest = whole
    for variable in hole.held.subtracting(whole.held).members {
      if let piece = denying(variable, rest) { pieces.append(piece) }
      guard let next = holding(variable, rest) else { return pieces }
      rest = next
    }
    for axis in rest.sets.indices {
      let outside = rest.sets[axis].subtracting(hole.sets[axis])
      guard !outside.isEmpty else { continue }
      var piece = rest
      piece.sets[axis] = outside
      pieces.append(piece)
      rest.sets[axis] = rest.sets[axis].intersection(hole.sets[axis])
      if rest.sets[axis].isEmpty { return pieces }
    }
    for variable in hole.denied.subtracting(rest.denied).members {
      if let piece = holding(variable, rest) { pieces.append(piece) }
      guard let next = denying(variable, rest) else { return pieces }
      rest = next
    }
    return pieces
  }
}
