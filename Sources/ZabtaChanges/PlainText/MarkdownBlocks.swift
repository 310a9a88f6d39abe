/// Markdown → blocks: headings, paragraphs, items, rows.
///
/// Only what cuts a text into blocks is read, for that is all a comparison needs. No library does it
/// here: swift-markdown and cmark cannot be had as Swift packages where this is built, and a second
/// system library would lengthen the first build of everybody who never compares such texts.
struct MarkdownBlocks {
  private typealias Line = TextLines.Line

  private var blocks: [TextBlock] = []
  /// The lines of the paragraph or item that is not finished.
  private var open: [Line] = []
  private var isInList = false
  private var isAfterBlank = true
  private var fence: (sign: UInt8, count: Int)?
  private var isInComment = false
  private var quoteDepth = 0

  static func read(_ lines: [TextLines.Line]) -> [TextBlock] {
    var reader = MarkdownBlocks()
    for index in lines.indices {
      reader.read(lines[index], before: index + 1 < lines.endIndex ? lines[index + 1] : nil)
    }
    reader.flush()
    return reader.blocks
  }

  private mutating func read(_ line: Line, before next: Line?) {
    if isInComment {
      guard let end = line.firstRange(of: "-->".utf8) else { return }
      isInComment = false
      return read(line[end.upperBound...], before: next)
    }
    if let fence {
      let words = TextLines.trimmed(line)
      if words.count >= fence.count, words.allSatisfy({ $0 == fence.sign }) {
        self.fence = nil
        flush(asCode: true)
      } else {
        open.append(line)
      }
      return
    }
    let (content, depth) = withoutQuote(line)
    // A deeper quotation is a text of its own; a shallower line may go on with the one before it.
    if depth > quoteDepth { flush() }
    if depth > quoteDepth || TextLines.isBlank(content) { quoteDepth = depth }
    let words = TextLines.trimmed(content)
    guard !words.isEmpty else {
      flush()
      isAfterBlank = true
      return
    }
    defer { isAfterBlank = false }
    // Set in by four, after an empty line and outside a list, it is code: words like any others.
    let isSetIn = TextLines.indent(content) >= 4
    if words.starts(with: "<!--".utf8) {
      flush()
      if let end = words.firstRange(of: "-->".utf8) {
        return read(words[end.upperBound...], before: next)
      }
      isInComment = true
      return
    }
    if let opening = fenceSigns(words), !isSetIn || isInList {
      flush()
      fence = opening
      return
    }
    if !isSetIn || isInList, let (level, heading) = heading(words) {
      flush()
      isInList = false
      add(heading, level)
      return
    }
    if !open.isEmpty, !isSetIn, let sign = PlainBlocks.underline(content), !isInItem {
      let heading = Array(open.joined(separator: [0x20]))[...]
      open = []
      add(heading, sign == UInt8(ascii: "=") ? 1 : 2)
      return
    }
    if isRule(words) { return flush() }
    if isAttributes(words) || isDefinition(words) { return }
    if let rest = item(words) {
      flush()
      isInList = true
      isInItem = true
      return readItem(rest)
    }
    if let cells = MarkdownTable.row(words, next: next.map { TextLines.trimmed($0) }) {
      flush()
      let text = cells.map { TextLines.collapsed(MarkdownInlines.plain($0)) }
      if !text.allSatisfy(\.isEmpty) {
        blocks.append(TextBlock(level: nil, text: text.joined(separator: " | ")))
      }
      return
    }
    if HTMLTag.startsBlock(words) { flush() }
    if open.isEmpty, isAfterBlank, TextLines.indent(content) == 0 { isInList = false }
    if let (level, heading) = HTMLTag.heading(words) {
      flush()
      return add(heading, level)
    }
    open.append(content)
    if HTMLTag.endsBlock(words) { flush() }
  }

  /// True while the open lines are those of an item.
  private var isInItem = false

  /// What stands after the sign of an item: mostly words, at times a heading.
  private mutating func readItem(_ rest: Line) {
    if let (level, heading) = heading(rest) {
      isInItem = false
      return add(heading, level)
    }
    if !rest.isEmpty { open.append(rest) }
  }

  private mutating func flush(asCode: Bool = false) {
    isInItem = false
    guard !open.isEmpty else { return }
    var bytes = Array(open.joined(separator: [0x0A]))
    open = []
    // "{: #anchor }" after the words is for machines.
    if !asCode, bytes.last == UInt8(ascii: "}"), let start = bytes.lastIndex(of: UInt8(ascii: "{")),
      bytes[start...].starts(with: "{:".utf8)
    {
      bytes.removeSubrange(start...)
    }
    let text = TextLines.collapsed(asCode ? bytes : MarkdownInlines.plain(bytes[...]))
    if !text.isEmpty { blocks.append(TextBlock(level: nil, text: text)) }
  }

  private mutating func add(_ heading: Line, _ level: Int) {
    let text = TextLines.collapsed(MarkdownInlines.plain(heading))
    if !text.isEmpty { blocks.append(TextBlock(level: level, text: text)) }
  }

