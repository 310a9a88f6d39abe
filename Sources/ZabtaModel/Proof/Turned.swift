import ZabtaRuntime

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
}

extension SharedSpace {
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

    // Each seed with the pieces of it that differ.
    var seeds: [(group: Int, seed: Box, isForbid: Bool, pieces: [Box])] = []
    for part in here.permits where !oldPermits.contains(part.box) {
      guard
        let pieces = subtract(therePermits + hereForbids, from: [part.box], budget: &budget)
      else { return nil }
      if !pieces.isEmpty { seeds.append((group(edition, part.norms), part.box, false, pieces)) }
    }
    for part in there.forbids where !oldForbids.contains(part.box) {
      let permitted = herePermits.compactMap { part.box.intersection($0) }
      guard let pieces = subtract(hereForbids, from: permitted, budget: &budget) else { return nil }
      if !pieces.isEmpty { seeds.append((group(1 - edition, part.norms), part.box, true, pieces)) }
    }

    // Beside what differs a box may hold what a standing prohibition denies in both editions; of
    // what is no longer permitted, all that is forbidden now.
    let standing = gained ? thereForbids.filter(oldForbids.contains) : thereForbids
    var result: [Turned] = []
    for number in Set(seeds.map(\.group)).sorted() {
      let own = seeds.filter { $0.group == number }
      let holes = own.flatMap(\.pieces) + standing
      var boxes: [Box] = []
      for seed in own {
        var grown: [Box] = []
        for piece in seed.pieces where !isCovered(piece, by: grown, budget: &budget) {
          grown.append(grow(piece, within: seed.seed, holes, budget: &budget))
        }
        grown = merged(grown)
        // A new prohibition is told as it is written, not permission by permission.
        if seed.isForbid, !gained, grown.count > 1 { grown = [seed.seed] }
        boxes += grown
      }
      boxes = irredundant(merged(boxes), budget: &budget)
      let pieces = own.flatMap(\.pieces)
      for box in boxes {
        let cores = pieces.compactMap { $0.intersection(box) }
        result.append(Turned(isGained: gained, group: number, box: box, cores: cores))
      }
      guard budget > 0 else { return nil }
    }
    return result
  }

  /// The largest box around a piece, within a seed, that the holes cover.
  private func grow(_ piece: Box, within seed: Box, _ holes: [Box], budget: inout Int) -> Box {
    var box = piece
    func fits(_ wider: Box) -> Bool { isCovered(wider, by: holes, budget: &budget) }
    for fact in piece.held.subtracting(seed.held).members.reversed() {
      var wider = box
      wider.held = box.held.subtracting(BitSet([fact]))
      if fits(wider) { box = wider }
    }
    for fact in piece.denied.subtracting(seed.denied).members.reversed() {
      var wider = box
      wider.denied = box.denied.subtracting(BitSet([fact]))
      if fits(wider) { box = wider }
    }
    for choice in piece.choices {
      let target = seed.positions(choice.axis)
      guard target != choice.positions else { continue }
      var wider = box
      if let target { wider.choose(choice.axis, target) } else { wider.free(choice.axis) }
      if fits(wider) {
        box = wider
        continue
      }
      let more = (target ?? all(choice.axis)).subtracting(choice.positions)
      guard more.count < 64 else { continue }
      for position in more.members {
        var wider = box
        wider.choose(
          choice.axis, (box.positions(choice.axis) ?? BitSet()).union(BitSet([position])))
        if fits(wider) { box = wider }
      }
    }
    return box
  }

  /// The same requests in fewer boxes: those that differ at one place only are one.
  private func merged(_ boxes: [Box]) -> [Box] {
    var boxes = boxes
    var isDone = false
    while !isDone {
      isDone = true
      search: for one in boxes.indices {
        for other in boxes.indices where other > one {
          guard let both = union(boxes[one], boxes[other]) else { continue }
          boxes[one] = both
          boxes.remove(at: other)
          isDone = false
          break search
        }
      }
    }
    return boxes
  }

  /// One box that is exactly both; nil where there is none.
  private func union(_ one: Box, _ other: Box) -> Box? {
    if one == other { return one }
    guard one.held == other.held, one.denied == other.denied else { return nil }
    let axes = Set((one.choices + other.choices).map(\.axis))
    let apart = axes.filter { one.positions($0) != other.positions($0) }
    guard apart.count == 1, let axis = apart.first else { return nil }
    var both = one
    if let mine = one.positions(axis), let theirs = other.positions(axis) {
      both.choose(axis, mine.union(theirs))
      if both.positions(axis) == all(axis) { both.free(axis) }
    } else {
      both.free(axis)
    }
    return both
  }

  private func irredundant(_ boxes: [Box], budget: inout Int) -> [Box] {
    var kept = boxes
    for box in boxes.reversed() where kept.count > 1 {
      let others = kept.filter { $0 != box }
      if others.count < kept.count, isCovered(box, by: others, budget: &budget) { kept = others }
    }
    return kept
  }
}
