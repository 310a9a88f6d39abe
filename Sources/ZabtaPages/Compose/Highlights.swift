/// The lines of a page that the edition before did not have so.
///
/// They are found by their words: a paragraph, a bullet, a row, a heading that stood anywhere in the
/// edition before, word for word, is not marked, wherever it stands now.
package struct Highlights: Sendable, Hashable {
  /// By language code and line, what is new in the line as ranges of its UTF-8; without any, all of it.
  package var lines: [String: [String: [Range<Int>]]]

  package init(lines: [String: [String: [Range<Int>]]] = [:]) {
    self.lines = lines
  }

  package var isEmpty: Bool { lines.values.allSatisfy(\.isEmpty) }

  /// The blocks with their marks, on the page in a language.
  func marked(_ blocks: [PageBlock], on page: Language) -> [PageBlock] {
    guard let lines = lines[page.rawValue], !lines.isEmpty else { return blocks }
    return blocks.map { Marker(lines: lines).marked($0) }
  }
}

private struct Marker {
  let lines: [String: [Range<Int>]]

  func marked(_ block: PageBlock) -> PageBlock {
    var block = block
    switch block.content {
    case .heading(let level, let words, let second):
      block.isChanged = lines[words.plainText] != nil
      block.content = .heading(level, words, second: second)
    case .paragraph(let words):
      guard let new = lines[words.plainText] else { return block }
      block.isChanged = true
      block.content = .paragraph(NewWords.marked(words, at: new))
    case .list(let list):
      block.content = .list(marked(list))
    case .table(var table):
      for (number, row) in table.rows.enumerated()
      where lines[PageTable.line(row)] != nil { table.changedRows.insert(number) }
      block.content = .table(table)
    case .definitions(let definitions):
      block.content = .definitions(
        definitions.map { definition in
          var definition = definition
          definition.isChanged = lines[definition.line] != nil
          return definition
        })
    case .section(let blocks): block.content = .section(blocks.map(marked))
    case .group(let blocks): block.content = .group(blocks.map(marked))
    case .navigation, .comparison, .views: break
    }
    return block
  }

  private func marked(_ list: PageList) -> PageList {
    var list = list
    for index in list.items.indices {
      if let new = lines[list.items[index].words.plainText] {
        list.items[index].isChanged = true
        list.items[index].words = NewWords.marked(list.items[index].words, at: new)
      }
      if let nested = list.items[index].nested { list.items[index].nested = marked(nested) }
    }
    return list
  }
}

/// Puts `ins` around ranges of a text that is already cut into nodes.
private struct NewWords {
  private let ranges: [Range<Int>]
  /// How many bytes of the text were passed.
  private var offset = 0

  static func marked(_ words: [PageInline], at ranges: [Range<Int>]) -> [PageInline] {
    guard !ranges.isEmpty else { return words }
    var writer = NewWords(ranges: ranges)
    return writer.write(words)
  }

  private init(ranges: [Range<Int>]) {
    self.ranges = ranges
  }

  private mutating func write(_ words: [PageInline]) -> [PageInline] {
    var written: [PageInline] = []
    for word in words.flatMap({ write($0) }) {
      if case .inserted(let more) = word, case .inserted(let new)? = written.last {
        written[written.count - 1] = .inserted(new + more)
      } else {
        written.append(word)
      }
    }
    return written
  }

  private mutating func write(_ word: PageInline) -> [PageInline] {
    switch word {
    case .text(let text):
      return cut(text).map { $0.isNew ? .inserted([.text($0.text)]) : .text($0.text) }
    case .emphasis(let words): return [.emphasis(write(words))]
    case .strong(let words): return [.strong(write(words))]
    case .definition(let words): return [.definition(write(words))]
    case .language(let language, let words): return [.language(language, write(words))]
    case .link(let words, let address): return [.link(write(words), to: address)]
    // A value has no mark of its own on a page, and cuts no insertion in two.
    case .value(let words): return write(words)
    case .styled(let words, let style): return [.styled(write(words), style)]
    case .time, .leftToRight, .lineBreak, .inserted, .deleted:
      // What cannot be cut is new as a whole where it begins within something new.
      let start = offset
      offset += word.plainText.utf8.count
      return ranges.contains { $0.contains(start) } ? [.inserted([word])] : [word]
    }
  }

  /// The pieces of a text, each new or not; cut between scalars only.
  private mutating func cut(_ text: String) -> [(text: String, isNew: Bool)] {
    var pieces: [(text: String.UnicodeScalarView, isNew: Bool)] = []
    for scalar in text.unicodeScalars {
      let isNew = ranges.contains { $0.contains(offset) }
      offset += UTF8.width(scalar)
      if pieces.last?.isNew == isNew {
        pieces[pieces.count - 1].text.append(scalar)
      } else {
        pieces.append((String.UnicodeScalarView([scalar]), isNew))
      }
    }
    return pieces.map { (String($0.text), $0.isNew) }
  }
}

extension PageTable {
  /// A row as ``PageBlock/plainLines`` says it.
  static func line(_ row: [[PageInline]]) -> String {
    row.map(\.plainText).joined(separator: " | ")
  }
}

extension PageDefinition {
  /// The definition as ``PageBlock/plainLines`` says it.
  var line: String { "\(term.plainText): \(meaning.plainText)" }
}
