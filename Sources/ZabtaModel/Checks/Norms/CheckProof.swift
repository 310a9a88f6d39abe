import ZabtaRuntime
import ZabtaSyntax

/// Checks that are proved: *never*, and what an *only* closes.
///
/// The forbids together must cover every permit, for each actor, action and leaf, over all
/// combinations of what the norms test.
enum CheckProof {
  /// "never": what the sentence describes is denied whatever else may be the case.
  static func never(
    _ check: CheckSentence, _ context: NormContext, _ lowering: LoweringContext
  ) -> Diagnostic? {
    let norms = Lowering.norms(of: check.sentence, clause: "", index: 0, in: lowering)
    return denied(norms.filter { $0.effect == .forbid && $0.origin != .collect }, check, context)
  }

  /// "may … only T": besides, the same with anything else in that place is denied.
  static func only(
    _ check: CheckSentence, _ context: NormContext, _ lowering: LoweringContext
  ) -> Diagnostic? {
    guard check.sentence.saysOnly else { return nil }
    let norms = Lowering.norms(of: check.sentence, clause: "", index: 0, in: lowering)
    return denied(norms.filter { $0.effect == .forbid && $0.origin == .only }, check, context)
  }

  /// The first of the regions in which something is permitted.
  private static func denied(
    _ regions: [Norm], _ check: CheckSentence, _ context: NormContext
  ) -> Diagnostic? {
    let floors = context.floors
    for region in regions {
      guard let norms = context.actions[region.action] else { continue }
      let object = norms.space.objects(region.object)
      let permits = norms.permits(meeting: object).map { norms.norms[$0] }
      guard !permits.isEmpty else { continue }
      let forbids = norms.hardForbids(meeting: object, floors: floors).map { norms.norms[$0] }
      let space = RequestSpace(
        context.ruleset, action: region.action, norms: permits + forbids + [region])
      guard let asked = space.boxes(of: region), let allowed = space.boxes(of: permits) else {
        return undecided(check)
      }
      switch space.search(space.intersection(allowed, asked), outside: space.boxes(of: forbids)) {
      case .none: continue
      case .undecided: return undecided(check)
      case .witness(let request):
        let decision = context.ruleset.decide(request)
        return FailingCheck.message(check, request, decision, context)
      }
    }
    return nil
  }

  private static func undecided(_ check: CheckSentence) -> Diagnostic {
    Diagnostic(
      "check-undecided", .error, "this check could not be decided: too many conditions meet here",
      at: .init(check.sentence.range),
      explanation: ["Nothing is said against the policy; the proof was given up before its end."],
      fixes: [.init("check a narrower case")], context: check.context)
  }
}

extension RuleSentence {
  /// True where an *only* stands before the subject, the object or a tail.
  fileprivate var saysOnly: Bool {
    subject.isOnly || object.isOnly || butNot?.object.isOnly == true
      || tails.contains { $0.modifier == .only }
      || butNot?.tails.contains { $0.modifier == .only } == true
  }
}
