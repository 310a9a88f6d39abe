import ZabtaRuntime

/// Words that one edition alone knows, where it rules of them as the other rules of all their like.
extension SharedSpace {
  /// The axis on which a piece names only words that the other edition lacks, while that permits the same
  /// with whatever word it knows.
  func mereWord(
    _ piece: Box, _ edition: Int, _ permits: [Box], _ forbids: [Box], _ budget: inout Int
  ) -> Axis? {
    for choice in piece.choices {
      guard let axis = Axis(rawValue: choice.axis), axis.dimension != nil || axis == .object
      else { continue }
      let isForeign = choice.positions.members.allSatisfy {
        reading(choice.axis, $0, 1 - edition) == nil
      }
      guard isForeign else { continue }
      if axis == .object {
        if isMerePersonalData(choice.positions, edition) { return axis }
        continue
      }
      var known = piece
      known.choose(
        choice.axis,
        BitSet(members[choice.axis].indices.filter { reading(choice.axis, $0, 1 - edition) != nil })
      )
      if isCovered(known, by: permits + forbids, budget: &budget),
        !isCovered(known, by: forbids, budget: &budget)
      {
        return axis
      }
    }
    return nil
  }

  /// True of data about which no norm says more than about all personal data: a new kind of data is
  /// news only to rules that name it, or a group that it is in.
  private func isMerePersonalData(_ positions: BitSet, _ edition: Int) -> Bool {
    guard action.objectKind == .data else { return false }
    let named = Set(norms[edition].flatMap { $0.norm.object.names + $0.norm.object.except })
    let table = rulesets[edition].atoms(.data)
    return words(.object, positions).allSatisfy { word in
      guard let name = word.name else { return false }
      return !table.ancestors(of: name).contains { above in
        above.name != "personal-data" && named.contains(above.name)
      }
    }
  }
}
