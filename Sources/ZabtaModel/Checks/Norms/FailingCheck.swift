import ZabtaRuntime
import ZabtaSyntax

/// A `Check:` sentence that does not hold of the finished policy.
///
/// *may* and *may not* are decided case by case with the runtime, as a service would; *never*, and the
/// rest that an *only* closes, are proved over all conditions; *must* and *have the right to* look for
/// the duty.
///
/// Failing: "Customer-service may not view payment-method." where a rule says "Customer-service may
/// view contact-information and payment-data."
/// Passing: the same where it says "but not payment-data".
enum FailingCheck {
  static func run(_ context: NormContext) -> [Diagnostic] {
    let lowering = context.lowering
    return context.policy.checks.compactMap { check in
      switch check.sentence.mode.mode {
      case .may, .mayNot, .mustNot: decide(check, context, lowering)
      case .never: CheckProof.never(check, context, lowering)
      case .must, .right: CheckDuty.run(check, context, lowering)
      }
    }
  }

  /// The first case that is decided otherwise than the sentence says.
  private static func decide(
    _ check: CheckSentence, _ context: NormContext, _ lowering: LoweringContext
  ) -> Diagnostic? {
    guard let cases = CheckCases(check.sentence, context, lowering).cases() else {
      return Diagnostic(
        "check-too-wide", .error, "this check describes more than \(CheckCases.limit) cases",
        at: .init(check.sentence.range), fixes: [.init("write several checks with shorter lists")],
        context: check.context)
    }
    for one in cases {
      let decision = context.ruleset.decide(one.request)
      if decision.isPermitted != one.isPermitted {
        return message(check, one.request, decision, context)
      }
      if let cited = check.cited, !decision.reasons.contains(where: { $0.clause == cited.clause }) {
        return uncited(check, one.request, decision, cited.range, context)
      }
    }
    return CheckProof.only(check, context, lowering)
  }

  /// What is said of a request that is decided otherwise than it should be.
  static func message(
    _ check: CheckSentence, _ request: Request, _ decision: Decision, _ context: NormContext
  ) -> Diagnostic {
    let should = request.sentence(isPermitted: !decision.isPermitted, keeping: check.keeping)
    var explanation: [String] = []
    var also = marks(decision, request, context)
    if !decision.unknown.isEmpty {
      explanation.append("The policy does not know \(decision.unknown.map { "\"\($0)\"" }.listed).")
    } else if !decision.isPermitted, decision.reasons.isEmpty {
      explanation.append("No rule permits it, and what no rule permits is forbidden.")
      also += nearMiss(request, context)
    }
    return Diagnostic(
      "check-fails", .error, "a check fails: \(should)",
      at: .init(check.sentence.range), also: also, explanation: explanation,
      fixes: fixes(decision, also, request, context), context: check.context)
  }

  private static func fixes(
    _ decision: Decision, _ marks: [Diagnostic.Mark], _ request: Request, _ context: NormContext
  ) -> [Diagnostic.Fix] {
    guard decision.isPermitted else {
      return [
        .init(
          decision.reasons.isEmpty
            ? "add a rule that permits it"
            : "except it in \(context.title(decision.reasons[0].clause))"),
        .init("if the prohibition is meant, change the check"),
      ]
    }
    // Where the rule names a group, the word can be taken out of it.
    let isPart = marks.contains { $0.label.hasSuffix("includes \(request.resource.id)") }
    let clauses = decision.reasons.map(\.clause).uniqued().listed
    return [
      .init(isPart ? "but not \(request.resource.id)" : "narrow what \(clauses) permits"),
      .init("if this is meant, change the check; the notice will say \"less protection\""),
    ]
  }

  private static func uncited(
    _ check: CheckSentence, _ request: Request, _ decision: Decision, _ range: SourceRange,
    _ context: NormContext
  ) -> Diagnostic {
    let cited = check.cited?.clause ?? ""
    let verdict = decision.isPermitted ? "permitted" : "denied"
    let clauses = decision.reasons.map(\.clause).uniqued()
    let summary =
      clauses.isEmpty
      ? "a check fails: this is denied because nothing permits it, not by the clause \(cited)"
      : "a check fails: this is \(verdict) by \(clauses.listed), not by the clause \(cited)"
    return Diagnostic(
      "check-fails", .error, summary, at: .init(range),
      also: marks(decision, request, context),
      explanation: ["The case is: \(request.sentence(isPermitted: decision.isPermitted))."],
      fixes: [.init(clauses.first.map { "citing \($0)" } ?? "take \"citing \(cited)\" out")],
      context: check.context)
  }

  /// The deciding sentences, with how each reaches what was asked for.
  private static func marks(
    _ decision: Decision, _ request: Request, _ context: NormContext
  ) -> [Diagnostic.Mark] {
    guard let kind = Kind(rawValue: request.resource.type) else { return [] }
    return decision.reasons.compactMap { reason in
      context.mark(
        RuleReference(clause: reason.clause, sentence: reason.sentence), request.resource.id,
        kind: kind, saying: reason.effect == .permit ? "permits it" : "forbids it")
    }.uniqued()
  }

  /// A permit of the same action and object, whose conditions the request does not meet.
  private static func nearMiss(_ request: Request, _ context: NormContext) -> [Diagnostic.Mark] {
    guard let action = Action(rawValue: request.action == "keep" ? "store" : request.action),
      let norms = context.actions[action],
      let object = context.ruleset.atoms(action.objectKind).atoms(of: request.resource.id),
      let near = norms.permits(covering: object).max(by: {
        norms.norms[$0].namesMet(by: request.context)
          < norms.norms[$1].namesMet(by: request.context)
      }),
      let mark = context.mark(
        norms.norms[near].place, request.resource.id, kind: action.objectKind,
        saying: "permits it only in other cases than this")
    else { return [] }
    return [mark]
  }
}

