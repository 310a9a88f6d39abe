/// The formatted lines of one paragraph.
struct ParagraphLayout {
  let text: SourceText
  let labels: LabelReader

  /// The longest line of a label with its only sentence.
  static let labelWidth = 96

  func lines(of paragraph: Paragraph, isInBody: Bool) -> [[UInt8]] {
    switch paragraph.content {
    case .broken: return sourceLines(paragraph.range)
    case .prose: return prose(sourceLines(paragraph.range), isInBody: isInBody)
    case .labelled(let label): return labelled(label, isInBody: isInBody)
    }
  }

  private func labelled(_ label: Label, isInBody: Bool) -> [[UInt8]] {
    let head = head(label)
    switch label.body {
    case .names: return names(label, head)
    case .sentences(let sentences): return self.sentences(label, head, sentences)
    case .text:
      return joined(head, sourceLines(label.bodyRange), isInBody: isInBody)
    case .prose(let blocks):
      let body = sourceLines(label.bodyRange)
      if label.keyword == .text || blocks.first.map({ $0.shape != .paragraph }) == true {
        return [head] + prose(body, isInBody: isInBody, afterLabel: true)
      }
      let lines = joined(head, body, isInBody: isInBody)
      return Array(lines.prefix(1))
        + prose(Array(lines.dropFirst()), isInBody: isInBody, afterLabel: true)
    }
  }

  /// "Rule sales-records:" with single spaces.
  private func head(_ label: Label) -> [UInt8] {
    var head = text.folded(label.keywordRange.lower, label.keywordRange.upper)
    if let name = label.name { head += " " + name.text }
    return Array((head + ":").utf8)
  }

  /// The label and its text, which begins on the label's line unless a later line of it would
  /// then be taken for a label.
  private func joined(_ head: [UInt8], _ body: [[UInt8]], isInBody: Bool) -> [[UInt8]] {
    guard let first = body.first else { return [head] }
    let second = body.dropFirst().first
    if let second, readsAsLabel(second, isInBody: isInBody),
      !readsAsLabel(first, isInBody: isInBody)
    {
      return [head] + body
    }
    return [head + [.space] + first] + body.dropFirst()
  }

  // MARK: - Lists and sentences

  private func names(_ label: Label, _ head: [UInt8]) -> [[UInt8]] {
    let items = text.bytes[label.bodyRange.lower..<label.bodyRange.upper]
      .split(separator: .comma)
      .map { item in
        Array(text.folded(item.startIndex, item.endIndex).utf8)
      }
    var lines: [[UInt8]] = []
    var line = head
    for (index, item) in items.enumerated() {
      let piece = item + (index + 1 < items.count ? [.comma] : [])
      if line.count + 1 + piece.count > SentenceLayout.width, line.count > head.count {
        lines.append(line)
        line = piece
      } else {
        line += (line.isEmpty ? [] : [.space]) + piece
      }
    }
    return lines + [line]
  }

  private func sentences(
    _ label: Label, _ head: [UInt8], _ sentences: [SentenceTree]
  ) -> [[UInt8]] {
    let layout = SentenceLayout(text: text)
    if label.keyword == .rule, sentences.count == 1, let sentence = sentences.first {
      let whole = layout.words(sentence).flatMap { $0.bytes + [.space] }.dropLast()
      if head.count + 1 + whole.count <= Self.labelWidth { return [head + [.space] + whole] }
    }
    return [head] + sentences.flatMap(layout.lines)
  }

  // MARK: - Prose

  /// The lines of a range without the space around them.
  private func sourceLines(_ range: SourceRange) -> [[UInt8]] {
    text.bytes[range.lower..<range.upper].split(separator: .newline)
      .map { line in
        let trimmed = text.trimmed(line.startIndex, line.endIndex)
        return Array(text.bytes[trimmed])
      }
      .filter { !$0.isEmpty }
  }

  /// Lines of prose; one that reads as a label is escaped.
  private func prose(
    _ lines: [[UInt8]], isInBody: Bool, afterLabel: Bool = false
  ) -> [[UInt8]] {
    lines.enumerated().map { index, line in
      let couldBeLabel = index > 0 || afterLabel
      return couldBeLabel && readsAsLabel(line, isInBody: isInBody) ? [.backslash] + line : line
    }
  }

  private func readsAsLabel(_ line: [UInt8], isInBody: Bool) -> Bool {
    let reader = LabelReader(
      text: SourceText(path: "", bytes: line), file: 0, forms: labels.forms)
    if let label = reader.label(0, line.count) {
      return !(isInBody && label.form.place == .front)
    }
    return reader.mistake(0, line.count, isInBody: isInBody) != nil
  }
}
