import ZabtaRuntime

/// A time of keeping as the sentence says it: "for 7 years", "until A or B", "1 year after E".
struct ReferencePeriod {
  /// One end: a span after a start; without a span the start itself.
  struct End {
    var span: Span?
    /// The events that start the count; empty means the making of the record.
    var since: Set<String>
  }

  /// What is known of when something ends.
  enum Coming: Equatable {
    /// Nobody can tell yet.
    case unknown
    /// It has happened, on a day nobody told.
    case past
    /// On that day or at that instant, which may lie ahead.
    case at(Moment)
  }

  /// "until A or B" ends with the earlier; "until A and B", one alternative of two, when both have come.
  var alternatives: [[End]]

  /// Ends joined by *or* or by *and*.
  init(ends: [End], isAnyOf: Bool) {
    alternatives = isAnyOf ? ends.map { [$0] } : [ends]
  }

  /// When the period ends.
  func coming(_ known: ReferenceKnown) -> Coming {
    let comings = alternatives.map { ends in
      let all = ends.map { coming(of: $0, known) }
      if all.contains(.unknown) { return Coming.unknown }
      return all.reduce(.past) { best, next in
        guard case .at(let moment) = next else { return best }
        guard case .at(let latest) = best else { return next }
        return isEarlier(latest, moment, known) ? next : best
      }
    }
    if comings.contains(.past) { return .past }
    return comings.reduce(.unknown) { best, next in
      guard case .at(let moment) = next else { return best }
      guard case .at(let earliest) = best else { return next }
      return isEarlier(moment, earliest, known) ? next : best
    }
  }

  /// Known to be over.
  ///
  /// Without a day for the question, what is dated has happened, and what
  /// takes time has not.
  func isOver(_ known: ReferenceKnown) -> Bool {
    guard known.on == nil else {
      return Self.isPast(coming(known), known)
    }
    return alternatives.contains { ends in
      ends.allSatisfy { $0.span == nil && known.hasHappened($0.since, ago: nil) }
    }
  }

  static func isPast(_ coming: Coming, _ known: ReferenceKnown) -> Bool {
    switch coming {
    case .unknown: return false
    case .past: return true
    case .at(let moment):
      guard let on = known.on else { return false }
      return known.calendar.hasCome(moment, at: on)
    }
  }

  private func coming(of end: End, _ known: ReferenceKnown) -> Coming {
    guard !end.since.isEmpty else {
      guard let created = known.created, let span = end.span else { return .unknown }
      return .at(later(created, by: span, known))
    }
    var best = Coming.unknown
    for name in end.since.sorted() where known.isEvent(name) {
      guard let event = known.events[name] else { continue }
      guard let moment = event else {
        // It happened, but when? The event itself has come; a time after it is not known.
        if end.span == nil { return .past }
        continue
      }
      let next = end.span.map { later(moment, by: $0, known) } ?? moment
      if case .at(let earliest) = best, !isEarlier(next, earliest, known) { continue }
      best = .at(next)
    }
    return best
  }

  /// A period of days, months or years is over from a whole day on; one of hours at an instant.
  private func later(_ moment: Moment, by span: Span, _ known: ReferenceKnown) -> Moment {
    let start = span.unit == .hour ? moment : .day(Day(number: known.calendar.day(moment)))
    return known.calendar.later(start, by: span)
  }

  private func isEarlier(_ one: Moment, _ other: Moment, _ known: ReferenceKnown) -> Bool {
    known.calendar.isBefore(one, other)
  }
}
