/// A question to a ruleset, whether this actor may do this to that in this context.
///
/// The shape follows the OpenID AuthZEN Authorization API 1.0 (subject, action, resource, context).
public struct Request: Sendable, Hashable {
  /// A typed name, such as `role` `accounting` or `data` `phone`.
  public struct Entity: Sendable, Hashable {
    /// `organisation`, `role`, `recipient` or `person` for a subject; a kind for a resource.
    public var type: String
    /// The id within the type.
    public var id: String

    /// Creates an entity.
    public init(type: String, id: String) {
      self.type = type
      self.id = id
    }
  }

  /// Who acts.
  public var subject: Entity
  /// The action's name.
  public var action: String
  /// What it is done to.
  public var resource: Entity
  /// What else is known.
  public var context: Context

  /// Creates a request.
  public init(subject: Entity, action: String, resource: Entity, context: Context = Context()) {
    self.subject = subject
    self.action = action
    self.resource = resource
    self.context = context
  }
}

/// What is known about a request beside who does what.
///
/// Everything is optional: what is not stated is not known to hold.
public struct Context: Sendable, Hashable {
  /// To whom data is given.
  public var recipient: String?
  /// What it is for.
  ///
  /// For `penalise`, the request that was made.
  public var purpose: String?
  /// Where in the service it happens.
  public var touchpoint: String?
  /// The form of the data; `identified` where none is stated.
  public var form: String?
  /// The kind of person it is about, or to whom something is sent.
  public var person: String?
  /// Where data goes: a declared place, an ISO 3166 code or `EU`.
  public var region: String?
  /// The law the person lives under: as for `region`.
  public var jurisdiction: String?
  /// Consents given, each with the moment it was given where that is known.
  public var consent: [String: Moment?]
  /// Circumstances (and measures) that hold.
  public var circumstances: [String]
  /// The person's age in whole years.
  public var age: Int?
  /// The day on which the record was made.
  public var created: Moment?
  /// What happened, each with its moment where that is known.
  public var events: [String: Moment?]
  /// The measures that the caller can honour; nil where it does not say.
  ///
  /// A decision does not read them: see ``Decision/enforced(for:)``.
  public var honours: [String]?
  /// The moment that the question is about; every known event is past where it is absent.
  public var on: Moment?

  /// Creates a context in which nothing is known.
  public init() {
    consent = [:]
    circumstances = []
    events = [:]
  }

  /// The word at a dimension.
  package subscript(dimension: Dimension) -> String? {
    get {
      switch dimension {
      case .recipient: recipient
      case .purpose: purpose
      case .touchpoint: touchpoint
      case .form: form
      case .person: person
      case .region: region
      case .jurisdiction: jurisdiction
      }
    }
    set {
      switch dimension {
      case .recipient: recipient = newValue
      case .purpose: purpose = newValue
      case .touchpoint: touchpoint = newValue
      case .form: form = newValue
      case .person: person = newValue
      case .region: region = newValue
      case .jurisdiction: jurisdiction = newValue
      }
    }
  }
}

/// A day, or an instant, in the Gregorian calendar.
public enum Moment: Sendable, Hashable {
  /// A whole day.
  case day(Day)
  /// An instant: seconds since 1970-01-01T00:00:00Z, and the offset from UTC in minutes in which it was written.
  case instant(seconds: Int, offset: Int)
}

/// A day of the proleptic Gregorian calendar (ISO 8601), as days since 1970-01-01.
public struct Day: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01; negative before.
  public var number: Int

  /// Creates a day from its number.
  public init(number: Int) {
    self.number = number
  }

  /// Orders days in time.
  public static func < (left: Day, right: Day) -> Bool {
    left.number < right.number
  }
}
