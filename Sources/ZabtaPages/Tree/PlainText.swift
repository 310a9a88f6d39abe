extension [PageInline] {
  /// The words without any markup.
  package var plainText: String {
    map(\.plainText).joined()
  }
}

extension PageInline {
  package var plainText: String {
    switch self {
    case .text(let text), .leftToRight(let text): text
    case .emphasis(let words), .strong(let words), .link(let words, _), .language(_, let words),
      .time(_, let words), .definition(let words), .inserted(let words), .deleted(let words):
      words.plainText
    case .lineBreak: "\n"
    }
  }
}

extension PageBlock {
  /// The block's words, a line for each paragraph, item or row.
  package var plainLines: [String] {
    switch content {
    case .heading(_, let words, _), .paragraph(let words): [words.plainText]
    case .list(let list): list.plainLines
    case .table(let table):
      table.rows.map(PageTable.line)
    case .definitions(let definitions):
      definitions.map(\.line)
    case .section(let blocks), .group(let blocks), .navigation(_, let blocks):
      blocks.flatMap(\.plainLines)
    }
  }
}

extension PageList {
  var plainLines: [String] {
    items.flatMap { [$0.words.plainText] + ($0.nested?.plainLines ?? []) }
  }
}
