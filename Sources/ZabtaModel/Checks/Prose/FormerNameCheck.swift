import ZabtaSyntax

/// A `Formerly` name that is no longer free.
///
/// A former name keeps an old anchor alive. Where a living section or clause has that name, or two
/// have it as former name, the anchor would mean two places.
enum FormerNameCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    let living = Set(
      context.policy.sections.map(\.id) + context.clauses.map(\.clause.id))
    var seen: [String: SourceRange] = [:]
    var diagnostics: [Diagnostic] = []
    func look(at names: [Name], of owner: String) {
      for name in names {
        if living.contains(name.text) {
          diagnostics.append(stillAlive(name, owner))
        } else if let first = seen[name.text] {
          diagnostics.append(twice(name, first, owner))
        } else {
          seen[name.text] = name.range
        }
      }
    }
    for section in context.policy.sections {
      look(at: section.formerly, of: "section \(section.id)")
      for clause in section.clauses {
        look(at: clause.formerly, of: "clause \(clause.id)")
      }
    }
    return diagnostics
  }

  private static func stillAlive(_ name: Name, _ owner: String) -> Diagnostic {
    Diagnostic(
      "former-name-in-use", .error, "\"\(name.text)\" is still the name of a clause or section",
      at: .init(name.range), explanation: ["Its old links would lead to two places."],
      fixes: [.init("take the \"Formerly:\" line out, or rename the one that is called so now")],
      context: owner)
  }

  private static func twice(_ name: Name, _ first: SourceRange, _ owner: String) -> Diagnostic {
    Diagnostic(
      "former-name-twice", .error, "\"\(name.text)\" is a former name twice",
      at: .init(name.range), also: [.init(first, "first here")],
      explanation: ["Its old links would lead to two places."],
      fixes: [.init("keep it where the text of the old clause now stands")], context: owner)
  }
}
