/// Questions to rules that may be out of date.
///
/// Where a class of rules does not go on, a request is denied, a record is for a person to decide
/// and a request of a person has no deadline; `unknown` then says since when the rules are out of date.
extension Freshness {
  /// The answer to a request of a class that does not go on.
  public var denial: Decision {
    Decision(isPermitted: false, reasons: [], obligations: [], unknown: [note])
  }

  /// The answer about a record where these do not go on: a person decides.
  public var review: Retention {
    Retention(status: .review, until: nil, clauses: [], unknown: [note])
  }

  /// The answer about a deadline where these do not go on.
  public var noDueDate: DueDate {
    DueDate(due: nil, isTypical: false, clauses: [], unknown: [note])
  }
}

extension Ruleset {
  /// Decides a request if the rules may be answered from at the moment, which is the service's own.
  public func decide(
    _ request: Request, within freshness: Freshness, at now: Moment
  ) -> Decision {
    let standing = freshness.standing(of: RuleClass(asking: request.action), at: now)
    return standing == .refused ? freshness.denial : decide(request)
  }

  /// Answers what must happen to a record if the rules may be answered from at the moment.
  public func retain(
    _ question: RetentionQuestion, within freshness: Freshness, at now: Moment
  ) -> Retention {
    freshness.standing(of: .retain, at: now) == .refused ? freshness.review : retain(question)
  }

  /// Answers by when a request must be answered if the rules may be answered from at the moment.
  public func deadline(
    _ question: DeadlineQuestion, within freshness: Freshness, at now: Moment
  ) -> DueDate {
    freshness.standing(of: .deadline, at: now) == .refused
      ? freshness.noDueDate : deadline(question)
  }
}

extension EditionSet {
  /// Decides a request if the rules may be answered from now.
  ///
  /// The edition is the one in force at the request's own moment, or now where it states none.
  public func decide(
    _ request: Request, within freshness: Freshness, at now: Moment
  ) -> Decision {
    let standing = freshness.standing(of: RuleClass(asking: request.action), at: now)
    return standing == .refused ? freshness.denial : decide(request, on: now)
  }

  /// Answers what must happen to a record, by the edition of the question's day, if the rules may be
  /// answered from now.
  public func retain(
    _ question: RetentionQuestion, within freshness: Freshness, at now: Moment
  ) -> Retention {
    freshness.standing(of: .retain, at: now) == .refused ? freshness.review : retain(question)
  }

  /// Answers by when a request must be answered, by the edition of the question's day, if the rules
  /// may be answered from now.
  public func deadline(
    _ question: DeadlineQuestion, within freshness: Freshness, at now: Moment
  ) -> DueDate {
    freshness.standing(of: .deadline, at: now) == .refused
      ? freshness.noDueDate : deadline(question)
  }
}
