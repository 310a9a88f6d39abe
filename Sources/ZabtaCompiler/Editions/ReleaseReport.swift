import ZabtaChanges

/// What `zabta release` tells the lawyer: what was recorded, and what to do next.
package enum ReleaseReport {
  package static func text(_ recording: Releasing.Recording) -> String {
    let entry = recording.entry
    let changes = recording.changes
    var lines = ["\(entry.policy): edition \(entry.edition) recorded, dated \(entry.date)"]
    if let effective = entry.effective { lines[0] += ", in force from \(effective)" }
    lines.append("  Note: \(entry.note)")
    if let approver = entry.approvedBy { lines.append("  Approved by: \(approver)") }
    if let changes {
      lines.append("  Class: \(kind(of: changes))")
      for change in changes.listed {
        let clauses = change.clauses.isEmpty ? "" : " in \(change.clauses.joined(separator: ", "))"
        let summary = change.summary.split(separator: "*").joined()
        lines.append(
          "  - \(change.kind)\(clauses)\(summary.isEmpty ? "" : ": \(summary)")")
      }
    }
    lines += StaleUrdu.left(recording.stale, holds: entry.urduHolds)
    lines.append("")
    lines.append("What to do next:")
    lines.append(
      "  zabta build publishes the page, the rules and the notice (notices/\(entry.edition).html).")
    lines += recording.due.map { "  \($0)" }
    lines.append(
      "  Commit \(recording.ledger.path) and \(recording.source.path) together with the output."
    )
    return lines.joined(separator: "\n")
  }

  /// The release by its weightiest change.
  private static func kind(of changes: EditionChanges) -> String {
    let kinds = Set(changes.changes.map(\.kind))
    if changes.isMaterial { return "material: it takes protection away" }
    if kinds.contains(.rule) { return "rules changed, none takes protection away" }
    if kinds.contains(.wording) { return "wording only: no rule changed" }
    if kinds.contains(.urduOnly) { return "Urdu only: no rule and no English word changed" }
    if kinds.contains(.order) { return "order only: no rule and no word changed" }
    return "wording only: no rule changed"
  }
}
