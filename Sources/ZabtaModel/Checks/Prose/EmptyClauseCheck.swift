import ZabtaSyntax

/// A `Text` clause without prose, or a section with nothing in it.
///
/// The page would print an anchor or a heading with nothing below it.
enum EmptyClauseCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let sections = context.policy.sections
    for (index, section) in sections.enumerated() {
      for clause in section.clauses where isEmptyText(clause, context) {
        diagnostics.append(
          Diagnostic(
            "empty-clause", .warning, "the clause \"\(clause.id)\" has no text",
            at: .init(firstLine(clause.range, context)),
            fixes: [.init("write its text below, or take the line out")],
            context: "clause \(clause.id)"))
      }
      let hasPart = index + 1 < sections.count && sections[index + 1].level > section.level
      if !hasPart, section.clauses.allSatisfy({ isEmptyOwn($0, context) }) {
        diagnostics.append(
          Diagnostic(
            "empty-section", .warning, "the section \"\(section.heading.english)\" is empty",
            at: .init(firstLine(section.range, context)),
            explanation: ["The page would show its heading and nothing below."],
            fixes: [.init("write its text or its rules below, or take the section out")],
            context: "section \(section.id)"))
      }
    }
    return diagnostics
  }

  private static func isEmptyText(_ clause: PolicyClause, _ context: ProseContext) -> Bool {
    // A rule that could not be read leaves a clause empty as well; its own message says so.
    !clause.isSectionsOwn && clause.rules.isEmpty && clause.prose.isEmpty
      && context.text(clause.range).hasPrefix("Text")
  }

  private static func isEmptyOwn(_ clause: PolicyClause, _ context: ProseContext) -> Bool {
    clause.isSectionsOwn && clause.rules.isEmpty && clause.prose.isEmpty
      && !context.hasUnreadRule(clause)
  }

  private static func firstLine(_ range: SourceRange, _ context: ProseContext) -> SourceRange {
    let length = context.text(range).utf8.prefix { $0 != UInt8(ascii: "\n") }.count
    return SourceRange(file: range.file, range.lower, min(range.upper, range.lower + length))
  }
}
