import ZabtaPages
import ZabtaSyntax

/// What `zabta diff` prints.
package enum DiffOutput {
  package enum Format: String, Sendable, Hashable, CaseIterable {
    case text, json, html, markdown
  }

  package static func render(
    _ changes: EditionChanges, as format: Format, title: String, colour: Bool = false
  ) -> String {
    switch format {
    case .text: text(changes, colour: colour)
    case .json: String(decoding: changes.json.bytes, as: UTF8.self) + "\n"
    case .markdown: markdown(changes, title)
    case .html: html(changes, title)
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
    blocks += changes.redlines.map { Notice.text($0, colour: colour) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ changes: EditionChanges, _ title: String) -> String {
    var blocks = ["# \(MarkdownText.escape(title))"]
    if changes.isEmpty { blocks.append("Nothing changed.") }
    blocks += changes.changes.map(Notice.markdown)
    if !changes.redlines.isEmpty {
      blocks.append("## The texts, before and after")
      blocks += changes.redlines.map(Notice.markdown)
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// A page of its own, with the frame that stands below.
  private static func html(_ changes: EditionChanges, _ title: String) -> String {
    let notice = Notice(
      title: ["en": title], publisher: [:], edition: 0, date: "", note: "", changes: changes)
    let source = SourceText(path: "diff.html", text: frame)
    guard
      let template = Template.parse(
        source, file: 0, slots: ["title", "lead", "changes", "redline"]
      ).0,
      let bytes = try? notice.html(template)
    else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let frame = """
    <!DOCTYPE html>
    <html lang="en" dir="ltr">
    <head>
    <meta charset="utf-8"/>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <title><slot name="title"/></title>
    </head>
    <body>
    <main>
    <h1><slot name="title"/></h1>
    <slot name="lead"/>
    <slot name="changes"/>
    <slot name="redline"/>
    </main>
    </body>
    </html>
    """
}
