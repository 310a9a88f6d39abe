/// Page nodes → HTML.
struct HTMLWriter {
  var out = HTMLBytes()
  private var language: Language

  init(language: Language) {
    self.language = language
  }

  /// Blocks as HTML, in a language that the element around them declares.
  static func html(_ blocks: [PageBlock], in language: Language) -> HTMLBytes {
    var writer = HTMLWriter(language: language)
    writer.write(blocks)
    return writer.out
  }

  static func html(_ words: [PageInline], in language: Language) -> HTMLBytes {
    var writer = HTMLWriter(language: language)
    writer.write(words)
    return writer.out
  }

  mutating func write(_ blocks: [PageBlock]) {
    for block in blocks {
      write(block)
      out.markup("\n")
    }
  }

  private mutating func write(_ block: PageBlock) {
    let outer = language
    language = block.language ?? outer
    defer { language = outer }
    switch block.content {
    case .heading(let level, let words, let second):
      heading(level, words, second, of: block, outer)
    case .paragraph(let words):
      open("p", block, outer)
      anchors(block.anchors)
      if block.isChanged { sayChanged() }
      write(words)
      out.markup("</p>")
    case .list(let list):
      write(list, of: block, outer)
    case .table(let table):
      write(table, of: block, outer)
    case .definitions(let definitions):
      open("dl", block, outer)
      out.markup("\n")
      for definition in definitions { write(definition) }
      out.markup("</dl>")
    case .section(let blocks):
      open("section", block, outer)
      anchors(block.anchors)
      out.markup("\n")
      write(blocks)
      out.markup("</section>")
    case .group(let blocks):
      open("div", block, outer)
      anchors(block.anchors)
      out.markup("\n")
      write(blocks)
      out.markup("</div>")
    case .navigation(let name, let blocks):
      out.markup("<nav")
      out.attribute("aria-label", name)
      attributes(of: block, outer)
      out.markup(">\n")
      write(blocks)
      out.markup("</nav>")
    case .comparison(let comparison):
      write(comparison, of: block, outer)
    case .views(let views):
      write(views, of: block, outer)
    }
  }

  mutating func open(_ name: StaticString, _ block: PageBlock, _ outer: Language) {
    out.markup("<")
    out.markup(name)
    attributes(of: block, outer)
    out.markup(">")
  }

  mutating func attributes(of block: PageBlock, _ outer: Language) {
    if let id = block.id { out.attribute("id", id) }
    let classes = [block.style, block.isChanged ? Self.changed : nil].compactMap(\.self)
    if !classes.isEmpty { out.attribute("class", classes.joined(separator: " ")) }
    if let language = block.language, language != outer { mark(language) }
  }

  private static let changed = "changed"

  /// What a bar in the margin says to those who do not see it.
  private mutating func sayChanged() {
    out.markup("<span class=\"said\">")
    out.text(Phrases.of(language).changedHere)
    out.markup(" </span>")
  }

  private mutating func mark(_ language: Language) {
    out.attribute("lang", language.rawValue)
    out.attribute("dir", language.direction)
  }

  mutating func anchors(_ anchors: [String]) {
    for anchor in anchors {
      out.markup("<a")
      out.attribute("id", anchor)
      out.markup("></a>")
    }
  }

  private mutating func heading(
    _ level: Int, _ words: [PageInline], _ second: PageHeading?, of block: PageBlock,
    _ outer: Language
  ) {
    let level = String(min(max(level, 1), 6))
    out.markup("<h")
    out.name(level)
    attributes(of: block, outer)
    out.markup(">")
    anchors(block.anchors)
    if block.isChanged { sayChanged() }
    if let second {
      out.markup("<span>")
      write(words)
      out.markup("</span> ")
      out.markup("<span")
      mark(second.language)
      out.markup(">")
      let outer = language
      language = second.language
      write(second.words)
      language = outer
      out.markup("</span>")
    } else {
      write(words)
    }
    out.markup("</h")
    out.name(level)
    out.markup(">")
  }

  private mutating func write(_ list: PageList, of block: PageBlock, _ outer: Language) {
    let isOrdered = list.start != nil
    out.markup(isOrdered ? "<ol" : "<ul")
    attributes(of: block, outer)
    if let start = list.start, start != 1 { out.attribute("start", String(start)) }
    out.markup(">\n")
    for (index, item) in list.items.enumerated() {
      write(item, anchors: (index == 0 ? block.anchors : []) + item.anchors)
    }
    out.markup(isOrdered ? "</ol>" : "</ul>")
  }

