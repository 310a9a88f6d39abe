import ZabtaPages

/// What `zabta diff` prints.
package enum DiffOutput {
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case text, json, html, markdown
  }

  package static func render(
    _ changes: EditionChanges, as format: Format, title: String, colour: Bool = false,
    style: String = ""
  ) -> String {
    switch format {
    case .text: text(changes, colour: colour)
    case .json: String(decoding: changes.json.bytes, as: UTF8.self) + "\n"
    case .markdown: markdown(changes, title)
    case .html: html(changes, title, style)
    }
  }

  private static func text(_ changes: EditionChanges, colour: Bool) -> String {
    guard !changes.isEmpty || changes.isPlainText else { return "Nothing changed.\n" }
    guard !changes.isPlainText else {
      let blocks = plainLead(changes).map { plain($0) } + changes.textRedlines(colour: colour)
      return blocks.joined(separator: "\n\n") + "\n"
    }
    var blocks = changes.changes.map { change in
      // A move is told in one line.
      let moves = change.consequences.filter { $0.utf8.starts(with: "moved: ".utf8) }
      return change.class == .order && !moves.isEmpty
        ? moves.joined(separator: "\n") : Notice.text(change, colour: colour, isMarked: true)
    }
    blocks += changes.textRedlines(colour: colour)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ changes: EditionChanges, _ title: String) -> String {
    var blocks = ["# \(MarkdownText.escape(title))"]
    if changes.isEmpty, !changes.isPlainText { blocks.append("Nothing changed.") }
    blocks +=
      changes.isPlainText
      ? plainLead(changes).map(Notice.emphasised) : changes.changes.map(Notice.markdown)
    blocks += changes.markdownRedlines
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func html(_ changes: EditionChanges, _ title: String, _ style: String) -> String {
    let notice = Notice(
      title: ["en": title], publisher: [:], edition: 0, date: "", note: "", changes: changes)
    let heading = PageBlock(.heading(1, [.text(title)], second: nil))
    let page = PageWriter.plainPage(
      title: title,
      [heading]
        + (changes.isPlainText
          ? plainLead(changes).map { PageBlock(.paragraph(Notice.inlines($0))) }
          : notice.leadBlocks + notice.changeBlocks) + changes.redlineBlocks, in: .english,
      style: style)
    return String(decoding: page, as: UTF8.self)
  }

  /// What can be said of texts whose rules nobody knows.
  private static func plainLead(_ changes: EditionChanges) -> [String] {
    let wording = changes.changes.count { $0.class == .wording }
    let moved = changes.changes.count { $0.class == .order }
    func places(_ count: Int) -> String { count == 1 ? "1 place" : "\(count) places" }
    var lead: [String] = []
    if wording > 0 { lead.append("The wording changed in \(places(wording)).") }
    if moved > 0 { lead.append("Something moved in \(places(moved)).") }
    if lead.isEmpty { lead.append("Nothing changed that a reader sees.") }
    return [
      lead.joined(separator: " ")
        + " These are texts without rules, so what the changes mean is not said, and none is called"
        + " material."
    ]
  }

  private static func plain(_ sentence: String) -> String { sentence.replacing("*", with: "") }
}
