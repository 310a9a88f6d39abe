/// Layer 1: lines become paragraphs, each with a label or without.
struct ParagraphParser {
  let text: SourceText
  let lines: Lines
  let labels: LabelReader
  var reporter: Reporter
  private(set) var paragraphs: [Paragraph] = []
  /// True from the first section on.
  private(set) var isInBody = false
  /// What the next `Urdu:` translates: the last paragraph that is not a note or a translation.
  private var above: Keyword?

  init(text: SourceText, lines: Lines, forms: LabelForms, reporter: Reporter) {
    self.text = text
    self.lines = lines
    labels = LabelReader(text: text, file: reporter.file, forms: forms)
    self.reporter = reporter
  }

  /// Reads all lines.
  ///
  /// Each turn takes at least one line, so it ends.
  mutating func parse() {
    var line = 0
    while line < lines.count {
      line = lines.isBlank(line) ? line + 1 : max(line + 1, paragraph(from: line))
    }
  }

  /// Reads the paragraph that begins at a line and gives the line behind it.
  private mutating func paragraph(from line: Int) -> Int {
    if let label = label(at: line) { return labelled(label, line) }
    if let mistake = labels.mistake(lines.lowers[line], lines.uppers[line], isInBody: isInBody) {
      return broken(mistake, line)
    }
    return prose(from: line)
  }

  // MARK: - The three kinds of paragraph

  private mutating func labelled(_ label: LabelLine, _ line: Int) -> Int {
    enter(label)
    let end = endOfLabelled(label, line)
    var upper = lines.uppers[end - 1]
    var split: Int?
    let body: Label.Body
    let bodyRange = text.trimmed(min(label.bodyLower, upper), upper)
    switch shape(label.form) {
    case .text:
      body = .text(unescaped(bodyRange))
    case .names:
      body = .names(NameList(text: text, label.form).read(bodyRange, &reporter))
    case .prose:
      body = .prose(blocks(bodyRange, isForeign: label.form.isLanguage))
    case .sentences:
      var parser = SentenceParser(
        text: text, bodyRange.lowerBound, bodyRange.upperBound, reporter: reporter)
      parser.parseAll()
      reporter = parser.reporter
      body = .sentences(parser.sentences)
      if let offset = parser.proseLower, let at = firstLine(from: line + 1, to: end, at: offset) {
        split = at
        upper = lines.uppers[at - 1]
      } else if parser.isEmpty {
        emptyRule(label, end)
      }
    }
    checkName(label)
    checkPlace(label)
    let range = reporter.range(lines.lowers[line], upper)
    let trimmed = text.trimmed(min(bodyRange.lowerBound, upper), upper)
    paragraphs.append(
      Paragraph(
        content: .labelled(
          Label(
            keyword: label.form.keyword, keywordRange: label.keyword, name: label.name,
            body: body, bodyRange: reporter.range(trimmed.lowerBound, trimmed.upperBound))),
        range: range))
    leave(label)
    guard let split else { return end }
    return prose(from: split, to: end)
  }

  private mutating func prose(from line: Int, to known: Int? = nil) -> Int {
    var end = known ?? line + 1
    if known == nil {
      while end < lines.count, !lines.isBlank(end), !breaksProse(at: end) { end += 1 }
    }
    let range = reporter.range(lines.lowers[line], lines.uppers[end - 1])
    if !isInBody { reportProseInFront(range) }
    let content = blocks(range.lower..<range.upper, isForeign: false)
    paragraphs.append(Paragraph(content: .prose(content), range: range))
    above = nil
    return end
  }

  /// A paragraph whose label cannot be trusted: reported, not printed, and skipped.
  private mutating func broken(_ mistake: LabelMistake, _ line: Int) -> Int {
    reporter.report(mistake.diagnostic)
    if mistake.intended?.keyword == .section || mistake.intended?.keyword == .subsection {
      isInBody = true
      reporter.context = ""
    }
    above = mistake.intended?.keyword
    var end = line + 1
    while end < lines.count, !lines.isBlank(end), label(at: end) == nil { end += 1 }
    paragraphs.append(
      Paragraph(
        content: .broken, range: reporter.range(lines.lowers[line], lines.uppers[end - 1])))
    return end
  }

  // MARK: - Where a paragraph ends

  /// A label at a line, if it means something in this part of the document.
  private func label(at line: Int) -> LabelLine? {
    guard let label = labels.label(lines.lowers[line], lines.uppers[line]) else { return nil }
    return isInBody && label.form.place == .front ? nil : label
  }

  /// The line behind a labelled paragraph: an empty one, or the next label.
  private mutating func endOfLabelled(_ label: LabelLine, _ line: Int) -> Int {
    var end = line + 1
    while end < lines.count, !lines.isBlank(end) {
      if end == line + 1 {
        // A label may follow directly on another label's line.
        let lower = lines.lowers[end]
        if self.label(at: end) != nil
          || labels.mistake(lower, lines.uppers[end], isInBody: isInBody) != nil
        {
          break
        }
      } else if let next = self.label(at: end) {
        let body = shape(label.form)
        if body == .sentences || body == .names || !isInBody
          || next.isUnmistakable(text, lines, end)
        {
          missingEmptyLine(next, end)
          break
        }
        if body == .prose { labelInsideProse(next, end) }
      }
      end += 1
    }
    return end
  }

  private mutating func breaksProse(at line: Int) -> Bool {
    guard let next = label(at: line) else { return false }
    guard next.isUnmistakable(text, lines, line) || !isInBody else {
      labelInsideProse(next, line)
      return false
    }
    missingEmptyLine(next, line)
    return true
  }

  private func firstLine(from lower: Int, to upper: Int, at offset: Int) -> Int? {
    (lower..<max(lower, upper)).first { lines.lowers[$0] >= offset }
  }

  // MARK: - Bodies

  /// A translation is a heading or label beneath one, and prose beneath prose.
  private func shape(_ form: LabelForm) -> LabelForm.BodyShape {
    guard form.isLanguage else { return form.body }
    switch above {
    case nil: return isInBody ? .prose : .text
    case .section, .subsection: return .text
    default: return isInBody ? .prose : .text
    }
  }

  /// A folded text; a backslash that keeps a letter from being a label is dropped.
  private func unescaped(_ range: Range<Int>) -> String {
    let lower = range.lowerBound
    guard range.count > 1, text.bytes[lower] == .backslash else {
      return text.folded(lower, range.upperBound)
    }
    return text.folded(lower + 1, range.upperBound)
  }

  private mutating func blocks(_ range: Range<Int>, isForeign: Bool) -> [Block] {
    var parser = ProseParser(text: text, isForeign: isForeign, reporter: reporter)
    let blocks = parser.parse(range)
    reporter = parser.reporter
    return blocks
  }

  // MARK: - Where we are

  private mutating func enter(_ label: LabelLine) {
    let name = label.name?.text ?? ""
    switch label.form.keyword {
    case .section, .subsection:
      isInBody = true
      reporter.context = "section \(name)"
    case .rule, .text:
      if label.name != nil { reporter.context = "clause \(name)" }
    case .word(let kind): reporter.context = "\(kind.rawValue) \(name)"
    case .contact, .define, .policy, .publisher, .vocabulary:
      reporter.context = "\(label.form.words) \(name)"
    default: break
    }
  }

  private mutating func leave(_ label: LabelLine) {
    switch label.form.keyword {
    case .note, .formerly, .language: break
    default: above = label.form.keyword
    }
  }
}
