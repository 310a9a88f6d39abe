import ZabtaSyntax

/// A `No rule:` in a clause that has rules.
///
/// It says why prose needs no rule. Beside rules it would excuse whatever else the clause promises.
enum NeedlessNoRuleCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    context.clauses.compactMap { clause in
      guard clause.clause.noRule != nil, let rule = clause.clause.rules.first else { return nil }
      return Diagnostic(
        "no-rule-beside-rules", .warning, "\"No rule:\" stands in a clause that has rules",
        at: .init(noRuleLabel(clause, context) ?? rule.range),
        also: [.init(rule.range, "a rule of this clause")],
        fixes: [.init("take it out, or move the text that needs no rule to a Text clause")],
        context: clause.name)
    }
  }

  /// The place of the label, which the resolved clause does not keep.
  private static func noRuleLabel(_ clause: ProseClause, _ context: ProseContext) -> SourceRange? {
    let range = clause.clause.range
    var at = range.lower
    for line in context.text(range).utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      if line.starts(with: "No rule".utf8) {
        return SourceRange(file: range.file, at, at + line.count)
      }
      at += line.count + 1
    }
    return nil
  }
}
