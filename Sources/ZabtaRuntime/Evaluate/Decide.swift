extension Ruleset {
  /// Decides a request: denied unless permitted, forbid over permit, every deciding clause cited.
  ///
  /// Never fails: a word that the policy lacks denies the request and is named.
  public func decide(_ request: Request) -> Decision {
    defer { withExtendedLifetime(owner) {} }
    var unknown: [String] = []
    guard let core = read(request, unknown: &unknown) else {
      return Decision(isPermitted: false, reasons: [], obligations: [], unknown: unknown)
    }
    guard !core.hasGroups else {
      let situation = Situation(core, owner.layout, view.pointee)
      let (verdict, norms) = view.pointee.decide(Int(core.action), situation)
      return norms.withUnsafeBufferPointer { decision(verdict, $0, unknown) }
    }
    return withUnsafePointer(to: core) { core in
      let single = SingleQuestion(view: view, core: core)
      let bound = single.bound
      return withUnsafeTemporaryAllocation(of: UInt32.self, capacity: max(bound, 1)) { buffer in
        // The room is for at least one.
        guard let norms = buffer.baseAddress else { return decision(.notPermitted, nil, unknown) }
        let (verdict, count) = single.decide(norms)
        return decision(
          verdict, UnsafeBufferPointer(start: norms, count: count), unknown)
      }
    }
  }

  private func decision(
    _ verdict: Verdict, _ norms: UnsafeBufferPointer<UInt32>?, _ unknown: [String]
  ) -> Decision {
    let norms = norms ?? UnsafeBufferPointer(start: nil, count: 0)
    return Decision(
      isPermitted: verdict.isPermitted, reasons: reasons(norms),
      obligations: verdict.isPermitted ? obligations(norms) : [], unknown: unknown)
  }

  private func reasons(_ norms: UnsafeBufferPointer<UInt32>) -> [Decision.Reason] {
    var reasons: [Decision.Reason] = []
    reasons.reserveCapacity(norms.count)
    // The norms mostly stand in the order of the page.
    var last = -1
    var isSorted = true
    for index in norms {
      let place = view.pointee.norm(Int(index)).reason
      if place < last { isSorted = false }
      if place != last { reasons.append(reason(place)) }
      last = place
    }
    guard !isSorted else { return reasons }
    let places = Set(norms.map { view.pointee.norm(Int($0)).reason }).sorted()
    return places.map { reason($0) }
  }

  /// The citation at a place.
  func reason(_ place: Int) -> Decision.Reason {
    if let reasons = owner.reasons { return reasons[place] }
    let reason = view.pointee.reason(place)
    return Decision.Reason(
      clause: clauseID(place), effect: reason.isPermit ? .permit : .forbid,
      sentence: reason.sentence)
  }

  /// The id of the clause of a citation.
  func clauseID(_ place: Int) -> String {
    if let reasons = owner.reasons { return reasons[place].clause }
    return view.pointee.string(view.pointee.clause(view.pointee.reason(place).clause).id)
  }

  private func obligations(_ norms: UnsafeBufferPointer<UInt32>) -> [String] {
    guard norms.contains(where: { view.pointee.norm(Int($0)).hasObligations }) else { return [] }
    var strings: Set<String> = []
    for index in norms {
      view.pointee.forEachObligation(Int(index)) { strings.insert(view.pointee.string($0)) }
    }
    return strings.sorted()
  }
}

extension FlatView {
  /// Runs the body for the measures, as strings, by which a norm binds the recipient.
  func forEachObligation(_ index: Int, _ body: (UInt32) -> Void) {
    let norm = norm(index)
    guard norm.hasObligations else { return }
    // The obligations are the first list.
    let hasNotice = u32(details, norm.detail) & NormDetail.hasNotice != 0
    let (items, count) = list(norm.detail + (hasNotice ? 2 : 1))
    for place in 0..<count { body(u32(items, place)) }
  }
}
