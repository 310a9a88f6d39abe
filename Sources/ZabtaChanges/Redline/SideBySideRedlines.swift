import ZabtaPages

/// Redlines in two columns, a row a paragraph: before, and now.
///
/// Urdu has tables of its own, whose columns run from right to left.
struct SideBySideRedlines {
  /// What the anchors begin with.
  var anchors: String

  func blocks(_ outline: RedlineOutline) -> [PageBlock] {
    RedlineParts.list(outline, anchors)
      + outline.sections.map { section in
        PageBlock(
          .group(
            [PageBlock(.heading(3, [.text(section.heading)], second: nil))]
              + section.parts.map { table($0, section, outline.changeCount) }), style: "redlined")
      }
  }

  private func table(
    _ part: RedlineOutline.Part, _ section: RedlineOutline.Section, _ count: Int
  ) -> PageBlock {
    let language = Language(rawValue: part.language) ?? .english
    let words = RedlineWords.words(language)
    let caption: [PageInline] =
      language == .english
      ? [.text("\(section.heading): before and now")]
      : [.language(.english, [.text("\(section.heading): before and now, in Urdu")])]
    return PageBlock(
      .comparison(
        PageComparison(
          caption: caption, before: [.text(words.before)], after: [.text(words.after)],
          rows: part.entries.flatMap { rows($0, of: count) })),
      language: language == .english ? nil : language)
  }

  private func rows(_ entry: RedlineOutline.Entry, of count: Int) -> [PageComparison.Row] {
    var rows: [PageComparison.Row] = []
    func note(_ words: [PageInline], _ style: String, id: String? = nil) {
      rows.append(PageComparison.Row(.note(words), id: id, style: style))
    }
    func jump(_ change: Int?) {
      guard let change else { return }
      note(
        RedlineParts.jump(change, of: count, anchors, entry.language), "jumps",
        id: "\(anchors)-\(change)")
    }
    func tell(_ move: ClauseRedline.Move) {
      note(
        RedlineParts.move(move, anchors, entry.language), "move",
        id: RedlineParts.anchor(move, anchors, entry.language))
    }
    /// A text that lacks its translation stands in English.
    func cell(_ text: String, _ words: [PageInline]) -> [PageInline] {
      let language = ParagraphRedline.language(of: text, among: entry.language)
      return language == entry.language ? words : [.language(language, words)]
    }
    func left(_ texts: [Redline]) {
      for text in texts {
        rows.append(
          PageComparison.Row(.pair(cell(text.old, [.text(text.old)]), []), style: "left"))
      }
    }

    let words = RedlineWords.words(entry.language)
    jump(entry.change)
    if let move = entry.redline.move { tell(move) }
    if entry.redline.isDeparture { left(entry.redline.paragraphs.map(\.redline)) }
    for line in entry.lines {
      switch line {
      case .unchanged(let number): note([.text(words.unchanged(number))], "unchanged")
      case .paragraph(let paragraph, let change):
        jump(change)
        if let move = paragraph.move { tell(move) }
        if paragraph.move?.side == .departure {
          left([paragraph.redline])
          continue
        }
        let runs = paragraph.redline.runs
        rows.append(
          PageComparison.Row(
            .pair(
              cell(
                paragraph.redline.old, Redline.inlines(runs.filter { $0.kind != .inserted })),
              cell(
                paragraph.redline.new, Redline.inlines(runs.filter { $0.kind != .deleted }))),
            style: entry.redline.isHeading
              ? "heading" : paragraph.redline.isUnchanged ? "same" : nil))
        let values = words.values(of: paragraph.redline)
        if !values.isEmpty { note([.text(values)], "values") }
      }
    }
    return rows
  }
}
