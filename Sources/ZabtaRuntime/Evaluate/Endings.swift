/// When a period ends.
enum Ending {
  /// It has ended, on a day that nobody told.
  case past
  /// It ends at that moment.
  case at(Moment)
  /// No end is known.
  case never
}

extension Ruleset {
  /// True where one of the events happened, at least so long before the moment asked about.
  func hasHappened(_ events: Range<Int>, _ after: Span?, _ situation: Situation) -> Bool {
    situation.events.contains { event, moment in
      guard compiled.eventLists[events].contains(event) else { return false }
      guard let after else {
        guard let moment, let on = situation.on else { return true }
        return calendar.isNotAfter(moment, on)
      }
      guard let moment, let on = situation.on, let end = calendar.adding(after, to: moment)
      else { return false }
      return calendar.isNotAfter(end, on)
    }
  }

  /// True where the period is over at the moment asked about.
  func isOver(_ period: CompiledPeriod, _ situation: Situation) -> Bool {
    period.ends.contains { ends in
      !ends.isEmpty
        && ends.allSatisfy { end in
          switch ending(end, situation) {
          case .never: return false
          case .past: return true
          case .at(let moment):
            // Without a moment asked about, what is dated is past; no time has gone by since.
            guard let on = situation.on else { return end.span == nil }
            return calendar.isNotAfter(moment, on)
          }
        }
    }
  }

  /// When the period ends: at the first of its alternatives, each of which ends with its last end.
  func ending(_ period: CompiledPeriod, _ situation: Situation) -> Ending {
    var first = Ending.never
    for ends in period.ends where !ends.isEmpty {
      var last = Ending.past
      for end in ends { last = later(last, ending(end, situation)) }
      first = earlier(first, last)
    }
    return first
  }

  private func ending(_ end: CompiledPeriod.End, _ situation: Situation) -> Ending {
    var start = Ending.never
    if end.since.isEmpty {
      if let created = situation.created { start = .at(created) }
    } else {
      for (event, moment) in situation.events where end.since.contains(event) {
        if let moment {
          start = earlier(start, .at(moment))
        } else if end.span == nil {
          return .past
        }
      }
    }
    guard let span = end.span, case .at(let moment) = start else { return start }
    // Days, months and years are counted in days: the period is over from that day on.
    let counted = span.unit == .hour ? moment : .day(calendar.day(of: moment))
    return calendar.adding(span, to: counted).map { .at($0) } ?? .never
  }

  /// The ending that comes first.
  func earlier(_ one: Ending, _ other: Ending) -> Ending {
    switch (one, other) {
    case (.past, _), (_, .past): .past
    case (.never, _): other
    case (_, .never): one
    case (.at(let first), .at(let second)): calendar.isBefore(second, first) ? other : one
    }
  }

  /// The ending that comes last.
  func later(_ one: Ending, _ other: Ending) -> Ending {
    switch (one, other) {
    case (.never, _), (_, .never): .never
    case (.past, _): other
    case (_, .past): one
    case (.at(let first), .at(let second)): calendar.isBefore(first, second) ? other : one
    }
  }

  /// True where the ending has come by the moment; the day of it, where it is known.
  func hasCome(_ ending: Ending, by on: Moment) -> Bool {
    switch ending {
    case .past: true
    case .never: false
    case .at(let moment): calendar.isNotAfter(moment, on)
    }
  }

  /// The day of an ending, where one is known.
  func day(of ending: Ending) -> Day? {
    guard case .at(let moment) = ending else { return nil }
    return calendar.day(of: moment)
  }
}
