/// What differs between two editions, as typed changes.
package struct EditionChanges: Sendable, Hashable {
  /// The policy's id.
  package var policy: String
  /// The changes, most weighty first.
  package var changes: [Change]
  /// The printed texts that differ, clause by clause, in the order of the page.
  package var redlines: [ClauseRedline]
  /// True where the texts carry no rules, so that nobody can say what a change of words means.
  package var isPlainText: Bool

  package init(
    policy: String, changes: [Change], redlines: [ClauseRedline],
    isPlainText: Bool = false
  ) {
    self.policy = policy
    self.changes = changes
    self.redlines = redlines
    self.isPlainText = isPlainText
  }

  /// True where at least one change takes protection away.
  package var isMaterial: Bool { changes.contains(where: \.isMaterial) }
  /// True where nothing that is printed or enforced differs.
  package var isEmpty: Bool { changes.isEmpty && redlines.isEmpty }
  /// The classes that occur, the weightiest first.
  package var classes: [Change.Class] {
    Change.Class.allCases.filter { candidate in changes.contains { $0.class == candidate } }
  }
}

/// One change.
package struct Change: Sendable, Hashable {
  /// What the change does to the people whom the policy protects, the weightiest first.
  package enum Class: String, Sendable, Hashable, CaseIterable {
    case lessProtection = "less-protection"
    case moreProtection = "more-protection"
    case other
    case wording
    case order
  }

  /// What kind of thing changed.
  package enum Subject: Sendable, Hashable {
    /// A rule sentence, or several that say one thing.
    case rule
    /// What a word of the vocabulary includes.
    case word
    /// Printed text; the languages in which it differs.
    case text(languages: [String])
    /// The place of a section.
    case section
    /// The place of a clause.
    case clause
    /// A fact of the policy: who is covered, the time zone, a contact.
    case fact
  }

  package var `class`: Class
  package var subject: Subject
  /// One line for people, such as "We keep some of your data longer".
  package var summary: String
  /// The clauses (or the section) concerned, by their present names where they have one.
  package var clauses: [String]
  /// The headings of the sections that they stand in, by language code.
  package var heading: [String: String]
  /// The rule sentences before; empty for a new rule.
  package var was: [String]
  /// The rule sentences after, what is new in them as insertions; empty for a rule that is gone.
  package var now: [Redline]
  /// The places whose printed text changed because they show what this rule says: "Your rights, Deletion".
  package var alsoShowsIn: [String]
  /// Changes elsewhere that nobody made and that follow from this one.
  package var consequences: [String]
  /// A request that is answered differently now, in words; nil where no single request shows it.
  package var witness: String?
  /// The answers that differ, folded into the fewest sentences.
  package var effects: [Effect]
  /// Why the change is material; nil where it is not.
  package var reason: MaterialReason?

  package init(
    class: Class, subject: Subject, summary: String, clauses: [String],
    heading: [String: String] = [:], was: [String] = [], now: [Redline] = [],
    alsoShowsIn: [String] = [], consequences: [String] = [], witness: String? = nil,
    effects: [Effect] = [], reason: MaterialReason? = nil
  ) {
    self.class = `class`
    self.subject = subject
    self.summary = summary
    self.clauses = clauses
    self.heading = heading
    self.was = was
    self.now = now
    self.alsoShowsIn = alsoShowsIn
    self.consequences = consequences
    self.witness = witness
    self.effects = effects
    self.reason = reason
  }

  /// Less protection is a `material-change`: the one that has to be announced.
  package var isMaterial: Bool { `class` == .lessProtection }
}

/// An Urdu text that still translates the English as it was.
package struct StaleText: Sendable, Hashable {
  /// The clause, section or word whose text it is.
  package var id: String
  /// What it is, for a translator: "paragraph 2 of Your rights", "the label of accounting".
  package var place: String
  /// The newest edition with the English that the Urdu translates.
  package var since: Int
  /// That English, and today's.
  package var english: Redline
  /// The Urdu, which is the same since.
  package var urdu: String

  package init(id: String, place: String, since: Int, english: Redline, urdu: String) {
    self.id = id
    self.place = place
    self.since = since
    self.english = english
    self.urdu = urdu
  }
}
