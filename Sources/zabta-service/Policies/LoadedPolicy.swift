import Synchronization
import ZabtaBundle
import ZabtaRuntime

/// A policy that is ready to answer: its editions, each with its answers prepared.
///
/// A class, so that a store hands it out by reference; nothing in it changes, but that its bundle for
/// other engines is written when the first one asks for it.
final class LoadedPolicy: Sendable {
  /// The policy's id.
  let id: String
  /// The offset from UTC, in minutes, in which the policy counts days.
  private let timeZone: Int
  /// The rules.
  let answering: AnsweringEditions
  /// The digests of the editions' rules, by number; only searches ask for them.
  private let digests = Mutex<[Int: String]>([:])

  /// Until when the rules may be answered from; nil where nobody signed them.
  let freshness: Freshness?
  /// The words that may stand in the decision log.
  let words: LogWords
  /// The rules for Open Policy Agents.
  let archive = AtomicLazyReference<OPAArchive>()

  /// Prepares the answers of every edition.
  init(
    _ editions: EditionSet, freshness: Freshness? = nil, masks: [String: LogWords.Mask] = [:]
  ) {
    id = editions.earliest.policy
    timeZone = editions.earliest.timeZone
    answering = AnsweringEditions(editions)
    self.freshness = freshness
    words = LogWords(editions.rulesets.map(\.content), masks: masks)
  }

  /// True where the rules are out of date at a moment of the clock.
  func isStale(at now: Int) -> Bool {
    freshness?.isStale(at: .instant(seconds: now, offset: 0)) ?? false
  }

  /// True where a class of rules may not be answered from at a moment of the clock.
  func refuses(_ ruleClass: RuleClass?, at now: Int) -> Bool {
    guard let freshness else { return false }
    return freshness.standing(of: ruleClass, at: .instant(seconds: now, offset: 0)) == .refused
  }

  /// What is told of a class of rules that are out of date at a moment of the clock; nil while they are
  /// in date.
  func stale(_ ruleClass: @autoclosure () -> RuleClass?, at now: Int) -> AnswerJSON.Stale? {
    guard isStale(at: now) else { return nil }
    return AnswerJSON.Stale(freshness, ruleClass(), at: .instant(seconds: now, offset: 0))
  }

  /// A moment of the clock, as the policy counts days.
  func moment(_ now: Int) -> Moment {
    .instant(seconds: now, offset: timeZone)
  }

  /// The digest of an edition's rules.
  func digest(of ruleset: Ruleset) -> String {
    let edition = ruleset.edition
    if let known = digests.withLock({ $0[edition] }) { return known }
    let digest = BundleJSON.digest(ruleset.content)
    digests.withLock { $0[edition] = digest }
    return digest
  }

  /// Decides an evaluation at a moment of the clock.
  func decide(_ evaluation: Evaluation, at now: Int) -> (Decision, AnsweringEditions.Chosen) {
    var evaluation = evaluation
    let own = evaluation.request.context.on
    let chosen = answering.edition(for: own, at: moment(now), isClock: true)
    if let freshness, refuses(RuleClass(asking: evaluation.request.action), at: now) {
      return (freshness.denial, chosen)
    }
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
