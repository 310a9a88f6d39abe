/// A decision in full: what decided, as the page prints it, or what was looked for and not found.
public struct Explanation: Sendable, Hashable {
  /// The decision itself.
  public var decision: Decision
  /// Every deciding clause, in the order of the page.
  public var clauses: [CitedClause]
  /// Of a denial that no clause speaks: the permissions that come nearest, best first.
  public var nearest: [NearPermission]
}

/// A sentence of a clause, as the page prints it.
public struct CitedClause: Sendable, Hashable {
  /// The clause's name.
  public var clause: String
  /// Permit or forbid.
  public var effect: Norm.Effect
  /// The clause's place on the page: its name after a `#`.
  public var anchor: String
  /// The heading of its section, by language code.
  public var heading: [String: String]
  /// The rule sentence that decided, by language code.
  public var sentence: [String: String]
  /// The clause's prose as it is printed, by language code.
  public var text: [String: String]
}

/// A permission that would have applied, had more held.
public struct NearPermission: Sendable, Hashable {
  /// A part of the permission that did not hold for all of the request.
  public enum Failure: Sendable, Hashable {
    /// It is about other things, or only about a part of those asked about.
    case object(Object)
    /// It is given to somebody else, or only to a part of those who ask.
    case actor(Actor)
    /// A condition does not hold, or only for a part of a group.
    case condition(Condition)
  }

  /// The sentence that permits.
  public var citation: CitedClause
  /// What failed of it; at least one part.
  public var failures: [Failure]
}

extension Ruleset {
  /// Decides a request and tells the whole of why.
  ///
  /// Takes far longer than a decision: it is for people who ask why, and for logs of denials.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - limit: The most permissions told where nothing permits.
  /// - Returns: The decision of ``decide(_:)``, with every deciding clause as it is printed. For a
  ///   denial without reasons, the nearest permissions of the same action: those of which
  ///   least failed, the earlier on the page first. Where a word is unknown, there are none.
  public func explain(_ request: Request, limit: Int = 5) -> Explanation {
    let decision = decide(request)
    let book = CitationBook(content)
    var explanation = Explanation(
      decision: decision,
      clauses: decision.reasons.map { book.cite($0.clause, $0.effect, $0.sentence) }, nearest: [])
    guard !decision.isPermitted, decision.reasons.isEmpty,
      let reading = RequestReading(self, request)
    else { return explanation }
    var near: [(failures: [NearPermission.Failure], norm: Norm)] = []
    for norm in content.norms where norm.effect == .permit && norm.action == reading.action {
      near.append((reading.failures(of: norm), norm))
    }
    // Stable: what fails alike stays in the order of the page.
    let ranked = near.enumerated().sorted { left, right in
      let (one, other) = (left.element.failures.cost, right.element.failures.cost)
      return one == other ? left.offset < right.offset : one < other
    }
    var seen: Set<NearPermission> = []
    for (_, candidate) in ranked where explanation.nearest.count < max(limit, 0) {
      let norm = candidate.norm
      let permission = NearPermission(
        citation: book.cite(norm.clause, norm.effect, norm.sentence), failures: candidate.failures)
      // A group may be denied though each permission covers a part; then none fails as a whole.
      guard !candidate.failures.isEmpty, seen.insert(permission).inserted else { continue }
      explanation.nearest.append(permission)
    }
    return explanation
  }
}

/// The clauses of an edition by name.
private struct CitationBook {
  private let clauses: [String: Clause]

  init(_ content: BundleContent) {
    clauses = Dictionary(
      content.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  func cite(_ id: String, _ effect: Norm.Effect, _ sentence: Int) -> CitedClause {
    let clause = clauses[id] ?? Clause(id: id)
    return CitedClause(
      clause: id, effect: effect, anchor: "#" + id, heading: clause.heading,
      sentence: clause.rules.indices.contains(sentence) ? clause.rules[sentence] : [:],
      text: clause.text)
  }
}

extension RequestReading {
  /// What of a norm does not hold for all of the request.
  fileprivate func failures(of norm: Norm) -> [NearPermission.Failure] {
    var failures: [NearPermission.Failure] = []
    if reach(norm.object) != .all { failures.append(.object(norm.object)) }
    if reach(norm.actor, norm.effect) != .all { failures.append(.actor(norm.actor)) }
    return failures + norm.when.filter { reach($0) != .all }.map { .condition($0) }
  }
}

extension [NearPermission.Failure] {
  /// How far a permission is: another thing is further away than a condition that fails.
  fileprivate var cost: Int {
    reduce(0) { cost, failure in
      switch failure {
      case .object: cost + 4
      case .actor: cost + 3
      case .condition: cost + 1
      }
    }
  }
}
