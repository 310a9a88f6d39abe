package import ZabtaModel

/// A file of the output, by its path in the policy's folder.
package struct PublishedFile: Sendable, Hashable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// A policy → its pages.
package enum PageWriter {
  /// The slots that a template of pages fills; `style` comes from the theme.
  package static let slots: Set<String> = [
    "lang", "dir", "title", "style", "skip", "heading", "publisher", "stamp", "languages",
    "contents", "body", "footer", "other-lang", "other-page",
  ]

  /// The pages of a policy in both languages, as HTML and as Markdown.
  package static func pages(
    policy: Policy, history: PageHistory, template: Template
  ) throws(UnfilledSlot) -> [PublishedFile] {
    let index = PolicyIndex(policy)
    var files: [PublishedFile] = []
    for language in Language.allCases {
      let page = Page(
        PageComposer(policy: policy, language: language, index: index), history)
      let folder = language == .english ? "" : "ur/"
      var template = template
      template.feed = page.feed
      files.append(
        PublishedFile(
          path: "\(folder)index.html", bytes: try template.fill(page.slots(), in: language)))
      files.append(
        PublishedFile(path: "\(folder)index.md", bytes: Array(page.markdown().utf8)))
    }
    return files
  }

  /// A page without a template: nothing in it can be left unfilled.
  ///
  /// `style` is the text of a style sheet of the project's.
  package static func plainPage(
    title: String, _ blocks: [PageBlock], in language: Language, style: String = ""
  ) -> [UInt8] {
    var out = beginning(title, language)
    out.markup("</title>\n")
    if !style.isEmpty {
      out.markup("<style>")
      // Nothing within a style sheet ends it.
      out.raw(style.replacing("</", with: "<\\/"))
      out.markup("</style>\n")
    }
    out.markup("</head>\n<body class=\"notice\">\n<main>\n")
    out.append(HTMLWriter.html(blocks, in: language))
    out.markup("</main>\n</body>\n</html>\n")
    return out.bytes
  }

  /// A page for a mail: no style sheet, the styles stand in the elements.
  package static func mailPage(
    title: String, _ blocks: [PageBlock], in language: Language
  ) -> [UInt8] {
    var out = beginning(title, language)
    out.markup("</title>\n</head>\n<body style=\"margin:0;padding:24px 16px;")
    out.markup(
      "background:#ffffff;color:#1e2326;font:16px/1.6 Georgia,'Times New Roman',serif\">\n")
    out.markup("<div style=\"max-width:640px;margin:0 auto\">\n")
    let body = InlineStyles.apply(to: HTMLWriter.html(blocks, in: language))
    var end = HTMLBytes()
    end.markup("</div>\n</body>\n</html>\n")
    return out.bytes + body + end.bytes
  }

  /// A page up to its title, whose element is left open.
  private static func beginning(_ title: String, _ language: Language) -> HTMLBytes {
    var out = HTMLBytes()
    out.markup("<!DOCTYPE html>\n<html")
    out.attribute("lang", language.rawValue)
    out.attribute("dir", language.direction)
    out.markup(">\n<head>\n<meta charset=\"utf-8\">\n")
    out.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
    out.text(title)
    return out
  }

  /// A piece of HTML to be put into another page: it brings its styles along.
  package static func aside(
    name: String, _ blocks: [PageBlock], in language: Language
  ) -> [UInt8] {
    var out = HTMLBytes()
    out.markup("<aside class=\"policy-notice\"")
    out.attribute("lang", language.rawValue)
    out.attribute("dir", language.direction)
    out.attribute("aria-label", name)
    out.markup(" style=\"border:1px solid #b9b4a8;border-inline-start:5px solid #0b5c6b;")
    out.markup("border-radius:6px;padding:16px 20px;background:#fdfcfa;color:#1e2326;")
    out.markup("font:16px/1.5 Georgia,'Times New Roman',serif\">\n")
    let body = InlineStyles.apply(
      to: HTMLWriter.html(blocks, in: language), overrides: InlineStyles.snippet)
    var end = HTMLBytes()
    end.markup("</aside>\n")
    return out.bytes + body + end.bytes
  }

  /// Blocks as HTML without a page around them, for feeds.
  package static func fragment(_ blocks: [PageBlock], in language: Language) -> String {
    String(decoding: HTMLWriter.html(blocks, in: language).bytes, as: UTF8.self)
  }

  /// Blocks as Markdown, for pages that others compose.
  package static func markdown(_ blocks: [PageBlock], in language: Language) -> String {
    MarkdownWriter.markdown(blocks, in: language)
  }
}

/// The parts of one page, composed once for both of its forms.
private struct Page {
  private let composer: PageComposer
  private let history: PageHistory
  private let language: Language
  private let title: String
  private let publisher: [PageInline]
  private let contents: PageBlock
  private let body: [PageBlock]
  /// Leads from the page to the policy's folder.
  private let root: String

  init(_ composer: PageComposer, _ history: PageHistory) {
    self.composer = composer
    self.history = history
    language = composer.language
    let policy = composer.policy
    title = "\(composer.pack.text(policy.title)) – \(composer.pack.text(policy.publisher.name))"
    publisher = composer.words(policy.publisher.name)
    contents = composer.contents()
    body = composer.body()
    root = language == .english ? "" : "../"
  }

  private func otherPage(_ type: String) -> String {
    language == .english ? "ur/index.\(type)" : "../index.\(type)"
  }

  /// The link to the page in the other language, in that language.
  private func otherLanguage(_ type: String) -> PageInline {
    let other = language.other
    let name = other == .english ? Phrases.english.thisLanguage : Phrases.urdu.thisLanguage
    return .link([.language(other, [.text(name)])], to: otherPage(type))
  }

  /// Nil while there is no edition.
  var feed: (address: String, title: String)? {
    guard history.hasFeed else { return nil }
    return (root + PageHistory.feed, composer.pack.phrases.feed)
  }

  func slots() -> [String: SlotContent] {
    [
      "lang": .text(language.rawValue), "dir": .text(language.direction),
      "other-lang": .text(language.other.rawValue), "other-page": .text(otherPage("html")),
      "title": .text(title), "skip": .text(composer.pack.phrases.skip),
      "heading": .blocks([PageBlock(composer.title())]),
      "publisher": .inlines(publisher), "stamp": .blocks(stamp),
      "languages": .inlines([otherLanguage("html")]), "contents": .blocks([contents]),
      "body": .blocks(history.highlights.marked(body, on: language)),
      "footer": .blocks(composer.footer(history, root: root, type: "html")),
    ]
  }

  /// The date, and what the marks of this edition mean where there are some.
  private var stamp: [PageBlock] {
    let date = history.stampBlock(on: language, root: root, type: "html")
    guard history.highlights.lines[language.rawValue]?.isEmpty == false else { return [date] }
    let legend = composer.pack.phrases.changesAreMarked
    return [date, PageBlock(.paragraph([.text(legend)]), style: "legend")]
  }

  func markdown() -> String {
    let top = [
      PageBlock(composer.title()), PageBlock(.paragraph(publisher)),
      history.stampBlock(on: language, root: root, type: "md"),
      PageBlock(.paragraph([otherLanguage("md")])), contents,
    ]
    let writer = MarkdownWriter(language: language)
    let page =
      writer.markdown(top + body) + "\n\n---\n\n"
      + writer.markdown(composer.footer(history, root: root, type: "md"))
    guard language == .urdu else { return page + "\n" }
    return "<div lang=\"ur\" dir=\"rtl\">\n\n\(page)\n\n</div>\n"
  }
}
