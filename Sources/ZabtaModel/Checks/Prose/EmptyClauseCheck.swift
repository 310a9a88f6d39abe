import ZabtaSyntax

/// A `Text` clause without prose, or a section with nothing in it.
///
/// The page would print an anchor or a heading with nothing below it.
enum EmptyClauseCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for (index, clause) in context.clauses.enumerated()
    where !clause.clause.isSectionsOwn && isEmpty(index, context) {
      let lines = context.lines(of: index)
      diagnostics.append(
        Diagnostic(
          "empty-clause", .warning, "the clause \"\(clause.clause.id)\" has no text",
          at: .init(context.line(beginning: "Text", in: lines) ?? clause.clause.range),
          fixes: [.init("write its text below, or take the line out")], context: clause.name))
    }
    let sections = context.policy.sections
    for (index, section) in sections.enumerated() {
      let hasPart = index + 1 < sections.count && sections[index + 1].level > section.level
      let hasNamed = section.clauses.contains { !$0.isSectionsOwn }
      guard !hasPart, !hasNamed,
        context.clauses(at: section.id).allSatisfy({ isEmpty($0, context) })
      else { continue }
      diagnostics.append(
        Diagnostic(
          "empty-section", .warning, "the section \"\(section.heading.english)\" is empty",
          at: .init(section.heading.range),
          explanation: ["The page would show its heading and nothing below."],
          fixes: [.init("write its text or its rules below, or take the section out")],
          context: "section \(section.id)"))
    }
    return diagnostics
  }

  /// True of a clause without rules and prose; a rule that could not be read is a rule.
  private static func isEmpty(_ index: Int, _ context: ProseContext) -> Bool {
    let clause = context.clauses[index].clause
    return clause.rules.isEmpty && clause.prose.isEmpty && !context.hasUnreadRule(index)
  }
}
