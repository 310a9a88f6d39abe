import ZabtaChanges
import ZabtaModel
package import ZabtaSyntax

/// Policies whose content is not what was last released, as messages: what `check --release-needed` exits 1 on.
package enum ReleaseNeeded {
  /// A message a change, at its clause; one for a policy that was never released.
  package static func messages(
    _ built: CompiledPolicy, _ severity: Diagnostic.Severity = .error
  ) -> [Diagnostic] {
    guard built.needsRelease else { return [] }
    let fix = Diagnostic.Fix("record it: zabta release \(built.id) --date YYYY-MM-DD")
    func message(_ summary: String, _ clause: String?, _ explanation: [String]) -> Diagnostic {
      let range = clause.flatMap { place(of: $0, in: built.policy) }
      return Diagnostic(
        "release-needed", severity, summary,
        at: Diagnostic.Mark(range ?? built.policy.title.range), explanation: explanation,
        fixes: [fix],
        context: clause.map { "clause \($0) of \(built.id)" } ?? "policy \(built.id)")
    }
    guard let newest = built.ledger.newest else {
      return [message("\(built.id) was never released", nil, [])]
    }
    let since = "not released since \(newest.name)"
    let listed = built.unreleased?.listed ?? []
    guard !listed.isEmpty else {
      return [
        message(
          "\(since): this zabta prints or rules something else than was published", nil,
          ["\"zabta check\" names the clauses."])
      ]
    }
    return listed.map { kind, clauses, summary in
      let names = clauses.isEmpty ? "" : ": \(clauses.joined(separator: ", "))"
      return message(
        "\(since): \(kind)\(names)", clauses.first,
        summary.isEmpty ? [] : [summary.split(separator: "*").joined()])
    }
  }

  /// Where a clause or section stands, in its first line.
  private static func place(of id: String, in policy: Policy) -> SourceRange? {
    for section in policy.sections {
      if let clause = section.clauses.first(where: { $0.id == id && !$0.isSectionsOwn }) {
        return clause.range.start
      }
      if section.id == id { return section.range.start }
    }
    return nil
  }
}
