import Hummingbird
import ZabtaBundle
import ZabtaRuntime

/// Questions about records and about requests of people, in the shape of `zabta retain` and
/// `zabta deadline`.
extension Endpoint {
  /// Where they are asked.
  static var questions: [Endpoint] {
    ofPolicy("/retain", otherwise: .unsupportedMediaType, retain)
      + ofPolicy("/deadline", otherwise: .unsupportedMediaType, deadline)
  }

  private static func retain(_ call: Call, _ policy: LoadedPolicy) throws(Refusal) -> Reply {
    let now = policy.moment(call.now)
    let (question, own) = try reading { () throws(JSONError) in
      try RequestJSON.retentionOfItsDay(call.body, on: now)
    }
    let chosen = policy.answering.edition(for: own, at: now, isClock: true)
    let stale = policy.stale(.retain, at: call.now)
    var retention: Retention
    if let stale, !stale.goesOn {
      retention = stale.review
    } else if let ruleset = chosen.ruleset {
      retention = ruleset.retain(question)
      retention.unknown += chosen.unknown
    } else {
      retention = policy.answering.editions.retain(question)
    }
    call.tell(policy, chosen, .retention(question, retention))
    return .json(chosen.answers.retention(retention, stale: stale))
  }

  private static func deadline(_ call: Call, _ policy: LoadedPolicy) throws(Refusal) -> Reply {
    let now = policy.moment(call.now)
    var question = try reading { () throws(JSONError) in try RequestJSON.deadline(call.body) }
    let chosen = policy.answering.edition(for: question.on, at: now, isClock: true)
    question.on = question.on ?? now
    let stale = policy.stale(.deadline, at: call.now)
    var due: DueDate
    if let stale, !stale.goesOn {
      due = stale.noDueDate
    } else if let ruleset = chosen.ruleset {
      due = ruleset.deadline(question)
      due.unknown += chosen.unknown
    } else {
      due = policy.answering.editions.deadline(question)
    }
    call.tell(policy, chosen, .deadline(question, due))
    return .json(chosen.answers.deadline(due, stale: stale))
  }
}

extension Call {
  /// Tells the watch what was asked.
  func tell(
    _ policy: LoadedPolicy, _ chosen: AnsweringEditions.Chosen, _ question: Asked.Question
  ) {
    service.watch.asked(
      Asked(
        policy: policy, edition: chosen.ruleset?.edition, question: question,
        requestID: requestID))
  }
}
