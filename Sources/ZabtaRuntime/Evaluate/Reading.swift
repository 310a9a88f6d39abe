/// What proofs and comparisons of editions ask about words and facts, in the evaluator's own terms.
extension Ruleset {
  /// The atoms that a request's word stands for; nil for a word that the policy lacks.
  package func reading(_ kind: Kind, _ word: String) -> BitSet? {
    let table = owner.vocabulary.table(kind)
    if let atoms = table.atoms(of: word) { return atoms }
    // A subdivision that nobody names lies in the rest of its country.
    guard kind == .place, let country = Places.country(ofSubdivision: word),
      let rest = Places.countryIndex[country]
    else { return nil }
    return BitSet([table.remainder(of: rest)])
  }

  /// The consents of a context that hold: given by the moment asked about, and not withdrawn since.
  package func heldConsents(_ context: Context) -> Set<String> {
    defer { withExtendedLifetime(owner) {} }
    var known = Known()
    known.on = context.on
    _ = readEvents(context.events, &known)
    var held: Set<String> = []
    for (name, granted) in context.consent
    where view.pointee.number(UInt32(Kind.consent.ordinal), name) != nil
      && known.holds(granted, calendar)
    {
      held.insert(name)
    }
    return held
  }

  /// True where one of the events happened in the context, at least so long ago.
  package func hasHappened(_ events: [String], _ after: Span?, _ context: Context) -> Bool {
    events.contains { event in
      guard let told = context.events[event] else { return false }
      guard let after else {
        guard let told, let on = context.on else { return true }
        return calendar.isNotAfter(told, on)
      }
      guard let told, let on = context.on, let end = calendar.adding(after, to: told)
      else { return false }
      return calendar.isNotAfter(end, on)
    }
  }

  /// True where a span has gone by, counted in days, since one of the events; without events, since
  /// the record was made.
  package func isOver(_ span: Span, since events: [String], _ context: Context) -> Bool {
    let starts =
      events.isEmpty
      ? [context.created].compactMap(\.self) : events.compactMap { context.events[$0] ?? nil }
    return starts.contains { start in
      let counted = span.unit == .hour ? start : .day(calendar.day(of: start))
      guard let on = context.on, let end = calendar.adding(span, to: counted) else { return false }
      return calendar.isNotAfter(end, on)
    }
  }

  /// The day that a span ends before or after a day; nil outside the calendar.
  package func day(_ span: Span, after day: Day) -> Day? { calendar.adding(span, to: day) }

  /// The names of the events that end consents.
  package var withdrawalNames: Set<String> {
    let vocabulary = owner.vocabulary
    return Set(vocabulary.withdrawals.map { vocabulary.eventNames[$0] })
  }

  /// The names under which something can have happened.
  package var eventNames: [String] { owner.vocabulary.eventNames }

  var calendar: Calendar { Calendar(timeZone: timeZone) }
}

extension Places {
  /// True of the officially assigned two-letter codes of ISO 3166-1.
  package static func isCountry(_ name: String) -> Bool { countryIndex[name] != nil }

  /// The country of a subdivision such as `US-CA`; nil for any other name.
  package static func countryOfSubdivision(_ name: String) -> String? {
    country(ofSubdivision: name)
  }
}
