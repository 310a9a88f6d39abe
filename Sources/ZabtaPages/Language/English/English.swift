package import ZabtaModel
import ZabtaRuntime
package import ZabtaSyntax

/// English: labels, lists and times.
///
/// Sentences stand in their own file.
package struct English: LanguagePack {
  package let policy: Policy

  package init(policy: Policy) {
    self.policy = policy
  }

  package var language: Language { .english }
  package var phrases: Phrases { .english }

  package func label(_ word: WordID, oblique: Bool = false) -> String {
    policy.lexicon[word].english
  }

  /// "a, b and c"; with a comma before the joint where a member has a joint of its own.
  package func list(_ items: [String], _ joint: Joint) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let isCompound = items.count > 2 && items.contains { $0.hasWord("and") || $0.hasWord("or") }
    return items.dropLast().joined(separator: ", ") + (isCompound ? ", " : " ")
      + (joint == .and ? "and " : "or ") + last
  }

  package func period(_ part: Tail.Part) -> String? {
    switch part {
    case .keepFor(let time):
      let span = "for \(span(time.span.count, unit(time.span)))"
      return time.anchor.map { "\(span) after \(label($0.word))" } ?? span
    case .untilTests(let tests):
      return "until \(happenings(tests))"
    case .untilSpan(let time):
      let span = "until \(span(time.span.count, unit(time.span)))"
      return time.anchor.map { "\(span) after \(label($0.word))" } ?? "\(span) have passed"
    case .whileHolds(let circumstance):
      return "as long as \(label(circumstance.word))"
    case .indefinitely:
      return "indefinitely"
    case .after(let tests):
      return "after \(happenings(tests))"
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
      let span = "within \(span(time.span.count, unit(time.span)))"
      words = time.anchor.map { "\(span) of \(label($0.word))" } ?? span
    case .promptly: words = "promptly"
    case .immediately: words = "immediately"
    default: return nil
    }
    return isTypical ? "typically \(words)" : words
  }

  /// Nobody is active *after* inactivity: it is the time itself that is named.
  func after(_ time: TimeSpan) -> String {
    let span = span(time.span.count, unit(time.span))
    guard let anchor = time.anchor else { return "after \(span)" }
    let isDuration = policy.lexicon[anchor.word].name == "inactivity"
    return isDuration
      ? "after \(span) of \(label(anchor.word))" : "\(span) after \(label(anchor.word))"
  }

  package func span(_ count: Int, _ unit: SpanTree.Unit) -> String {
    "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")"
  }

  func unit(_ span: Span) -> SpanTree.Unit { SpanTree.Unit(span.unit) }

  package func channel(_ channel: ChannelRef) -> String {
    switch channel {
    case .channel(let word):
      return label(word.word)
    case .contact(let id, _):
      guard let contact = policy.contacts.first(where: { $0.id == id }) else { return id }
      switch contact.medium {
      case .mail: return "email to \(contact.value)"
      case .phone: return "phone on \(contact.value)"
      case .web, .text: return contact.value
      }
    }
  }

  package func anyone(isElse: Bool) -> String { isElse ? "anyone else" : "anyone" }
  package var nobody: String { "no one" }
  package func only(_ phrase: String) -> String { "only \(phrase)" }
  package func anywhere(isElse: Bool) -> String { isElse ? "anywhere else" : "anywhere" }
  package func actions(_ verbs: [VerbTree]) -> String { list(verbs.map(\.verb.rawValue), .or) }
  package func term(_ english: String) -> String? { english }
  package func negated(_ phrase: String) -> String { "not \(phrase)" }
  package func date(_ written: String) -> String {
    DateWords.words(written, in: .english)
  }
}

extension SpanTree.Unit {
  /// The unit of a span of the runtime.
  init(_ unit: Span.Unit) {
    self =
      switch unit {
      case .hour: .hour
      case .day: .day
      case .week: .week
      case .month: .month
      case .year: .year
      }
  }
}

extension String {
  /// True where the word stands between two spaces.
  func hasWord(_ word: String) -> Bool {
    utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
  }
}
