extension Ruleset {
  /// Reads the consents that hold: given, by the moment asked about, and not withdrawn since.
  func readConsents(
    _ consents: [String: Moment?], _ known: inout Known, unknown: inout [String]
  ) {
    guard !consents.isEmpty else { return }
    let first = view.pointee.firstWord(.consent)
    let calendar = view.pointee.calendar
    var lost: [String] = []
    for (name, granted) in consents {
      guard let word = view.pointee.number(UInt32(Kind.consent.ordinal), name) else {
        lost.append("consent: \(name)")
        continue
      }
      if known.holds(granted, calendar) { known.consents.insert(word - first) }
    }
    if !lost.isEmpty { unknown += lost.sorted() }
  }
}

extension FlatView {
  /// The number of a kind's first word.
  func firstWord(_ kind: Kind) -> Int { Int(u32(kinds, kind.ordinal * 4)) }

  /// True of an event that ends consents.
  func endsConsent(_ event: Int) -> Bool { u32(events, event * 2 + 1) != 0 }
}
