package import ZabtaSyntax

/// What the compiler says where prose and rules part: the list of the checks, one file each.
///
/// The checks read the resolved prose for what its slots and links say, and the source's own words
/// for the rest. All of them are linear in the length of the text.
package enum ProseChecks {
  /// Compares the prose of a policy with its rules.
  ///
  /// - Parameters:
  ///   - policy: A resolved policy. One with errors gives fewer messages, never wrong ones.
  ///   - source: The text of the file that holds the policy.
  /// - Returns: The diagnostics, in reading order.
  package static func run(_ policy: Policy, source: SourceText) -> [Diagnostic] {
    let context = ProseContext(policy, source: source)
    var diagnostics: [Diagnostic] = []
    diagnostics += TypedValueCheck.run(context)
    diagnostics += LostLabelCheck.run(context)
    diagnostics += UnsaidWordCheck.run(context)
    diagnostics += UnsaidTimeCheck.run(context)
    diagnostics += UnenforcedPromiseCheck.run(context)
    diagnostics += PolarityCheck.run(context)
    diagnostics += FormerNameCheck.run(context)
    diagnostics += EmptyClauseCheck.run(context)
    diagnostics += NeedlessNoRuleCheck.run(context)
    diagnostics += RepeatedHeadingCheck.run(context)
    diagnostics += EmptyLinkCheck.run(context)
    diagnostics += CrowdedListCheck.run(context)
    // Where a clause could not be read, only that is said.
    var held: [String: Bool] = [:]
    for clause in context.clauses where clause.clause.hasBrokenRule {
      held[clause.name] = clause.clause.hasLostRule
    }
    diagnostics.removeAll { message in
      held[message.context].map { !$0 || message.id != "rule-lost-its-label" } ?? false
    }
    return diagnostics.sorted(by: Diagnostic.inReadingOrder)
  }
}
