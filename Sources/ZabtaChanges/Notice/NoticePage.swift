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
      "what-you-can-do": .blocks(closingBlocks),
      "footer": .blocks([
        PageBlock(.paragraph([.link([.text(title["en"] ?? "")], to: policyPage)]))
      ]),
    ]
  }

  var leadBlocks: [PageBlock] {
    var blocks = note.isEmpty ? [] : [PageBlock(.paragraph([.emphasis([.text(note)])]))]
    if isFirst { return blocks + leadSentences.map { PageBlock(.paragraph([.text($0)])) } }
    blocks.append(
      PageBlock(
        .list(PageList(items: leadSentences.map { PageList.Item(Notice.inlines($0)) })),
        style: "lead"))
    return blocks
  }

  var changeBlocks: [PageBlock] {
    guard let changes, !changes.changes.isEmpty else { return [] }
    return [PageBlock(.heading(2, [.text("What changed")], second: nil))]
      + changes.changes.map { change in
        let view = ChangeLines(change)
        var blocks = [PageBlock(.paragraph([.strong([.text(view.title)])]))]
        if let lead = view.lead { blocks.append(PageBlock(.paragraph(Notice.inlines(lead)))) }
        for line in view.lines {
          let words = Redline.inlines(line.runs)
          let label: [PageInline] = [.strong([.text("\(line.label):")]), .text(" ")]
          blocks.append(PageBlock(.paragraph(label + words)))
        }
        return PageBlock(.group(blocks), style: "change \(change.class.rawValue)")
      }
  }

  /// A heading for each section, below it what differs in its clauses.
  var redlineBlocks: [PageBlock] {
    guard let changes, !changes.redlines.isEmpty else { return [] }
    var blocks = [PageBlock(.heading(2, [.text("The texts, before and after")], second: nil))]
    var last: String?
    for text in changes.redlines {
      let heading = text.heading.isEmpty ? text.clause : text.heading
      if heading != last {
        blocks.append(PageBlock(.heading(3, [.text(heading)], second: nil)))
        last = heading
      }
      let language = Language(rawValue: text.language) ?? .english
      blocks.append(
        PageBlock(
          .paragraph(text.redline.inlines), language: language == .english ? nil : language,
          style: "redline"))
    }
    return blocks
  }

  /// When it takes effect, and what a reader can do, the address as a link.
  private var closingBlocks: [PageBlock] {
    var paragraphs = ([effect] + rights).map { [PageInline.text($0)] }
    if let contact {
      let isMail = contact.utf8.contains(UInt8(ascii: "@")) && !contact.utf8.contains(0x20)
      let address = PageInline.leftToRight(contact)
      paragraphs.append([
        .text("For questions, write to "),
        isMail ? .link([address], to: "mailto:\(contact)") : address, .text("."),
      ])
    }
    return [
      PageBlock(.heading(2, [.text("When it takes effect, and what you can do")], second: nil))
    ] + paragraphs.map { PageBlock(.paragraph($0)) }
  }

  static func inlines(_ summary: String) -> [PageInline] {
    let parts = summary.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return [.text(summary)] }
    return [.text(parts[0]), .emphasis([.text(parts[1])]), .text(parts[2])]
  }
}
