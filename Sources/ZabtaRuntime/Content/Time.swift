/// A length of time as a lawyer writes it: a number and a unit.
public struct Span: Sendable, Hashable {
  /// The units, from the shortest.
  public enum Unit: String, Sendable, Hashable, CaseIterable {
    case hour, day, week, month, year
  }

  /// How many; at least 0.
  public var count: Int
  /// Of what.
  public var unit: Unit

  /// Creates a span.
  public init(_ count: Int, _ unit: Unit) {
    self.count = count
    self.unit = unit
  }
}

/// A time of keeping.
///
/// It is over when the first of its ends has come; without ends it is never over.
public struct Period: Sendable, Hashable {
  /// A day on which the period may end: a span after a start.
  public struct End: Sendable, Hashable {
    /// How long after the start; nil where the start itself is the end ("until unsubscribe").
    public var span: Span?
    /// The events (requests, touchpoints) one of which starts the count; the earliest that is known
    /// counts.
    ///
    /// Empty means the making of the record.
    public var since: [String]

    /// Creates an end.
    public init(span: Span? = nil, since: [String] = []) {
      self.span = span
      self.since = since
    }
  }

  /// Alternatives ("until A or B"); within one, all must have come ("until A and B").
  public var ends: [[End]]

  /// Creates a period.
  public init(ends: [[End]]) {
    self.ends = ends
  }
}

/// By when a duty is due, counted from the request.
public struct Deadline: Sendable, Hashable {
  /// How firm the deadline is.
  public enum Measure: Sendable, Hashable {
    /// Within so long.
    case within(Span)
    /// At once: the day or the instant itself.
    case immediately
    /// Soon, without a number: no date can be computed.
    case promptly
  }

  /// The measure.
  public var measure: Measure
  /// True for "typically": a target, not a promise.
  public var isTypical: Bool
  /// The events from which the time counts, where the sentence names one.
  public var since: [String]

  /// Creates a deadline.
  public init(_ measure: Measure, isTypical: Bool = false, since: [String] = []) {
    self.measure = measure
    self.isTypical = isTypical
    self.since = since
  }
}
