package import ZabtaRuntime

/// One edition of a policy as it was printed and as it was enforced: what two editions are compared by.
///
/// Made of plain values, so that it can come from a policy just compiled, from a ledger or, in parts,
/// from a text that never saw Zabta.
package struct EditionSnapshot: Sendable, Hashable {
  /// The policy's id.
  package var policy: String
  /// The title, by language code.
  package var title: [String: String]
  /// What stands before and beside the sections: definitions, contacts, the prevailing language.
  package var front: [ClauseSnapshot]
  /// The sections, in the order of the page.
  package var sections: [SectionSnapshot]
  /// Norms and words.
  package var content: BundleContent
  /// Every text that has Urdu, where the edition comes from sources.
  package var translations: [TranslatedText] = []
  /// True of a text that was only ever a text: its rules are unknown, not absent.
  package var isPlainText: Bool

  package init(
    policy: String, title: [String: String], front: [ClauseSnapshot] = [],
    sections: [SectionSnapshot], content: BundleContent, isPlainText: Bool = false
  ) {
    self.policy = policy
    self.title = title
    self.front = front
    self.sections = sections
    self.content = content
    self.isPlainText = isPlainText
  }
}

/// A section (or subsection) with its clauses.
package struct SectionSnapshot: Sendable, Hashable {
  package var id: String
  /// 1 for a section, 2 for a subsection.
  package var level: Int
  /// By language code.
  package var heading: [String: String]
  /// Earlier names of the section.
  package var formerly: [String]
  package var clauses: [ClauseSnapshot]
  /// How many lines of source it takes; 0 where nobody counted.
  package var lines: Int

  package init(
    id: String, level: Int = 1, heading: [String: String], formerly: [String] = [],
    clauses: [ClauseSnapshot], lines: Int = 0
  ) {
    self.id = id
    self.level = level
    self.heading = heading
    self.formerly = formerly
    self.clauses = clauses
    self.lines = lines
  }
}

/// A clause: what it prints and what it rules.
package struct ClauseSnapshot: Sendable, Hashable {
  package var id: String
  /// Earlier names of the clause.
  package var formerly: [String]
  /// The words it begins with, where they are set off as a title of its own ("Deletion").
  package var lead: [String: String]
  /// The printed blocks as plain text, by language code.
  package var printed: [String: [String]]
  /// Which UTF-8 bytes of the printed blocks rules gave, block by block, by language code.
  ///
  /// In order, none touching the next; no entry where nobody knows.
  package var values: [String: [[Range<Int>]]]
  /// The prose as it was typed, values left open, by language code.
  ///
  /// Where two editions have the same pattern and print different texts, a value changed and not the wording. Empty: nobody knows.
  package var pattern: [String: String]
  /// The clauses whose rules the prose takes values from, beside its own.
  package var reads: [String]
  /// The rule sentences, in the order of the source, each by language code.
  package var rules: [[String: String]]
  /// The addresses that the prose links to, in its order: they are printed as no word.
  package var links: [String]

  package init(
    id: String, formerly: [String] = [], lead: [String: String] = [:],
    printed: [String: [String]] = [:], values: [String: [[Range<Int>]]] = [:],
    pattern: [String: String] = [:], reads: [String] = [], rules: [[String: String]] = [],
    links: [String] = []
  ) {
    self.id = id
    self.formerly = formerly
    self.lead = lead
    self.printed = printed
    self.values = values
    self.pattern = pattern
    self.reads = reads
    self.rules = rules
    self.links = links
  }
}

extension EditionSnapshot {
  /// Every clause of the sections, in the order of the page, with its section's place.
  var placedClauses: [(section: Int, clause: ClauseSnapshot)] {
    sections.enumerated().flatMap { index, section in section.clauses.map { (index, $0) } }
  }
}