  // MARK: - What a line is

  /// Without the signs of a quotation, and how many there were.
  private func withoutQuote(_ line: Line) -> (Line, depth: Int) {
    var line = line
    var depth = 0
    while TextLines.indent(line) < 4 {
      let rest = line.drop { $0 == 0x20 }
      guard rest.first == UInt8(ascii: ">") else { break }
      line = rest.dropFirst()
      if line.first == 0x20 { line = line.dropFirst() }
      depth += 1
    }
    return (line, depth)
  }

  private func fenceSigns(_ words: Line) -> (sign: UInt8, count: Int)? {
    guard let first = words.first, "`~".utf8.contains(first) else { return nil }
    let count = words.prefix { $0 == first }.count
    let rest = words.dropFirst(count)
    guard count >= 3, first != UInt8(ascii: "`") || !rest.contains(first) else { return nil }
    return (first, count)
  }

  private func heading(_ words: Line) -> (Int, Line)? {
    let count = words.prefix { $0 == UInt8(ascii: "#") }.count
    guard (1...6).contains(count) else { return nil }
    var rest = words.dropFirst(count)
    // "##Heading" is none by the letter, but older texts are full of it.
    guard rest.isEmpty || TextLines.isSpace(rest[rest.startIndex]) || count >= 2 else { return nil }
    rest = TextLines.trimmed(rest)
    if let brace = rest.lastIndex(of: UInt8(ascii: "{")), rest.last == UInt8(ascii: "}") {
      rest = TextLines.trimmed(rest[..<brace])
    }
    let body = rest.reversed().drop { $0 == UInt8(ascii: "#") }.reversed()
    let closing = rest.count - body.count
    guard closing > 0 else { return (count, rest) }
    guard let last = body.last, !TextLines.isSpace(last) else {
      return (count, TextLines.trimmed(rest.dropLast(closing)))
    }
    return (count, rest)
  }

  /// A line across the page, such as `---`.
  private func isRule(_ words: Line) -> Bool {
    guard let first = words.first, "-*_".utf8.contains(first) else { return false }
    let signs = words.filter { !TextLines.isSpace($0) }
    return signs.count >= 3 && signs.allSatisfy { $0 == first }
  }

  /// Attributes for the block before, such as `{: #anchor }`.
  private func isAttributes(_ words: Line) -> Bool {
    words.starts(with: "{:".utf8) && words.last == UInt8(ascii: "}")
  }

  /// `[name]: address`, which prints nothing.
  private func isDefinition(_ words: Line) -> Bool {
    guard open.isEmpty, words.first == UInt8(ascii: "["),
      let end = words.firstIndex(of: UInt8(ascii: "]")),
      words.index(after: end) < words.endIndex
    else { return false }
    return words[end + 1] == UInt8(ascii: ":") && words[words.startIndex + 1] != UInt8(ascii: "^")
  }

  /// The words after the sign of an item; nil where there is none.
  private func item(_ words: Line) -> Line? {
    guard let first = words.first else { return nil }
    if "-*+".utf8.contains(first) {
      let rest = words.dropFirst()
      guard rest.first.map(TextLines.isSpace) ?? open.isEmpty else { return nil }
      return TextLines.trimmed(rest)
    }
    let digits = words.prefix { (0x30...0x39).contains($0) }
    guard (1...9).contains(digits.count), let sign = words.dropFirst(digits.count).first,
      ".)".utf8.contains(sign)
    else { return nil }
    let rest = words.dropFirst(digits.count + 1)
    guard rest.first.map(TextLines.isSpace) ?? open.isEmpty else { return nil }
    // "… since\n2018. We …" is no list: in the midst of a paragraph only a first item begins one.
    guard open.isEmpty || isInItem || digits.elementsEqual("1".utf8) else { return nil }
    return TextLines.trimmed(rest)
  }
}

/// Rows of tables.
enum MarkdownTable {
  /// The cells of a row; no cells for the line under the header; nil where the line is no row.
  static func row(
    _ words: ArraySlice<UInt8>, next: ArraySlice<UInt8>?
  ) -> [ArraySlice<UInt8>]? {
    let bar = UInt8(ascii: "|")
    guard words.contains(bar) else { return nil }
    if isDivider(words) { return [] }
    guard words.first == bar && words.count > 1 || (next.map(isDivider) ?? false) else {
      return nil
    }
    var cells: [ArraySlice<UInt8>] = []
    var start = words.startIndex
    for index in words.indices where words[index] == bar {
      if index > words.startIndex, words[index - 1] == UInt8(ascii: "\\") { continue }
      cells.append(TextLines.trimmed(words[start..<index]))
      start = index + 1
    }
    cells.append(TextLines.trimmed(words[start...]))
    if words.first == bar { cells.removeFirst() }
    if words.last == bar, cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  private static func isDivider(_ words: ArraySlice<UInt8>) -> Bool {
    words.contains(UInt8(ascii: "-")) && words.contains(UInt8(ascii: "|"))
      && words.allSatisfy { "|-: \t".utf8.contains($0) }
  }
}
