/// A message about a source, as data: what is wrong, where, and the way out.
///
/// One renderer shows it on a terminal, one mapping carries it to editors and services.
package struct Diagnostic: Sendable, Hashable {
  /// How grave it is.
  ///
  /// Only an error keeps a policy from being published.
  package enum Severity: String, Sendable, Hashable, CaseIterable {
    case error, warning, note
  }

  /// A place with the words that stand beside its underline.
  package struct Mark: Sendable, Hashable {
    package var range: SourceRange
    package var label: String

    package init(_ range: SourceRange, _ label: String = "") {
      self.range = range
      self.label = label
    }
  }

  /// A way out.
  ///
  /// With edits, an editor or `check --fix` can take it.
  package struct Fix: Sendable, Hashable {
    /// What to do, in the lawyer's words.
    package var title: String
    /// The replacements, in ascending order; empty where only a person can do it.
    package var edits: [Edit]

    package init(_ title: String, edits: [Edit] = []) {
      self.title = title
      self.edits = edits
    }
  }

  /// One replacement of a fix.
  package struct Edit: Sendable, Hashable {
    package var range: SourceRange
    package var text: String

    package init(_ range: SourceRange, _ text: String) {
      self.range = range
      self.text = text
    }
  }

  /// A stable, literal id such as `rule-lost-its-label`.
  package var id: String
  package var severity: Severity
  /// One line: what is wrong, the specific first.
  package var summary: String
  /// The place, underlined with `^`.
  package var at: Mark
  /// Other places that belong to it, underlined with `~`.
  package var also: [Mark]
  /// Sentences that explain.
  package var explanation: [String]
  /// Ways out, the likeliest first.
  package var fixes: [Fix]
  /// The clause, section or word it stands in, for the line of the place: "clause sales-records".
  package var context: String

  package init(
    _ id: String, _ severity: Severity, _ summary: String, at: Mark, also: [Mark] = [],
    explanation: [String] = [], fixes: [Fix] = [], context: String = ""
  ) {
    self.id = id
    self.severity = severity
    self.summary = summary
    self.at = at
    self.also = also
    self.explanation = explanation
    self.fixes = fixes
    self.context = context
  }
}

extension Diagnostic {
  /// The order in which messages are shown: by place, errors before warnings, then by id.
  package static func inReadingOrder(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    let a = left.at.range
    let b = right.at.range
    if a.file != b.file { return a.file < b.file }
    if a.lower != b.lower { return a.lower < b.lower }
    if left.severity != right.severity { return left.severity == .error }
    if left.id != right.id { return left.id < right.id }
    return left.summary < right.summary
  }
}
