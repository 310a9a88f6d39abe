/// One file as paragraphs: what stands there, without meaning.
///
/// The tree is lossless: every byte of the file belongs to exactly one paragraph or to the space
/// between two, and every node knows its range.
package struct SourceTree: Sendable {
  package var file: Int
  package var text: SourceText
  package var paragraphs: [Paragraph]
}

/// A labelled paragraph speaks to the machine; one without a label is printed.
package struct Paragraph: Sendable {
  package enum Content: Sendable {
    /// `Rule sales-records: …`, `Urdu: …`
    case labelled(Label)
    /// Prose without a label.
    case prose([Block])
    /// What could not be read; it is reported, not printed.
    case broken
  }

  package var content: Content
  /// From the first byte of its first line to the end of its last, without the line break.
  package var range: SourceRange
}

/// A label with its name and what follows the colon.
package struct Label: Sendable {
  package enum Body: Sendable {
    /// Headings, titles, words' labels, notes: one line of text, wrapping folded into spaces.
    case text(String)
    /// `Rule:` and `Check:`.
    case sentences([SentenceTree])
    /// Lists of names: `Includes: name, email`.
    case names([Name])
    /// Prose: `Text x: …`, an Urdu paragraph.
    case prose([Block])
  }

  package var keyword: Keyword
  package var keywordRange: SourceRange
  /// The name or phrase between the keyword and the colon.
  package var name: Name?
  package var body: Body
  /// What follows the colon, without surrounding space.
  package var bodyRange: SourceRange
}

/// A name as it was written.
package struct Name: Sendable, Hashable {
  package var text: String
  package var range: SourceRange

  package init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

/// The labels of the language.
package enum Keyword: Sendable, Hashable {
  case policy, publisher, wordsFrom, people, prevailing, timeZone, languages, contact, define
  case release, vocabulary, checksFor, standard, includes, sameAs, kindOf, vague, names, lasts,
    setBy
  case section, subsection, rule, text, check, noRule, note, formerly
  /// A word of a vocabulary: `Data`, `Purpose`, …
  case word(WordLabel)
  /// `Urdu`, or a language that `Languages:` names.
  case language(String)
}

/// The labels of the seventeen kinds of word, as they are written.
package enum WordLabel: String, Sendable, Hashable, CaseIterable {
  case person = "Person"
  case data = "Data"
  case purpose = "Purpose"
  case recipient = "Recipient"
  case role = "Role"
  case message = "Message"
  case cookie = "Cookie"
  case request = "Request"
  case touchpoint = "Touchpoint"
  case circumstance = "Circumstance"
  case event = "Event"
  case consent = "Consent"
  case form = "Form"
  case measure = "Measure"
  case reason = "Reason"
  case channel = "Channel"
  case place = "Place"
}
