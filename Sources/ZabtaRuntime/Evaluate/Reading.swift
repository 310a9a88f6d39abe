/// What proofs and comparisons of editions ask about words and facts, in the evaluator's own terms.
extension Ruleset {
  /// The atoms that a request's word stands for; nil for a word that the policy lacks.
  package func reading(_ kind: Kind, _ word: String) -> BitSet? {
    let table = vocabulary.table(kind)
    if let atoms = table.atoms(of: word) { return atoms }
    // A subdivision that nobody names lies in the rest of its country.
    guard kind == .place, let country = Places.country(ofSubdivision: word),
      let rest = Places.countryIndex[country]
    else { return nil }
    return BitSet([table.remainder(of: rest)])
  }

  /// The consents of a context that hold: given by the moment asked about, and not withdrawn since.
  package func heldConsents(_ context: Context) -> Set<String> {
    let situation = situation(context)
    return context.consent.keys.filter { name in
      guard let consent = vocabulary.table(.consent).index[name] else { return false }
      var alone = situation
      var unknown: [String] = []
      readConsents([name: context.consent[name] ?? nil], &alone, unknown: &unknown)
      let start = compiled.layout.starts[Slot.consent.rawValue]
      return alone.sets[start + consent / 64] & (1 << UInt64(consent % 64)) != 0
    }.reduce(into: []) { $0.insert($1) }
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
    Set(vocabulary.events.filter { vocabulary.withdrawals.contains($0.value) }.keys)
  }

  /// The names under which something can have happened.
  package var eventNames: [String] { Array(vocabulary.events.keys) }

  private func situation(_ context: Context) -> Situation {
    var situation = Situation(compiled.layout)
    situation.on = context.on
    _ = readEvents(context.events, &situation)
    return situation
  }
}

extension Places {
  /// True of the officially assigned two-letter codes of ISO 3166-1.
  package static func isCountry(_ name: String) -> Bool { countryIndex[name] != nil }

  /// The country of a subdivision such as `US-CA`; nil for any other name.
  package static func countryOfSubdivision(_ name: String) -> String? {
    country(ofSubdivision: name)
  }
}
