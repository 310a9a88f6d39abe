import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Days and instants near the places where calendars go wrong: ends of months, leap days,
/// midnights of the policy's time zone, and the day on which a period of the policy is over.
struct RandomMoments {
  private let calendar: ReferenceCalendar
  private let spans: [Span]

  init(policy: Policy) {
    calendar = ReferenceCalendar(timeZone: policy.timeZone)
    spans = policy.clauses.flatMap(\.rules).flatMap { $0.tails }.compactMap { tail in
      switch tail.part {
      case .afterSpan(let span), .keepFor(let span), .untilSpan(let span), .within(let span):
        span.span
      default: nil
      }
    }
  }

  /// A moment that questions may be about.
  func on(_ random: inout SplitMix64) -> Moment {
    let years = [1969, 1970, 2023, 2024, 2026, 2026, 2026, 2027, 2028, 2100]
    let year = random.pick(years) ?? 2026
    let date: ReferenceCalendar.Date =
      switch random.number(0...5) {
      case 0: .init(year: year, month: 2, day: 28)
      case 1: .init(year: year, month: 3, day: 1)
      case 2: .init(year: year, month: 12, day: 31)
      default: .init(year: year, month: random.number(1...12), day: random.number(1...28))
      }
    return moment(ReferenceCalendar.number(date) + random.number(-1...1), &random)
  }

  /// A day that questions may be about.
  func day(_ random: inout SplitMix64) -> Moment {
    .day(Day(number: calendar.day(on(&random))))
  }

  /// A moment before (now and then after) another: a period of the policy earlier, give or take
  /// a day.
  func before(_ on: Moment, _ random: inout SplitMix64) -> Moment {
    let day = calendar.day(on)
    switch random.number(0...5) {
    case 0: return moment(day - random.number(0...4000), &random)
    case 1: return moment(day + random.number(-2...2), &random)
    case 2 where random.oneIn(3): return moment(day + random.number(0...400), &random)
    default:
      guard let span = random.pick(spans) else { return moment(day - 30, &random) }
      return moment(day - length(span) + random.number(-2...2), &random)
    }
  }

  private func length(_ span: Span) -> Int {
    switch span.unit {
    case .hour: span.count / 24
    case .day: span.count
    case .week: span.count * 7
    case .month: (span.count * 146_097) / 4800
    case .year: (span.count * 146_097) / 400
    }
  }

  private func moment(_ day: Int, _ random: inout SplitMix64) -> Moment {
    guard random.oneIn(7) else { return .day(Day(number: day)) }
    let seconds = random.pick([0, 1, 43_200, 68_399, 68_400, 86_399]) ?? 0
    let offset = random.pick([0, 300, -480, 345]) ?? 0
    return .instant(seconds: day * 86_400 + seconds, offset: offset)
  }
}
