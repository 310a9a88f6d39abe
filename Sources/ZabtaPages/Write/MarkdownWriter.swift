/// Page nodes → Markdown, as CommonMark and GitHub read it.
///
/// Anchors, languages and directions have no Markdown; they are HTML within it.
struct MarkdownWriter {
  private var language: Language

  init(language: Language) {
    self.language = language
  }

  /// Blocks as Markdown, ending with a line break.
  static func markdown(_ blocks: [PageBlock], in language: Language) -> String {
    MarkdownWriter(language: language).markdown(blocks) + "\n"
  }

  func markdown(_ blocks: [PageBlock]) -> String {
    var parts: [String] = []
    var isAfterList = false
    for block in blocks {
      let part = markdown(block)
      guard !part.isEmpty else { continue }
      var isList = false
      if case .list = block.content { isList = true }
      // Two lists that follow one another would be read as one.
      if isList && isAfterList { parts.append("<!-- -->") }
      isAfterList = isList
      parts.append(part)
    }
    return parts.joined(separator: "\n\n")
  }

  private func markdown(_ block: PageBlock) -> String {
    guard let inner = block.language, inner != language else {
      return content(block, anchors: anchors(block))
    }
    let text = MarkdownWriter(language: inner).content(block, anchors: anchors(block))
    return "<div\(marks(inner))>\n\n\(text)\n\n</div>"
  }

  private func anchors(_ block: PageBlock) -> String {
    ([block.id].compactMap(\.self) + block.anchors).map(anchor).joined()
  }

  private func anchor(_ id: String) -> String {
    "<a id=\"\(MarkdownEscape.attribute(id))\"></a>"
  }

  private func marks(_ language: Language) -> String {
    " lang=\"\(language.rawValue)\" dir=\"\(language.direction)\""
  }

  private func content(_ block: PageBlock, anchors: String) -> String {
    switch block.content {
    case .heading(let level, let words, let second):
      var line =
        String(repeating: "#", count: min(max(level, 1), 6)) + " " + anchors + inline(words)
      if let second {
        line += " — " + inline(.language(second.language, second.words), before: "", after: nil)
      }
      return line
    case .paragraph(let words):
      return anchors + inline(words, isAtStart: anchors.isEmpty)
    case .list(let list):
      return markdown(list, anchors: anchors, indent: "")
    case .table(let table):
      return (anchors.isEmpty ? "" : anchors + "\n\n") + markdown(table)
    case .definitions(let definitions):
      return definitions.map { definition in
        var meaning = inline(definition.meaning)
        if let inner = definition.meaningLanguage, inner != language {
          meaning = inline(.language(inner, definition.meaning), before: "", after: nil)
        }
        return "- \(anchor(definition.id))**\(inline(definition.term))**: \(meaning)"
      }.joined(separator: "\n")
    case .section(let blocks), .group(let blocks):
      return merged(anchors, blocks)
    case .navigation(let name, let blocks):
      return merged("\(anchors)**\(MarkdownEscape.text(name))**\n\n", blocks)
    case .comparison(let comparison):
      return (anchors.isEmpty ? "" : anchors + "\n\n") + markdown(comparison)
    case .views(let views):
      // A text has no switch: it shows the first view.
      return merged(anchors, views.views.first?.blocks ?? [])
    }
  }

  /// Blocks whose first takes the anchors in.
  private func merged(_ anchors: String, _ blocks: [PageBlock]) -> String {
    guard !anchors.isEmpty else { return markdown(blocks) }
    if anchors.hasSuffix("\n\n") { return anchors + markdown(blocks) }
    if let first = blocks.first, case .heading = first.content, first.language == nil {
      let own = self.anchors(first)
      return ([content(first, anchors: anchors + own)] + [markdown(Array(blocks.dropFirst()))])
        .filter { !$0.isEmpty }.joined(separator: "\n\n")
    }
    return anchors + "\n\n" + markdown(blocks)
  }

  private func markdown(_ list: PageList, anchors: String, indent: String) -> String {
    var lines: [String] = []
    for (index, item) in list.items.enumerated() {
      let marker = list.start.map { "\(max(0, $0) &+ index). " } ?? "- "
      var text = index == 0 ? anchors : ""
      text += ([item.id].compactMap(\.self) + item.anchors).map(anchor).joined()
      if let inner = item.language, inner != language {
        text += inline(.language(inner, item.words), before: "", after: nil)
      } else {
        text += inline(item.words, isAtStart: text.isEmpty)
      }
      lines.append(indent + marker + text)
      if let nested = item.nested {
        let deeper = indent + String(repeating: " ", count: marker.utf8.count)
        lines.append(markdown(nested, anchors: "", indent: deeper))
      }
    }
    return lines.joined(separator: "\n")
  }

