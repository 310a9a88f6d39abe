import ZabtaRuntime

/// The boxes of what turned, made wider and fewer, so that few sentences tell them.
extension SharedSpace {
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

  /// Leaves out the words of which no request differs, but where the box says what the seed says.
  func tight(_ box: Box, _ seed: Box, _ pieces: [Box]) -> Box {
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
  func bounds(_ pieces: [Box], _ seed: Box) -> Box {
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

  /// Leaves out the boxes that say no more than another, and those about persons whom no policy covers
  /// where another tells the same of those whom it does.
  func absorbed(_ told: [Turned], budget: inout Int) -> [Turned] {
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
}
