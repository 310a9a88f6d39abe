import ZabtaBundle
import ZabtaChanges
import ZabtaModel
import ZabtaRuntime
package import ZabtaSyntax

/// What a ledger holds beside its chain: `zabta check` reads every past edition again.
package enum LedgerAudit {
  /// Published files that are not what they say they are (errors), and editions that today's tool
  /// makes otherwise of their sources (warnings).
  package static func messages(_ compilation: Compilation) -> [Diagnostic] {
    compilation.policies.flatMap { built in
      built.ledger.entries.enumerated().flatMap { index, entry in
        let found = altered(entry) ?? rebuilt(entry)
        return found.map { finding in
          Diagnostic(
            finding.id, finding.isError ? .error : .warning, finding.summary,
            at: Diagnostic.Mark(
              built.policy.releases.first { $0.date == entry.date }?.range
                ?? built.policy.title.range, "line \(index + 1) of its ledger"),
            explanation: finding.explanation, fixes: finding.fix.map { [Diagnostic.Fix($0)] } ?? [],
            context: "policy \(built.id)")
        }
      }
    }
  }

  private struct Finding {
    var id: String
    var isError = false
    var summary: String
    var explanation: [String] = []
    var fix: String?
  }

  /// Files of a line whose own digest holds and that are not what was published: a line that was made
  /// anew.
  private static func altered(_ entry: LedgerEntry) -> [Finding]? {
    var findings: [Finding] = []
    func report(_ what: String) {
      findings.append(
        Finding(
          id: "ledger-altered", isError: true, summary: "\(what): \(entry.name) was altered",
          fix: "bring back the ledger as it was recorded, from an earlier revision of the project.")
      )
    }
    for file in entry.published {
      guard let bytes = file.bytes else {
        report("the ledger does not keep \(file.path)")
        continue
      }
      if ContentDigest.of(bytes) != file.digest {
        report("the kept \(file.path) is not the file that was published")
      }
    }
    guard findings.isEmpty else { return findings }
    for path in ["index.html", "index.md", "ur/index.html", "ur/index.md", "bundle.json"]
    where !entry.published.contains(where: { $0.path == path }) {
      report("the ledger does not keep \(path)")
    }
    if let content = Editions.published(entry) {
      if content.policy != entry.policy || content.edition != entry.edition {
        report("the kept bundle.json is that of edition \(content.edition) of \(content.policy)")
      }
    } else if findings.isEmpty {
      report("the kept bundle.json cannot be read")
    }
    return findings.isEmpty ? nil : findings
  }

  /// What today's tool makes of the kept sources, where that is not what was recorded.
  private static func rebuilt(_ entry: LedgerEntry) -> [Finding] {
    guard let rebuilt = Editions.rebuilt(entry) else {
      return [
        Finding(
          id: "ledger-rebuilt-otherwise",
          summary: "this zabta cannot read the sources of \(entry.name)",
          explanation: [
            "Its pages and rules are served as they were published; comparisons take its published "
              + "rules and texts."
          ])
      ]
    }
    let rebuilding = Rebuilding(entry, rebuilt)
    guard rebuilding.hasOtherDigests else { return [] }
    let clauses = Editions.published(entry).map { Rebuilding.clauses(rebuilt, $0) } ?? []
    return [
      Finding(
        id: "ledger-rebuilt-otherwise",
        summary: "the kept sources of \(entry.name) do not give \(rebuilding.words) as recorded"
          + (clauses.isEmpty ? "" : ": \(clauses.joined(separator: ", "))"),
        explanation: [
          "Another version of zabta recorded it, or the ledger was made anew. It is served as it was "
            + "published, and compared by its published rules and texts."
        ])
    ]
  }
}
