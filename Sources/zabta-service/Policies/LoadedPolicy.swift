import Synchronization
import ZabtaBundle
import ZabtaRuntime

/// A policy that is ready to answer: its editions, each with its answers prepared.
///
/// A class, so that a store hands it out by reference; nothing in it changes.
final class LoadedPolicy: Sendable {
  /// The policy's id.
  let id: String
  /// The rules.
  let answering: AnsweringEditions
  /// The digests of the editions' rules, by number; only searches ask for them.
  private let digests = Mutex<[Int: String]>([:])

  /// Prepares the answers of every edition.
  init(_ editions: EditionSet) {
    id = editions.earliest.content.policy
    answering = AnsweringEditions(editions)
  }

  /// A moment of the clock, as the policy counts days.
  func moment(_ now: Int) -> Moment {
    .instant(seconds: now, offset: answering.editions.earliest.content.timeZone)
  }

  /// The digest of an edition's rules.
  func digest(of ruleset: Ruleset) -> String {
    let content = ruleset.content
    if let known = digests.withLock({ $0[content.edition] }) { return known }
    let digest = BundleJSON.digest(content)
    digests.withLock { $0[content.edition] = digest }
    return digest
  }

  /// Decides an evaluation at a moment of the clock.
  func decide(_ evaluation: Evaluation, at now: Int) -> (Decision, AnsweringEditions.Chosen) {
    var evaluation = evaluation
    let own = evaluation.request.context.on
    let chosen = answering.edition(for: own, at: moment(now), isClock: true)
    evaluation.request.context.on = own ?? moment(now)
    guard let ruleset = chosen.ruleset else {
      return (
        Decision(isPermitted: false, reasons: [], obligations: [], unknown: chosen.unknown), chosen
      )
    }
    var decision = ruleset.decide(evaluation)
    decision.unknown += chosen.unknown
    return (decision, chosen)
  }
}
