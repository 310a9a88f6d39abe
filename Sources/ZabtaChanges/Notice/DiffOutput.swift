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
    guard !changes.isEmpty else { return "Nothing changed.\n" }
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
    if changes.isEmpty { blocks.append("Nothing changed.") }
    blocks += changes.changes.map(Notice.markdown)
    blocks += changes.markdownRedlines
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func html(_ changes: EditionChanges, _ title: String, _ style: String) -> String {
    let notice = Notice(
      title: ["en": title], publisher: [:], edition: 0, date: "", note: "", changes: changes)
    let heading = PageBlock(.heading(1, [.text(title)], second: nil))
    let page = PageWriter.plainPage(
      title: title,
      [heading] + notice.leadBlocks + notice.changeBlocks + changes.redlineBlocks, in: .english,
      style: style)
    return String(decoding: page, as: UTF8.self)
  }
}
