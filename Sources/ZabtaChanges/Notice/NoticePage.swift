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
    [
      "lang": .text("en"), "dir": .text("ltr"),
      "title": .text("\(headline) – \(publisher["en"] ?? "")"),
      "publisher": .inlines([.text(publisher["en"] ?? "")]),
      "heading": .blocks([headingBlock]), "date": .inlines(dateLines),
      "lead": .blocks(leadBlocks), "changes": .blocks(changeBlocks),
      "redline": .blocks(changes?.redlineBlocks ?? []),
      "what-you-can-do": .blocks(closingBlocks(policyPage: policyPage)),
      "footer": .blocks([
        PageBlock(.paragraph([.link([.text(title["en"] ?? "")], to: policyPage)]))
      ]),
    ]
  }

  var headingBlock: PageBlock {
    let second = urduHeadline.map { PageHeading(language: .urdu, words: [.text($0)]) }
    return PageBlock(.heading(1, [.text(headline)], second: second))
  }

  /// Edition and dates, in both languages where the heading is.
  var dateLines: [PageInline] {
    let english = dateLine(in: .english)
    guard urduHeadline != nil else { return english }
    return english + [.lineBreak, .language(.urdu, dateLine(in: .urdu))]
  }

  /// The same as paragraphs, for mail and banners: each language reads in its own direction.
  var dateBlocks: [PageBlock] {
    let english = PageBlock(.paragraph(dateLine(in: .english)))
    guard urduHeadline != nil else { return [english] }
    return [english, PageBlock(.paragraph(dateLine(in: .urdu)), language: .urdu)]
  }

  var leadBlocks: [PageBlock] {
    var blocks =
      isFirst
      ? leadSentences.map { PageBlock(.paragraph([.text($0)])) }
      : [
        PageBlock(
          .list(PageList(items: leadSentences.map { PageList.Item(Notice.inlines($0)) })),
          style: "lead")
      ]
    if let publishersNote {
      blocks.append(
        PageBlock(.paragraph([.text("\(noteLabel): "), .emphasis([.text(publishersNote)])])))
    }
    return blocks
  }

  /// Whose words the note is.
  var noteLabel: String {
    let name = publisher["en"] ?? ""
    return name.isEmpty ? "In our words" : "In the words of \(name)"
  }

  var changeBlocks: [PageBlock] {
    guard let changes, !changes.changes.isEmpty else { return [] }
    return [PageBlock(.heading(2, [.text("What changed")], second: nil))]
      + changeCards
  }

  /// When it takes effect, and what a reader can do, addresses as links.
  ///
  /// `policyPage` is nil where no link can lead to the policy.
  func closingBlocks(policyPage: String?) -> [PageBlock] {
    var paragraphs: [[PageInline]] = ([effect] + promises).map { [.text($0)] }
    paragraphs += whatYouCanDo.map { sentence in
      guard let place = facts.rightsPlace, let heading = place.heading["en"], let policyPage,
        let quoted = sentence.utf8.firstRange(of: Array("“\(heading)”".utf8))
      else { return [.text(sentence)] }
      return [
        .text(String(sentence[..<quoted.lowerBound])),
        .link([.text(String(sentence[quoted]))], to: "\(policyPage)#\(place.anchor)"),
        .text(String(sentence[quoted.upperBound...])),
      ]
    }
    if let questions, let contact = facts.contact {
      let value = PageInline.leftToRight(contact.value)
      paragraphs.append([
        .text(questions), contact.address.map { .link([value], to: $0) } ?? value, .text("."),
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
