extension Moment: LosslessStringConvertible {
  /// Reads a day (`2026-03-01`) or an instant as RFC 3339, section 5.6, writes it
  /// (`2026-03-01T09:00:00+05:00`, `2026-03-01T04:00:00Z`); nil for anything else.
  ///
  /// `T` and `Z` are capitals. A fraction of a second is read and dropped: no rule counts less than
  /// an hour. A leap second (`:60`) is refused, and so is a month alone (`2026-03`).
  public init?(_ description: String) {
    var digits = Digits(description)
    guard let day = digits.day() else { return nil }
    if digits.isAtEnd {
      self = .day(day)
      return
    }
    guard digits.take("T"), let hour = digits.number(2), hour < 24,
      digits.take(":"), let minute = digits.number(2), minute < 60,
      digits.take(":"), let second = digits.number(2), second < 60
    else { return nil }
    if digits.take(".") {
      guard digits.number(1) != nil else { return nil }
      while digits.number(1) != nil {}
    }
    guard let offset = Moment.offset(&digits), digits.isAtEnd else { return nil }
    let local = day.number * 86_400 + hour * 3600 + minute * 60 + second
    self = .instant(seconds: local - offset * 60, offset: offset)
  }

  /// The day as ISO 8601, or the instant as RFC 3339 in the offset in which it was written (`Z` for 0).
  public var description: String {
    switch self {
    case .day(let day): return day.description
    case .instant(let seconds, let offset):
      let local = localSeconds(seconds, offset)
      let day = Day(number: floorDivision(local, 86_400))
      let second = local - floorDivision(local, 86_400) * 86_400
      let time =
        "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
      guard offset != 0 else { return "\(day)T\(time)Z" }
      let size = min(offset.magnitude, 1439)
      let zone = "\(padded(Int(size) / 60, 2)):\(padded(Int(size) % 60, 2))"
      return "\(day)T\(time)\(offset < 0 ? "-" : "+")\(zone)"
    }
  }

  /// Takes `Z`, `+hh:mm` or `-hh:mm`, as minutes.
  private static func offset(_ digits: inout Digits) -> Int? {
    if digits.take("Z") { return 0 }
    let sign: Int
    if digits.take("+") {
      sign = 1
    } else if digits.take("-") {
      sign = -1
    } else {
      return nil
    }
    guard let hours = digits.number(2), hours < 24, digits.take(":"),
      let minutes = digits.number(2), minutes < 60
    else { return nil }
    return sign * (hours * 60 + minutes)
  }
}

/// Seconds since the epoch as a clock in that offset shows them, kept within what a day can be
/// computed from: callers may build instants from any numbers.
func localSeconds(_ seconds: Int, _ offset: Int) -> Int {
  let limit = 1 << 50
  let shift = min(max(offset, -100_000), 100_000) * 60
  return min(max(seconds, -limit), limit) + shift
}

/// Division that rounds towards the past; the divisor is positive.
func floorDivision(_ number: Int, _ divisor: Int) -> Int {
  let quotient = number / divisor
  return number % divisor < 0 ? quotient - 1 : quotient
}
