package import ZabtaModel
package import ZabtaSyntax

/// What a language must be able to say so that pages can be written in it.
///
/// A pack turns parts of rules into words. It knows nothing of HTML, of Markdown or of pages.
package protocol LanguagePack: Sendable {
  var language: Language { get }
  var policy: Policy { get }

  /// A word's label; `oblique` before a postposition, where the language has such.
  func label(_ word: WordID, oblique: Bool) -> String
  /// "a, b and c"
  func list(_ items: [String], _ joint: Joint) -> String
  /// A whole rule as a sentence, with its full stop.
  func sentence(_ rule: RuleSentence) -> String
  /// "for 7 years"; nil where the tail is none of a period.
  func period(_ part: Tail.Part) -> String?
  /// "within 72 hours"; nil where the tail is none of a deadline.
  func deadline(_ part: Tail.Part, isTypical: Bool) -> String?
  /// The conditions of a rule as a table prints them: "only with your consent to …".
  func condition(_ tail: Tail, of rule: RuleSentence) -> String
  /// What a rule of "but not" takes away, with its conditions.
  func exclusion(_ butNot: RuleSentence.ButNot, of rule: RuleSentence) -> String
  /// Who the sentence is about, as a noun phrase.
  func subject(_ subject: Subject) -> String
  /// Things, with what "except" takes out: "personal data except transaction records".
  func object(_ object: ObjectPhrase, _ joint: Joint, oblique: Bool) -> String
  /// "anyone else"
  func anyone(isElse: Bool) -> String
  /// Those who receive nothing: "no one".
  var nobody: String { get }
  /// "only delivering your order"
  func only(_ phrase: String) -> String
  /// "anywhere else"
  func anywhere(isElse: Bool) -> String
  /// What is done, without a subject: "archive or delete".
  func actions(_ verbs: [VerbTree]) -> String
  /// A defined term on a page in this language; nil where only the English term exists.
  func term(_ english: String) -> String?
  /// "not personal data", in a table's cell.
  func negated(_ phrase: String) -> String
  /// "13 months"
  func span(_ count: Int, _ unit: SpanTree.Unit) -> String
  /// A channel in running text.
  func channel(_ channel: ChannelRef) -> String
  /// "14 March 2026", from a date as `Release` lines write it.
  func date(_ written: String) -> String
  /// The words of the page itself.
  var phrases: Phrases { get }
}

extension LanguagePack {
  /// The labels of words, as a list.
  package func labels(_ words: [Ref], _ joint: Joint, oblique: Bool = false) -> String {
    list(words.map { label($0.word, oblique: oblique) }, joint)
  }

  /// The heading of the section that a clause stands in.
  package func heading(ofClause id: String) -> String {
    for section in policy.sections
    where section.id == id || section.clauses.contains(where: { $0.id == id }) {
      return text(section.heading)
    }
    return id
  }

  /// Words in this language, or in English where it has none.
  package func text(_ words: Bilingual) -> String {
    language == .urdu && !words.urdu.isEmpty ? words.urdu : words.english
  }

  /// The part of a deadline or of a period that an object phrase names directly, in the order in
  /// which it was written: words, and clauses whose data is meant.
  package func things(_ object: ObjectPhrase) -> [ObjectThing] {
    guard !object.dataOf.isEmpty else { return object.words.map { .word($0.word) } }
    let named = object.words.filter { word in
      !object.dataOf.contains {
        $0.range.lower < word.range.upper && word.range.lower < $0.range.upper
      }
    }
    let things =
      named.map { ($0.range.lower, ObjectThing.word($0.word)) }
      + object.dataOf.map { ($0.range.lower, ObjectThing.dataOf($0.text)) }
    return things.enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
  }
}

/// One thing that an object phrase names.
package enum ObjectThing: Sendable, Hashable {
  case word(WordID)
  /// What another clause collects.
  case dataOf(String)
}
