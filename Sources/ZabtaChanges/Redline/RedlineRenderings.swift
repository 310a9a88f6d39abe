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
      case .same: TerminalText.safe(run.text)
      case .deleted:
        colour
          ? "\u{1B}[31;9m\(TerminalText.safe(run.text))\u{1B}[0m"
          : "[-\(TerminalText.safe(run.text))-]"
      case .inserted:
        colour
          ? "\u{1B}[32;1m\(TerminalText.safe(run.text))\u{1B}[0m"
          : "{+\(TerminalText.safe(run.text))+}"
      }
    }.joined()
  }

  package var json: CanonicalJSON {
    .array(
      runs.map { run in
        var fields: [(String, CanonicalJSON)] = [
          ("kind", .string(run.kind.rawValue)), ("text", .string(run.text)),
        ]
        if run.isValue { fields.append(("value", .bool(true))) }
        return .object(fields)
      })
  }

  /// `<del>` and `<ins>` as nodes of a page.
  package var inlines: [PageInline] { Redline.inlines(runs) }

  static func inlines(_ runs: [Run], insertedAsStrong: Bool = false) -> [PageInline] {
    runs.flatMap { run -> [PageInline] in
      let words = run.isValue ? [.styled(lines(run.text), "value")] : lines(run.text)
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

  /// A paragraph whose first signs do not make it a list, a heading or a quotation.
  static func start(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let first = bytes.first else { return text }
    // "**new**" begins with a mark of ours; "+ new" does not.
    if "+-=".utf8.contains(first) { return "\\" + text }
    let digits = bytes.prefix { (0x30...0x39).contains($0) }
    guard !digits.isEmpty, digits.count < bytes.count, ".)".utf8.contains(bytes[digits.count])
    else {
      return text
    }
    return String(decoding: digits, as: UTF8.self) + "\\"
      + String(decoding: bytes[digits.count...], as: UTF8.self)
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

/// Words on a terminal: no sign in them commands it.
enum TerminalText {
  static func safe(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }) else {
      return text
    }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      out.append(isControl && scalar != "\n" ? (scalar == "\t" ? " " : "\u{FFFD}") : scalar)
    }
    return String(out)
  }
}
