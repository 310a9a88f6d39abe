/// Everything a rule bundle says, as plain values: the form that the compiler lowers to, that
/// `bundle.json` writes down and that ``Ruleset`` is built from.
///
/// Words are named, never numbered, so the same content has the same meaning on every machine.
public struct BundleContent: Sendable, Hashable {
  /// The policy's id, for instance `buy-inverter.privacy`.
  public var policy: String
  /// The publisher's id: the `organisation` that "we" stands for.
  public var publisher: String
  /// The edition's number, from 1; 0 is a draft that was never released.
  public var edition: Int
  /// The edition's date as it was released, a day or a month: `2026-03-14`, `2026-03`.
  ///
  /// Nil of a draft, and of a bundle that does not tell it.
  public var date: String?
  /// The first day on which the edition is in force; nil where it is not told.
  public var effective: Day?
  /// The offset from UTC, in minutes, in which the policy's days begin and end.
  public var timeZone: Int
  /// The kinds of person that "people" means.
  public var people: [String]
  /// Every word of the policy's vocabularies, sorted by kind and name.
  public var words: [Word]
  /// The clauses, in the order of the page.
  public var clauses: [Clause]
  /// The norms, in the order of their clauses.
  public var norms: [Norm]

  /// Creates content from its parts.
  public init(
    policy: String, publisher: String, edition: Int = 0, date: String? = nil,
    effective: Day? = nil, timeZone: Int = 0, people: [String] = [],
    words: [Word] = [], clauses: [Clause] = [], norms: [Norm] = []
  ) {
    self.policy = policy
    self.publisher = publisher
    self.edition = edition
    self.date = date
    self.effective = effective
    self.timeZone = timeZone
    self.people = people
    self.words = words
    self.clauses = clauses
    self.norms = norms
  }
}

/// The seventeen kinds of word.
public enum Kind: String, Sendable, Hashable, CaseIterable {
  case person, data, purpose, recipient, role, message, cookie, request, touchpoint, circumstance
  case event, consent, form, measure, reason, channel, place
}

/// A word of a vocabulary.
///
/// Within its kind a name is declared once.
public struct Word: Sendable, Hashable {
  /// What kind of thing the word names.
  public var kind: Kind
  /// The word as rules, requests and services write it.
  public var name: String
  /// The words of the same kind that it includes.
  ///
  /// All data stands, at last, under `personal-data`.
  public var includes: [String]
  /// What the page prints, by language code (`en`, `ur`).
  public var labels: [String: String]
  /// True of a circumstance that nobody can compute.
  public var isVague: Bool

  /// Creates a word.
  public init(
    kind: Kind, name: String, includes: [String] = [], labels: [String: String] = [:],
    isVague: Bool = false
  ) {
    self.kind = kind
    self.name = name
    self.includes = includes
    self.labels = labels
    self.isVague = isVague
  }
}

/// A clause as decisions cite it.
public struct Clause: Sendable, Hashable {
  /// The clause's name, its anchor without the `#`.
  public var id: String
  /// The heading of the section it stands in, by language code.
  public var heading: [String: String]
  /// Its printed prose as plain text, by language code.
  public var text: [String: String]
  /// Its rule sentences, by language code, in the order of the source.
  public var rules: [[String: String]]

  /// Creates a clause.
  public init(
    id: String, heading: [String: String] = [:], text: [String: String] = [:],
    rules: [[String: String]] = []
  ) {
    self.id = id
    self.heading = heading
    self.text = text
    self.rules = rules
  }
}
