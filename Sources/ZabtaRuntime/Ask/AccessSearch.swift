/// A question with one part left open: who may do this, what may this be done to, which actions are
/// permitted.
///
/// The shape follows the searches of the OpenID AuthZEN Authorization API 1.0, section 8. Answers are
/// those that ``Ruleset/decide(_:)`` gives: a word is listed when the request with that word is
/// permitted. So a group is listed exactly when all of it is permitted, beside its parts.
public struct AccessSearch: Sendable, Hashable {
  /// The part that is left open.
  public enum Sought: Sendable, Hashable {
    /// Subjects of one type: `role`, `recipient`, `person` or `organisation`.
    case subjects(type: String)
    /// Resources of one type: `data`, `message`, `cookie`, `request`, `event` or `person`.
    case resources(type: String)
    /// Actions.
    case actions
  }

  /// Which words are listed.
  public enum Listing: Sendable, Hashable {
    /// Every word that is permitted, groups and their parts.
    case every
    /// Words without parts alone.
    case leaves
    /// Words that stand in no other word found on the same conditions: the shortest list with the
    /// same meaning.
    case widest
  }

  /// What is sought.
  public var sought: Sought
  /// What else is asked; the part that is sought is not read.
  public var request: Request
  /// Which words are listed; every one where nothing else is said.
  public var listing = Listing.every
  /// True where words are listed as well that would be permitted if more were known.
  ///
  /// Each then tells what is missing, see ``FoundWord/conditions``.
  public var includesConditional = false

  /// Asks which subjects of a type may do something.
  public init(
    subjects type: String, action: String, resource: Request.Entity, context: Context = Context()
  ) {
    sought = .subjects(type: type)
    request = Request(
      subject: Request.Entity(type: type, id: ""), action: action, resource: resource,
      context: context)
  }

  /// Asks to which resources of a type a subject may do something.
  public init(
    resources type: String, subject: Request.Entity, action: String, context: Context = Context()
  ) {
    sought = .resources(type: type)
    request = Request(
      subject: subject, action: action, resource: Request.Entity(type: type, id: ""),
      context: context)
  }

  /// Asks what a subject may do to a resource.
  public init(
    actionsOf subject: Request.Entity, on resource: Request.Entity, context: Context = Context()
  ) {
    sought = .actions
    request = Request(subject: subject, action: "", resource: resource, context: context)
  }
}

/// A word that a search found.
public struct FoundWord: Sendable, Hashable {
  /// The word: the id of a subject or of a resource, or the name of an action.
  public var name: String
  /// What must be known beside the request, smallest first, as alternatives.
  ///
  /// One empty alternative says that the request is permitted as it stands.
  public var conditions: [[MissingFact]]
  /// The decision on the request with this word and, where it is conditional, with what the first
  /// alternative asks for.
  public var decision: Decision

  /// True where the request with this word is permitted as it stands.
  public var isUnconditional: Bool { conditions.first?.isEmpty == true }
}

/// A page of what a search found.
public struct FoundPage: Sendable, Hashable {
  /// The words, in the order of their UTF-8 bytes.
  public var words: [FoundWord]
  /// Where the next page begins, to be given back as `after`; nil on the last page.
  ///
  /// It is the last name looked at, which need not be one of the words. The order of names
  /// does not depend on the edition: a page that is asked for after a change goes on at the same place.
  public var next: String?
  /// Words of the request that the policy lacks, as ``Decision/unknown``; where a single word is
  /// unknown, nothing is found.
  public var unknown: [String]
}
