/// What is said about labels that were recognised but stand or read wrongly.
extension ParagraphParser {
  mutating func missingEmptyLine(_ label: LabelLine, _ line: Int) {
    let start = reporter.range(lines.starts[line], lines.starts[line])
    reporter.report(
      Diagnostic(
        "label-needs-empty-line", .error,
        "\"\(label.form.words)\" begins here, and an empty line is missing before it",
        at: .init(label.keyword),
        explanation: ["A label counts after an empty line or directly below another label's line."],
        fixes: [
          .init("Put an empty line before it.", edits: [.init(start, "\n")])
        ]))
  }

  mutating func labelInsideProse(_ label: LabelLine, _ line: Int) {
    let start = reporter.range(lines.starts[line], lines.starts[line])
    let first = reporter.range(lines.lowers[line], lines.lowers[line])
    reporter.report(
      Diagnostic(
        "label-inside-prose", .warning,
        "\"\(label.form.words):\" is printed here, since it stands inside a paragraph",
        at: .init(label.keyword),
        fixes: [
          .init("If it is a label, put an empty line before it.", edits: [.init(start, "\n")]),
          .init(
            "If it is to be printed, write a backslash before it.", edits: [.init(first, "\\")]),
        ]))
  }

  mutating func emptyRule(_ label: LabelLine, _ end: Int) {
    var fixes = [Diagnostic.Fix("Write a sentence after the colon, or remove the label.")]
    if end + 1 < lines.count, lines.isBlank(end), !lines.isBlank(end + 1) {
      let gap = reporter.range(lines.starts[end], lines.starts[end + 1])
      fixes.insert(
        .init("If the next paragraph is the rule, remove the empty line.", edits: [.init(gap, "")]),
        at: 0)
    }
    reporter.report(
      Diagnostic(
        "empty-rule", .error, "this \"\(label.form.words):\" holds no sentence",
        at: .init(label.keyword), fixes: fixes))
  }

  mutating func reportProseInFront(_ range: SourceRange) {
    let firstLine = text.trimmed(
      range.lower, text.firstIndex(of: .newline, from: range.lower, to: range.upper) ?? range.upper)
    reporter.report(
      Diagnostic(
        "prose-before-section", .error, "this text stands before the first section",
        at: .init(reporter.range(firstLine.lowerBound, firstLine.upperBound)),
        explanation: ["Before the first \"Section name:\" there are labels only."],
        fixes: [
          .init("Put it into a section, or begin it with the label that was meant."),
          .init("Note: keeps it as a drafting note.", edits: [.init(range.start, "Note: ")]),
        ]))
  }

  /// A name that is missing, or that no name may be.
  mutating func checkName(_ label: LabelLine) {
    guard label.form.name != .none, label.form.name != .phrase else { return }
    guard let name = label.name else {
      if label.form.name == .required { missingName(label) }
      return
    }
    guard label.form.namesWord else {
      if !NameRules.isDotted(name.text) { reporter.report(NameRules.complaint(name)) }
      return
    }
    guard NameRules.isName(name.text.utf8) else {
      var complaint = NameRules.complaint(name)
      if isInBody {
        complaint.fixes.append(
          .init(
            "If this is to be printed, begin the paragraph with a backslash.",
            edits: [.init(label.keyword.start, "\\")]))
      }
      reporter.report(complaint)
      return
    }
    guard ReservedWord(rawValue: name.text) != nil else { return }
    reporter.report(
      Diagnostic(
        "reserved-word", .error, "\"\(name.text)\" is a word of the grammar and cannot be a name",
        at: .init(name.range), fixes: [.init("Add a word to it, with a hyphen.")]))
  }

  private mutating func missingName(_ label: LabelLine) {
    let lineEnd = text.firstIndex(of: .newline, from: label.bodyLower, to: text.bytes.count)
    let title = text.folded(label.bodyLower, lineEnd ?? text.bytes.count)
    let proposal = NameRules.proposal(title)
    var fixes = [
      Diagnostic.Fix("Write a name before the colon, in small letters and hyphens.")
    ]
    if !proposal.isEmpty {
      fixes.insert(
        .init(
          "\(label.form.words) \(proposal):", edits: [.init(label.keyword.end, " \(proposal)")]),
        at: 0)
    }
    reporter.report(
      Diagnostic(
        "label-without-name", .error, "\"\(label.form.words)\" wants a name before the colon",
        at: .init(label.keyword), fixes: fixes))
  }

  /// A file that says nothing, and a file of checks without one.
  mutating func reportWhatIsMissing() {
    if paragraphs.isEmpty {
      reporter.report(
        Diagnostic(
          "empty-file", .warning, "this file is empty", at: .init(reporter.range(0, 0)),
          fixes: [.init("Write into it, or remove it.")]))
    }
    let labels = paragraphs.compactMap { paragraph in
      if case .labelled(let label) = paragraph.content { label } else { nil }
    }
    guard let checks = labels.first(where: { $0.keyword == .checksFor }),
      !labels.contains(where: { $0.keyword == .check }),
      !paragraphs.contains(where: { if case .broken = $0.content { true } else { false } })
    else { return }
    reporter.report(
      Diagnostic(
        "no-checks", .warning, "there is no check below \"Checks for\"",
        at: .init(checks.keywordRange),
        fixes: [.init("Write \"Check:\" and, below it, what must be permitted or not.")]))
  }

  mutating func checkPlace(_ label: LabelLine) {
    guard label.form.place == .body, !isInBody else { return }
    reporter.report(
      Diagnostic(
        "label-out-of-place", .error,
        "\"\(label.form.words)\" stands before the first section, and belongs into one",
        at: .init(label.keyword),
        fixes: [.init("Begin a section above it: \"Section name: Heading\".")]))
  }
}

extension LabelLine {
  /// Whether nobody would write this inside wrapped prose: a name in the form of names, or a
  /// translation, or a rule that begins.
  func isUnmistakable(_ text: SourceText, _ lines: Lines, _ line: Int) -> Bool {
    switch form.keyword {
    case .section, .subsection, .rule, .text:
      if let name { return NameRules.isWord(name.text.utf8) }
    case .noRule, .language: return true
    case .check: break
    default: return false
    }
    let body = text.trimmed(bodyLower, lines.uppers[line])
    if body.isEmpty { return true }
    let beginnings = ["We ", "People ", "Only "]
    return form.keyword != .text
      && beginnings.contains { text.bytes[body].starts(with: $0.utf8) }
  }
}
