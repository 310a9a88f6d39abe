import ZabtaRuntime
import ZabtaSyntax

/// An *only* that forbids part of what another sentence permits of the same things.
///
/// *Only* closes its place for every sentence of the policy. Where another sentence permits the
/// closed part for the same data, one of the two does not mean what it says.
///
/// Failing: "We may share phone with logistics-partner only for delivery." beside
/// "We may share phone with logistics-partner for delivery and analytics."
/// Passing: the first beside "We may share phone with analytics-provider for analytics."
enum OnlyAgainstPermission {
  static func run(_ context: NormContext) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for action in Action.allCases {
      guard let norms = context.actions[action] else { continue }
      for index in norms.forbids
      where norms.norms[index].origin == .only && !norms.norms[index].object.isComplement {
        found += check(index, norms, context)
      }
    }
    return found.uniqued()
  }

  private static func check(
    _ index: Int, _ norms: ActionNorms, _ context: NormContext
  ) -> [Diagnostic] {
    let closing = norms.norms[index]
    guard let holes = norms.boxes(index) else { return [] }
    return norms.permits(meeting: norms.objects[index]).compactMap { other in
      let permit = norms.norms[other]
      guard permit.origin == .plain, permit.place != closing.place,
        norms.objects[other].isSubset(of: norms.objects[index]), let region = norms.boxes(other),
        !norms.space.intersection(region, holes).isEmpty,
        // Wholly forbidden is a permission that never works.
        norms.space.isEmpty(region, outside: holes) != true,
        let sentence = context.sentence(permit), let only = context.sentence(closing)
      else { return nil }
      return Diagnostic(
        "only-against-permission", .warning,
        "part of this never works: \(context.title(closing.clause)) says \"only\"",
        at: .init(sentence.range), also: [.init(only.range, "forbids everything else")],
        explanation: [
          "A prohibition wins over a permission, and \"only\" is a prohibition of the rest."
        ],
        fixes: [
          .init("name the case in \(context.title(closing.clause)) as well, or take it out here")
        ],
        context: "clause \(permit.clause)")
    }
  }
}
