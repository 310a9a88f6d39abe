package import ZabtaRuntime
package import ZabtaSyntax

/// The checks that reason about norms: what sentences mean together, not how they are written.
package enum NormChecks {
  /// Runs every check, in reading order.
  ///
  /// - Parameters:
  ///   - policy: A policy whose norms are lowered.
  ///   - ruleset: The same norms, compiled.
  /// - Returns: The messages.
  package static func run(_ policy: Policy, ruleset: Ruleset) -> [Diagnostic] {
    let context = NormContext(policy, ruleset)
    var found: [Diagnostic] = []
    found += FailingCheck.run(context)
    found += DeletionAgainstKeeping.run(context)
    found += DeadPermission.run(context)
    found += BrokenEven.run(context)
    found += RepeatedSentence.run(context)
    found += RepeatedName.run(context)
    found += OnlyAgainstPermission.run(context)
    found += UnusedCollection.run(context)
    found += VagueRule.run(context)
    found += UnusedWord.run(context)
    return found.sorted(by: Diagnostic.inReadingOrder)
  }
}
