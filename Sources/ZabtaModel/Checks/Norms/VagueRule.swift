import ZabtaRuntime
import ZabtaSyntax

/// A rule that leans on what nobody can compute: a vague circumstance, or *promptly*.
///
/// It is no mistake. Whoever signs the policy should know which of its promises a machine cannot keep.
///
/// Failing: "We may keep support-communications while relevant-to-relationship."
/// Passing: "We may keep support-communications for 2 years."
enum VagueRule {
  static func run(_ context: NormContext) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for section in context.policy.sections {
      for clause in section.clauses {
        for sentence in clause.rules {
          for tail in sentence.tails + (sentence.butNot?.tails ?? []) {
            found += check(tail, in: clause.id, context)
          }
        }
      }
    }
    return found
  }

  private static func check(
    _ tail: Tail, in clause: String, _ context: NormContext
  ) -> [Diagnostic] {
    if case .promptly = tail.part {
      return [
        Diagnostic(
          "promptly-is-vague", .note, "\"promptly\" names no day",
          at: .init(tail.range), explanation: ["No service can tell whether it was kept."],
          fixes: [
            .init(
              "write \"within\" and a time, \"typically within\" for a target, or \"immediately\"")
          ],
          context: "clause \(clause)")
      ]
    }
    return tail.part.circumstances.compactMap { ref in
      guard let reason = context.lexicon[ref.word].vague else { return nil }
      let name = context.lexicon[ref.word].name
      return Diagnostic(
        "rule-leans-on-vague", .note, "nobody can compute \"\(name)\": a person decides",
        at: .init(ref.range), explanation: reason.isEmpty ? [] : [reason],
        context: "clause \(clause)")
    }
  }
}

extension Tail.Part {
  /// The circumstances that the tail names.
  fileprivate var circumstances: [Ref] {
    switch self {
    case .if(let tests), .unless(let tests), .after(let tests), .untilTests(let tests):
      tests.items.compactMap { if case .circumstance(let ref) = $0 { ref } else { nil } }
    case .whileHolds(let ref): [ref]
    default: []
    }
  }
}
