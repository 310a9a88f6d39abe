package import ZabtaPages

extension EditionChanges {
  /// The texts before and after, as part of a page: a list of the changes, and the texts in one and
  /// side by side, of which the reader chooses.
  ///
  /// Empty where no text differs. Its anchors begin with `change-`, `side-` and `view-`.
  package var redlineBlocks: [PageBlock] {
    guard !redlines.isEmpty else { return [] }
    let outline = RedlineOutline(redlines)
    let views = PageViews(
      name: "How the texts are shown",
      views: [
        .init(
          id: "view-inline", label: "In one text",
          blocks: InlineRedlines(anchors: "change").blocks(outline)),
        .init(
          id: "view-side", label: "Side by side",
          blocks: SideBySideRedlines(anchors: "side").blocks(outline)),
      ])
    return RedlineParts.title(outline) + [PageBlock(.views(views), style: "redlines")]
  }

  /// The texts in one, without anchors, links and switch: for an e-mail.
  package var inlineRedlineBlocks: [PageBlock] {
    guard !redlines.isEmpty else { return [] }
    let outline = RedlineOutline(redlines)
    return RedlineParts.title(outline) + InlineRedlines(anchors: nil).blocks(outline)
  }
}

/// What both views of a redline have.
enum RedlineParts {
  static let title = "The texts, before and after"

  static func title(_ outline: RedlineOutline) -> [PageBlock] {
    let hasValues = outline.sections.contains { section in
      section.parts.contains { part in
        part.entries.contains { entry in
          entry.redline.paragraphs.contains { !$0.redline.valueChanges.isEmpty }
        }
      }
    }
    var words: [PageInline] = [
      .deleted([.text("What is gone")]), .text(" is struck out, "),
      .inserted([.text("what is new")]), .text(" is underlined."),
    ]
    if hasValues {
      words += [
        .text(" What stands in a "), .styled([.text("frame")], "value"),
        .text(" comes from a rule: there the rule changed and not only the wording."),
      ]
    }
    return [
      PageBlock(.heading(2, [.text(title)], second: nil)),
      PageBlock(.paragraph(words), style: "redline-legend"),
    ]
  }

  /// Links to the first change of each section.
  static func list(_ outline: RedlineOutline, _ anchors: String) -> [PageBlock] {
    guard outline.changeCount > 1 else { return [] }
    let items = outline.sections.map { section -> PageList.Item in
      let entries = section.parts.flatMap(\.entries)
      let changes = entries.flatMap(\.changes)
      let hasMove = entries.contains { entry in
        entry.redline.move != nil || entry.redline.paragraphs.contains { $0.move != nil }
      }
      let count = changes.count == 1 ? "1 change" : "\(changes.count) changes"
      let isLeft = entries.allSatisfy(\.redline.isDeparture)
      let note = isLeft ? " (moved away)" : " (\(count)\(hasMove ? ", something moved" : ""))"
      guard let first = changes.first else { return PageList.Item([.text(section.heading)]) }
      return PageList.Item([
        .link([.text(section.heading)], to: "#\(anchors)-\(first)"), .text(note),
      ])
    }
    return [
      PageBlock(
        .navigation("List of changes", [PageBlock(.list(PageList(items: items)))]),
        style: "changes")
    ]
  }

  /// For instance "Change 3 of 12: previous, next", the last two as links.
  static func jump(_ change: Int, of count: Int, _ anchors: String, _ language: Language)
    -> [PageInline]
  {
    let words = RedlineWords.words(language)
    var inlines: [PageInline] = [.text(words.change(change, count))]
    func add(_ name: String, _ other: Int) {
      let link = PageInline.link([.text(name)], to: "#\(anchors)-\(other)")
      // On paper a step leads nowhere: it is left out as a whole.
      inlines.append(.styled([.text(" · "), link], "step"))
    }
    if change > 1 { add(words.previous, change - 1) }
    if change < count { add(words.next, change + 1) }
    return [.styled(inlines, "jump")]
  }

  /// For instance "Moved here from: *Your rights*", a link to the other end where there are anchors.
  static func move(
    _ move: ClauseRedline.Move, _ anchors: String?, _ language: Language, quoting text: String = ""
  ) -> [PageInline] {
    let words = RedlineWords.words(language)
    let place: [PageInline] = [.emphasis([.text(words.place(move))])]
    var inlines: [PageInline] = [.text(words.move(move))]
    if let anchors {
      inlines.append(.link(place, to: "#\(anchor(move.other, anchors, language))"))
    } else {
      inlines += place
    }
    if !text.isEmpty { inlines.append(.text(" (\u{201C}\(text)\u{201D})")) }
    return inlines
  }

  /// Where one end of a move stands: "change-move-3-from".
  static func anchor(
    _ move: ClauseRedline.Move, _ anchors: String, _ language: Language
  ) -> String {
    let end = move.side == .arrival ? "to" : "from"
    return "\(anchors)-move-\(move.number)-\(end)" + (language == .english ? "" : "-\(language)")
  }

  /// The first words of a text that stands in full elsewhere.
  static func opening(_ text: String) -> String {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.prefix(8).joined(separator: " ") + (words.count > 8 ? " …" : "")
  }
}

extension RedlineOutline.Entry {
  /// The numbers of the changes in it.
  var changes: [Int] {
    [change].compactMap(\.self)
      + lines.compactMap { line in
        if case .paragraph(_, let change) = line { change } else { nil }
      }
  }

  var language: Language { Language(rawValue: redline.language) ?? .english }
}
