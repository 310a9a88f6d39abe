/// The date of a page: its edition's, or none where it is a draft.
package enum Stamp: Sendable, Hashable {
  case draft
  /// `date` with the precision in which it was written, `2026-03` or `2026-03-14`; `effective`
  /// where the rules take effect on another day.
  case released(date: String, effective: String?)
}

extension Stamp {
  /// The stamp as it stands below the title of an English page: in both languages, as the headings.
  package func block(_ pack: any LanguagePack, and second: any LanguagePack) -> PageBlock {
    PageBlock(
      .paragraph(words(pack) + [.text(" · "), .language(second.language, words(second))]),
      style: "stamp")
  }

  /// The stamp as it stands below the title.
  package func block(_ pack: any LanguagePack) -> PageBlock {
    PageBlock(.paragraph(words(pack)), style: "stamp")
  }

  /// "Last updated: March 2026".
  package func words(_ pack: any LanguagePack) -> [PageInline] {
    switch self {
    case .draft:
      return [.strong([.text(pack.phrases.draft)])]
    case .released(let date, let effective):
      var words: [PageInline] = [
        .text(pack.phrases.lastUpdated + " "), .time(date, [.text(pack.date(date))]),
      ]
      if let effective, effective != date {
        words += [
          .text(". " + pack.phrases.inForce + " "), .time(effective, [.text(pack.date(effective))]),
        ]
        if pack.language == .urdu { words[2] = .text("۔ " + pack.phrases.inForce + " ") }
      }
      return words
    }
  }
}

/// An earlier edition, as the list of editions links to it.
package struct EditionLink: Sendable, Hashable {
  package var number: Int
  /// As written in its `Release` line.
  package var date: String
  /// The folder or page, relative to the policy's folder in the output.
  package var path: String

  package init(number: Int, date: String, path: String) {
    self.number = number
    self.date = date
    self.path = path
  }
}
