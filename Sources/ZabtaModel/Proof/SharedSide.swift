package import ZabtaRuntime

/// What one edition permits and forbids, as boxes of a shared space.
package struct SharedSide: Sendable {
  /// A box, and the norms that make it, as places in the edition's content.
  package struct Part: Sendable, Hashable {
    package var box: Box
    package var norms: [Int]
  }

  package var permits: [Part] = []
  package var forbids: [Part] = []
  /// False where something branched too often to be listed: then nothing may be concluded.
  package var isExact = true
}

extension SharedSpace {
  /// What an edition permits and forbids.
  package func side(_ edition: Int) -> SharedSide {
    var side = SharedSide()
    var memory = LiftedSets()
    func raw(_ norm: Norm, anybody: Bool = false) -> [Box] {
      if let boxes = rawBoxes(norm, edition, anybody: anybody) { return boxes }
      side.isExact = false
      return []
    }
    var permits: [SharedSide.Part] = []
    for (index, norm) in norms[edition] where norm.action == action {
      switch norm.effect {
      case .permit: permits += raw(norm).map { SharedSide.Part(box: $0, norms: [index]) }
      case .forbid where norm.origin != .ceiling:
        side.forbids += raw(norm).compactMap { box in
          lift(box, edition, whole: false, except: nil, &memory).map {
            SharedSide.Part(box: $0, norms: [index])
          }
        }
      case .forbid:
        side.forbids += ceiling(raw(norm), edition, &side.isExact)
          .map { SharedSide.Part(box: $0, norms: [index]) }
      case .duty: break
      }
    }
    side.permits = covering(permits, edition, &side.isExact, &memory)
    return side
  }

  // MARK: Lifting

  /// The words that an edition knows, where it lacks some.
  private func known(_ axis: Int, _ edition: Int) -> BitSet? {
    // What decides nothing is told apart from the rest: see ``oneSided(_:)``.
    guard let place = Axis(rawValue: axis), words[axis] != nil, !idle.contains(place) else {
      return nil
    }
    let known = members[axis].indices.filter { reading(axis, $0, edition) != nil }
    return known.count == members[axis].count ? nil : BitSet(known)
  }

  /// The words of which a choice of atoms has some, or all.
  private func lifted(
    _ choice: Box.Choice, _ edition: Int, whole: Bool
  ) -> BitSet {
    guard words[choice.axis] != nil else { return choice.positions }
    return BitSet(
      members[choice.axis].indices.filter { position in
        guard let atoms = reading(choice.axis, position, edition) else { return false }
        return whole ? atoms.isSubset(of: choice.positions) : atoms.intersects(choice.positions)
      })
  }

  /// The requests that have a tuple in a box of atoms; nil where there are none.
  private func meeting(_ box: Box, _ edition: Int, except axis: Int? = nil) -> Box? {
    var memory = LiftedSets()
    return lift(box, edition, whole: false, except: axis, &memory)
  }

  /// The requests all of whose tuples are in a box of atoms; nil where there are none.
  package func within(_ box: Box, _ edition: Int, except axis: Int? = nil) -> Box? {
    var memory = LiftedSets()
    return lift(box, edition, whole: true, except: axis, &memory)
  }

  private func lift(
    _ box: Box, _ edition: Int, whole: Bool, except: Int?, _ memory: inout LiftedSets
  ) -> Box? {
    var result = box
    for choice in box.choices where choice.axis != except {
      let set = memory.find(choice, whole) { lifted(choice, edition, whole: whole) }
      guard !set.isEmpty else { return nil }
      result.choose(choice.axis, set)
    }
    return result
  }

  /// What a ceiling forbids: not where duties to keep hold on everything that it meets.
  private func ceiling(_ boxes: [Box], _ edition: Int, _ isExact: inout Bool) -> [Box] {
    let axis = Axis.object.rawValue
    var floors: [Box] = []
    for (_, norm) in norms[edition]
    where norm.effect == .duty && norm.action == .keep && norm.origin == .floor
      && norm.actor == .we
    {
      guard let all = rawBoxes(norm, edition, anybody: true) else {
        isExact = false
        continue
      }
      let running = norm.period.map { self.boxes(of: $0, isNegated: true) } ?? [Box()]
      floors += intersection(all, running).compactMap { within($0, edition, except: axis) }
    }
    var budget = 20_000
    let start = boxes.compactMap { meeting($0, edition, except: axis) }
    guard let open = subtract(floors, from: start, budget: &budget) else {
      isExact = false
      return start.compactMap { meetingObject($0, edition) }
    }
    return open.compactMap { meetingObject($0, edition) }
  }

  private func meetingObject(_ box: Box, _ edition: Int) -> Box? {
    let axis = Axis.object.rawValue
    guard let atoms = box.positions(axis) else { return box }
    let set = lifted(Box.Choice(axis: axis, positions: atoms), edition, whole: false)
    guard !set.isEmpty else { return nil }
    var box = box
    box.choose(axis, set)
    return box
  }

  /// The requests that permits cover, alone or several together.
  private func covering(
    _ permits: [SharedSide.Part], _ edition: Int, _ isExact: inout Bool,
    _ memory: inout LiftedSets
  ) -> [SharedSide.Part] {
    var parts = permits
    for axis in Axis.allCases.map(\.rawValue)
    where words[axis] != nil && !(Axis(rawValue: axis).map(idle.contains) ?? false) {
      let known = known(axis, edition)
      let groups = members[axis].indices.filter { (reading(axis, $0, edition)?.count ?? 0) > 1 }
      var lifted: [SharedSide.Part] = []
      for part in parts {
        var part = part
        if let atoms = part.box.positions(axis) {
          let choice = Box.Choice(axis: axis, positions: atoms)
          let set = memory.find(choice, true) { self.lifted(choice, edition, whole: true) }
          guard !set.isEmpty else { continue }
          part.box.choose(axis, set)
        } else if let known {
          part.box.choose(axis, known)
        }
        lifted.append(part)
      }
      for group in groups {
        guard let atoms = reading(axis, group, edition) else { continue }
        var cover = JointCover(space: self, axis: axis, group: group)
        lifted += cover.find(atoms, parts)
        if cover.budget <= 0 { isExact = false }
      }
      parts = lifted
    }
    return parts
  }
}

