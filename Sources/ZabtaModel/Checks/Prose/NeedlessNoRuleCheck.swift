import ZabtaSyntax

/// A `No rule:` in a clause that has rules.
///
/// It says why prose needs no rule. Beside rules it would excuse whatever else the clause promises.
enum NeedlessNoRuleCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    context.clauses.enumerated().compactMap { index, clause in
      guard clause.clause.noRule != nil, let rule = clause.clause.rules.first else { return nil }
      let label = context.line(beginning: "No rule", in: context.lines(of: index))
      return Diagnostic(
        "no-rule-beside-rules", .warning, "\"No rule:\" stands in a clause that has rules",
        at: .init(label ?? rule.range), also: [.init(rule.range, "a rule of this clause")],
        fixes: [.init("take it out, or move the text that needs no rule to a Text clause")],
        context: clause.name)
    }
  }
}
