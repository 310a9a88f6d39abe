extension Ruleset {
  /// Reads the consents that hold: given, by the moment asked about, and not withdrawn since.
  func readConsents(
    _ consents: [String: Moment?], _ situation: inout Situation, unknown: inout [String]
  ) {
    guard !consents.isEmpty else { return }
    let withdrawals = self.withdrawals(situation)
    let index = vocabulary.table(.consent).index
    var lost: [String] = []
    for (name, granted) in consents {
      guard let consent = index[name] else {
        lost.append("consent: \(name)")
        continue
      }
      if holds(granted, withdrawals, situation.on) {
        compiled.insert(&situation, .consent, consent)
      }
    }
    unknown += lost.sorted()
  }

  /// The withdrawals that have happened, nil for one without a date.
  private func withdrawals(_ situation: Situation) -> [Moment?] {
    guard !situation.events.isEmpty else { return [] }
    return situation.events.filter { event, moment in
      guard vocabulary.withdrawals.contains(event) else { return false }
      guard let moment, let on = situation.on else { return true }
      return calendar.isNotAfter(moment, on)
    }.map(\.moment)
  }

  private func holds(_ granted: Moment?, _ withdrawals: [Moment?], _ on: Moment?) -> Bool {
    if let granted, let on, !calendar.isNotAfter(granted, on) { return false }
    return withdrawals.allSatisfy { withdrawn in
      // A withdrawal without a date ends consent for good, and a consent without a date may be older.
      guard let granted, let withdrawn else { return false }
      return !calendar.isNotAfter(granted, withdrawn)
    }
  }
}
