import Hummingbird
import ZabtaBundle
import ZabtaRuntime

/// Access evaluation and evaluations: OpenID AuthZEN Authorization API 1.0, sections 6 and 7.
extension Endpoint {
  /// Where decisions are asked for.
  ///
  /// Another content type is answered with 400, as AuthZEN's certification asks.
  static var evaluation: [Endpoint] {
    ofPolicy("/access/v1/evaluation", otherwise: .badRequest, evaluate)
      + ofPolicy("/access/v1/evaluations", otherwise: .badRequest, evaluateSeveral)
  }

  private static func evaluate(
    _ call: Call, _ policy: LoadedPolicy
  ) throws(Refusal) -> Reply {
    let evaluation = try reading { () throws(JSONError) in
      try EvaluationJSON.evaluation(call.body)
    }
    return .json(decide(evaluation, call, policy).answer)
  }

  private static func evaluateSeveral(
    _ call: Call, _ policy: LoadedPolicy
  ) throws(Refusal) -> Reply {
    let batch = try reading { () throws(JSONError) in
      try EvaluationJSON.evaluations(call.body, atMost: call.service.limits.batch)
    }
    switch batch {
    case .single(let evaluation):
      return .json(decide(evaluation, call, policy).answer)
    case .several(let evaluations, let semantic):
      var answers: [[UInt8]] = []
      evaluating: for evaluation in evaluations {
        var isPermitted = false
        switch evaluation {
        case .success(let evaluation):
          let decided = decide(evaluation, call, policy)
          isPermitted = decided.isPermitted
          answers.append(decided.answer)
        case .failure(let error):
          answers.append(AnswerJSON.failedEvaluation(error))
        }
        if semantic.isOver(after: isPermitted) { break evaluating }
      }
      return .json(AnswerJSON.several(answers))
    }
  }

  private static func decide(
    _ evaluation: Evaluation, _ call: Call, _ policy: LoadedPolicy
  ) -> (isPermitted: Bool, answer: [UInt8]) {
    let (decision, chosen) = policy.decide(evaluation, at: call.now)
    call.service.watch.decided(
      Decided(
        policy: policy, edition: chosen.ruleset?.edition, evaluation: evaluation,
        decision: decision, requestID: call.requestID))
    return (
      decision.isPermitted,
      chosen.answers.decision(
        decision, note: evaluation.note,
        stale: policy.stale(RuleClass(asking: evaluation.request.action), at: call.now),
        inProfile: true)
    )
  }

  /// Reads a body; what is wrong with it refuses the request.
  static func reading<Value>(_ read: () throws(JSONError) -> Value) throws(Refusal) -> Value {
    do throws(JSONError) {
      return try read()
    } catch {
      throw Refusal(error)
    }
  }
}

extension EvaluationJSON.Semantic {
  /// True where nothing after this answer is asked any more.
  fileprivate func isOver(after isPermitted: Bool) -> Bool {
    switch self {
    case .executeAll: false
    case .denyOnFirstDeny: !isPermitted
    case .permitOnFirstPermit: isPermitted
    }
  }
}
