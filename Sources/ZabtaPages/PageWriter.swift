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
    policy: Policy, stamp: Stamp, pastEditions: [EditionLink] = [], template: Template
  ) throws(UnfilledSlot) -> [PublishedFile] {
    let index = PolicyIndex(policy)
    var files: [PublishedFile] = []
    for language in Language.allCases {
      let page = Page(
        PageComposer(policy: policy, language: language, index: index), stamp, pastEditions)
      let folder = language == .english ? "" : "ur/"
      files.append(
        PublishedFile(
          path: "\(folder)index.html", bytes: try template.fill(page.slots(), in: language)))
      files.append(
        PublishedFile(path: "\(folder)index.md", bytes: Array(page.markdown().utf8)))
    }
    return files
  }

  /// A page without a template: nothing in it can be left unfilled.
  package static func plainPage(
    title: String, _ blocks: [PageBlock], in language: Language
  ) -> [UInt8] {
    var out = HTMLBytes()
    out.markup("<!DOCTYPE html>\n<html")
    out.attribute("lang", language.rawValue)
    out.attribute("dir", language.direction)
    out.markup(">\n<head>\n<meta charset=\"utf-8\">\n")
    out.markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
    out.text(title)
    out.markup("</title>\n</head>\n<body>\n<main>\n")
    out.append(HTMLWriter.html(blocks, in: language))
    out.markup("</main>\n</body>\n</html>\n")
    return out.bytes
  }

  /// Blocks as Markdown, for pages that others compose.
  package static func markdown(_ blocks: [PageBlock], in language: Language) -> String {
    MarkdownWriter.markdown(blocks, in: language)
  }
}

/// The parts of one page, composed once for both of its forms.
private struct Page {
  private let composer: PageComposer
  private let language: Language
  private let title: String
  private let publisher: [PageInline]
  private let stamp: PageBlock
  private let contents: PageBlock
  private let body: [PageBlock]
  private let footer: [PageBlock]

  init(_ composer: PageComposer, _ stamp: Stamp, _ pastEditions: [EditionLink]) {
    self.composer = composer
    language = composer.pack.language
    let policy = composer.policy
    title = "\(composer.pack.text(policy.title)) – \(composer.pack.text(policy.publisher.name))"
    publisher = composer.words(policy.publisher.name)
    self.stamp =
      language == .english
      ? stamp.block(composer.pack, and: Sentences.pack(.urdu, for: policy))
      : stamp.block(composer.pack)
    contents = composer.contents()
    body = composer.body()
    footer = composer.footer(
      pastEditions: pastEditions, root: language == .english ? "" : "../")
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

  func slots() -> [String: SlotContent] {
    [
      "lang": .text(language.rawValue), "dir": .text(language.direction),
      "other-lang": .text(language.other.rawValue), "other-page": .text(otherPage("html")),
      "title": .text(title), "skip": .text(composer.pack.phrases.skip),
      "heading": .blocks([PageBlock(composer.title())]),
      "publisher": .inlines(publisher), "stamp": .blocks([stamp]),
      "languages": .inlines([otherLanguage("html")]), "contents": .blocks([contents]),
      "body": .blocks(body), "footer": .blocks(footer),
    ]
  }

  func markdown() -> String {
    let top = [
      PageBlock(composer.title()), PageBlock(.paragraph(publisher)), stamp,
      PageBlock(.paragraph([otherLanguage("md")])), contents,
    ]
    let writer = MarkdownWriter(language: language)
    let page = writer.markdown(top + body) + "\n\n---\n\n" + writer.markdown(footer)
    guard language == .urdu else { return page + "\n" }
    return "<div lang=\"ur\" dir=\"rtl\">\n\n\(page)\n\n</div>\n"
  }
}
