/// What a file says, and what is wrong with how it is written.
package struct ParsedFile: Sendable {
  package var tree: SourceTree
  package var diagnostics: [Diagnostic]

  package init(tree: SourceTree, diagnostics: [Diagnostic]) {
    self.tree = tree
    self.diagnostics = diagnostics
  }
}

/// Text → tree.
///
/// Any bytes give a tree and messages; nothing traps and nothing hangs.
///
/// Three layers that never mix: lines become labelled paragraphs or prose; `Rule:` and `Check:`
/// become sentences; prose becomes blocks and inlines.
package enum Parser {
  /// Parses one file.
  ///
  /// `languages` are the names that a policy declares for files it uses; a file's own `Languages:`
  /// line is found here.
  package static func parse(
    _ text: SourceText, file: Int, languages: Set<String> = []
  ) -> ParsedFile {
    var reporter = Reporter(file: file)
    guard text.bytes.count <= Limits.fileBytes else {
      return tooLarge(text, reporter, "16 MiB, and this file has more")
    }
    guard !isUTF16(text) else { return unreadable(text, reporter) }
    TextChecks.characters(text, &reporter)
    let lines = Lines(text)
    guard lines.count <= Limits.lines else {
      return tooLarge(text, reporter, "\(Limits.lines) lines, and this file has \(lines.count)")
    }
    let own = LabelReader.languages(text, lines)
    let declared = Set(own).union(languages).union(["Urdu"]).sorted()
    let forms = LabelForms(languages: declared)
    var paragraphs = ParagraphParser(text: text, lines: lines, forms: forms, reporter: reporter)
    paragraphs.parse()
    paragraphs.reportWhatIsMissing()
    let tree = SourceTree(file: file, text: text, paragraphs: paragraphs.paragraphs)
    TextChecks.urdu(tree, &paragraphs.reporter)
    return ParsedFile(tree: tree, diagnostics: paragraphs.reporter.inReadingOrder())
  }

  /// Reads one rule sentence, as it is typed after `zabta ask`; its full stop may be missing.
  package static func sentence(_ text: SourceText, file: Int) -> (SentenceTree?, [Diagnostic]) {
    var reporter = Reporter(file: file)
    guard text.bytes.count <= Limits.fileBytes else {
      return (nil, tooLarge(text, reporter, "16 MiB").diagnostics)
    }
    TextChecks.characters(text, &reporter)
    let lower = text.hasByteOrderMark ? 3 : 0
    var parser = SentenceParser(text: text, lower, text.bytes.count, reporter: reporter)
    parser.stopIsOptional = true
    parser.parseAll()
    if parser.sentences.count > 1 {
      let extra = parser.sentences[1].range
      parser.reporter.report(
        Diagnostic(
          "one-sentence", .error, "here one sentence is asked for, and there are several",
          at: .init(extra), fixes: [.init("Ask one sentence at a time.")]))
    }
    let diagnostics = parser.reporter.inReadingOrder()
    let failed = diagnostics.contains { $0.severity == .error }
    return (failed ? nil : parser.sentences.first, diagnostics)
  }

  /// The words of the grammar; none of them can be a name.
  package static let reservedWords: [String] = ReservedWord.allCases.map(\.rawValue).sorted()

  /// Reads a text of nothing but rule sentences; nil where it is anything else.
  package static func sentences(_ text: SourceText, file: Int) -> [SentenceTree]? {
    guard text.bytes.count <= Limits.fileBytes else { return nil }
    var parser = SentenceParser(
      text: text, 0, text.bytes.count, reporter: Reporter(file: file))
    parser.isProposal = true
    parser.parseAll()
    let diagnostics = parser.reporter.inReadingOrder()
    return diagnostics.isEmpty && !parser.sentences.isEmpty ? parser.sentences : nil
  }

  /// Whether a word or a clause may be called that.
  package static func isName(_ text: String) -> Bool {
    NameRules.isName(text.utf8) && ReservedWord(rawValue: text) == nil
  }

  /// Whether an editor saved the file in 16-bit units: by its mark, or by every other byte being 0.
  private static func isUTF16(_ text: SourceText) -> Bool {
    let bytes = text.bytes.prefix(400)
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    return bytes.count >= 8 && bytes.count { $0 == 0 } * 3 > bytes.count
  }

  private static func unreadable(_ text: SourceText, _ reporter: Reporter) -> ParsedFile {
    let whole = SourceRange(file: reporter.file, 0, text.bytes.count)
    let diagnostic = Diagnostic(
      "file-not-utf8", .error, "this file is saved as UTF-16, and Zabta reads UTF-8",
      at: .init(whole.start), fixes: [.init("In your editor, save it again with encoding UTF-8.")])
    return ParsedFile(
      tree: SourceTree(
        file: reporter.file, text: text, paragraphs: [Paragraph(content: .broken, range: whole)]),
      diagnostics: [diagnostic])
  }

  private static func tooLarge(
    _ text: SourceText, _ reporter: Reporter, _ bound: String
  ) -> ParsedFile {
    let whole = SourceRange(file: reporter.file, 0, text.bytes.count)
    let diagnostic = Diagnostic(
      "file-too-large", .error, "a source file may hold \(bound)",
      at: .init(whole.start), fixes: [.init("Divide it into several files.")])
    let tree = SourceTree(
      file: reporter.file, text: text, paragraphs: [Paragraph(content: .broken, range: whole)])
    return ParsedFile(tree: tree, diagnostics: [diagnostic])
  }
}
