/// Something that a request does not say and that would help it.
public enum MissingFact: Sendable, Hashable {
  /// The word at a place that the request leaves open; any part of the word does as well.
  case word(Dimension, String)
  /// A consent that is given and not withdrawn since.
  case consent(String)
  /// A circumstance or a measure that holds.
  case circumstance(String)
  /// The person's age is known, and is under so many years.
  case ageUnder(Int)
  /// An event, a request or a touchpoint has happened; where a time is told, at least so long ago.
  case event(String, ago: Span? = nil)
  /// The record was made at least so long ago; nil where it is enough to tell when.
  case created(ago: Span?)
}

extension MissingFact: CustomStringConvertible {
  /// The fact as requests name it: `consent: marketing`, `purpose: delivery`, `event: closure (P30D ago)`.
  public var description: String {
    switch self {
    case .word(let dimension, let word): "\(dimension.rawValue): \(word)"
    case .consent(let name): "consent: \(name)"
    case .circumstance(let name): "circumstance: \(name)"
    case .ageUnder(let limit): "age: under \(limit)"
    case .event(let name, let ago): "event: \(name)" + MissingFact.text(ago)
    case .created(let ago): "created" + MissingFact.text(ago)
    }
  }

  private static func text(_ ago: Span?) -> String {
    guard let ago else { return "" }
    let unit =
      switch ago.unit {
      case .hour: "TH"
      case .day: "D"
      case .week: "W"
      case .month: "M"
      case .year: "Y"
      }
    return " (P\(unit.dropLast())\(ago.count)\(unit.suffix(1)) ago)"
  }
}

extension Request {
  /// The request with more facts told.
  ///
  /// Consents are given at the moment asked about; where the request names none, after every
  /// withdrawal that it tells. Something that happened so long ago happened as late as that allows.
  public func adding(_ facts: [MissingFact]) -> Request {
    var request = self
    for fact in facts { request.context.add(fact) }
    return request
  }
}

extension Context {
  mutating func add(_ fact: MissingFact) {
    switch fact {
    case .word(let dimension, let word): self[dimension] = word
    case .consent(let name): consent.updateValue(momentOfConsent, forKey: name)
    case .circumstance(let name): circumstances.append(name)
    case .ageUnder(let limit): age = limit - 1
    case .event(let name, let ago): events.updateValue(ago.flatMap(moment), forKey: name)
    case .created(let ago): created = ago.flatMap(moment) ?? on
    }
  }

  /// A moment at which a new consent holds: the one asked about, or else after every event told.
  private var momentOfConsent: Moment? {
    if let on { return on }
    var latest: Day?
    for case .some(let moment) in events.values {
      let day = Calendar(timeZone: 0).day(of: moment)
      latest = max(latest ?? day, day)
    }
    // Two days: a day of the policy's time zone may end a day later than one of UTC.
    return latest.map { .day(Day(number: $0.number + 2)) }
  }

  /// The latest moment that lies so long before the moment asked about.
  private func moment(_ ago: Span) -> Moment? {
    guard let on else { return nil }
    let calendar = Calendar(timeZone: 0)
    if ago.unit == .hour, case .instant(let seconds, let offset) = on {
      let (span, overflow) = ago.count.multipliedReportingOverflow(by: 3600)
      guard !overflow else { return nil }
      let (start, under) = seconds.subtractingReportingOverflow(span)
      return under ? nil : .instant(seconds: start, offset: offset)
    }
    // The day that is surely early enough, then later while it still is.
    let days =
      switch ago.unit {
      case .hour: ago.count / 24
      case .day: ago.count
      case .week: min(ago.count, 1_000_000) * 7
      case .month: min(ago.count, 200_000) * 31
      case .year: min(ago.count, 20_000) * 366
      }
    // A day of the policy may begin a day before one of UTC.
    let slack = if case .instant = on { 1 } else { 0 }
    let end = calendar.day(of: on).number - slack
    let (first, overflow) = end.subtractingReportingOverflow(days)
    guard !overflow, Day.range.contains(Day(number: first)) else { return nil }
    var (low, high) = (first, end)
    while low < high {
      let middle = low + (high - low + 1) / 2
      let day = calendar.adding(ago, to: Day(number: middle))
      if let day, day.number <= end { low = middle } else { high = middle - 1 }
    }
    return .day(Day(number: low))
  }
}
