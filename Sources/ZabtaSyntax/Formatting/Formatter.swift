/// One layout for all sources, so that a change of meaning is the only change in a diff.
///
/// Each sentence begins its own line and wraps before a tail; paragraphs stand one empty line
/// apart, sections two; the lines of prose stay as they are. Formatting twice changes nothing,
/// and the formatted text has the same tree but for its ranges.
package enum Formatter {
  /// The formatted bytes of a tree.
  ///
  /// A text with errors is given back unchanged, since its tree does not say all that was meant.
  package static func format(_ tree: SourceTree) -> [UInt8] {
    let languages = tree.paragraphs.compactMap { paragraph -> String? in
      guard case .labelled(let label) = paragraph.content,
        case .language(let name) = label.keyword
      else { return nil }
      return name
    }
    let parsed = Parser.parse(tree.text, file: tree.file, languages: Set(languages))
    guard !parsed.diagnostics.contains(where: { $0.severity == .error }) else {
      return tree.text.bytes
    }
    var layout = Layout(parsed.tree, languages: Set(languages + ["Urdu"]).sorted())
    return layout.bytes()
  }
}

/// Lays out the paragraphs of one file.
private struct Layout {
  private let tree: SourceTree
  private let paragraphs: ParagraphLayout
  private var isInBody = false

  init(_ tree: SourceTree, languages: [String]) {
    self.tree = tree
    paragraphs = ParagraphLayout(
      text: tree.text,
      labels: LabelReader(
        text: tree.text, file: tree.file, forms: LabelForms(languages: languages)))
  }

  mutating func bytes() -> [UInt8] {
    var output: [UInt8] = []
    var before: (paragraph: Paragraph, lineCount: Int)?
    for paragraph in tree.paragraphs {
      if isSection(paragraph) { isInBody = true }
      let lines = paragraphs.lines(of: paragraph, isInBody: isInBody)
      if let before {
        let isTight =
          before.lineCount == 1 && staysTogether(before.paragraph, paragraph)
        let empty = isTight ? 0 : beginsPart(paragraph) ? 2 : 1
        output += [UInt8](repeating: .newline, count: empty)
      }
      for line in lines {
        output += line
        output.append(.newline)
      }
      before = (paragraph, lines.count)
    }
    return output
  }

  private func keyword(_ paragraph: Paragraph) -> Keyword? {
    guard case .labelled(let label) = paragraph.content else { return nil }
    return label.keyword
  }

  private func isSection(_ paragraph: Paragraph) -> Bool {
    let keyword = keyword(paragraph)
    return keyword == .section || keyword == .subsection
  }

  private func beginsPart(_ paragraph: Paragraph) -> Bool {
    let keyword = keyword(paragraph)
    return keyword == .section || keyword == .vocabulary
  }

  /// Whether a label stays directly below another, as in the declaration of a word.
  private func staysTogether(_ upper: Paragraph, _ lower: Paragraph) -> Bool {
    guard let above = keyword(upper), let below = keyword(lower), !beginsPart(lower) else {
      return false
    }
    if case .language = below, isSection(upper) { return true }
    let isAdjacent =
      tree.text.bytes[upper.range.upper..<max(upper.range.upper, lower.range.lower)]
      .filter { $0 == .newline }.count < 2
    guard isAdjacent else { return false }
    switch below {
    case .language, .formerly: return true
    case .rule, .text, .check, .noRule, .section, .subsection: return false
    default: return !isInBody && above != .check
    }
  }
}
