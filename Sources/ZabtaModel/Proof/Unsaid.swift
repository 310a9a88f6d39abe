import ZabtaRuntime

extension SharedSpace {
  /// What a prohibition of one edition denies and the other edition neither forbids nor permits.
  package struct Unsaid: Sendable {
    /// The prohibition's place in the content of its edition.
    package var norm: Int
    package var boxes: [Box]
  }

  /// What one edition alone says is never done, though the other permits it no more than it does.
  ///
  /// Every prohibition of the other edition counts, be it written in another sentence, in several or as
  /// an *only*. Words that the other edition lacks are left out: of them it can say nothing. Nil where it
  /// takes more steps than the budget has.
  package func unsaid(_ sides: [SharedSide], by edition: Int, budget: inout Int) -> [Unsaid]? {
    let there = sides[1 - edition]
    let holes = (there.forbids + there.permits).map(\.box)
    let common = common()
    var found: [Unsaid] = []
    for (index, norm) in norms[edition]
    where norm.action == action && norm.effect == .forbid && norm.origin == .plain {
      guard let boxes = leafBoxes(norm, edition) else { return nil }
      var told: [Box] = []
      for seed in boxes.compactMap({ $0.intersection(common) }) {
        guard let pieces = subtract(holes, from: [seed], budget: &budget) else { return nil }
        for piece in pieces where !isCovered(piece, by: told, budget: &budget) {
          told.append(grow(piece, within: seed, pieces, budget: &budget))
        }
      }
      guard budget > 0 else { return nil }
      told = irredundant(merged(told), budget: &budget)
      if !told.isEmpty { found.append(Unsaid(norm: index, boxes: told)) }
    }
    return found
  }

  /// The requests all of whose words both editions know.
  private func common() -> Box {
    var box = Box()
    for axis in Axis.allCases where words[axis.rawValue] != nil && !idle.contains(axis) {
      let positions = all(axis.rawValue)
      let known = positions.members.filter { position in
        (0..<2).allSatisfy { reading(axis.rawValue, position, $0) != nil }
      }
      if known.count < positions.count { box.choose(axis.rawValue, BitSet(known)) }
    }
    return box
  }
}
