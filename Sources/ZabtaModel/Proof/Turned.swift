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
        for piece in seed.pieces where !isCovered(piece, by: grown, budget: &budget) {
          // So many are not told one by one: a prohibition against many permissions.
          if seed.isForbid, grown.count == Self.mostOfProhibition { break }
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
        if seed.isForbid, grown.count > (gained ? 3 : 1) {
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

  /// Leaves out the boxes that say no more than another, and those about persons whom no policy covers
  /// where another tells the same of those whom it does.
  private func absorbed(_ told: [Turned], budget: inout Int) -> [Turned] {
    var kept: [Turned] = []
    // The widest first, for it takes in the others.
    let ordered = told.enumerated().sorted { one, other in
      let (mine, theirs) = (isForeign(one.element.box), isForeign(other.element.box))
      if mine != theirs { return theirs }
      let sizes = (size(one.element.box), size(other.element.box))
      return sizes.0 == sizes.1 ? one.offset < other.offset : sizes.0 < sizes.1
    }
    for turned in ordered.map(\.element) {
      let taker = kept.firstIndex { other in
        if isCovered(turned.box, by: [other.box], budget: &budget) { return true }
        return isForeign(turned.box) && !isForeign(other.box)
          && isCovered(ofAnybody(turned.box), by: [ofAnybody(other.box)], budget: &budget)
      }
      if let taker {
        kept[taker].cores += turned.cores
      } else {
        kept.append(turned)
      }
    }
    var result: [Turned] = []
    for turned in told where !result.contains(where: { $0.box == turned.box }) {
      if let one = kept.first(where: { $0.box == turned.box }) { result.append(one) }
    }
    return result
  }

  /// The box without whom it is about.
  private func ofAnybody(_ box: Box) -> Box {
    var box = box
    for choice in box.choices {
      guard let axis = Axis(rawValue: choice.axis) else { continue }
      if axis == .age || axis.dimension == .person { box.free(choice.axis) }
    }
    return box
  }

  /// How much a box asks for.
  private func size(_ box: Box) -> Int {
    box.held.count + box.denied.count + box.choices.count
  }

  /// True of a box about persons whom neither policy covers.
  private func isForeign(_ box: Box) -> Bool {
    for choice in box.choices {
      guard let axis = Axis(rawValue: choice.axis), axis.dimension == .person else { continue }
      let names = words(axis, choice.positions).map(\.name)
      let isCovered = names.contains { name in
        guard let name else { return true }
        return rulesets.contains { ruleset in
          ruleset.content.people.isEmpty
            || ruleset.content.people.contains {
              ruleset.atoms(.person).descendants(of: $0).contains(name)
            }
        }
      }
      if !isCovered { return true }
    }
    return false
  }

  /// The facts of a box whose opposite both editions answer as the later one answers the box.
  private func evenIf(_ turned: Turned, _ sides: [SharedSide], budget: inout Int) -> BitSet {
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
  private func stands(
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
  private func leavesOut(_ piece: Box, _ box: Box) -> Bool {
    guard let shared = piece.intersection(box) else { return true }
    let form = Axis.form.rawValue
    return !shared.held.isSubset(of: box.held)
      || box.positions(form) == nil && piece.positions(form) != nil
  }

  /// Leaves out the words of which no request differs, but where the box says what the seed says.
  private func tight(_ box: Box, _ seed: Box, _ pieces: [Box]) -> Box {
    let cores = pieces.compactMap { $0.intersection(box) }
    var box = box
    // Of ages and places those are named for which it was otherwise, be the rule wider.
    let exact = [Axis.age.rawValue, Axis.region.rawValue]
    for choice in box.choices
    where seed.positions(choice.axis) != choice.positions || exact.contains(choice.axis) {
      var used = BitSet()
      for core in cores { used.formUnion(core.positions(choice.axis) ?? choice.positions) }
      box.choose(choice.axis, used.intersection(choice.positions))
    }
    return box
  }

  /// The seed, as narrow as its pieces are where it chooses anything.
  private func bounds(_ pieces: [Box], _ seed: Box) -> Box {
    guard let first = pieces.first else { return seed }
    var box = seed
    box.held = pieces.dropFirst().reduce(first.held) { $0.intersection($1.held) }
    box.denied = pieces.dropFirst().reduce(first.denied) { $0.intersection($1.denied) }
    for choice in seed.choices where choice.axis != Axis.object.rawValue {
      var used = BitSet()
      for piece in pieces { used.formUnion(piece.positions(choice.axis) ?? choice.positions) }
      box.choose(choice.axis, used.intersection(choice.positions))
    }
    return box
  }

  /// The axis on which a piece names only words that the other edition lacks, while that permits the same
  /// with whatever word it knows.
  private func mereWord(
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

  /// The largest box around a piece, within a seed, that the holes cover.
  func grow(_ piece: Box, within seed: Box, _ holes: [Box], budget: inout Int) -> Box {
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
  func merged(_ boxes: [Box]) -> [Box] {
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

  func irredundant(_ boxes: [Box], budget: inout Int) -> [Box] {
    var kept = boxes
    for box in boxes.reversed() where kept.count > 1 {
      let others = kept.filter { $0 != box }
      if others.count < kept.count, isCovered(box, by: others, budget: &budget) { kept = others }
    }
    return kept
  }
}
