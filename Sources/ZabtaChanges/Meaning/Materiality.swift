import ZabtaModel
import ZabtaRuntime

/// Why an effect that takes protection away is material.
enum Materiality {
  /// The reason for a decision that turned; nil where it takes nothing away.
  static func reason(_ part: DecisionDifference.Part, _ old: Ruleset) -> MaterialReason? {
    guard part.effect.direction == .wider else { return nil }
    if part.isGained, asked(part.witness, old) { return .consent }
    switch part.action {
    case .use: return .purpose
    case .share: return sharedBefore(part.witness, old) ? .purpose : .recipient
    case .sell, .rent, .trade: return .sale
    case .transfer: return .transfer
    case .collect: return .collection
    case .view: return .access
    case .send: return .message
    case .set: return .cookie
    case .store, .keep, .delete, .anonymise, .archive: return .longerKeeping
    case .request: return .lostRight
    case .answer, .resolve: return .slowerAnswer
    case .protect: return .weakerMeasure
    case .announce: return .lessNotice
    case .penalise: return .permission
    }
  }

  /// The reason for a promise that is weaker.
  static func reason(_ part: PromiseDifference.Part) -> MaterialReason? {
    guard part.effect.direction == .wider else { return nil }
    switch part.promise {
    case .measure, .obligation: return .weakerMeasure
    case .notice: return .lessNotice
    case .duty, .channel, .deadline, .ground, .vague, .afterwards: break
    }
    switch part.action {
    case .announce: return .lessNotice
    case .protect: return .weakerMeasure
    case .request: return .lostRight
    case .answer, .resolve: return part.isRight ? .lostRight : .slowerAnswer
    case .delete, .anonymise, .archive, .keep, .store: return .longerKeeping
    case .send: return .message
    default: return .permission
    }
  }

  /// True where the earlier edition permitted the same with consent.
  private static func asked(_ request: Request, _ old: Ruleset) -> Bool {
    let consents = old.content.words.filter { $0.kind == .consent }.map(\.name)
    let missing = consents.filter { request.context.consent[$0] == nil }
    guard !missing.isEmpty else { return false }
    var asked = request
    for name in missing { asked.context.consent[name] = .some(request.context.on) }
    return old.decide(asked).isPermitted
  }

  /// True where the recipient received the data before, for something else.
  private static func sharedBefore(_ request: Request, _ old: Ruleset) -> Bool {
    let purposes = old.content.words.filter { $0.kind == .purpose }.map(\.name)
    return ([nil] + purposes.map(Optional.some)).contains { purpose in
      var other = request
      other.context.purpose = purpose
      return old.decide(other).isPermitted
    }
  }
}