extension CheckSentence {
  /// The clause after *citing*.
  var cited: (clause: String, range: SourceRange)? {
    for tail in sentence.tails + (sentence.butNot?.tails ?? []) {
      guard case .citing(let name) = tail.part else { continue }
      let clause = name.text.split(separator: "#").last.map(String.init) ?? name.text
      return (clause, tail.range)
    }
    return nil
  }

  /// The time of keeping that the check speaks of, for its message.
  fileprivate var keeping: String? {
    for tail in sentence.tails {
      if case .keepFor(let span) = tail.part {
        let plural = span.span.count == 1 ? "" : "s"
        return " for \(span.span.count) \(span.span.unit.rawValue)\(plural)"
      }
    }
    return nil
  }

  var context: String { clause.isEmpty ? "" : "clause \(clause)" }
}

extension Norm {
  /// How many of the words that a request states the norm names.
  fileprivate func namesMet(by context: Context) -> Int {
    when.flatMap(\.anyOf).reduce(0) { count, fact in
      guard case .among(let dimension, let names, _) = fact, let word = context[dimension] else {
        return count
      }
      return count + (names.contains(word) ? 1 : -1)
    }
  }
}

extension Request {
  /// The request as a sentence: "customer-service may not view payment-method".
  ///
  /// - Parameters:
  ///   - isPermitted: Whether it says *may* or *may not*.
  ///   - keeping: The time of keeping in words, where one is known.
  /// - Returns: The sentence, without a full stop.
  func sentence(isPermitted: Bool, keeping: String? = nil) -> String {
    var text = subject.type == "organisation" ? "we" : subject.id
    text += isPermitted ? " may \(action) \(resource.id)" : " may not \(action) \(resource.id)"
    if let recipient = context.recipient {
      text +=
        (action == "sell" || action == "rent" || action == "trade" ? " to " : " with ") + recipient
    }
    if let purpose = context.purpose { text += " for \(purpose)" }
    if let touchpoint = context.touchpoint { text += " through \(touchpoint)" }
    if let person = context.person { text += (action == "send" ? " to " : " from ") + person }
    if let region = context.region { text += " to \(region)" }
    if let place = context.jurisdiction { text += " in \(place)" }
    if let form = context.form { text += " in \(form) form" }
    if let age = context.age { text += " at the age of \(age)" }
    if !context.consent.isEmpty {
      text += " with consent to \(context.consent.keys.sorted().listed)"
    }
    if !context.circumstances.isEmpty { text += " if \(context.circumstances.sorted().listed)" }
    if !context.events.isEmpty { text += " after \(context.events.keys.sorted().listed)" }
    if case .day(let made)? = context.created, case .day(let on)? = context.on {
      text +=
        on == made
        ? " on the day it is made" : keeping ?? " \(on.number - made.number) days after it is made"
    }
    return text
  }
}