  private func markdown(_ table: PageTable) -> String {
    var lines = ["**\(inline(table.caption))**", ""]
    lines.append(row(table.header))
    lines.append("|" + String(repeating: " --- |", count: max(1, table.header.count)))
    lines += table.rows.map(row)
    return lines.joined(separator: "\n")
  }

  private func row(_ cells: [[PageInline]]) -> String {
    "| " + cells.map { inline($0) }.joined(separator: " | ") + " |"
  }

  private func markdown(_ comparison: PageComparison) -> String {
    var lines = ["**\(inline(comparison.caption))**", ""]
    lines.append(row([comparison.before, comparison.after]))
    lines.append("| --- | --- |")
    lines += comparison.rows.map { row in
      switch row.content {
      case .pair(let before, let after): self.row([before, after])
      case .note(let words): self.row([words, []])
      }
    }
    return lines.joined(separator: "\n")
  }

  private func inline(_ words: [PageInline], isAtStart: Bool = false) -> String {
    let words = words.flatMap(\.withoutHooks)
    var text = ""
    for (index, word) in words.enumerated() {
      var part = inline(
        word, before: text, after: words.indices.contains(index + 1) ? words[index + 1] : nil)
      if isAtStart && text.isEmpty, case .text = word { part = MarkdownEscape.start(part) }
      text += part
    }
    return text
  }

  private func inline(_ word: PageInline, before: String, after: PageInline?) -> String {
    switch word {
    case .text(let text):
      return runs(text)
    case .emphasis(let words):
      return delimited(inline(words), "*", "em", before, after)
    case .strong(let words):
      return delimited(inline(words), "**", "strong", before, after)
    case .definition(let words):
      return inline(words)
    case .value(let words), .styled(let words, _):
      return inline(words)
    case .inserted(let words):
      return "<ins>\(inline(words))</ins>"
    case .deleted(let words):
      return "<del>\(inline(words))</del>"
    case .lineBreak:
      return "<br>"
    case .leftToRight(let text):
      let text = MarkdownEscape.text(text)
      return language == .urdu ? "<bdi dir=\"ltr\">\(text)</bdi>" : text
    case .time(let machine, let words):
      return "<time datetime=\"\(MarkdownEscape.attribute(machine))\">\(inline(words))</time>"
    case .link(let words, let address):
      guard LinkAddress.isSafe(address) else { return inline(words) }
      return "[\(inline(words))](\(MarkdownEscape.address(address)))"
    case .language(let inner, let words):
      guard inner != language else { return inline(words) }
      return "<span\(marks(inner))>\(MarkdownWriter(language: inner).inline(words))</span>"
    }
  }

  private func runs(_ text: String) -> String {
    TextRun.runs(of: text, in: language).map { run in
      let text = MarkdownEscape.text(run.text)
      switch run.direction {
      case .same: return text
      case .number: return "<bdi dir=\"ltr\">\(text)</bdi>"
      case .foreign(let foreign): return "<bdi\(marks(foreign))>\(text)</bdi>"
      }
    }.joined()
  }

  /// Stars where CommonMark's rule of flanking is sure to read them as meant, else the element.
  private func delimited(
    _ content: String, _ stars: String, _ element: String, _ before: String, _ after: PageInline?
  ) -> String {
    guard !content.isEmpty else { return "" }
    let opens = content.unicodeScalars.first?.isWordly ?? false
    let closes = content.unicodeScalars.last?.isWordly ?? false
    let isFreeBefore = before.unicodeScalars.last.map { $0 == " " } ?? true
    let next = after.flatMap { $0.plainText.unicodeScalars.first }
    let isFreeAfter = next.map { !$0.isWordly } ?? true
    let begins = content.unicodeScalars.first.map { $0 != " " } ?? false
    let ends = content.unicodeScalars.last.map { $0 != " " } ?? false
    guard begins, ends, opens || isFreeBefore, closes || isFreeAfter else {
      return "<\(element)>\(content)</\(element)>"
    }
    return stars + content + stars
  }
}

extension PageInline {
  /// What Markdown knows of it: the words within the nodes that only HTML or a redline cares for.
  fileprivate var withoutHooks: [PageInline] {
    switch self {
    case .value(let words), .styled(let words, _): words.flatMap(\.withoutHooks)
    default: [self]
    }
  }
}

extension Unicode.Scalar {
  /// Neither space nor punctuation.
  fileprivate var isWordly: Bool {
    properties.isAlphabetic || properties.numericType != nil
      || properties.generalCategory == .nonspacingMark
  }
}
