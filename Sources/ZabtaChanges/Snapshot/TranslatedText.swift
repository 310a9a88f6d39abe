/// An English text with the Urdu that stands below it: what a translator works on.
package struct TranslatedText: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case title, publisher, contact, term, heading, paragraph, word
  }

  /// Words as they were typed, values left open: what a rule fills in needs no translator.
  package struct Wording: Sendable, Hashable {
    /// With words of the vocabulary by their labels, as people read it.
    package var shown: String
    /// With words of the vocabulary by their names.
    package var named: String

    package init(_ text: String, named: String? = nil) {
      shown = text
      self.named = named ?? text
    }

    /// Whether two texts are the same, byte for byte.
    func isIdentical(to other: Wording) -> Bool {
      shown.utf8.elementsEqual(other.shown.utf8) && named.utf8.elementsEqual(other.named.utf8)
    }

    /// Whether two texts say the same.
    ///
    /// A word that has another label, or another name, is the same word: its label is a text of its own.
    func isSame(as other: Wording) -> Bool {
      shown.utf8.elementsEqual(other.shown.utf8) || named.utf8.elementsEqual(other.named.utf8)
    }
  }

  package var kind: Kind
  /// The clause, section, contact, term or word whose text it is.
  package var id: String
  /// What it is, for a translator: "paragraph 2 of Your rights".
  package var place: String
  package var english: Wording
  package var urdu: Wording

  package init(kind: Kind, id: String, place: String, english: Wording, urdu: Wording) {
    self.kind = kind
    self.id = id
    self.place = place
    self.english = english
    self.urdu = urdu
  }
}
