import ZabtaPages

extension Notice {
  /// The notice as Markdown.
  package var markdown: String {
    var blocks = ["# \(MarkdownText.escape(headline))"]
    if let urduHeadline {
      let date = MarkdownText.escape(dateLine(in: .urdu).plainText)
      blocks.append(
        "<p lang=\"ur\" dir=\"rtl\">\(MarkdownText.escape(urduHeadline))<br>\(date)</p>")
    }
    blocks.append(MarkdownText.escape(dateLine(in: .english).plainText) + ".")
    if let changes {
      blocks.append(leadSentences.map { "- \(Notice.emphasised($0))" }.joined(separator: "\n"))
      if let publishersNote {
        blocks.append("\(MarkdownText.escape(noteLabel)): *\(MarkdownText.escape(publishersNote))*")
      }
      blocks.append("## What changed")
      blocks += changes.changes.map(Notice.markdown)
      blocks += changes.markdownRedlines
    } else {
      blocks += leadSentences
      if let publishersNote { blocks.append("*\(MarkdownText.escape(publishersNote))*") }
    }
    blocks.append("## When it takes effect, and what you can do")
    blocks += closing.map(MarkdownText.escape)
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The notice as plain text, wrapped nowhere.
  package var plainText: String {
    var blocks = [headline + (urduHeadline.map { "\n\($0)" } ?? "")]
    blocks[0] += urduHeadline == nil ? "" : "\n\(dateLine(in: .urdu).plainText)"
    blocks.append(dateLine(in: .english).plainText + ".")
    blocks.append(
      isFirst
        ? leadSentences.joined(separator: "\n")
        : leadSentences.map { "- \(Notice.plain($0))" }.joined(separator: "\n"))
    if let publishersNote {
      blocks.append(isFirst ? publishersNote : "\(noteLabel): \(publishersNote)")
    }
    if let changes {
      blocks.append("WHAT CHANGED")
      blocks += changes.changes.map { Notice.text($0, colour: false, isMarked: false) }
      let texts = changes.textRedlines(colour: false)
      if !texts.isEmpty {
        blocks.append("THE TEXTS, BEFORE AND AFTER")
        blocks.append("[-What is gone-] and {+what is new+} are marked like this.")
        blocks += texts
      }
    }
    blocks.append("WHEN IT TAKES EFFECT, AND WHAT YOU CAN DO")
    blocks.append(closing.joined(separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  static func markdown(_ change: Change) -> String {
    let view = ChangeLines(change)
    var lines = ["*\(MarkdownText.escape(view.title))*"]
    var quoted = view.lead.map { [emphasised($0)] } ?? []
    quoted += view.lines.map { "\($0.label): \(Redline.markdown($0.runs))" }
    if !quoted.isEmpty { lines.append(quoted.map { "> \($0)" }.joined(separator: "  \n")) }
    return lines.joined(separator: "\n\n")
  }

  static func text(_ change: Change, colour: Bool, isMarked: Bool) -> String {
    let view = ChangeLines(change)
    var lines = [colour ? "\u{1B}[1m\(view.title)\u{1B}[0m" : view.title]
    if let lead = view.lead { lines.append("  \(plain(lead))") }
    for line in view.lines {
      let words =
        isMarked
        ? Redline.terminal(line.runs, colour: colour) : line.runs.map(\.text).joined()
      lines.append("  \(line.label): \(words)")
    }
    return lines.joined(separator: "\n")
  }

  /// A summary without the signs that set off a heading.
  static func plain(_ summary: String) -> String {
    let parts = summary.split(separator: "*", omittingEmptySubsequences: false)
    return parts.count == 3 ? "\(parts[0])“\(parts[1])”\(parts[2])" : summary
  }

  /// A summary in which `*…*` sets off a heading.
  static func emphasised(_ summary: String) -> String {
    let parts = summary.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count == 3 else { return MarkdownText.escape(summary) }
    return MarkdownText.escape(String(parts[0])) + "*" + MarkdownText.escape(String(parts[1])) + "*"
      + MarkdownText.escape(String(parts[2]))
  }
}
