import ZabtaRuntime
import ZabtaSyntax

/// A sentence that says *even*, and a prohibition that makes an exception of just that.
///
/// *Even* promises that something never stops the rule. A prohibition that holds for other reasons is
/// no exception to it; one that leans on the same fact and reaches the same request is.
///
/// Failing: "We may send transactional-message to people even after marketing-opt-out." beside
/// "We may not send order-confirmation to people after marketing-opt-out."
/// Passing: the same beside "We may not send marketing-message to people after marketing-opt-out."
enum BrokenEven {
  static func run(_ context: NormContext) -> [Diagnostic] {
    let lowering = context.lowering
    var found: [Diagnostic] = []
    for action in Action.allCases {
      guard let norms = context.actions[action], !norms.forbids.isEmpty else { continue }
      for index in norms.permits where norms.norms[index].origin != .collect {
        let permit = norms.norms[index]
        guard let sentence = context.sentence(permit) else { continue }
        for tail in sentence.tails where tail.modifier == .even {
          guard
            let test = lowering.test(tail.part, verb: sentence.verbs.first?.verb, isForbid: false)
          else { continue }
          found += check(permit, test.facts, tail, norms, context)
        }
      }
    }
    return found.uniqued()
  }

  private static func check(
    _ permit: Norm, _ facts: [Fact], _ tail: Tail, _ norms: ActionNorms, _ context: NormContext
  ) -> [Diagnostic] {
    var tested = permit
    tested.when += facts.isEmpty ? [] : [Condition(anyOf: facts)]
    let near = norms.forbids(meeting: norms.space.objects(permit.object))
      .filter { norms.norms[$0].when.contains { $0.anyOf.contains { leans($0, on: facts) } } }
    guard !near.isEmpty else { return [] }
    // The tested facts may be ones that no norm names; the space must know them.
    let space = RequestSpace(
      context.ruleset, action: permit.action, norms: [tested] + near.map { norms.norms[$0] })
    guard let region = space.boxes(of: tested) else { return [] }
    return near.compactMap { index in
      let forbid = norms.norms[index]
      guard forbid.place != permit.place,
        let holes = space.boxes(of: forbid), !space.intersection(region, holes).isEmpty
      else { return nil }
      let object = forbid.object.names.first ?? ""
      return Diagnostic(
        "even-is-broken", .error,
        "this does stop the rule: \(context.title(forbid.clause)) makes it an exception",
        at: .init(tail.range, "says that it never does"),
        also: [
          context.sentence(forbid).map { .init($0.range, "forbids it in this very case") }
        ].compactMap(\.self),
        explanation: [
          "\"even\" says that something never stops the rule; every other clause has to agree."
        ],
        fixes: [
          .init(
            "take \"\(object)\" out of \(context.title(forbid.clause)), or take the \"even\" out here"
          )
        ],
        context: "clause \(permit.clause)")
    }
  }

  /// True where a forbid's fact speaks of the same thing as one of the facts after *even*.
  private static func leans(_ fact: Fact, on facts: [Fact]) -> Bool {
    facts.contains { other in
      switch (fact, other) {
      case (.consent, .consent): true
      case (.circumstance(let one, _), .circumstance(let two, _)): one == two
      case (.happened(let one, _, _), .happened(let two, _, _)): !Set(one).isDisjoint(with: two)
      case (.ageUnder, .ageUnder): true
      case (.among(let one, _, _), .among(let two, _, _)): one == two
      case (.notAmong(let one, _, _), .among(let two, _, _)): one == two
      default: false
      }
    }
  }
}
