package import ZabtaRuntime

/// Requests whose answer two editions give otherwise, as one box to put into words.
package struct Turned: Sendable {
  /// True of what was denied and is permitted now.
  package var isGained: Bool
  /// What made the difference, as the caller numbers it.
  package var group: Int
  /// The box to put into words.
  ///
  /// Beside the requests that differ it may hold some that both editions deny.
  package var box: Box
  /// Exactly the requests that differ.
  package var cores: [Box]
  /// True where only those requests of the box differ that other norms permit.
  package var isLimited = false
  /// Facts that the box asks for or rules out, and whose opposite is answered alike in both editions:
  /// permitted of what is gained, denied of what is lost.
  ///
  /// There "unless" would be read as its opposite.
  package var evenIf = BitSet()
  /// Words that one edition alone knows, at a place where the other permits whatever is named: then
  /// nothing differs but that the word is known.
  package var words: [AxisWords.Position] = []
}

extension SharedSpace {
  /// So many boxes of one prohibition are grown; where there are more, it is told as it is written.
  private static let mostOfProhibition = 8

  /// The requests that one edition permits and the other does not.
  ///
  /// Only what differs between the two sides is looked at: a request that is permitted now and was
  /// not lies in a permit that is new, or in a forbid that is gone. `group` numbers the norms of an
  /// edition by what the caller tells apart. Nil where it takes more steps than the budget has.
  package func turned(
    _ sides: [SharedSide], gained: Bool, budget: inout Int, group: (Int, [Int]) -> Int
  ) -> [Turned]? {
    let edition = gained ? 1 : 0
    let (here, there) = (sides[edition], sides[1 - edition])
    let herePermits = here.permits.map(\.box)
    let (hereForbids, thereForbids) = (here.forbids.map(\.box), there.forbids.map(\.box))
    let therePermits = there.permits.map(\.box)
    let (oldPermits, oldForbids) = (Set(therePermits), Set(hereForbids))

    var mere: [Turned] = []
    /// Sets aside the pieces in which nothing differs but that a word is known.
    func withoutMereWords(_ pieces: [Box], budget: inout Int) -> [Box] {
      var kept: [Box] = []
      for piece in pieces {
        guard let axis = mereWord(piece, edition, therePermits, thereForbids, &budget) else {
          kept.append(piece)
          continue
        }
        let words = words(axis, piece.positions(axis.rawValue) ?? BitSet())
        mere.append(
          Turned(isGained: gained, group: 0, box: piece, cores: [piece], words: words))
      }
      return kept
    }

    // Each seed with the pieces of it that differ.
    var seeds: [(group: Int, seed: Box, isForbid: Bool, pieces: [Box])] = []
    for part in here.permits where !oldPermits.contains(part.box) {
      guard let open = subtract(therePermits + hereForbids, from: [part.box], budget: &budget)
      else { return nil }
      let pieces = withoutMereWords(open, budget: &budget)
      if !pieces.isEmpty { seeds.append((group(edition, part.norms), part.box, false, pieces)) }
    }
    for part in there.forbids where !oldForbids.contains(part.box) {
      let permitted = herePermits.compactMap { part.box.intersection($0) }
      guard let open = subtract(hereForbids, from: permitted, budget: &budget) else { return nil }
      let pieces = withoutMereWords(open, budget: &budget)
      if !pieces.isEmpty { seeds.append((group(1 - edition, part.norms), part.box, true, pieces)) }
    }

    // Beside what differs a box may hold what a prohibition denies that stands in both editions; of
    // what is no longer permitted, all that is forbidden now.
    let standing =
      gained ? hereForbids.filter(stands(here.forbids, there.forbids, edition)) : thereForbids
    var result = mere
    for number in Set(seeds.map(\.group)).sorted() {
      let own = seeds.filter { $0.group == number }
      let pieces = own.flatMap(\.pieces)
      let holes = pieces + standing
      var told: [Turned] = []
      func tell(_ box: Box, _ isLimited: Bool = false) {
        told.append(
          Turned(isGained: gained, group: number, box: box, cores: [], isLimited: isLimited))
      }
      var boxes: [Box] = []
      for seed in own {
        var grown: [Box] = []
        var isMany = false
        for piece in seed.pieces where !isCovered(piece, by: grown, budget: &budget) {
          // So many are not told one by one: a prohibition against many permissions.
          if seed.isForbid, grown.count == Self.mostOfProhibition {
            isMany = true
            break
          }
          var box = tight(
            grow(piece, within: seed.seed, holes, budget: &budget), seed.seed, seed.pieces)
          // A prohibition for us reaches our staff, who may never have been permitted anything.
          let actor = Axis.actor.rawValue
          if seed.isForbid, let actors = bounds(seed.pieces, seed.seed).positions(actor) {
            box.choose(actor, actors)
          }
          grown.append(box)
        }
        grown = merged(grown)
        // A prohibition is told as it is written, not permission by permission.
        if isMany || seed.isForbid && grown.count > (gained ? 3 : 1) {
          tell(bounds(seed.pieces, seed.seed), gained)
        } else {
          boxes += grown
        }
      }
      let isLifted = gained && own.contains(where: \.isForbid)
      for box in irredundant(merged(boxes), budget: &budget) {
        tell(box, isLifted && pieces.allSatisfy { leavesOut($0, box) })
      }
      for index in told.indices {
        var turned = told[index]
        turned.cores = pieces.compactMap { $0.intersection(turned.box) }
        // What was never permitted is not lost; what was forbidden needs no mention.
        if !gained {
          let known = turned.cores + hereForbids
          turned.isLimited = !isCovered(turned.box, by: known, budget: &budget)
        }
        turned.evenIf = evenIf(turned, sides, budget: &budget)
        // What is denied either way is not told by one way.
        let needless = turned.evenIf.intersection(turned.box.denied)
        if !gained, !needless.isEmpty {
          turned.box.denied = turned.box.denied.subtracting(needless)
          turned.isLimited = true
        }
        told[index] = turned
      }
      result += absorbed(told, budget: &budget)
      guard budget > 0 else { return nil }
    }
    return result
  }
}
