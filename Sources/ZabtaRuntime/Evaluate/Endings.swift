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
  static func hasHappened(
    _ view: UnsafePointer<FlatView>, _ list: Int, _ after: UInt32, _ known: UnsafePointer<Known>
  ) -> Bool {
    let calendar = view.pointee.calendar
    let (items, count) = view.pointee.list(list)
    for index in 0..<known.pointee.events.count {
      let event = known.pointee.events[index]
      guard has(items, count, event.event) else { continue }
      guard after != FlatFormat.none else {
        guard let moment = event.moment, let on = known.pointee.on else { return true }
        if calendar.isNotAfter(moment, on) { return true }
        continue
      }
      guard let moment = event.moment, let on = known.pointee.on,
        let end = calendar.adding(view.pointee.span(Int(after)), to: moment)
      else { continue }
      if calendar.isNotAfter(end, on) { return true }
    }
    return false
  }

  private static func has(
    _ items: UnsafePointer<UInt32>, _ count: Int, _ event: UInt32
  ) -> Bool {
    for index in 0..<count where u32(items, index) == event { return true }
    return false
  }

  /// True where the period is over at the moment asked about.
  static func isOver(
    _ view: UnsafePointer<FlatView>, _ period: Int, _ known: UnsafePointer<Known>
  ) -> Bool {
    var allHaveCome = true
    for index in view.pointee.period(period) {
      let end = view.pointee.end(index)
      if allHaveCome { allHaveCome = hasCome(view, end, known) }
      guard end.closesAlternative else { continue }
      if allHaveCome { return true }
      allHaveCome = true
    }
    return false
  }

  private static func hasCome(
    _ view: UnsafePointer<FlatView>, _ end: EndRecord, _ known: UnsafePointer<Known>
  ) -> Bool {
    switch ending(view, end.span, end.since, known) {
    case .never: return false
    case .past: return true
    case .at(let moment):
      // Without a moment asked about, what is dated is past; no time has gone by since.
      guard let on = known.pointee.on else { return end.span == FlatFormat.none }
      return view.pointee.calendar.isNotAfter(moment, on)
    }
  }

  /// When a time is over that counts from the earliest of a list of events, or from the making of the
  /// record where the list is empty.
  private static func ending(
    _ view: UnsafePointer<FlatView>, _ span: UInt32, _ since: Int, _ known: UnsafePointer<Known>
  ) -> Ending {
    let calendar = view.pointee.calendar
    var start = Ending.never
    let (items, count) = view.pointee.list(since)
    if count == 0 {
      if let created = known.pointee.created { start = .at(created) }
    } else {
      for index in 0..<known.pointee.events.count {
        let event = known.pointee.events[index]
        guard has(items, count, event.event) else { continue }
        if let moment = event.moment {
          start = calendar.earlier(start, .at(moment))
        } else if span == FlatFormat.none {
          return .past
        }
      }
    }
    guard span != FlatFormat.none, case .at(let moment) = start else { return start }
    let length = view.pointee.span(Int(span))
    // Days, months and years are counted in days: the period is over from that day on.
    let counted = length.unit == .hour ? moment : .day(calendar.day(of: moment))
    return calendar.adding(length, to: counted).map { .at($0) } ?? .never
  }

  // MARK: Of situations

  /// True where the period is over at the moment asked about.
  func isOver(_ period: Int, _ known: Known) -> Bool {
    withUnsafePointer(to: self) { view in
      withUnsafePointer(to: known) { FlatView.isOver(view, period, $0) }
    }
  }

  /// When the period ends: at the first of its alternatives, each of which ends with its last end.
  func ending(_ period: Int, _ known: Known) -> Ending {
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

  /// When a time is over that counts from events or from the making of the record.
  func ending(_ span: UInt32, _ since: Int, _ known: Known) -> Ending {
    withUnsafePointer(to: self) { view in
      withUnsafePointer(to: known) { FlatView.ending(view, span, since, $0) }
    }
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
