import ZabtaRuntime

/// Calendar arithmetic as one does it on paper: years, months and days are counted one by one.
///
/// It shares nothing with the runtime's calendar but the meaning of `Day.number` and of an
/// instant's seconds.
struct ReferenceCalendar {
  /// The policy's offset from UTC in minutes (§3, `Time zone`).
  let timeZone: Int

  /// A date as it is written.
  struct Date: Equatable {
    var year: Int
    /// The month, 1…12.
    var month: Int
    /// The day of the month, 1…31.
    var day: Int
  }

  /// The day of a moment; an instant is turned into a day in the policy's time zone.
  func day(_ moment: Moment) -> Int {
    switch moment {
    case .day(let day):
      return day.number
    case .instant(let seconds, _):
      let local = seconds + timeZone * 60
      // Division that rounds down, also before 1970.
      return (local - ((local % 86_400) + 86_400) % 86_400) / 86_400
    }
  }

  /// True where the first moment has come when the second has.
  ///
  /// Two instants are compared exactly;
  /// a bare day can only be compared by days.
  func hasCome(_ first: Moment, at second: Moment) -> Bool {
    if case .instant(let one, _) = first, case .instant(let other, _) = second {
      return one <= other
    }
    return day(first) <= day(second)
  }

  /// True where the first comes before the second in a total order: a day begins with itself.
  func isBefore(_ first: Moment, _ second: Moment) -> Bool {
    if day(first) != day(second) { return day(first) < day(second) }
    switch (first, second) {
    case (.instant(let one, _), .instant(let other, _)): return one < other
    case (.day, .instant): return true
    default: return false
    }
  }

  /// A moment, a span later.
  ///
  /// A day stays a day, an instant stays an instant; hours after a bare
  /// day are whole days, rounded down; days, months and years keep an instant's time of day.
  func later(_ moment: Moment, by span: Span) -> Moment {
    switch moment {
    case .day(let day):
      return .day(Day(number: later(day.number, by: span)))
    case .instant(let seconds, let offset):
      if span.unit == .hour {
        return .instant(seconds: seconds + span.count * 3600, offset: offset)
      }
      let start = day(moment)
      let days = later(start, by: span) - start
      return .instant(seconds: seconds + days * 86_400, offset: offset)
    }
  }

  /// A day, a span later: months and years end on the last day of a month that is too short.
  func later(_ number: Int, by span: Span) -> Int {
    switch span.unit {
    case .hour: return number + span.count / 24
    case .day: return number + span.count
    case .week: return number + span.count * 7
    case .month, .year:
      var date = Self.date(number)
      for _ in 0..<(span.unit == .year ? span.count * 12 : span.count) {
        date.month += 1
        if date.month == 13 {
          date.month = 1
          date.year += 1
        }
      }
      date.day = min(date.day, Self.length(ofMonth: date.month, in: date.year))
      return Self.number(date)
    }
  }

  /// Counts from 1970-01-01 year by year, then month by month.
  static func date(_ number: Int) -> Date {
    var rest = number
    var date = Date(year: 1970, month: 1, day: 1)
    while rest < 0 {
      date.year -= 1
      rest += length(ofYear: date.year)
    }
    while rest >= length(ofYear: date.year) {
      rest -= length(ofYear: date.year)
      date.year += 1
    }
    while rest >= length(ofMonth: date.month, in: date.year) {
      rest -= length(ofMonth: date.month, in: date.year)
      date.month += 1
    }
    date.day += rest
    return date
  }

  /// The days since 1970-01-01 of a date: the same count the other way.
  static func number(_ date: Date) -> Int {
    var number = date.day - 1
    if date.year >= 1970 {
      for year in 1970..<date.year { number += length(ofYear: year) }
    } else {
      for year in date.year..<1970 { number -= length(ofYear: year) }
    }
    for month in 1..<date.month { number += length(ofMonth: month, in: date.year) }
    return number
  }

  private static func isLeap(_ year: Int) -> Bool {
    if year % 400 == 0 { return true }
    if year % 100 == 0 { return false }
    return year % 4 == 0
  }

  private static func length(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }
}
