extension Ruleset {
  /// Decides a request: denied unless permitted, forbid over permit, every deciding clause cited.
  ///
  /// Never fails: a word that the policy lacks denies the request and is named.
  public func decide(_ request: Request) -> Decision {
    var unknown: [String] = []
    guard let question = read(request, unknown: &unknown) else {
      return Decision(isPermitted: false, reasons: [], obligations: [], unknown: unknown)
    }
    let situation = question.situation
    let forbids = compiled.forbids[question.action.ordinal].filter { index in
      let norm = compiled.norms[index]
      return meets(norm, situation) && !gives(way: norm, situation)
    }
    guard forbids.isEmpty else {
      return Decision(
        isPermitted: false, reasons: reasons(forbids), obligations: [], unknown: unknown)
    }

    let permits = compiled.permits[question.action.ordinal].filter { index in
      meets(compiled.norms[index], situation)
    }
    guard covers(permits.map { compiled.norms[$0] }, situation) else {
      return Decision(isPermitted: false, reasons: [], obligations: [], unknown: unknown)
    }
    return Decision(
      isPermitted: true, reasons: reasons(permits), obligations: obligations(permits),
      unknown: unknown)
  }

  /// True of a ceiling while duties to keep hold on everything that it meets.
  private func gives(way norm: CompiledNorm, _ situation: Situation) -> Bool {
    guard norm.origin == .ceiling else { return false }
    var open = intersection(norm.object, situation)
    for index in compiled.floors where !open.isEmpty {
      let floor = compiled.norms[index]
      let isInForce =
        floor.clauses.allSatisfy { truth($0, situation) == .everywhere }
        && !(floor.period >= 0 && isOver(compiled.periods[floor.period], situation))
      if isInForce { open = open.subtracting(atoms(floor.object)) }
    }
    return open.isEmpty
  }

  /// The atoms of a mask of the pool.
  private func atoms(_ mask: Mask) -> BitSet {
    BitSet(bits: compiled.pool[mask.position..<mask.position + mask.width])
  }

  /// The atoms that a situation shares with a mask.
  func intersection(_ mask: Mask, _ situation: Situation) -> BitSet {
    BitSet(bits: situation.sets[mask.start..<mask.start + mask.width]).intersection(atoms(mask))
  }

  private func reasons(_ norms: [Int]) -> [Decision.Reason] {
    var places = norms.map { compiled.norms[$0].reason }
    places.sort()
    var reasons: [Decision.Reason] = []
    reasons.reserveCapacity(places.count)
    var last = -1
    for place in places where place != last {
      reasons.append(compiled.reasons[place])
      last = place
    }
    return reasons
  }

  private func obligations(_ norms: [Int]) -> [String] {
    let all = norms.flatMap { content.norms[$0].obligations }
    return all.isEmpty ? [] : Set(all).sorted()
  }
}
