package import ZabtaModel
import ZabtaRuntime
package import ZabtaSyntax

/// Urdu: labels, lists and times.
///
/// Sentences and their parts stand in their own files.
package struct Urdu: LanguagePack {
  package let policy: Policy

  package init(policy: Policy) {
    self.policy = policy
  }

  package var language: Language { .urdu }
  package var phrases: Phrases { .urdu }

  package func label(_ word: WordID, oblique: Bool) -> String {
    let entry = policy.lexicon[word]
    if entry.urdu.isEmpty { return entry.english }
    return oblique && !entry.urduOblique.isEmpty ? entry.urduOblique : entry.urdu
  }

  func oblique(_ ref: Ref) -> String { label(ref.word, oblique: true) }

  /// «ا، ب اور ج»; with a comma before the joint where a member has a joint of its own.
  package func list(_ items: [String], _ joint: Joint) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let isCompound = items.count > 2 && items.contains { $0.hasWord("اور") || $0.hasWord("یا") }
    return items.dropLast().joined(separator: "، ") + (isCompound ? "، " : " ")
      + (joint == .and ? "اور " : "یا ") + last
  }

  package func period(_ part: Tail.Part) -> String? {
    switch part {
    case .keepFor(let time):
      let span = "\(obliqueSpan(time)) تک"
      return time.anchor.map { "\(oblique($0)) کے بعد \(span)" } ?? span
    case .untilTests(let tests):
      return "\(happenings(tests)) تک"
    case .untilSpan(let time):
      let span = obliqueSpan(time)
      return time.anchor.map { "\(oblique($0)) کے \(span) بعد تک" } ?? "\(span) تک"
    case .whileHolds(let circumstance):
      return "جب تک \(label(circumstance.word, oblique: false))"
    case .indefinitely:
      return "غیر معینہ مدت تک"
    case .after(let tests):
      return "\(happenings(tests)) کے بعد"
    case .afterSpan(let time):
      return after(time)
    default:
      return nil
    }
  }

  package func deadline(_ part: Tail.Part, isTypical: Bool) -> String? {
    let words: String
    switch part {
    case .within(let time):
      let span = "\(obliqueSpan(time)) کے اندر"
      words = time.anchor.map { "\(oblique($0)) کے بعد \(span)" } ?? span
    case .promptly: words = "بلا تاخیر"
    case .immediately: words = "فوراً"
    default: return nil
    }
    return isTypical ? "عموماً \(words)" : words
  }

  private func after(_ time: TimeSpan) -> String {
    let span = obliqueSpan(time)
    guard let anchor = time.anchor else { return "\(span) کے بعد" }
    let isDuration = policy.lexicon[anchor.word].name == "inactivity"
    return isDuration
      ? "\(span) کی \(oblique(anchor)) کے بعد" : "\(oblique(anchor)) کے \(span) بعد"
  }

  package func span(_ count: Int, _ unit: SpanTree.Unit) -> String {
    switch unit {
    case .hour: "\(count) \(count == 1 ? "گھنٹہ" : "گھنٹے")"
    case .day: "\(count) دن"
    case .week: "\(count) \(count == 1 ? "ہفتہ" : "ہفتے")"
    case .month: "\(count) ماہ"
    case .year: "\(count) سال"
    }
  }

  /// A span before a postposition.
  func obliqueSpan(_ time: TimeSpan) -> String {
    let count = time.span.count
    switch time.span.unit {
    case .hour: return "\(count) \(count == 1 ? "گھنٹے" : "گھنٹوں")"
    case .day: return "\(count) دن"
    case .week: return "\(count) \(count == 1 ? "ہفتے" : "ہفتوں")"
    case .month: return "\(count) ماہ"
    case .year: return "\(count) سال"
    }
  }

  package func channel(_ channel: ChannelRef) -> String {
    switch channel {
    case .channel(let word):
      return label(word.word, oblique: true)
    case .contact(let id, _):
      guard let contact = policy.contacts.first(where: { $0.id == id }) else { return id }
      switch contact.medium {
      case .mail: return "\(contact.value) پر ای میل"
      case .phone: return "\(contact.value) پر فون"
      case .web, .text: return contact.value
      }
    }
  }

  package func anyone(isElse: Bool) -> String { isElse ? "کوئی اور" : "کوئی بھی" }
  package var nobody: String { "کوئی نہیں" }
  package func only(_ phrase: String) -> String { "صرف \(phrase)" }
  package func anywhere(isElse: Bool) -> String { isElse ? "کہیں اور" : "کہیں بھی" }
  package func actions(_ verbs: [VerbTree]) -> String {
    list(verbs.map { UrduVerb($0.verb).withDirectInfinitive }, .or)
  }

  /// The words that policies most often define have Urdu ones; other terms are the policy's own.
  package func term(_ english: String) -> String? {
    switch english {
    case "we": "ہم"
    case "us": "ہمیں"
    case "our": "ہمارا"
    case "you": "آپ"
    case "your": "آپ کا"
    case "Services": "خدمات"
    case "Service": "خدمت"
    case "Website": "ویب سائٹ"
    case "Platform": "پلیٹ فارم"
    default: nil
    }
  }

  package func negated(_ phrase: String) -> String { "\(phrase) نہیں" }
  package func date(_ written: String) -> String {
    DateWords.words(written, in: .urdu)
  }
}
