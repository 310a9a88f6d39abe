extension EditionSet {
  /// Decides a request by the edition in force at its own moment (`context.on`), or at the given
  /// one where it states none.
  ///
  /// Where no edition is in force, the request is denied and `unknown` names the moment.
  public func decide(_ request: Request, on moment: Moment) -> Decision {
    let asked = request.context.on ?? moment
    guard let place = index(inForceAt: asked) else {
      return Decision(isPermitted: false, reasons: [], obligations: [], unknown: [unknown(asked)])
    }
    guard request.context.on == nil else { return rulesets[place].decide(request) }
    var dated = request
    dated.context.on = moment
    return rulesets[place].decide(dated)
  }

  /// Decides a question that was looked up once, by the edition in force at its own moment
  /// (``Question/on``), or at the given one where it states none.
  ///
  /// The words of a question are numbers of one edition. Where another edition is in force at that moment, the
  /// question is denied as ``Verdict/ofAnotherEdition``: look its words up there, in
  /// ``ruleset(inForceAt:)``. Where none is in force, it is not permitted. A question that states no moment is
  /// copied to be given this one; one that states its own costs nothing beside the answer.
  public func verdict(_ question: Question, on moment: Moment) -> Verdict {
    let asked = question.on ?? moment
    guard let place = index(inForceAt: asked) else { return .notPermitted }
    guard question.on == nil else { return rulesets[place].verdict(question) }
    var dated = question
    dated.on = moment
    return rulesets[place].verdict(dated)
  }

  /// Decides a question like ``verdict(_:on:)`` and writes down every clause that does so; none where no
  /// edition is in force.
  ///
  /// The ruleset in force at that moment tells them in words.
  public func decide(
    _ question: Question, on moment: Moment, into citations: inout Citations
  ) -> Verdict {
    let asked = question.on ?? moment
    guard let place = index(inForceAt: asked) else {
      citations.begin(0)
      return .notPermitted
    }
    guard question.on == nil else { return rulesets[place].decide(question, into: &citations) }
    var dated = question
    dated.on = moment
    return rulesets[place].decide(dated, into: &citations)
  }

  /// Answers what must happen to a record by the edition in force on the day of the question.
  ///
  /// The rules of that day apply to the whole life of the record, also to the years before them. Where
  /// no edition is in force, a person decides (`review`) and `unknown` names the moment.
  public func retain(_ question: RetentionQuestion) -> Retention {
    guard let place = index(inForceAt: question.on) else {
      return Retention(status: .review, until: nil, clauses: [], unknown: [unknown(question.on)])
    }
    return rulesets[place].retain(question)
  }

  /// Answers by when a request must be answered, by the edition in force at the question's moment
  /// (`on`), or when the request was received where it states none.
  ///
  /// Where no edition is in force, there is no deadline and `unknown` names the moment.
  public func deadline(_ question: DeadlineQuestion) -> DueDate {
    let asked = question.on ?? question.received
    guard let place = index(inForceAt: asked) else {
      return DueDate(due: nil, isTypical: false, clauses: [], unknown: [unknown(asked)])
    }
    return rulesets[place].deadline(question)
  }

  private func unknown(_ moment: Moment) -> String { "on: \(moment)" }
}
