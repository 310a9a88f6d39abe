/// Questions about groups, answered by cutting the situation at the words where norms part until each
/// norm applies to all of a piece or to none of it. Exact, and no piece is looked at twice.
///
/// There are as many pieces as combinations of the groups' parts that norms tell apart: a few for any
/// question that services ask, but several wide groups at once multiply. So the looks
/// at norms are counted, and a question that takes more than the limit (some tens of milliseconds) is
/// denied: who asks about less gets an answer.
extension FlatView {
  /// How often one question may look at a norm.
  static let workLimit = 500_000

  /// True where the norm applies to some tuple of the situation.
  func meets(_ norm: NormRecord, _ situation: Situation) -> Bool {
    guard let parts = parts(norm, situation) else { return false }
    // One place that parts has atoms on both sides, and nothing else limits it.
    guard parts > 1 else { return true }
    var budget = Self.workLimit
    return meets(norm, situation, &budget)
  }

  private func meets(_ norm: NormRecord, _ situation: Situation, _ budget: inout Int) -> Bool {
    var situation = situation
    while true {
      guard let parts = parts(norm, situation) else { return false }
      budget -= 1
      guard parts > 1, budget > 0, let (small, large) = cut(situation, at: norm) else {
        return true
      }
      if meets(norm, small, &budget) { return true }
      situation = large
    }
  }

  /// True where the norms together apply to every tuple of the situation.
  func covers(_ norms: [UInt32], _ situation: Situation) -> Bool {
    var budget = Self.workLimit
    return covers(norms, situation, &budget)
  }

  private func covers(_ norms: [UInt32], _ situation: Situation, _ budget: inout Int) -> Bool {
    var (norms, situation) = (norms, situation)
    while true {
      budget -= 1 + norms.count
      guard budget > 0 else { return false }
      var open: [UInt32] = []
      for index in norms {
        guard let parts = parts(norm(Int(index)), situation) else { continue }
        if parts == 0 { return true }
        open.append(index)
      }
      guard let first = open.first,
        let (small, large) = cut(situation, at: norm(Int(first))), covers(open, small, &budget)
      else { return false }
      norms = open
      situation = large
    }
  }

  /// The two pieces of a situation on either side of the first mask by which a norm parts it, the one
  /// with fewer atoms first.
  ///
  /// Only that one is gone into; with the other the caller goes on. So the stack grows with the
  /// logarithm of the words, however a bundle lists them.
  private func cut(_ situation: Situation, at norm: NormRecord) -> (Situation, Situation)? {
    guard let (mask, slot) = seam(norm, situation) else { return nil }
    var (inside, outside) = (situation, situation)
    var surplus = 0
    let start = situation.layout.starts[slot.rawValue]
    for offset in 0..<situation.layout.widths[slot.rawValue] {
      inside.sets[start + offset] &= bits(mask, offset)
      outside.sets[start + offset] &= ~bits(mask, offset)
      surplus +=
        inside.sets[start + offset].nonzeroBitCount - outside.sets[start + offset].nonzeroBitCount
    }
    return surplus > 0 ? (outside, inside) : (inside, outside)
  }

  private func seam(_ norm: NormRecord, _ situation: Situation) -> (mask: Int, slot: Slot)? {
    // Other places before the object: they have fewer atoms, and permits share their masks.
    for condition in conditions(norm) where truth(condition, situation) == .partly {
      for index in condition {
        let fact = fact(index)
        guard fact.test == FactTest.among, let slot = Slot(rawValue: fact.slot),
          truth(fact, situation) == .partly
        else { continue }
        return (Int(fact.a), slot)
      }
    }
    if compare(norm.actorMask, .actor, situation) == .partly { return (norm.actorMask, .actor) }
    if compare(norm.objectMask, .object, situation) == .partly {
      return (norm.objectMask, .object)
    }
    return nil
  }

  /// Decides a question about groups: the norms that decide it.
  func decide(_ action: Int, _ situation: Situation) -> (verdict: Verdict, norms: [UInt32]) {
    let forbids = norms(action, permits: false).map { UInt32(littleEndian: $0) }.filter { index in
      let norm = norm(Int(index))
      return meets(norm, situation) && !givesWay(norm, situation)
    }
    guard forbids.isEmpty else { return (.forbidden, forbids) }
    let permits = norms(action, permits: true).map { UInt32(littleEndian: $0) }.filter { index in
      meets(norm(Int(index)), situation)
    }
    guard covers(permits, situation) else { return (.notPermitted, []) }
    return (.permitted, permits)
  }

  /// True of a ceiling while duties to keep hold on everything that it meets.
  private func givesWay(_ norm: NormRecord, _ situation: Situation) -> Bool {
    guard norm.isCeiling else { return false }
    var open = intersection(norm.objectMask, situation)
    for place in 0..<floorCount where !open.isEmpty {
      let floor = self.norm(Int(u32(floors, place)))
      let isInForce =
        conditions(floor).allSatisfy { truth($0, situation) == .everywhere }
        && !(floor.period != FlatFormat.none && isOver(Int(floor.period), situation.known))
      if isInForce { open = open.subtracting(objects(floor.objectMask)) }
    }
    return open.isEmpty
  }

  /// The atoms of a mask of objects.
  private func objects(_ mask: Int) -> BitSet {
    BitSet(bits: (0..<slots.object).map { bits(mask, $0) })
  }

  /// The objects that a situation shares with a mask.
  func intersection(_ mask: Int, _ situation: Situation) -> BitSet {
    situation.atoms(.object).intersection(objects(mask))
  }
}
