import ZabtaSyntax

/// A heading that two sections share, in either language.
///
/// Readers cannot tell the two apart in the table of contents, and an Urdu line points to a section by
/// its heading.
enum RepeatedHeadingCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var english: [String: Section] = [:]
    var urdu: [String: Section] = [:]
    var diagnostics: [Diagnostic] = []
    for section in context.policy.sections {
      let heading = section.heading
      if !heading.english.isEmpty {
        let key = heading.english.lowercased()
        if let first = english[key] {
          diagnostics.append(
            repeated(heading.english, heading.range, first.heading.range, section))
        } else {
          english[key] = section
        }
      }
      if !heading.urdu.isEmpty {
        if let first = urdu[heading.urdu] {
          diagnostics.append(
            repeated(
              heading.urdu, heading.urduRange ?? heading.range,
              first.heading.urduRange ?? first.heading.range, section))
        } else {
          urdu[heading.urdu] = section
        }
      }
    }
    return diagnostics
  }

  private static func repeated(
    _ heading: String, _ range: SourceRange, _ first: SourceRange, _ section: Section
  ) -> Diagnostic {
    Diagnostic(
      "heading-repeated", .warning, "two sections are headed \"\(heading)\"", at: .init(range),
      also: [.init(first, "the first")],
      fixes: [.init("give one of them a heading of its own")], context: "section \(section.id)")
  }
}
