package import ZabtaPages

extension Redline {
  /// For instance `~~old~~ **new**`.
  package var markdown: String { Redline.markdown(runs) }

  static func markdown(_ runs: [Run]) -> String {
    var text = ""
    var last: Run.Kind?
    for run in runs {
      switch run.kind {
      case .same: text += MarkdownText.escape(run.text)
      case .deleted: text += MarkdownText.wrapped(run.text, in: "~~")
      case .inserted:
        // Two marks that touch would not be read as marks.
        if last == .deleted, text.utf8.last == UInt8(ascii: "~") { text += " " }
        text += MarkdownText.wrapped(run.text, in: "**")
      }
      last = run.kind
    }
    return text
  }

  /// For a terminal: struck out and bold in colour, or `[-old-]{+new+}` without.
  package func terminal(colour: Bool) -> String { Redline.terminal(runs, colour: colour) }

  static func terminal(_ runs: [Run], colour: Bool) -> String {
    runs.map { run in
      switch run.kind {
      case .same: run.text
      case .deleted: colour ? "\u{1B}[31;9m\(run.text)\u{1B}[0m" : "[-\(run.text)-]"
      case .inserted: colour ? "\u{1B}[32;1m\(run.text)\u{1B}[0m" : "{+\(run.text)+}"
      }
    }.joined()
  }

  package var json: CanonicalJSON {
    .array(
      runs.map { .object([("kind", .string($0.kind.rawValue)), ("text", .string($0.text))]) })
  }

  /// `<del>` and `<ins>` as nodes of a page.
  package var inlines: [PageInline] { Redline.inlines(runs) }

  static func inlines(_ runs: [Run], insertedAsStrong: Bool = false) -> [PageInline] {
    runs.flatMap { run -> [PageInline] in
      let words = lines(run.text)
      switch run.kind {
      case .same: return words
      case .deleted: return [.deleted(words)]
      case .inserted: return insertedAsStrong ? [.strong(words)] : [.inserted(words)]
      }
    }
  }

  private static func lines(_ text: String) -> [PageInline] {
    var words: [PageInline] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if index > 0 { words.append(.lineBreak) }
      if !line.isEmpty { words.append(.text(String(line))) }
    }
    return words
  }
}

/// Words in Markdown: nothing in them is markup.
enum MarkdownText {
  static func escape(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\", "`", "*", "_", "[", "]", "<", ">", "~", "#", "|", "&":
        out.append("\\")
        out.append(scalar)
      case "\n":
        out.append(contentsOf: "  \n".unicodeScalars)
      default: out.append(scalar)
      }
    }
    return String(out)
  }

  /// Marks stand close to the words: the space around them stays outside.
  static func wrapped(_ text: String, in mark: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let scalars = line.unicodeScalars
      guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
        let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
      else { return String(line) }
      let end = scalars.index(after: last)
      return line[..<first] + mark + escape(String(line[first..<end])) + mark + line[end...]
    }.joined(separator: "  \n")
  }
}
