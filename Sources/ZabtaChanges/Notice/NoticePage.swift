package import ZabtaPages

extension Notice {
  /// The slots that a template of notices fills; `style` comes from the theme.
  package static let slots: Set<String> = [
    "lang", "dir", "title", "style", "publisher", "heading", "date", "lead", "changes", "redline",
    "what-you-can-do", "footer",
  ]

  /// The notice as a page: English, with its heading in Urdu as well.
  package func html(_ template: Template, policyPage: String = "../index.html") throws(UnfilledSlot)
    -> [UInt8]
  {
    try template.fill(pageSlots(policyPage: policyPage), in: .english)
  }

  func pageSlots(policyPage: String) -> [String: SlotContent] {
    let second = urduHeadline.map { PageHeading(language: .urdu, words: [.text($0)]) }
    return [
      "lang": .text("en"), "dir": .text("ltr"),
      "title": .text("\(headline) – \(publisher["en"] ?? "")"),
      "publisher": .inlines([.text(publisher["en"] ?? "")]),
      "heading": .blocks([PageBlock(.heading(1, [.text(headline)], second: second))]),
      "date": .inlines([
        .text("Edition \(edition), "), .time(date, [.text(DateText.english(date))]),
      ]),
      "lead": .blocks(leadBlocks), "changes": .blocks(changeBlocks),
      "redline": .blocks(redlineBlocks),
      "what-you-can-do": .blocks(
        [
          PageBlock(
            .heading(2, [.text("When it takes effect, and what you can do")], second: nil))
        ] + ([effect] + whatYouCanDo).map { PageBlock(.paragraph([.text($0)])) }),
      "footer": .blocks([
        PageBlock(.paragraph([.link([.text(title["en"] ?? "")], to: policyPage)]))
      ]),
    ]
  }

  private var leadBlocks: [PageBlock] {
    var blocks = note.isEmpty ? [] : [PageBlock(.paragraph([.emphasis([.text(note)])]))]
    if isFirst { return blocks + leadSentences.map { PageBlock(.paragraph([.text($0)])) } }
    blocks.append(
      PageBlock(
        .list(PageList(items: leadSentences.map { PageList.Item(Notice.inlines($0)) })),
        style: "lead"))
    return blocks
  }

  private var changeBlocks: [PageBlock] {
    guard let changes, !changes.changes.isEmpty else { return [] }
    return [PageBlock(.heading(2, [.text("What changed")], second: nil))]
      + changes.changes.map { change in
        let view = ChangeLines(change)
        var blocks = [PageBlock(.paragraph([.strong([.text(view.title)])]))]
        if let lead = view.lead { blocks.append(PageBlock(.paragraph(Notice.inlines(lead)))) }
        for line in view.lines {
          let words = Redline.inlines(line.runs)
          blocks.append(PageBlock(.paragraph([.text("\(line.label): ")] + words)))
        }
        return PageBlock(.group(blocks), style: "change \(change.class.rawValue)")
      }
  }

  private var redlineBlocks: [PageBlock] {
    guard let changes, !changes.redlines.isEmpty else { return [] }
    return [PageBlock(.heading(2, [.text("The texts, before and after")], second: nil))]
      + changes.redlines.flatMap { text -> [PageBlock] in
        let language = Language(rawValue: text.language) ?? .english
        return [
          PageBlock(
            .heading(3, [.text(text.heading.isEmpty ? text.clause : text.heading)], second: nil)),
          PageBlock(
            .paragraph(text.redline.inlines), language: language == .english ? nil : language,
            style: "redline"),
        ]
      }
  }

  static func inlines(_ summary: String) -> [PageInline] {
    let parts = summary.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return [.text(summary)] }
    return [.text(parts[0]), .emphasis([.text(parts[1])]), .text(parts[2])]
  }
}
