import ZabtaPages

extension EditionChanges {
  /// The texts before and after as Markdown, block by block; empty where no text differs.
  package var markdownRedlines: [String] {
    guard !redlines.isEmpty else { return [] }
    var blocks = ["## \(RedlineParts.title)"]
    for section in RedlineOutline(redlines).sections {
      blocks.append("### \(MarkdownText.escape(section.heading))")
      for part in section.parts {
        let texts = part.entries.flatMap(EditionChanges.markdown)
        if part.language == Language.urdu.rawValue {
          blocks.append(
            "<div lang=\"ur\" dir=\"rtl\">\n\n\(texts.joined(separator: "\n\n"))\n\n</div>")
        } else {
          blocks += texts
        }
      }
    }
    return blocks
  }

  private static func markdown(_ entry: RedlineOutline.Entry) -> [String] {
    let words = RedlineWords.words(entry.language)
    func told(_ move: ClauseRedline.Move, _ text: String) -> String {
      let place = MarkdownText.wrapped(words.place(move), in: "*")
      let quoted = move.side == .departure ? " (\u{201C}\(RedlineParts.opening(text))\u{201D})" : ""
      return "> \(MarkdownText.escape(words.move(move)))\(place)\(MarkdownText.escape(quoted))"
    }
    var blocks: [String] = []
    if let move = entry.redline.move {
      blocks.append(told(move, entry.redline.paragraphs.first?.redline.old ?? ""))
    }
    for line in entry.lines {
      switch line {
      case .unchanged(let number): blocks.append(words.unchanged(number))
      case .paragraph(let paragraph, _):
        if let move = paragraph.move {
          blocks.append(told(move, paragraph.redline.old))
          if move.side == .departure { continue }
        }
        let label = entry.redline.isHeading ? words.heading : ""
        for piece in paragraph.pieces(in: entry.language) {
          let text = label + MarkdownText.start(piece.redline.markdown)
          blocks.append(
            piece.language == entry.language
              ? text : "<div lang=\"en\" dir=\"ltr\">\n\n\(text)\n\n</div>")
        }
        let values = words.values(of: paragraph.redline)
        if !values.isEmpty { blocks.append("> \(MarkdownText.escape(values))") }
      }
    }
    return blocks
  }

  /// The texts before and after for a terminal or a plain text, a block a clause.
  ///
  /// A section or clause that only moved is left out: the list of changes says so in one line.
  package func textRedlines(colour: Bool) -> [String] {
    let told = redlines.filter { $0.move == nil || $0.isEdited }
    return RedlineOutline(told).sections.flatMap { section in
      section.parts.flatMap { part in
        part.entries.map { EditionChanges.text($0, section.heading, colour: colour) }
      }
    }
  }

  private static func text(
    _ entry: RedlineOutline.Entry, _ heading: String, colour: Bool
  ) -> String {
    let redline = entry.redline
    // Words about the text stand in English: the lines of a terminal run one way.
    let words = RedlineWords.words(.english)
    let name =
      redline.isHeading || redline.clause == redline.section || redline.clause == heading
      ? heading : "\(heading) (\(redline.clause))"
    let language = redline.language == "en" ? "" : ", \(redline.language)"
    var lines = ["\(name)\(redline.isHeading ? ", heading" : "")\(language):"]
    func told(_ move: ClauseRedline.Move, _ text: String) {
      let quoted = move.side == .departure ? " (\u{201C}\(RedlineParts.opening(text))\u{201D})" : ""
      lines.append("  [\(words.move(move))\(words.place(move))]\(quoted)")
    }
    if let move = redline.move { told(move, redline.paragraphs.first?.redline.old ?? "") }
    for line in entry.lines {
      switch line {
      case .unchanged(let number): lines.append("  \(words.unchanged(number))")
      case .paragraph(let paragraph, _):
        if let move = paragraph.move {
          told(move, paragraph.redline.old)
          if move.side == .departure { continue }
        }
        lines += paragraph.redline.terminal(colour: colour)
          .split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        let values = words.values(of: paragraph.redline)
        if !values.isEmpty { lines.append("  [\(values)]") }
      }
    }
    return lines.joined(separator: "\n")
  }
}
