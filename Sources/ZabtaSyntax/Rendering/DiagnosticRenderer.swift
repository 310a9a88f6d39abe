/// Shows messages: to people on a terminal, and to tools.
package enum DiagnosticRenderer {
  /// The form of `zabta check` for people: what is wrong, where, the words underlined, the way out.
  ///
  /// The sources are those that were compiled, in the order of their file numbers.
  package static func text(
    _ diagnostics: [Diagnostic], sources: [SourceText], color: Bool
  ) -> String {
    var indexes: [Int: LineIndex] = [:]
    var blocks: [String] = []
    for diagnostic in diagnostics {
      var renderer = TextRenderer(diagnostic: diagnostic, sources: sources, color: color)
      blocks.append(renderer.render(&indexes))
    }
    return blocks.joined(separator: "\n")
  }
}

/// Lays out one message.
private struct TextRenderer {
  let diagnostic: Diagnostic
  let sources: [SourceText]
  let color: Bool
  private var lines: [String] = []
  private var pointsBeforeUrdu = false
  /// The column behind the last pointer, if nothing follows it on its row.
  private var freeColumn: Int?

  init(diagnostic: Diagnostic, sources: [SourceText], color: Bool) {
    self.diagnostic = diagnostic
    self.sources = sources
    self.color = color
  }

  mutating func render(_ indexes: inout [Int: LineIndex]) -> String {
    let head = painted("\(diagnostic.severity.rawValue):", severityColor)
    lines.append("\(head) \(painted(clean(diagnostic.summary), "1"))")
    let at = position(diagnostic.at.range, &indexes)
    var place = "  \(at.path):\(at.line + 1)"
    if !diagnostic.context.isEmpty { place += "   \(clean(diagnostic.context))" }
    lines.append(place)
    snippets(&indexes)
    for sentence in diagnostic.explanation { lines.append("  \(clean(sentence))") }
    for (index, fix) in diagnostic.fixes.enumerated() {
      let word = index == 0 ? "fix:" : "or: "
      lines.append("  \(painted(word, "32")) \(clean(fix.title).replacingBreaks())")
    }
    if pointsBeforeUrdu {
      lines.append(
        "  The pointer stands at the start of the Urdu text: columns inside it would not line up on your screen."
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The marked lines in the order of the file; marks of one line share its text.
  private mutating func snippets(_ indexes: inout [Int: LineIndex]) {
    var marks: [(mark: Diagnostic.Mark, isMain: Bool, line: Int)] = []
    for (number, mark) in ([diagnostic.at] + diagnostic.also).enumerated() {
      guard sources.indices.contains(mark.range.file) else { continue }
      marks.append((mark, number == 0, position(mark.range, &indexes).line))
    }
    marks.sort { left, right in
      let a = (left.mark.range.file, left.line, left.mark.range.lower)
      return a < (right.mark.range.file, right.line, right.mark.range.lower)
    }
    let gutter = max(3, String((marks.map(\.line).max() ?? 0) + 1).count)
    var file = diagnostic.at.range.file
    var shownLine: (file: Int, line: Int, text: String)?
    for (mark, isMain, line) in marks {
      guard let index = indexes[mark.range.file] else { continue }
      let source = sources[mark.range.file]
      let bounds = index.bounds(ofLine: line, in: source)
      let range = mark.range.lower..<max(mark.range.lower, mark.range.upper)
      let snippet = Snippet(source, line: bounds, marking: range)
      if mark.range.file != file {
        file = mark.range.file
        lines.append("  \(source.path):\(line + 1)")
      }
      let isSame =
        shownLine.map { $0.file == file && $0.line == line && $0.text == snippet.line } ?? false
      if !isSame {
        let number = String(line + 1)
        let padding = String(repeating: " ", count: gutter - number.count)
        lines.append("  \(padding)\(number) | \(snippet.line)")
        shownLine = (file, line, snippet.line)
      }
      if snippet.isBeforeUrdu { pointsBeforeUrdu = true }
      pointer(snippet, mark, isMain, gutter, continues: isSame)
    }
  }

  /// Draws a pointer; on the row of the pointer before it where that one has no label.
  private mutating func pointer(
    _ snippet: Snippet, _ mark: Diagnostic.Mark, _ isMain: Bool, _ gutter: Int, continues: Bool
  ) {
    let sign = String(repeating: isMain ? "^" : "~", count: snippet.width)
    let label = mark.label.isEmpty ? "" : " \(clean(mark.label))"
    let shown = painted(sign + label, isMain ? severityColor : "36")
    if continues, let free = freeColumn, free < snippet.column {
      lines[lines.count - 1] += String(repeating: " ", count: snippet.column - free) + shown
    } else {
      let indent = String(repeating: " ", count: gutter)
      let space = String(repeating: " ", count: snippet.column)
      lines.append("  \(indent) | \(space)\(shown)")
    }
    freeColumn = label.isEmpty ? snippet.column + snippet.width : nil
  }

  private func position(
    _ range: SourceRange, _ indexes: inout [Int: LineIndex]
  ) -> (path: String, line: Int) {
    guard sources.indices.contains(range.file) else { return ("?", 0) }
    let source = sources[range.file]
    let index = indexes[range.file] ?? LineIndex(source)
    indexes[range.file] = index
    return (source.path, index.line(of: min(range.lower, source.bytes.count)))
  }

  private var severityColor: String {
    switch diagnostic.severity {
    case .error: "31"
    case .warning: "33"
    case .note: "36"
    }
  }

  private func painted(_ text: String, _ code: String) -> String {
    color ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// Words of the user stand in messages; a control character among them must not reach the
  /// terminal.
  private func clean(_ text: String) -> String {
    guard
      text.unicodeScalars.contains(where: { $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F })
    else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0.value < 0x20 && $0 != "\n" || $0.value == 0x7F ? "\u{FFFD}" : $0
        }))
  }
}

extension String {
  /// Line breaks of a proposal, indented as the proposal is.
  fileprivate func replacingBreaks() -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n       ")
  }
}
