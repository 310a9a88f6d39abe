package import ZabtaChanges
import ZabtaModel
import ZabtaSyntax

/// Past editions, rebuilt from what the ledger keeps.
package enum Editions {
  /// The sources that a policy is built from: its own, its vocabularies and its files of checks.
  static func keptSources(of policy: Policy, in project: Project) -> [LedgerEntry.KeptFile] {
    let files = Set(policy.lexicon.words.map(\.range.file) + [policy.file])
    return project.sources.indices.filter(files.contains).map { index in
      let source = project.sources[index]
      return LedgerEntry.KeptFile(path: source.path, text: source.string(0, source.bytes.count))
    }
  }

  /// The edition as it is compared; nil where today's tool cannot read its sources.
  package static func snapshot(of entry: LedgerEntry) -> EditionSnapshot? {
    var project = Project()
    project.sources = entry.sources.map { SourceText(path: $0.path, text: $0.text) }
    return snapshot(of: entry.policy, in: project)
  }

  /// The policy of a project as it is compared, whatever its ledger says.
  package static func snapshot(of policy: String, in project: Project) -> EditionSnapshot? {
    Compiler.compile(project, withLedgers: false).policies
      .first { $0.policy.id == policy }?.snapshot
  }
}
