/// The answer to a request.
public struct Decision: Sendable, Hashable {
  /// A clause that decided, and what it said.
  public struct Reason: Sendable, Hashable {
    /// The clause's id.
    public var clause: String
    /// Permit or forbid.
    public var effect: Norm.Effect
    /// The index of the deciding sentence within the clause's rules.
    public var sentence: Int

    /// Creates a reason.
    public init(clause: String, effect: Norm.Effect, sentence: Int) {
      self.clause = clause
      self.effect = effect
      self.sentence = sentence
    }
  }

  /// True where the request is permitted.
  public var isPermitted: Bool
  /// Every clause that says so, in the order of the page; empty where nothing permits.
  public var reasons: [Reason]
  /// The measures that bind the recipient, sorted; only where the policy permits.
  public var obligations: [String]
  /// The measures that the caller cannot honour, for which a permission became a denial; sorted.
  public var lacking: [String] = []
  /// Words of the request that the policy lacks, as `field: word`, in the order of the request's fields.
  public var unknown: [String]

  /// Creates a decision.
  public init(isPermitted: Bool, reasons: [Reason], obligations: [String], unknown: [String]) {
    self.isPermitted = isPermitted
    self.reasons = reasons
    self.obligations = obligations
    self.unknown = unknown
  }
}

/// A question about a record, whether to keep or to delete it.
public struct RetentionQuestion: Sendable, Hashable {
  /// The data that the record holds.
  public var record: String
  /// The day it was made.
  public var created: Moment?
  /// What happened, each with its moment where that is known.
  public var events: [String: Moment?]
  /// Circumstances that hold.
  public var circumstances: [String]
  /// The form of the data; `identified` where none is stated.
  public var form: String?
  /// The day that the question is about.
  public var on: Moment

  /// Creates a question.
  public init(record: String, on: Moment) {
    self.record = record
    self.on = on
    events = [:]
    circumstances = []
  }
}

/// What must happen to a record.
public struct Retention: Sendable, Hashable {
  /// The four answers.
  public enum Status: String, Sendable, Hashable, CaseIterable {
    /// It must or may be kept.
    case keep
    /// It must go.
    case delete
    /// It may be archived or deleted; nothing is due.
    case mayDispose = "may-dispose"
    /// The policy names no end that can be computed: a person decides.
    case review
  }

  /// What must happen.
  public var status: Status
  /// The first day on which keeping is no longer promised; nil without an end that can be computed.
  public var until: Day?
  /// The ids of the deciding clauses, in the order of the page.
  public var clauses: [String]
  /// Words of the question that the policy lacks.
  public var unknown: [String]

  /// Creates an answer.
  public init(status: Status, until: Day?, clauses: [String], unknown: [String] = []) {
    self.status = status
    self.until = until
    self.clauses = clauses
    self.unknown = unknown
  }
}

/// A question about a request of a person, by when it must be answered.
public struct DeadlineQuestion: Sendable, Hashable {
  /// The request's name, for instance `access`.
  public var request: String
  /// When it was received.
  public var received: Moment
  /// The law the person lives under.
  public var jurisdiction: String?
  /// The moment whose edition answers, where there are several; nil for that of the request's coming.
  public var on: Moment?

  /// Creates a question.
  public init(
    request: String, received: Moment, jurisdiction: String? = nil, on: Moment? = nil
  ) {
    self.request = request
    self.received = received
    self.jurisdiction = jurisdiction
    self.on = on
  }
}

/// By when a request must be answered.
public struct DueDate: Sendable, Hashable {
  /// The last day or instant that is in time; nil where the policy promises no fixed deadline.
  public var due: Moment?
  /// True where the date is a target ("typically").
  public var isTypical: Bool
  /// The ids of the deciding clauses, in the order of the page.
  public var clauses: [String]
  /// Words of the question that the policy lacks.
  public var unknown: [String]

  /// Creates an answer.
  public init(due: Moment?, isTypical: Bool, clauses: [String], unknown: [String] = []) {
    self.due = due
    self.isTypical = isTypical
    self.clauses = clauses
    self.unknown = unknown
  }
}
