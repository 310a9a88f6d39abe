/// A language that pages are written in.
package enum Language: String, Sendable, Hashable, CaseIterable {
  case english = "en"
  case urdu = "ur"

  /// The value of HTML's `dir`.
  package var direction: String { self == .urdu ? "rtl" : "ltr" }

  /// The other of the two languages in which every policy is published.
  package var other: Language { self == .urdu ? .english : .urdu }
}

/// How the members of a list are joined.
package enum Joint: Sendable, Hashable {
  case and, or
}
