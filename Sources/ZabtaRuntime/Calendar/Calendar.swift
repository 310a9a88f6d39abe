/// Arithmetic with days and instants in the policy's time zone.
///
/// A result outside the years 1 to 9999 does not exist (nil): whatever waits for it never comes.
struct Calendar: Sendable {
  /// The policy's offset from UTC in minutes.
  let timeZone: Int

  /// The day of a moment in the policy's time zone.
  func day(of moment: Moment) -> Day {
    switch moment {
    case .day(let day): day
    case .instant(let seconds, _):
      Day(number: floorDivision(localSeconds(seconds, timeZone), 86_400))
    }
  }

  /// True where the first is not after the second.
  ///
  /// Where one of them is a bare day, the days decide.
  func isNotAfter(_ first: Moment, _ second: Moment) -> Bool {
    if case .instant(let one, _) = first, case .instant(let other, _) = second {
      return one <= other
    }
    return day(of: first) <= day(of: second)
  }

  /// True where the first comes before the second in a total order; a day begins with itself.
  func isBefore(_ first: Moment, _ second: Moment) -> Bool {
    let (one, other) = (day(of: first), day(of: second))
    guard one == other else { return one < other }
    switch (first, second) {
    case (.instant(let one, _), .instant(let other, _)): return one < other
    case (.day, .instant): return true
    default: return false
    }
  }

  /// A moment so much later.
  ///
  /// Hours after a bare day count as whole days, rounded down; months and years end on the last day
  /// of a month that is too short. An instant keeps its time of day.
  func adding(_ span: Span, to moment: Moment) -> Moment? {
    switch (moment, span.unit) {
    case (.instant(let seconds, let offset), .hour):
      let (hours, first) = span.count.multipliedReportingOverflow(by: 3600)
      let (sum, second) = seconds.addingReportingOverflow(hours)
      guard !first, !second else { return nil }
      let result = Moment.instant(seconds: sum, offset: offset)
      return Day.range.contains(day(of: result)) ? result : nil
    case (.instant(let seconds, let offset), _):
      let start = day(of: moment)
      guard Day.range.contains(start), let end = adding(span, to: start) else { return nil }
      return .instant(seconds: seconds + (end.number - start.number) * 86_400, offset: offset)
    case (.day(let day), _):
      return adding(span, to: day).map { .day($0) }
    }
  }

  /// A day so much later.
  func adding(_ span: Span, to day: Day) -> Day? {
    switch span.unit {
    case .hour: return adding(days: span.count / 24, to: day)
    case .day: return adding(days: span.count, to: day)
    case .week:
      let (days, overflow) = span.count.multipliedReportingOverflow(by: 7)
      return overflow ? nil : adding(days: days, to: day)
    case .month: return adding(months: span.count, to: day)
    case .year:
      let (months, overflow) = span.count.multipliedReportingOverflow(by: 12)
      return overflow ? nil : adding(months: months, to: day)
    }
  }

  private func adding(days: Int, to day: Day) -> Day? {
    let (number, overflow) = day.number.addingReportingOverflow(days)
    guard !overflow, Day.range.contains(Day(number: number)) else { return nil }
    return Day(number: number)
  }

  private func adding(months: Int, to day: Day) -> Day? {
    guard Day.range.contains(day) else { return nil }
    let (year, month, dayOfMonth) = day.components
    let (total, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, (12..<120_000).contains(total) else { return nil }
    let length = Day.length(ofMonth: total % 12 + 1, in: total / 12)
    return Day(year: total / 12, month: total % 12 + 1, day: min(dayOfMonth, length))
  }
}
