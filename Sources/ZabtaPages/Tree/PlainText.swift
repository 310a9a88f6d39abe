/// A paragraph, item or row without markup.
package struct PlainLine: Sendable, Hashable {
  package var text: String
  /// Which of its UTF-8 bytes rules gave: in order, none touching the next.
  package var values: [Range<Int>]
}

extension [PageInline] {
  /// The words without any markup.
  package var plainText: String { plainLine.text }

  /// The words, and which of them are values.
  package var plainLine: PlainLine {
    var line = PlainLine(text: "", values: [])
    for word in self { line.add(word, isValue: false) }
    return line
  }
}

extension PageInline {
  package var plainText: String { [self].plainText }
}

extension PlainLine {
  fileprivate mutating func add(_ word: PageInline, isValue: Bool) {
    switch word {
    case .text(let text), .leftToRight(let text): add(text, isValue: isValue)
    case .emphasis(let words), .strong(let words), .link(let words, _), .language(_, let words),
      .time(_, let words), .definition(let words), .inserted(let words), .deleted(let words),
      .styled(let words, _):
      for word in words { add(word, isValue: isValue) }
    case .value(let words):
      for word in words { add(word, isValue: true) }
    case .lineBreak: add("\n", isValue: isValue)
    }
  }

  private mutating func add(_ words: String, isValue: Bool) {
    let start = text.utf8.count
    text += words
    let end = text.utf8.count
    guard isValue, start < end else { return }
    if let last = values.last, last.upperBound == start {
      values[values.count - 1] = last.lowerBound..<end
    } else {
      values.append(start..<end)
    }
  }

  /// Several cells as one line.
  fileprivate static func joined(_ lines: [PlainLine], by separator: String) -> PlainLine {
    var whole = PlainLine(text: "", values: [])
    for (index, line) in lines.enumerated() {
      if index > 0 { whole.text += separator }
      let start = whole.text.utf8.count
      whole.text += line.text
      whole.values += line.values.map { $0.lowerBound + start..<$0.upperBound + start }
    }
    return whole
  }
}

extension PageBlock {
  /// The block's words, a line for each paragraph, item or row.
  package var plainLines: [String] { lines.map(\.text) }

  /// The same, with the values in them.
  package var lines: [PlainLine] {
    switch content {
    case .heading(_, let words, _), .paragraph(let words): [words.plainLine]
    case .list(let list): list.lines
    case .table(let table):
      table.rows.map { PlainLine.joined($0.map(\.plainLine), by: " | ") }
    case .definitions(let definitions):
      definitions.map { PlainLine.joined([$0.term.plainLine, $0.meaning.plainLine], by: ": ") }
    case .section(let blocks), .group(let blocks), .navigation(_, let blocks):
      blocks.flatMap(\.lines)
    case .comparison(let comparison):
      comparison.rows.map { row in
        switch row.content {
        case .pair(let before, let after):
          PlainLine.joined([before.plainLine, after.plainLine], by: " | ")
        case .note(let words): words.plainLine
        }
      }
    case .views(let views): views.views.first?.blocks.flatMap(\.lines) ?? []
    }
  }
}

extension PageList {
  var lines: [PlainLine] {
    items.flatMap { [$0.words.plainLine] + ($0.nested?.lines ?? []) }
  }
}
