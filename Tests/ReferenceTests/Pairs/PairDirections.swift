import ZabtaChanges
import ZabtaRuntime

/// Which way an answer went for the people whom the policy protects, as one reads the answers alone.
extension PairJudge {
  /// More is permitted: wider; of what is done for people, narrower.
  func direction(_ request: Request, _ isPermitted: Bool) -> Effect.Direction {
    let isForPeople = Action(rawValue: request.action)?.isForPeople ?? false
    return isPermitted == isForPeople ? .narrower : .wider
  }

  /// Kept for longer: wider.
  ///
  /// Nil where a person has to decide, may dispose, or keeps the record in another form: none is a
  /// longer time.
  func direction(
    _ was: ReferenceEvaluator.Keeping, _ now: ReferenceEvaluator.Keeping
  ) -> Effect.Direction? {
    switch (was.status, now.status) {
    case (.delete, .keep) where was.until != nil: .wider
    case (.keep, .delete) where now.until != nil: .narrower
    case (.keep, .keep):
      switch (was.until, now.until) {
      case (let was?, let now?): now > was ? .wider : .narrower
      case (nil, _?): .narrower
      case (_?, nil): .wider
      default: nil
      }
    default: nil
    }
  }

  /// Promised for later: wider.
  ///
  /// Nil where a day comes in place of *promptly*: it may be sooner or later.
  func direction(
    _ was: ReferenceEvaluator.Due, _ now: ReferenceEvaluator.Due
  ) -> Effect.Direction? {
    guard was.isTypical == now.isTypical || was.due == nil || now.due == nil else { return nil }
    switch (was.due, now.due) {
    case (nil, _?): return was.clauses.isEmpty ? .narrower : nil
    case (_?, nil): return .wider
    case (.day(let was)?, .day(let now)?): return now > was ? .wider : .narrower
    case (.instant(let was, _)?, .instant(let now, _)?): return now > was ? .wider : .narrower
    default: return nil
    }
  }
}

extension Action {
  /// True of what is done for people: more of it protects them more.
  var isForPeople: Bool {
    switch self {
    case .delete, .anonymise, .archive, .protect, .answer, .resolve, .announce, .request: true
    case .collect, .use, .share, .sell, .rent, .trade, .store, .keep, .view, .transfer, .send,
      .set, .penalise:
      false
    }
  }
}
