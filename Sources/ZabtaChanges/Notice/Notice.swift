import ZabtaPages
import ZabtaRuntime

/// The notice of an edition: what is told about it, before it becomes a page or a text.
package struct Notice: Sendable, Hashable {
  /// The policy's title, by language code.
  package var title: [String: String]
  /// The publisher's name, by language code.
  package var publisher: [String: String]
  package var edition: Int
  /// As released.
  package var date: String
  package var effective: String?
  /// The lawyer's words.
  package var note: String
  /// Nil for the first edition.
  package var changes: EditionChanges?
  /// Contacts, rights and promises of the policy.
  package var facts: NoticeFacts

  package init(
    title: [String: String], publisher: [String: String], edition: Int, date: String,
    effective: String? = nil, note: String, changes: EditionChanges?,
    facts: NoticeFacts = NoticeFacts()
  ) {
    self.title = title.mapValues(Notice.line)
    self.publisher = publisher.mapValues(Notice.line)
    self.edition = edition
    self.date = date
    self.effective = effective
    self.note = Notice.line(note)
    self.changes = changes
    self.facts = facts
  }

  var isFirst: Bool { changes == nil }
  var isMaterial: Bool { changes?.isMaterial == true }

  /// For instance "Privacy policy: what changed".
  var headline: String {
    "\(title["en"] ?? ""): \(isFirst ? "first edition" : "what changed")"
  }

  var urduHeadline: String? {
    guard let title = title["ur"], !title.isEmpty else { return nil }
    return "\(title): \(isFirst ? "پہلی اشاعت" : "کیا بدلا")"
  }

  /// The edition, its date, and the day from which it is in force where that is another.
  func dateLine(in language: Language) -> [PageInline] {
    let phrases = Phrases.of(language)
    let comma = language == .urdu ? "، " : ", "
    var words: [PageInline] = [.text(phrases.edition(edition) + comma), time(date, language)]
    if let effective, effective != date {
      let stop = language == .urdu ? "۔ " : ". "
      words += [.text(stop + phrases.inForce + " "), time(effective, language)]
    }
    return words
  }

  private func time(_ date: String, _ language: Language) -> PageInline {
    .time(date, [.text(DateWords.words(date, in: language))])
  }

  /// The lawyer's words, where they say more than the first sentence does.
  var publishersNote: String? {
    let said = (leadSentences.first ?? "").split(separator: "*").joined()
    guard !note.isEmpty, !note.utf8.elementsEqual(said.utf8), !isFirst || note != "First edition."
    else { return nil }
    return note
  }

  /// Words as one line: what stands in titles and notes never breaks a heading or a header.
  static func line(_ text: String) -> String {
    var words = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSpace = scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
      words.append(isSpace && scalar != "\u{A0}" ? " " : scalar)
    }
    return String(words).split(separator: " ").joined(separator: " ")
  }
}
