/// Until when rules may be answered from, and which of them go on afterwards.
///
/// Its publisher says both, in what is signed with the rules. From the instant ``expires`` on there
/// must be newer rules; a service that has none denies, but for the classes that go on. It is
/// a value without a clock: every call is given the moment. That is the moment of the
/// service's own clock, never one that a question names (`context.on`): whoever asks does not choose
/// whether the rules are out of date.
public struct Freshness: Sendable, Hashable {
  /// Whether a class of rules is answered from.
  public enum Standing: Sendable, Hashable {
    /// The rules are in date.
    case fresh
    /// They are out of date, and this class goes on all the same.
    case goesOn
    /// They are out of date: denied.
    case refused
  }

  /// The instant from which on the rules are out of date, in the offset in which it was written.
  public let expires: Moment
  /// The classes that go on after it; none by default.
  public let goesOn: Set<RuleClass>
  /// The instant from which on these do not either; nil where they go on without an end.
  public let goesOnUntil: Moment?

  private let end: Int
  private let lastEnd: Int
  /// The offset in which bare days begin, in minutes.
  private let offset: Int

  /// Says until when rules may be answered from.
  ///
  /// A bare day begins at midnight UTC.
  public init(expires: Moment, goesOn: Set<RuleClass> = [], until: Moment? = nil) {
    self.expires = expires
    self.goesOn = goesOn
    goesOnUntil = until
    offset = if case .instant(_, let offset) = expires { offset } else { 0 }
    end = expires.start(inOffset: 0)
    lastEnd = until?.start(inOffset: 0) ?? .max
  }

  /// True where the rules are out of date at the moment.
  ///
  /// A bare day counts from its midnight in the offset in which ``expires`` is written, which is the
  /// policy's where `zabta sign` wrote it.
  public func isStale(at moment: Moment) -> Bool {
    moment.start(inOffset: offset) >= end
  }

  /// How a class of rules stands at the moment; nil is a class that does not exist, and never goes on.
  public func standing(of ruleClass: RuleClass?, at moment: Moment) -> Standing {
    let second = moment.start(inOffset: offset)
    guard second >= end else { return .fresh }
    guard let ruleClass, second < lastEnd, goesOn.contains(ruleClass) else { return .refused }
    return .goesOn
  }

  /// The end of both, where there are two: the earlier end, and nothing goes on beyond it that does
  /// not by this one.
  ///
  /// For rules that were signed with keys which themselves end: who is no longer trusted cannot say
  /// what goes on.
  public func ending(by other: Moment) -> Freshness {
    let limit = other.start(inOffset: 0)
    return Freshness(
      expires: limit < end ? other : expires, goesOn: goesOn,
      until: limit < lastEnd ? other : goesOnUntil)
  }

  /// The instant as it is told where an answer is refused, for instance
  /// `expired: 2027-06-30T00:00:00+05:00`.
  public var note: String { "expired: \(expires)" }
}

extension Moment {
  /// The second in which it begins, since 1970-01-01T00:00:00Z; a bare day begins at midnight in the
  /// offset (minutes).
  ///
  /// Kept within what can be computed, whatever a caller built the moment from.
  package func start(inOffset offset: Int) -> Int {
    switch self {
    case .instant(let seconds, _): return seconds
    case .day(let day):
      let number = min(max(day, Day.range.lowerBound), Day.range.upperBound).number
      return localSeconds(number * 86_400, -min(max(offset, -100_000), 100_000))
    }
  }
}
