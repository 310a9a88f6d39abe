package import ZabtaModel
package import ZabtaRuntime
package import ZabtaSyntax

/// A policy with its norms, the ruleset they make, and what the checks say of it.
package struct Analysis: Sendable {
  package var policy: Policy
  /// Nil where the norms make none; a diagnostic says why.
  package var ruleset: Ruleset?
  package var diagnostics: [Diagnostic]

  /// Lowers the sentences, builds the ruleset that decides, and runs every check.
  ///
  /// Where a sentence was not understood (`isWhole` false), nothing is said of norms.
  package static func of(
    _ resolved: Policy, sources: [SourceText], isWhole: Bool = true
  ) -> Analysis {
    var policy = resolved
    policy.norms = Lowering.norms(of: policy)
    do {
      let ruleset = try Ruleset(policy.content(edition: 0))
      let messages =
        (isWhole ? NormChecks.run(policy, ruleset: ruleset) : [])
        + ProseChecks.run(policy, source: sources[policy.file])
      return Analysis(policy: policy, ruleset: ruleset, diagnostics: messages)
    } catch {
      let message = Diagnostic(
        "rules-do-not-fit", .error, "the rules of \(policy.id) do not fit together: \(error)",
        at: Diagnostic.Mark(policy.title.range))
      return Analysis(policy: policy, ruleset: nil, diagnostics: [message])
    }
  }
}
