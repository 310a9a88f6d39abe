package import ZabtaChanges
import ZabtaModel
package import ZabtaSyntax

/// `zabta diff`: what changes between two editions, folders or revisions.
package enum Diffing {
  /// One side of a comparison.
  package enum Side: Sendable {
    /// An edition of the project's ledger, by its number.
    case edition(Int)
    /// The sources of a folder or of a revision.
    case project(Project)
  }

  package enum Outcome: Sendable {
    /// The changes of each policy that both sides have, or that one side alone has.
    case changes([(policy: String, title: String, changes: EditionChanges)])
    case errors([Diagnostic], [SourceText])
    /// In the lawyer's words.
    case refuse(String)
  }

  /// Compares policy by policy; `only` names one.
  package static func compare(
    _ old: Side, _ new: Side, in project: Project, only: String?
  ) -> Outcome {
    let here = Compiler.compile(project)
    guard !here.hasErrors else { return .errors(here.diagnostics, here.sources) }
    var snapshots: [[String: EditionSnapshot]] = []
    for side in [old, new] {
      switch side {
      case .edition(let number):
        var found: [String: EditionSnapshot] = [:]
        for built in here.policies {
          guard let entry = built.ledger[edition: number] else { continue }
          guard let snapshot = Editions.snapshot(of: entry) else {
            return .refuse("edition \(number) of \(built.policy.id) cannot be rebuilt by this tool")
          }
          found[built.policy.id] = snapshot
        }
        guard !found.isEmpty else { return .refuse("there is no edition \(number)") }
        snapshots.append(found)
      case .project(let other):
        let compilation = Compiler.compile(other, withLedgers: false)
        guard !compilation.hasErrors else {
          return .errors(compilation.diagnostics, compilation.sources)
        }
        snapshots.append(
          Dictionary(
            compilation.policies.map { ($0.policy.id, $0.snapshot) },
            uniquingKeysWith: { first, _ in first }))
      }
    }
    let ids = Set(snapshots[0].keys).intersection(snapshots[1].keys).sorted()
      .filter { only == nil || $0 == only }
    guard !ids.isEmpty else {
      return .refuse("there is no policy \(only.map { "\($0) " } ?? "")that both sides have")
    }
    return .changes(
      ids.compactMap { id in
        guard let old = snapshots[0][id], let new = snapshots[1][id] else { return nil }
        return (id, new.title["en"] ?? id, Differ.compare(old: old, new: new))
      })
  }
}
