import ZabtaRuntime

/// What is known about a box that turned beside its requests: what it says needlessly, and what it
/// leaves out.
extension SharedSpace {
  /// The facts of a box whose opposite both editions answer as the later one answers the box.
  func evenIf(_ turned: Turned, _ sides: [SharedSide], budget: inout Int) -> BitSet {
    var found = BitSet()
    for fact in turned.box.held.union(turned.box.denied).members {
      let isAlike = turned.cores.prefix(8).allSatisfy { core in
        guard let opposite = opposite(core, fact) else { return false }
        return sides.allSatisfy { side in
          let isForbidden = side.forbids.contains { $0.box.meets(opposite) }
          if turned.isGained {
            return !isForbidden
              && isCovered(opposite, by: side.permits.map(\.box), budget: &budget)
          }
          let permitted = side.permits.compactMap { $0.box.intersection(opposite) }
          return isCovered(permitted, by: side.forbids.map(\.box), budget: &budget)
        }
      }
      if isAlike, !turned.cores.isEmpty { found.formUnion(BitSet([fact])) }
    }
    return found
  }

  private func isCovered(_ boxes: [Box], by others: [Box], budget: inout Int) -> Bool {
    boxes.allSatisfy { isCovered($0, by: others, budget: &budget) }
  }

  /// The box with one fact the other way round; nil where another fact forbids that.
  private func opposite(_ box: Box, _ fact: Int) -> Box? {
    var other = box
    if box.held.contains(fact) {
      other.held = box.held.subtracting(BitSet([fact]))
      other.denied = box.denied.union(BitSet([fact]))
    } else {
      other.denied = box.denied.subtracting(BitSet([fact]))
      other.held = box.held.union(BitSet([fact])).union(implied[fact])
    }
    return other.held.intersection(other.denied).isEmpty ? other : nil
  }

  /// Tells the prohibitions that both editions have, be their words ever so changed.
  func stands(
    _ here: [SharedSide.Part], _ there: [SharedSide.Part], _ edition: Int
  ) -> (Box) -> Bool {
    func bare(_ index: Int, _ edition: Int) -> Norm {
      var norm = rulesets[edition].content.norms[index]
      norm.clause = ""
      norm.sentence = 0
      return norm
    }
    let theirs = Set(there.flatMap { $0.norms.map { bare($0, 1 - edition) } })
    var same = Set(there.map(\.box))
    for part in here where part.norms.contains(where: { theirs.contains(bare($0, edition)) }) {
      same.insert(part.box)
    }
    return { same.contains($0) }
  }

  /// True where a piece of the box asks for what the box is silent about: a consent, a circumstance, a form.
  ///
  /// Of a prohibition that is gone that is what the rules ask which permit the rest.
  func leavesOut(_ piece: Box, _ box: Box) -> Bool {
    guard let shared = piece.intersection(box) else { return true }
    let form = Axis.form.rawValue
    return !shared.held.isSubset(of: box.held)
      || box.positions(form) == nil && piece.positions(form) != nil
  }
}
