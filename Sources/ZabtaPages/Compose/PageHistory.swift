/// What a page knows of the editions of its policy.
package struct PageHistory: Sendable, Hashable {
  /// An earlier edition, as the list of editions links to it.
  package struct Edition: Sendable, Hashable {
    package var number: Int
    /// As written in its `Release` line.
    package var date: String

    package init(number: Int, date: String) {
      self.number = number
      self.date = date
    }

    /// Its page, from the policy's folder.
    var page: String { "editions/\(number)/index.html" }
    /// Its notice; a first edition has nothing to tell.
    var notice: String? { PageHistory.notice(of: number) }
  }

  package var stamp: Stamp
  /// The page's own edition; nil of a draft.
  package var edition: Int?
  /// Its earlier editions, the newest first; all of them beside a draft.
  package var past: [Edition]
  /// What the edition before did not have so.
  package var highlights: Highlights

  package init(
    stamp: Stamp = .draft, edition: Int? = nil, past: [Edition] = [],
    highlights: Highlights = Highlights()
  ) {
    self.stamp = stamp
    self.edition = edition
    self.past = past
    self.highlights = highlights
  }

  /// The file of the feed, in the policy's folder.
  static let feed = "feed.xml"

  /// True where there is a feed of editions.
  var hasFeed: Bool { edition != nil || !past.isEmpty }

  /// The stamp with the link to what changed, on a page in a language.
  func stampBlock(on page: Language, root: String, type: String) -> PageBlock {
    var link: [PageInline] = []
    if let notice = edition.flatMap(PageHistory.notice) {
      // A notice is English with an Urdu heading, whichever page leads to it.
      link = [
        .text(" · "),
        .link([.text(Phrases.of(page).whatChanged)], to: "\(root)\(notice).\(type)"),
      ]
    }
    return PageBlock(.paragraph(stamp.words(on: page, then: link)), style: "stamp")
  }

  private static func notice(of edition: Int) -> String? {
    edition > 1 ? "notices/\(edition)" : nil
  }
}

extension PageHistory {
  /// The list of earlier editions and the feed, for the foot of a page.
  func footer(on page: Language, root: String, type: String) -> [PageBlock] {
    let phrases = Phrases.of(page)
    var blocks: [PageBlock] = []
    if !past.isEmpty {
      let items = past.map { edition in
        var words: [PageInline] = [
          .link([.text(phrases.edition(edition.number))], to: root + edition.page),
          .text(page == .urdu ? "، " : ", "),
          .time(edition.date, [.text(DateWords.words(edition.date, in: page))]),
        ]
        if let notice = edition.notice {
          words += [
            .text(" · "), .link([.text(phrases.whatChanged)], to: "\(root)\(notice).\(type)"),
          ]
        }
        return PageList.Item(words)
      }
      blocks.append(
        PageBlock(
          .section([
            PageBlock(.heading(2, [.text(phrases.editions)], second: nil)),
            PageBlock(.list(PageList(items: items))),
          ]), id: PageComposer.editionsID))
    }
    if hasFeed {
      blocks.append(
        PageBlock(.paragraph([.link([.text(phrases.feed)], to: root + PageHistory.feed)])))
    }
    return blocks
  }
}
