package import ZabtaRuntime

extension AnswerJSON {
  /// That the rules of an answer are out of date.
  package struct Stale: Sendable, Hashable {
    private let freshness: Freshness
    /// True where the rules are answered from all the same, as their publisher signed.
    package let goesOn: Bool

    /// What to tell of a class of rules at a moment, which is the service's own; nil while they are in
    /// date.
    package init?(_ freshness: Freshness?, _ ruleClass: RuleClass?, at moment: Moment) {
      guard let freshness else { return nil }
      let standing = freshness.standing(of: ruleClass, at: moment)
      guard standing != .fresh else { return nil }
      self.freshness = freshness
      goesOn = standing == .goesOn
    }

    /// The answer to a request where these rules do not go on.
    package var denial: Decision { freshness.denial }
    /// The answer about a record.
    package var review: Retention { freshness.review }
    /// The answer about a deadline.
    package var noDueDate: DueDate { freshness.noDueDate }

    var json: JSONValue {
      .object(["goesOn": .bool(goesOn), "since": .string(freshness.expires.description)])
    }
  }
}
