/// The date of a page: its edition's, or none where it is a draft.
package enum Stamp: Sendable, Hashable {
  case draft
  /// `date` with the precision in which it was written, `2026-03` or `2026-03-14`; `effective`
  /// where the rules take effect on another day.
  case released(date: String, effective: String?)
}

extension Stamp {
  /// The stamp as it stands below a title, with what follows the date on its line.
  ///
  /// On an English page it is in both languages, as the headings are, each on a line of its own:
  /// on one line the two directions would break into each other.
  package func words(on page: Language, then more: [PageInline] = []) -> [PageInline] {
    guard page == .english else { return words(in: page) + more }
    return words(in: page) + more + [.lineBreak, .language(page.other, words(in: page.other))]
  }

  /// "Last updated: March 2026", and since when it is in force where that is another day.
  package func words(in language: Language) -> [PageInline] {
    let phrases = Phrases.of(language)
    switch self {
    case .draft:
      return [.strong([.text(phrases.draft)])]
    case .released(let date, let effective):
      var words: [PageInline] = [.text(phrases.lastUpdated + " "), Stamp.time(date, language)]
      if let effective, effective != date {
        let stop = language == .urdu ? "۔ " : ". "
        words += [.text(stop + phrases.inForce + " "), Stamp.time(effective, language)]
      }
      return words
    }
  }

  private static func time(_ date: String, _ language: Language) -> PageInline {
    .time(date, [.text(DateWords.words(date, in: language))])
  }
}
