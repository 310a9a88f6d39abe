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
    if let freshness = policy.freshness, policy.refuses(.retain, at: call.now) {
      return .json(chosen.answers.retention(freshness.review))
    }
    guard let ruleset = chosen.ruleset else {
      return .json(chosen.answers.retention(policy.answering.editions.retain(question)))
    }
    var retention = ruleset.retain(question)
    retention.unknown += chosen.unknown
    return .json(chosen.answers.retention(retention))
  }

  private static func deadline(_ call: Call, _ policy: LoadedPolicy) throws(Refusal) -> Reply {
    let now = policy.moment(call.now)
    var question = try reading { () throws(JSONError) in try RequestJSON.deadline(call.body) }
    let chosen = policy.answering.edition(for: question.on, at: now, isClock: true)
    question.on = question.on ?? now
    if let freshness = policy.freshness, policy.refuses(.deadline, at: call.now) {
      return .json(chosen.answers.deadline(freshness.noDueDate))
    }
    guard let ruleset = chosen.ruleset else {
      return .json(chosen.answers.deadline(policy.answering.editions.deadline(question)))
    }
    var due = ruleset.deadline(question)
    due.unknown += chosen.unknown
    return .json(chosen.answers.deadline(due))
  }
}
