import ZabtaChanges
import ZabtaModel
import ZabtaSyntax

/// The ledgers of a project, each found beside its policy's source.
struct Ledgers {
  private var byPolicy: [String: Ledger] = [:]
  var diagnostics: [Diagnostic] = []

  /// The ledger of a policy; an empty one where nothing was ever released.
  subscript(policy: String) -> Ledger { byPolicy[policy] ?? Ledger(policy: policy) }

  static func read(_ project: Project, for policies: [Policy]) -> Ledgers {
    var ledgers = Ledgers()
    for policy in policies {
      let path = Ledger.path(besidePolicyAt: project.sources[policy.file].path, id: policy.id)
      let bytes = project.ledgers[path] ?? []
      let (ledger, problems) = Ledger.parse(bytes, policy: policy.id)
      ledgers.byPolicy[policy.id] = ledger
      for problem in problems + listing(ledger, policy) {
        ledgers.diagnostics.append(
          Diagnostic(
            problem.kind.rawValue, .error, problem.summary,
            at: Diagnostic.Mark(policy.title.range, "\(path), line \(problem.line)"),
            fixes: [Diagnostic.Fix(problem.fix)], context: "policy \(policy.id)"))
      }
    }
    return ledgers
  }

  /// The ledger and the policy's `Release` lines must tell the same editions.
  private static func listing(_ ledger: Ledger, _ policy: Policy) -> [LedgerProblem] {
    let listed = policy.releases.reversed().map(\.date)
    let kept = ledger.entries.map(\.date)
    guard listed != kept else { return [] }
    if let missing = kept.first(where: { !listed.contains($0) }) {
      return [
        LedgerProblem(
          .notListed, line: (kept.firstIndex(of: missing) ?? 0) + 1,
          "the ledger holds a release of \(missing), and the policy has no line for it",
          fix: "put the line \"Release \(missing): …\" back into the front matter.")
      ]
    }
    let extra = listed.first { !kept.contains($0) } ?? listed.first ?? ""
    return [
      LedgerProblem(
        .notListed, line: kept.count,
        "the policy says \"Release \(extra)\", and the ledger holds no such release",
        fix: "remove the line; zabta release writes it together with the ledger.")
    ]
  }
}
