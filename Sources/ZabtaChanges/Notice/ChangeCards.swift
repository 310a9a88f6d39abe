import ZabtaPages

/// The changes as cards of a page, made for the people whom they concern.
extension Notice {
  /// A card a change of rules; what changed words or places alone shares the last one.
  var changeCards: [PageBlock] {
    let changes = changes?.changes ?? []
    var slight: [PageList.Item] = []
    var cards: [PageBlock] = []
    for change in changes {
      guard Notice.isSlight(change) else {
        cards.append(Notice.card(change))
        continue
      }
      let item = PageList.Item(Notice.slightWords(change))
      if !slight.contains(item) { slight.append(item) }
    }
    if !slight.isEmpty {
      let title = Notice.cardTitle([.text("Only words or places changed, and no rule.")])
      cards.append(
        PageBlock(
          .group([title, PageBlock(.list(PageList(items: slight)))]), style: "change wording"))
    }
    return cards
  }

  private static func card(_ change: Change) -> PageBlock {
    let view = ChangeLines(change)
    var blocks = [cardTitle(inlines(view.lead ?? view.title))]
    if view.lead != nil {
      var words = view.title
      if change.isMaterial {
        words += " This takes some protection away"
        words += view.reason.map { ": \($0)." } ?? "."
      }
      blocks.append(PageBlock(.paragraph([.text(words)]), style: "class"))
    }
    if view.effects.count > 1 {
      blocks.append(PageBlock(.paragraph([.strong([.text("For you:")])])))
      blocks.append(
        PageBlock(
          .list(PageList(items: view.effects.map { PageList.Item([.text($0)]) }))))
    } else if let effect = view.effects.first {
      blocks.append(line("For you", [.text(effect)]))
    }
    blocks += view.details.map { line($0.label, Redline.inlines($0.runs)) }
    return PageBlock(.group(blocks), style: "change \(change.class.rawValue)")
  }

  private static func cardTitle(_ words: [PageInline]) -> PageBlock {
    PageBlock(.heading(3, words, second: nil), style: "what")
  }

  private static func line(_ label: String, _ words: [PageInline]) -> PageBlock {
    PageBlock(.paragraph([.strong([.text("\(label):")]), .text(" ")] + words))
  }

  /// True of a change of words or order that has nothing more to show than its place.
  private static func isSlight(_ change: Change) -> Bool {
    (change.class == .wording || change.class == .order) && change.effects.isEmpty
      && change.was.isEmpty && change.now.isEmpty
  }

  /// For instance "Wording, Urdu only. In: Children."
  private static func slightWords(_ change: Change) -> [PageInline] {
    let view = ChangeLines(change)
    var words: [PageInline] = [.text(view.title)]
    if let lead = view.lead { words += [.text(" ")] + inlines(lead) }
    for line in view.lines {
      words += [.text(" \(line.label): ")] + Redline.inlines(line.runs)
    }
    return words
  }
}
