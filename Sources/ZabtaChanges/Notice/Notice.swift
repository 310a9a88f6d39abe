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
  /// The address to write to; nil where the policy names none.
  package var contact: String?

  package init(
    title: [String: String], publisher: [String: String], edition: Int, date: String,
    effective: String? = nil, note: String, changes: EditionChanges?, contact: String? = nil
  ) {
    self.title = title
    self.publisher = publisher
    self.edition = edition
    self.date = date
    self.effective = effective
    self.note = note
    self.changes = changes
    self.contact = contact
  }

  var isFirst: Bool { changes == nil }

  /// For instance "Privacy policy: what changed".
  var headline: String {
    "\(title["en"] ?? ""): \(isFirst ? "first edition" : "what changed")"
  }

  var urduHeadline: String? {
    title["ur"].map { "\($0): \(isFirst ? "پہلا ایڈیشن" : "کیا بدلا")" }
  }

  /// The first words: the edition, its weight, the lawyer's note.
  var leadSentences: [String] {
    guard let changes else { return ["This is the first edition."] }
    var sentences: [String] = []
    for change in changes.changes {
      let sentence = Notice.leadSentence(change)
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return sentences.isEmpty ? ["No rule and no wording changed."] : sentences
  }

  /// A title such as "Wording, Urdu only." says too little where nothing stands above it.
  private static func leadSentence(_ change: Change) -> String {
    guard change.class == .wording, case .text(let languages) = change.subject else {
      return change.summary
    }
    return switch languages {
    case ["en"]: "Some of the English wording changed."
    case ["ur"]: "Some of the Urdu wording changed."
    default: "Some of the wording changed."
    }
  }

  /// When it takes effect.
  var effect: String {
    let day = ReleaseDate(effective ?? date)
    let words = DateText.english(effective ?? date)
    return day?.isMonth == true
      ? "This edition is in force from the first day of \(words)."
      : "This edition is in force from \(words)."
  }

  /// What a reader can do.
  var whatYouCanDo: [String] {
    rights + (contact.map { ["For questions, write to \($0)."] } ?? [])
  }

  var rights: [String] {
    changes?.isMaterial == true
      ? ["If you do not agree with a change, you can use your rights under the policy."] : []
  }
}

/// Dates in words.
///
/// The policy pages have them from their language packs; a notice has no policy.
enum DateText {
  static func english(_ written: String) -> String { text(written, months: englishMonths) }

  static func urdu(_ written: String) -> String { text(written, months: urduMonths) }

  private static func text(_ written: String, months: [String]) -> String {
    guard let date = ReleaseDate(written) else { return written }
    let (year, month, day) = date.day.components
    guard months.indices.contains(month - 1) else { return written }
    return (date.isMonth ? "" : "\(day) ") + "\(months[month - 1]) \(year)"
  }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let urduMonths = [
    "جنوری", "فروری", "مارچ", "اپریل", "مئی", "جون", "جولائی", "اگست", "ستمبر", "اکتوبر", "نومبر",
    "دسمبر",
  ]
}
