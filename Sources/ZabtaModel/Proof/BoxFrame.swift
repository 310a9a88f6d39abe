package import ZabtaRuntime

/// What boxes are cut within: the positions of each axis, and which facts follow from which.
package protocol BoxFrame: Sendable {
  /// The positions of an axis.
  func all(_ axis: Int) -> BitSet
  /// For each fact, itself and those that hold whenever it does.
  var implied: [BitSet] { get }
  /// For each fact, itself and those that hold only where it does.
  var implying: [BitSet] { get }
}

extension BoxFrame {
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
    for choice in hole.choices {
      let before = rest.positions(choice.axis) ?? all(choice.axis)
      let outside = before.subtracting(choice.positions)
      guard !outside.isEmpty else { continue }
      var piece = rest
      piece.choose(choice.axis, outside)
      pieces.append(piece)
      let inside = before.intersection(choice.positions)
      guard !inside.isEmpty else { return pieces }
      rest.choose(choice.axis, inside)
    }
    for variable in hole.denied.subtracting(rest.denied).members {
      if let piece = holding(variable, rest) { pieces.append(piece) }
      guard let next = denying(variable, rest) else { return pieces }
      rest = next
    }
    return pieces
  }

  /// What the region has and the holes lack, as disjoint boxes where the region's are; nil where it
  /// takes more steps than the budget has.
  package func subtract(_ holes: [Box], from region: [Box], budget: inout Int) -> [Box]? {
    var result: [Box] = []
    for box in region {
      let near = holes.filter { $0.meets(box) }
      var open = [(box: box, next: 0)]
      while let (box, start) = open.popLast() {
        budget -= 1
        guard budget > 0 else { return nil }
        guard let hole = near[start...].firstIndex(where: { $0.meets(box) }) else {
          result.append(box)
          continue
        }
        for piece in difference(box, near[hole]) { open.append((piece, hole + 1)) }
      }
    }
    return result
  }

  /// True where the holes cover the box; also false where that takes more steps than the budget has.
  func isCovered(_ box: Box, by holes: [Box], budget: inout Int) -> Bool {
    let near = holes.filter { $0.meets(box) }
    var open = [(box: box, next: 0)]
    while let (box, start) = open.popLast() {
      budget -= 1
      guard budget > 0,
        let hole = near[start...].firstIndex(where: { $0.meets(box) })
      else { return false }
      for piece in difference(box, near[hole]) { open.append((piece, hole + 1)) }
    }
    return true
  }

  /// The most boxes that one norm may be.
  static var boxLimit: Int { 256 }

  /// The requests of a box in which every condition holds, each given as its alternatives; nil where
  /// they branch too often to be listed.
  func narrowed(_ start: Box, by conditions: [[Box]]) -> [Box]? {
    var boxes = [start]
    for alternatives in conditions {
      var narrowed: [Box] = []
      for box in boxes {
        narrowed += alternatives.compactMap { box.intersection($0) }
        guard narrowed.count <= Self.boxLimit else { return nil }
      }
      boxes = narrowed
    }
    return boxes
  }

  /// That one of the facts holds, or that none does.
  func some(of facts: [Int], isNegated: Bool) -> [Box] {
    guard isNegated else { return facts.compactMap { holding($0, Box()) } }
    var box: Box? = Box()
    for fact in facts { box = box.flatMap { denying(fact, $0) } }
    return box.map { [$0] } ?? []
  }

  /// That a period is over, or that it is not; its ends are given as the facts one of which each is.
  func boxes(ofEnds alternatives: [[[Int]]], isNegated: Bool) -> [Box] {
    func both(_ one: [Box], _ other: [Box]) -> [Box] {
      one.flatMap { box in other.compactMap { box.intersection($0) } }
    }
    guard isNegated else {
      return alternatives.flatMap { ends in
        ends.reduce([Box()]) { both($0, some(of: $1, isNegated: false)) }
      }
    }
    // Every alternative lacks one of its ends.
    return alternatives.reduce([Box()]) { boxes, ends in
      guard boxes.count <= Self.boxLimit else { return boxes }
      return both(boxes, ends.flatMap { some(of: $0, isNegated: true) })
    }
  }
}
