import ZabtaPages

/// Redlines as one text, deletions before insertions.
struct InlineRedlines {
  /// What the anchors begin with; nil for a text without anchors and links.
  var anchors: String?

  func blocks(_ outline: RedlineOutline) -> [PageBlock] {
    (anchors.map { RedlineParts.list(outline, $0) } ?? [])
      + outline.sections.map { section in
        PageBlock(
          .group(
            [PageBlock(.heading(3, [.text(section.heading)], second: nil))]
              + section.parts.flatMap { part in
                part.entries.flatMap { entry($0, of: outline.changeCount) }
              }), style: "redlined")
      }
  }

  private func entry(_ entry: RedlineOutline.Entry, of count: Int) -> [PageBlock] {
    var blocks: [PageBlock] = []
    func add(
      _ words: [PageInline], _ style: String, id: String? = nil, anchors: [String] = [],
      in own: Language? = nil
    ) {
      let language = (own ?? entry.language) == .english ? nil : entry.language
      blocks.append(
        PageBlock(.paragraph(words), id: id, anchors: anchors, language: language, style: style))
    }
    func jump(_ change: Int?) {
      guard let change, let anchors else { return }
      add(
        RedlineParts.jump(change, of: count, anchors, entry.language), "jumps",
        id: "\(anchors)-\(change)")
    }
    func tell(_ move: ClauseRedline.Move, quoting text: String = "") {
      let id = anchors.map { RedlineParts.anchor(move, $0, entry.language) }
      add(RedlineParts.move(move, anchors, entry.language, quoting: text), "move", id: id)
    }

    let words = RedlineWords.words(entry.language)
    jump(entry.change)
    if let move = entry.redline.move {
      tell(
        move,
        quoting: move.side == .departure
          ? RedlineParts.opening(entry.redline.paragraphs.first?.redline.old ?? "") : "")
    }
    for line in entry.lines {
      switch line {
      case .unchanged(let number): add([.text(words.unchanged(number))], "unchanged")
      case .paragraph(let paragraph, let change):
        jump(change)
        if let move = paragraph.move {
          tell(
            move,
            quoting: move.side == .departure ? RedlineParts.opening(paragraph.redline.old) : "")
        }
        if paragraph.move?.side == .departure { continue }
        let label: [PageInline] =
          entry.redline.isHeading ? [.styled([.text(words.heading)], "label")] : []
        for piece in paragraph.pieces(in: entry.language) {
          add(label + piece.redline.inlines, "redline", in: piece.language)
        }
        let values = words.values(of: paragraph.redline)
        if !values.isEmpty { add([.text(values)], "values") }
      }
    }
    return blocks
  }
}