  private mutating func write(_ item: PageList.Item, anchors earlier: [String]) {
    let outer = language
    language = item.language ?? outer
    defer { language = outer }
    out.markup("<li")
    if let id = item.id { out.attribute("id", id) }
    if item.isChanged { out.attribute("class", Self.changed) }
    if language != outer { mark(language) }
    out.markup(">")
    anchors(earlier)
    if item.isChanged { sayChanged() }
    write(item.words)
    if let nested = item.nested {
      out.markup("\n")
      write(PageBlock(.list(nested)))
    }
    out.markup("</li>\n")
  }

  /// A table, in a frame that scrolls where the screen is too narrow.
  ///
  /// The frame takes the focus, so that it scrolls from the keyboard as well.
  private mutating func write(_ table: PageTable, of block: PageBlock, _ outer: Language) {
    out.markup("<div")
    attributes(
      of: PageBlock(block.content, id: block.id, language: block.language, style: "table"), outer)
    out.markup(" role=\"region\" tabindex=\"0\"")
    out.attribute("aria-label", table.caption.plainText)
    out.markup(">")
    anchors(block.anchors)
    out.markup("<table>\n<caption>")
    write(table.caption)
    out.markup("</caption>\n<thead><tr>")
    for cell in table.header {
      out.markup("<th scope=\"col\">")
      write(cell)
      out.markup("</th>")
    }
    out.markup("</tr></thead>\n<tbody>\n")
    for (number, row) in table.rows.enumerated() {
      let isChanged = table.changedRows.contains(number)
      out.markup(isChanged ? "<tr class=\"changed\">" : "<tr>")
      for (index, cell) in row.enumerated() {
        out.markup(index == 0 ? "<th scope=\"row\">" : "<td>")
        if index == 0, isChanged { sayChanged() }
        write(cell)
        out.markup(index == 0 ? "</th>" : "</td>")
      }
      out.markup("</tr>\n")
    }
    out.markup("</tbody></table></div>")
  }

  private mutating func write(_ definition: PageDefinition) {
    out.markup("<dt")
    out.attribute("id", definition.id)
    if definition.isChanged { out.attribute("class", Self.changed) }
    out.markup(">")
    if definition.isChanged { sayChanged() }
    write(definition.term)
    out.markup("</dt>\n<dd")
    let outer = language
    language = definition.meaningLanguage ?? outer
    if definition.isChanged { out.attribute("class", Self.changed) }
    if language != outer { mark(language) }
    out.markup(">")
    write(definition.meaning)
    out.markup("</dd>\n")
    language = outer
  }

  mutating func write(_ words: [PageInline]) {
    for word in words { write(word) }
  }

  private mutating func write(_ word: PageInline) {
    switch word {
    case .text(let text): write(text)
    case .emphasis(let words): wrap("<em>", words, "</em>")
    case .strong(let words): wrap("<strong>", words, "</strong>")
    case .definition(let words): wrap("<dfn>", words, "</dfn>")
    case .inserted(let words): wrap("<ins>", words, "</ins>")
    case .deleted(let words): wrap("<del>", words, "</del>")
    case .value(let words): write(words)
    case .styled(let words, let style):
      out.markup("<span")
      out.attribute("class", style)
      out.markup(">")
      write(words)
      out.markup("</span>")
    case .lineBreak: out.markup("<br>")
    case .leftToRight(let text):
      out.markup("<bdi dir=\"ltr\">")
      out.text(text)
      out.markup("</bdi>")
    case .link(let words, let address):
      guard LinkAddress.isSafe(address) else { return write(words) }
      out.markup("<a")
      out.attribute("href", address)
      out.markup(">")
      write(words)
      out.markup("</a>")
    case .time(let machine, let words):
      out.markup("<time")
      out.attribute("datetime", machine)
      out.markup(">")
      write(words)
      out.markup("</time>")
    case .language(let inner, let words):
      guard inner != language else { return write(words) }
      out.markup("<span")
      mark(inner)
      out.markup(">")
      let outer = language
      language = inner
      write(words)
      language = outer
      out.markup("</span>")
    }
  }

  private mutating func wrap(
    _ opening: StaticString, _ words: [PageInline], _ closing: StaticString
  ) {
    out.markup(opening)
    write(words)
    out.markup(closing)
  }

  private mutating func write(_ text: String) {
    for run in TextRun.runs(of: text, in: language) {
      switch run.direction {
      case .same:
        out.text(run.text)
      case .number:
        out.markup("<bdi dir=\"ltr\">")
        out.text(run.text)
        out.markup("</bdi>")
      case .foreign(let foreign):
        out.markup("<bdi")
        mark(foreign)
        out.markup(">")
        out.text(run.text)
        out.markup("</bdi>")
      }
    }
  }
}
