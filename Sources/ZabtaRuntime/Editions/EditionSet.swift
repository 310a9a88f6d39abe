/// The editions of one policy, each in force from a day of its own: what a service loads so that it
/// changes over at midnight without being deployed again.
///
/// An edition is in force from the beginning of its ``BundleContent/effective`` day, in the time zone
/// of that edition, until a newer edition takes effect. Of several that have taken effect, the one
/// with the highest number is in force; so an edition that is overtaken by a newer one before its own
/// day never is. One that tells no day is in force on every day before the next. Before the
/// first day of all, no edition is in force, and nothing is permitted.
///
/// A bare day asks about that day as the policy counts days; an instant asks about that instant,
/// whatever the offset in which it is written. Like a ruleset, a set is a value without state and
/// without a clock.
public struct EditionSet: Sendable {
  /// The most editions that a set holds.
  public static let limit = 10_000

  /// Every edition, by rising number; also those that are not in force on any day.
  public let rulesets: [Ruleset]

  private let byDay: Timeline
  private let byInstant: Timeline

  /// Puts editions together.
  /// - Throws: The first edition that does not belong here: of another policy, or with a number that
  ///   is not above the one before.
  public init(_ rulesets: [Ruleset]) throws(RulesetError) {
    guard let first = rulesets.first else {
      throw RulesetError(path: "editions", reason: "there is no edition")
    }
    guard rulesets.count <= EditionSet.limit else {
      throw RulesetError(
        path: "editions", reason: "there are more than \(EditionSet.limit) editions")
    }
    var last: Int?
    for (index, ruleset) in rulesets.enumerated() {
      let edition = ruleset.edition
      guard ruleset.policy.utf8.elementsEqual(first.policy.utf8) else {
        throw RulesetError(
          path: "editions[\(index)]",
          reason: "this is an edition of \"\(ruleset.policy)\", not of \"\(first.policy)\"")
      }
      if let last, edition <= last {
        throw RulesetError(
          path: "editions[\(index)]",
          reason: edition == last
            ? "edition \(last) stands here twice"
            : "edition \(edition) stands after edition \(last)")
      }
      last = edition
    }
    self.rulesets = rulesets
    byDay = Timeline(rulesets.map { $0.firstDay })
    byInstant = Timeline(rulesets.map { $0.firstSecond })
  }

  /// The edition in force at a moment; nil before the first.
  public func ruleset(inForceAt moment: Moment) -> Ruleset? {
    index(inForceAt: moment).map { rulesets[$0] }
  }

  /// The place in ``rulesets`` of the edition in force at a moment; nil before the first.
  ///
  /// Asking the ruleset at its place spares the copy of it, which takes as long as a decision.
  public func index(inForceAt moment: Moment) -> Int? {
    switch moment {
    case .day(let day): byDay.place(at: day.number)
    case .instant(let seconds, _): byInstant.place(at: seconds)
    }
  }

  /// The edition that takes effect before all others.
  public var earliest: Ruleset {
    rulesets[byDay.first]
  }

  /// The second, since 1970-01-01T00:00:00Z, in which the edition in force changes next; nil where
  /// no other is coming.
  ///
  /// A service that keeps answers keeps none beyond it.
  public func nextChange(after seconds: Int) -> Int? {
    byInstant.next(after: seconds)
  }
}

extension Ruleset {
  /// The number of the first day in force.
  fileprivate var firstDay: Int {
    effective?.number ?? .min
  }

  /// The first second in force.
  fileprivate var firstSecond: Int {
    guard let effective else { return .min }
    // Within the calendar, so that no number of a caller overflows.
    let day = min(max(effective, Day.range.lowerBound), Day.range.upperBound)
    return day.number * 86_400 - timeZone * 60
  }
}
