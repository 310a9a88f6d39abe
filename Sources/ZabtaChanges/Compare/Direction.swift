import ZabtaRuntime

/// Which way a change goes for the people whom the policy protects; both may be true.
struct Direction: Hashable {
  var isLess = false
  var isMore = false
  /// True where something differs that neither takes nor gives.
  var isOther = false

  var `class`: Change.Class? {
    if isLess { return .lessProtection }
    if isMore { return .moreProtection }
    return isOther ? .other : nil
  }

  mutating func add(_ other: Direction) {
    isLess = isLess || other.isLess
    isMore = isMore || other.isMore
    isOther = isOther || other.isOther
  }

  /// The direction of a permission that grew or shrank.
  static func permission(grew: Bool, shrank: Bool, for action: Action) -> Direction {
    action.isProtective
      ? Direction(isLess: shrank, isMore: grew) : Direction(isLess: grew, isMore: shrank)
  }
}

extension Action {
  /// True of what is done for people, so that more of it protects them more.
  var isProtective: Bool {
    switch self {
    case .delete, .anonymise, .archive, .protect, .answer, .resolve, .announce, .request: true
    default: false
    }
  }
}

/// What no request shows: duties, and what is bound to a permission.
enum DutyComparison {
  static func direction(_ old: [Norm], _ new: [Norm]) -> Direction {
    var direction = Direction()
    // What requests decide is left out here, but for what is bound to it.
    var open = new.filter { $0.effect != .forbid }
    for before in old where before.effect != .forbid {
      let index =
        open.firstIndex { isSameDeed($0, before) && $0.object == before.object }
        ?? open.firstIndex { isSameDeed($0, before) }
      guard let index else {
        if before.effect == .duty { direction.add(lost(before)) }
        continue
      }
      direction.add(compare(before, open.remove(at: index)))
    }
    for after in open where after.effect == .duty {
      let opposite = lost(after)
      direction.add(Direction(isLess: opposite.isMore, isMore: opposite.isLess))
    }
    return direction
  }

  private static func isSameDeed(_ left: Norm, _ right: Norm) -> Bool {
    left.effect == right.effect && left.action == right.action && left.origin == right.origin
      && left.object.kind == right.object.kind
  }

  /// A duty that is gone.
  ///
  /// A duty to keep is one towards others; what ends with a period went with it.
  private static func lost(_ norm: Norm) -> Direction {
    if norm.origin == .expiry { return Direction() }
    return norm.action == .keep ? Direction(isMore: true) : Direction(isLess: true)
  }

  private static func compare(_ old: Norm, _ new: Norm) -> Direction {
    var direction = Direction()
    direction.add(sets(old.obligations, new.obligations))
    direction.add(sets(old.measures, new.measures))
    direction.add(sets(old.channels, new.channels))
    if old.effect == .duty {
      if old.object != new.object, !new.object.isComplement {
        let isKeep = new.action == .keep
        let change = sets(old.object.names, new.object.names)
        direction.add(
          isKeep ? Direction(isLess: change.isMore, isMore: change.isLess) : change)
        direction.add(sets(new.object.except, old.object.except))
      }
      direction.add(deadlines(old.deadline, new.deadline))
      if Set(old.when) != Set(new.when) { direction.isOther = true }
      if old.actor != new.actor { direction.isOther = true }
    }
    if new.action != .request, let before = old.period, let after = new.period, before != after {
      let change = periods(before, after)
      direction.add(change)
    }
    switch (old.notice.map(hours), new.notice.map(hours)) {
    case (let before?, let after?) where before != after:
      direction.add(Direction(isLess: after < before, isMore: after > before))
    case (nil, .some): direction.isMore = true
    case (.some, nil): direction.isLess = true
    default: break
    }
    if Set(old.grounds) != Set(new.grounds) || Set(old.vague) != Set(new.vague)
      || Set(old.afterwards) != Set(new.afterwards)
    {
      direction.isOther = true
    }
    return direction
  }

  /// More measures, channels or obligations protect more.
  private static func sets(_ old: [String], _ new: [String]) -> Direction {
    let (old, new) = (Set(old), Set(new))
    return Direction(
      isLess: !old.subtracting(new).isEmpty, isMore: !new.subtracting(old).isEmpty)
  }

  static func periods(_ old: Period, _ new: Period) -> Direction {
    let (before, after) = (length(old), length(new))
    guard let before, let after, before != after else { return Direction(isOther: true) }
    return Direction(isLess: after > before, isMore: after < before)
  }

  /// A length to compare by, where there is one end that is a span from one start.
  private static func length(_ period: Period) -> Int? {
    if period.ends.isEmpty { return .max }
    guard period.ends.count == 1, period.ends[0].count == 1, let span = period.ends[0][0].span
    else { return nil }
    return hours(span)
  }

  private static func deadlines(_ old: Deadline?, _ new: Deadline?) -> Direction {
    guard old != new else { return Direction() }
    guard let old else { return Direction(isMore: true) }
    guard let new else { return Direction(isLess: true) }
    let (before, after) = (rank(old), rank(new))
    if before == after {
      return old.isTypical == new.isTypical
        ? Direction(isOther: true)
        : Direction(isLess: new.isTypical, isMore: old.isTypical)
    }
    return Direction(isLess: after > before, isMore: after < before)
  }

  /// "Promptly" promises no day, so every number is firmer.
  private static func rank(_ deadline: Deadline) -> Int {
    switch deadline.measure {
    case .immediately: -1
    case .within(let span): hours(span)
    case .promptly: .max
    }
  }

  /// About how many hours a span has: enough to order spans by.
  static func hours(_ span: Span) -> Int {
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
}
