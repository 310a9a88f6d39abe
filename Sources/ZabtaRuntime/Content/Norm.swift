/// One permission, prohibition or duty, lowered from one rule sentence.
public struct Norm: Sendable, Hashable {
  /// What the norm does to a request that it meets.
  public enum Effect: String, Sendable, Hashable, CaseIterable {
    case permit, forbid, duty
  }

  /// The construct of the sentence that the norm comes from.
  ///
  /// Evaluation treats most alike; ``ceiling`` gives way to a floor, and retention reads the time
  /// of keeping from it.
  public enum Origin: String, Sendable, Hashable, CaseIterable {
    /// The sentence itself.
    case plain
    /// The forbid that an *only* adds.
    case only
    /// The other half of an *unless*.
    case unless
    /// The storing that a rule about collecting implies.
    case collect
    /// A permission to keep (store) for a time.
    case keep
    /// A duty to keep: deletion is forbidden while it holds.
    case floor
    /// The forbid of storing once a period is over. A floor on the same data suspends it.
    case ceiling
    /// The disposal that is due once a period is over.
    case expiry
    /// What a right of people brings: the resolving of the request, the deletion asked for.
    case right
  }

  /// Whether the norm permits, forbids or obliges.
  public var effect: Effect
  /// Who acts.
  public var actor: Actor
  /// What is done.
  public var action: Action
  /// What it is done to.
  public var object: Object
  /// What must hold for the norm to apply: every one of these.
  public var when: [Condition]
  /// Which construct of the sentence it comes from.
  public var origin: Origin
  /// The time of keeping, on norms of ``Origin/keep``, ``Origin/floor`` and ``Origin/ceiling``.
  public var period: Period?
  /// By when the duty is due.
  public var deadline: Deadline?
  /// Measures that the recipient is bound by; told with a decision that this norm permits.
  public var obligations: [String]
  /// Measures by which data is protected.
  public var measures: [String]
  /// Channels (or contacts) by which something is announced, sent or asked for.
  public var channels: [String]
  /// The reasons given.
  public var grounds: [String]
  /// What is done with the data when the period ends.
  public var afterwards: [Action]
  /// The circumstances that nobody can compute and on which the norm leans.
  public var vague: [String]
  /// How long before a change takes effect notice is given.
  public var notice: Span?
  /// The id of the clause that says it.
  public var clause: String
  /// The sentence within the clause, from 0.
  public var sentence: Int

  /// Creates a norm; what is not given is absent.
  public init(
    effect: Effect, actor: Actor, action: Action, object: Object, when: [Condition] = [],
    origin: Origin = .plain, period: Period? = nil, deadline: Deadline? = nil,
    obligations: [String] = [], measures: [String] = [], channels: [String] = [],
    grounds: [String] = [], afterwards: [Action] = [], vague: [String] = [], notice: Span? = nil,
    clause: String, sentence: Int = 0
  ) {
    self.effect = effect
    self.actor = actor
    self.action = action
    self.object = object
    self.when = when
    self.origin = origin
    self.period = period
    self.deadline = deadline
    self.obligations = obligations
    self.measures = measures
    self.channels = channels
    self.grounds = grounds
    self.afterwards = afterwards
    self.vague = vague
    self.notice = notice
    self.clause = clause
    self.sentence = sentence
  }
}

/// The closed list of actions: the verbs of the language, and `request`, by which people use a right.
///
/// `keep` appears in duties alone; whoever asks for it is asking to `store`.
public enum Action: String, Sendable, Hashable, CaseIterable {
  case collect, use, share, sell, rent, trade, store, keep, view, transfer, delete, anonymise
  case archive, protect, send, set, answer, resolve, announce, penalise, request
}

/// Who a norm speaks about.
public enum Actor: Sendable, Hashable {
  /// The publisher. A forbid reaches its staff (roles) as well; a permit does not.
  case we
  /// Those whom the policy covers (``BundleContent/people``).
  case people
  /// The named roles, recipients or persons and their parts.
  case named(Kind, [String])
  /// Everybody but the named roles, recipients or persons: the forbid half of "only R may".
  case anybodyBut(Kind, [String])
}

/// The things a norm is about: words of one kind and all their parts.
public struct Object: Sendable, Hashable {
  /// The kind of thing: data, message, cookie, request, event or person.
  public var kind: Kind
  /// The words named.
  public var names: [String]
  /// Words taken out again, with their parts.
  public var except: [String]
  /// True for "all else": the forbid half of "only D".
  public var isComplement: Bool

  /// Creates an object phrase.
  public init(kind: Kind, names: [String], except: [String] = [], isComplement: Bool = false) {
    self.kind = kind
    self.names = names
    self.except = except
    self.isComplement = isComplement
  }
}

/// A condition is a disjunction: it holds when one of its facts does.
public struct Condition: Sendable, Hashable {
  /// The facts, one of which must hold.
  ///
  /// Never empty.
  public var anyOf: [Fact]

  /// Creates a condition of alternatives.
  public init(anyOf: [Fact]) {
    self.anyOf = anyOf
  }

  /// Creates a condition of one fact.
  public init(_ fact: Fact) {
    self.anyOf = [fact]
  }
}

/// The places of a request that hold one word each.
public enum Dimension: String, Sendable, Hashable, CaseIterable {
  case recipient, purpose, touchpoint, form, person, region, jurisdiction
}

/// One thing that can be known about a request.
///
/// What is not known to hold does not hold.
public enum Fact: Sendable, Hashable {
  /// The word at the dimension is one of these or of their parts.
  ///
  /// `whenUnstated` is the answer where the request states none.
  case among(Dimension, [String], whenUnstated: Bool = false)
  /// The word at the dimension is stated or not as `whenUnstated` says, and is none of these.
  case notAmong(Dimension, [String], whenUnstated: Bool = true)
  /// One of these consents (or a part of one) is given and not withdrawn; an empty list means any consent at all.
  case consent([String], negated: Bool = false)
  /// The circumstance or measure is told among the request's circumstances.
  case circumstance(String, negated: Bool = false)
  /// The person's age is known and is under so many years.
  case ageUnder(Int, negated: Bool = false)
  /// One of these events, requests or touchpoints has happened, at least `after` ago.
  case happened([String], after: Span? = nil, negated: Bool = false)
  /// The period of keeping is over.
  case over(Period, negated: Bool = false)
}
