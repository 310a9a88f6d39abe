/// When a period ends.
enum Ending {
  /// It has ended, on a day that nobody told.
  case past
  /// It ends at that moment.
  case at(Moment)
  /// No end is known.
  case never
}

extension FlatView {
  var calendar: Calendar { Calendar(timeZone: timeZone) }

  /// True where one of the events of a list happened, at least so long before the moment asked about.
  func hasHappened(_ list: Int, _ after: UInt32, _ known: borrowing Known) -> Bool {
    let (items, count) = self.list(list)
    for index in 0..<known.events.count {
      let event = known.events[index]
      guard has(items, count, event.event) else { continue }
      guard after != FlatFormat.none else {
        guard let moment = event.moment, let on = known.on else { return true }
        if calendar.isNotAfter(moment, on) { return true }
        continue
      }
      guard let moment = event.moment, let on = known.on,
        let end = calendar.adding(span(Int(after)), to: moment)
      else { continue }
      if calendar.isNotAfter(end, on) { return true }
    }
    return false
  }

  private func has(_ items: UnsafePointer<UInt32>, _ count: Int, _ event: UInt32) -> Bool {
    for index in 0..<count where u32(items, index) == event { return true }
    return false
  }

  /// True where the period is over at the moment asked about.
  func isOver(_ period: Int, _ known: borrowing Known) -> Bool {
    var allHaveCome = true
    for index in self.period(period) {
      let end = end(index)
      if allHaveCome { allHaveCome = hasCome(end, known) }
      guard end.closesAlternative else { continue }
      if allHaveCome { return true }
      allHaveCome = true
    }
    return false
  }

  private func hasCome(_ end: EndRecord, _ known: borrowing Known) -> Bool {
    switch ending(end.span, end.since, known) {
    case .never: return false
    case .past: return true
    case .at(let moment):
      // Without a moment asked about, what is dated is past; no time has gone by since.
      guard let on = known.on else { return end.span == FlatFormat.none }
      return calendar.isNotAfter(moment, on)
    }
  }

  /// When the period ends: at the first of its alternatives, each of which ends with its last end.
  func ending(_ period: Int, _ known: borrowing Known) -> Ending {
    var first = Ending.never
    var last = Ending.past
    for index in self.period(period) {
      let end = end(index)
      last = calendar.later(last, ending(end.span, end.since, known))
      guard end.closesAlternative else { continue }
      first = calendar.earlier(first, last)
      last = .past
    }
    return first
  }

  /// When a time is over that counts from the earliest of a list of events, or from the making of the
  /// record where the list is empty.
  func ending(_ span: UInt32, _ since: Int, _ known: borrowing Known) -> Ending {
    var start = Ending.never
    let (items, count) = list(since)
    if count == 0 {
      if let created = known.created { start = .at(created) }
    } else {
      for index in 0..<known.events.count {
        let event = known.events[index]
        guard has(items, count, event.event) else { continue }
        if let moment = event.moment {
          start = calendar.earlier(start, .at(moment))
        } else if span == FlatFormat.none {
          return .past
        }
      }
    }
    guard span != FlatFormat.none, case .at(let moment) = start else { return start }
    let length = self.span(Int(span))
    // Days, months and years are counted in days: the period is over from that day on.
    let counted = length.unit == .hour ? moment : .day(calendar.day(of: moment))
    return calendar.adding(length, to: counted).map { .at($0) } ?? .never
  }
}

extension Calendar {
  /// The ending that comes first.
  func earlier(_ one: Ending, _ other: Ending) -> Ending {
    switch (one, other) {
    case (.past, _), (_, .past): .past
    case (.never, _): other
    case (_, .never): one
    case (.at(let first), .at(let second)): isBefore(second, first) ? other : one
    }
  }

  /// The ending that comes last.
  func later(_ one: Ending, _ other: Ending) -> Ending {
    switch (one, other) {
    case (.never, _), (_, .never): .never
    case (.past, _): other
    case (_, .past): one
    case (.at(let first), .at(let second)): isBefore(first, second) ? other : one
    }
  }

  /// True where the ending has come by the moment.
  func hasCome(_ ending: Ending, by on: Moment) -> Bool {
    switch ending {
    case .past: true
    case .never: false
    case .at(let moment): isNotAfter(moment, on)
    }
  }

  /// The day of an ending, where one is known.
  func day(of ending: Ending) -> Day? {
    guard case .at(let moment) = ending else { return nil }
    return day(of: moment)
  }
}
