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
    var used: Set<String> = []
    for policy in policies {
      let path = Ledger.path(besidePolicyAt: project.sources[policy.file].path, id: policy.id)
      used.insert(path)
      var (ledger, problems) = Ledger.parse(
        project.ledgers[path] ?? [], policy: policy.id, path: path)
      ledgers.byPolicy[policy.id] = ledger
      // What a damaged ledger lacks, the policy's lines lack it rightly.
      if problems.isEmpty {
        let listed = policy.releases.map {
          Ledger.Listed(date: $0.date, effective: $0.effective, note: $0.note)
        }
        problems = ledger.problems(againstReleases: listed, path: path)
      }
      ledgers.diagnostics += problems.map { diagnostic($0, of: policy, path) }
    }
    ledgers.diagnostics += orphans(project, used)
    return ledgers
  }

  private static func diagnostic(
    _ problem: LedgerProblem, of policy: Policy, _ path: String
  ) -> Diagnostic {
    let line = policy.releases.first { $0.date == problem.release }
    return Diagnostic(
      problem.kind.rawValue, .error, problem.summary,
      at: Diagnostic.Mark(line?.range ?? policy.title.range, "\(path), line \(problem.line)"),
      fixes: [Diagnostic.Fix(problem.fix)], context: "policy \(policy.id)")
  }

  /// Ledgers of policies that are not here: renamed, moved or taken away.
  private static func orphans(_ project: Project, _ used: Set<String>) -> [Diagnostic] {
    guard !project.sources.isEmpty else { return [] }
    return project.ledgers.keys.filter { !used.contains($0) }.sorted().map { path in
      Diagnostic(
        "ledger-without-policy", .warning, "\(path) is the ledger of no policy here",
        at: Diagnostic.Mark(SourceRange(file: 0, 0, 0)),
        explanation: ["Its editions are neither shown nor served."],
        fixes: [
          Diagnostic.Fix(
            "put it beside the policy of that name. A policy keeps its name for life: where it was "
              + "renamed, take the old name back.")
        ])
    }
  }
}