/// The words of choices of atoms that were looked up before: many norms choose alike.
private struct LiftedSets {
  private struct Key: Hashable {
    var choice: Box.Choice
    var isWhole: Bool
  }

  private var known: [Key: BitSet] = [:]

  mutating func find(_ choice: Box.Choice, _ isWhole: Bool, _ make: () -> BitSet) -> BitSet {
    let key = Key(choice: choice, isWhole: isWhole)
    if let set = known[key] { return set }
    let set = make()
    known[key] = set
    return set
  }
}

/// The requests for a group that several permits cover together, none of which does so alone.
private struct JointCover {
  let space: SharedSpace
  let axis: Int
  let group: Int
  var budget = 20_000

  mutating func find(_ atoms: BitSet, _ parts: [SharedSide.Part]) -> [SharedSide.Part] {
    let near = parts.filter { part in
      guard let chosen = part.box.positions(axis) else { return false }
      return chosen.intersects(atoms) && !atoms.isSubset(of: chosen)
    }
    let together = near.reduce(into: BitSet()) {
      $0.formUnion($1.box.positions(axis) ?? BitSet())
    }
    guard near.count > 1, atoms.isSubset(of: together) else { return [] }
    var start = Box()
    start.choose(axis, BitSet([group]))
    var found: [SharedSide.Part] = []
    // What is left to cover, where, and by what the rest is covered.
    var open = [(rest: atoms, part: SharedSide.Part(box: start, norms: []))]
    while let (rest, part) = open.popLast() {
      budget -= 1
      guard budget > 0 else { return found }
      guard !rest.isEmpty else {
        if !found.contains(where: { $0.box == part.box }) { found.append(part) }
        continue
      }
      // The atom that the fewest permits cover leaves the fewest ways.
      var best: [(BitSet, SharedSide.Part)]?
      for atom in rest.members {
        let ways = near.compactMap { other -> (BitSet, SharedSide.Part)? in
          guard let chosen = other.box.positions(axis), chosen.contains(atom) else { return nil }
          var free = other.box
          free.free(axis)
          guard let both = part.box.intersection(free) else { return nil }
          let norms = Set(part.norms + other.norms).sorted()
          return (rest.subtracting(chosen), SharedSide.Part(box: both, norms: norms))
        }
        budget -= near.count / 8
        if ways.count < best?.count ?? .max { best = ways }
        if ways.count <= 1 { break }
      }
      open += best ?? []
    }
    return found
  }
}

extension SharedSpace {
  /// The words on axes that decide nothing which one edition alone knows: a request that names one is
  /// denied by the other, whatever its rules say.
  package func oneSided(_ edition: Int) -> [(axis: Axis, word: AxisWords.Position)] {
    Axis.allCases.filter(idle.contains).flatMap { axis in
      (words[axis.rawValue]?.positions ?? []).filter {
        $0.name != nil && $0.readings[edition] != nil && $0.readings[1 - edition] == nil
      }.map { (axis, $0) }
    }
  }

  /// The requests of one region that are in the other as well.
  package func shared(_ one: [Box], _ other: [Box]) -> [Box] { intersection(one, other) }

  /// A request that an edition permits, with as little stated as can be.
  package func permitted(by side: SharedSide, budget: inout Int) -> Request? {
    let forbids = side.forbids.map(\.box)
    for part in side.permits {
      guard let open = subtract(forbids, from: [part.box], budget: &budget) else { return nil }
      for box in open.prefix(4) {
        if let request = requests(in: box).first { return request }
      }
    }
    return nil
  }

  /// True of a group with one part, which stands for something of its own beside it.
  private func isMoreThanParts(_ axis: Int, _ position: Int) -> Bool {
    guard let axis = Axis(rawValue: axis) else { return false }
    return words(axis, BitSet([position])).allSatisfy { word in
      guard let kind = word.kind, let name = word.name else { return false }
      return (0..<2).allSatisfy { edition in
        word.readings[edition]?.count == 2
          && rulesets[edition].atoms(kind).descendants(of: name).count == 2
      }
    }
  }

  /// What a norm speaks of, in words that stand for one thing; nil where it branches too often.
  ///
  /// For promises: a group is promised what its parts are.
  package func leafBoxes(_ norm: Norm, _ edition: Int) -> [Box]? {
    rawBoxes(norm, edition)?.compactMap { box in
      guard var box = within(box, edition) else { return nil }
      for axis in Axis.allCases where words[axis.rawValue] != nil && !idle.contains(axis) {
        let chosen = box.positions(axis.rawValue) ?? all(axis.rawValue)
        let single = chosen.members.filter { position in
          (0..<2).allSatisfy { (reading(axis.rawValue, position, $0)?.count ?? 1) == 1 }
            || axis == .form && words[axis.rawValue]?.unstated != nil
            || isMoreThanParts(axis.rawValue, position)
        }
        guard single.count < chosen.count, !single.isEmpty else { continue }
        box.choose(axis.rawValue, BitSet(single))
      }
      return box
    }
  }
}
