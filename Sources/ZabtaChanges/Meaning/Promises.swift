import ZabtaModel
import ZabtaRuntime

/// What norms promise beside their answer to a request: duties, and what is bound to a permission.
enum Promise: Hashable {
  /// The duty itself.
  case duty
  case measure(String)
  case channel(String)
  case obligation(String)
  case ground(String)
  case vague(String)
  case afterwards(Action)
  /// Notice is given at least so long ahead.
  case notice(Span)
  /// It is done at least so soon, as a promise or as a target.
  case deadline(Deadline.Measure, isTypical: Bool)

  /// What a norm promises; times are told apart at those that either edition names.
  static func of(_ norm: Norm, notices: [Span], deadlines: [Deadline]) -> [Promise] {
    var promises: [Promise] = []
    if norm.effect == .duty, norm.origin == .plain || norm.action == .keep {
      promises.append(.duty)
    }
    promises += norm.measures.map { .measure($0) } + norm.channels.map { .channel($0) }
    promises += norm.obligations.map { .obligation($0) } + norm.vague.map { .vague($0) }
    promises += norm.grounds.map { .ground($0) } + norm.afterwards.map { .afterwards($0) }
    if let notice = norm.notice {
      promises += notices.filter { Hours.of($0) <= Hours.of(notice) }.map { .notice($0) }
    }
    // How soon requests are answered is read from the answers.
    if norm.effect == .duty, norm.action != .resolve, norm.action != .answer,
      let deadline = norm.deadline
    {
      promises += deadlines.filter { other in
        Hours.of(deadline.measure) <= Hours.of(other.measure)
          && (other.isTypical || !deadline.isTypical)
      }.map { .deadline($0.measure, isTypical: $0.isTypical) }
    }
    return promises
  }

  /// True where having it protects people, false where it merely says something.
  var isProtective: Bool {
    switch self {
    case .duty, .measure, .channel, .obligation, .notice, .deadline: true
    case .ground, .vague, .afterwards: false
    }
  }

  /// Of several times, only the firmest is told: what it is compared by.
  var strictness: Int {
    switch self {
    case .notice(let span): -Hours.of(span)
    case .deadline(let measure, let isTypical):
      Hours.of(measure) == .max ? .max : min(Hours.of(measure), .max / 4) * 2 + (isTypical ? 1 : 0)
    default: 0
    }
  }

  /// Promises of which only the firmest is told.
  var family: Int? {
    switch self {
    case .notice: 0
    case .deadline: 1
    default: nil
    }
  }
}

/// Spans in hours, roughly: enough to order them by.
enum Hours {
  static func of(_ span: Span) -> Int {
    let unit =
      switch span.unit {
      case .hour: 1
      case .day: 24
      case .week: 168
      case .month: 731
      case .year: 8766
      }
    let (product, overflow) = span.count.multipliedReportingOverflow(by: unit)
    return overflow ? .max - 1 : product
  }

  /// The length of a period, where there is one end that is a span from one start.
  static func of(_ period: Period) -> Int? {
    if period.ends.isEmpty { return .max }
    guard period.ends.count == 1, period.ends[0].count == 1 else { return nil }
    return period.ends[0][0].span.map { of($0) }
  }

  /// "Promptly" promises no day, so every number is firmer.
  static func of(_ measure: Deadline.Measure) -> Int {
    switch measure {
    case .immediately: -1
    case .within(let span): of(span)
    case .promptly: .max
    }
  }
}
