/// What would turn a denial into a permission.
public struct Needs: Sendable, Hashable {
  /// The alternatives, each a set of facts that together would do; smallest sets first, then by name.
  ///
  /// No set has another one within it, and none names a part where the whole word would do. One empty
  /// set: the request is permitted as it stands. No set at all: nothing that can be told helps.
  public var alternatives: [[MissingFact]]
  /// True where every alternative of at most ``Ruleset/needLimit`` facts is here; false where the search
  /// took more work than is allowed, or found more alternatives than it tells.
  public var isComplete: Bool
}

extension Ruleset {
  /// The most facts that one alternative of ``needs(of:)`` holds.
  public static let needLimit = 4

  /// Finds out what is missing: the smallest sets of facts (consents, circumstances, words that the
  /// request leaves open, an age, events) with which the request would be permitted.
  ///
  /// Facts are added only: what the request states stays as it is. Every alternative is proved by a
  /// decision. Where the request names no moment (`context.on`), nothing that needs time to
  /// have gone by is offered. For a form that is left open nothing is offered: it is `identified`.
  ///
  /// - Returns: At most 16 alternatives of at most ``needLimit`` facts; found within some
  ///   thousand decisions, or told to be incomplete.
  public func needs(of request: Request) -> Needs {
    var search = NeedSearch(self, request, limits: .ofOneRequest)
    search.run()
    return Needs(alternatives: search.found, isComplete: search.isComplete)
  }
}

/// Looks for the smallest sets of facts that permit a request: all sets of one fact, then of two.
///
/// A set grows only by facts that the denial asks for: while a prohibition applies, by those that lift
/// one of its conditions; else by those that a permission still lacks. Every set that
/// permits can be built in this order, so none is missed.
struct NeedSearch {
  /// How far a search goes.
  struct Limits {
    var facts: Int
    var alternatives: Int
    /// How many sets are tried.
    var work: Int

    static let ofOneRequest = Limits(facts: Ruleset.needLimit, alternatives: 16, work: 4_000)
    static let ofASearch = Limits(facts: 3, alternatives: 8, work: 400)
  }

  /// How many sets one page of a search may try.
  static let pageBudget = 20_000

  private(set) var found: [[MissingFact]] = []
  private(set) var isComplete = true
  private(set) var work = 0

  private let rules: Ruleset
  private let request: Request
  private let limits: Limits

  init(_ rules: Ruleset, _ request: Request, limits: Limits) {
    self.rules = rules
    self.request = request
    self.limits = limits
  }

  mutating func run() {
    guard let reading = RequestReading(rules, request) else { return }
    let additions = Additions(rules, reading)
    var level: [[MissingFact]] = [[]]
    var seen: Set<[MissingFact]> = [[]]
    for size in 0...limits.facts {
      var next: [[MissingFact]] = []
      var permitted: [[MissingFact]] = []
      for set in level where !found.contains(where: { additions.isCovered(set, by: $0) }) {
        guard work < limits.work else {
          isComplete = false
          break
        }
        work += 1
        let asked = request.adding(set)
        let decision = rules.decide(asked)
        if decision.isPermitted {
          permitted.append(set)
          continue
        }
        guard size < limits.facts else { continue }
        for fact in additions.helping(asked, decision) {
          let larger = (set + [fact]).sorted(by: MissingFact.isBefore)
          if seen.insert(larger).inserted { next.append(larger) }
        }
      }
      keep(permitted, additions)
      if found.contains([]) || found.count >= limits.alternatives || next.isEmpty { break }
      level = next
    }
    if found.count > limits.alternatives {
      found.removeLast(found.count - limits.alternatives)
      isComplete = false
    }
  }

  /// Keeps the sets of one size, those aside that name a part of what another names.
  private mutating func keep(_ sets: [[MissingFact]], _ additions: Additions) {
    let widest = sets.filter { set in
      !sets.contains { $0 != set && additions.isCovered(set, by: $0) }
    }
    found += widest.sorted { left, right in
      left.lexicographicallyPrecedes(right, by: MissingFact.isBefore)
    }
  }
}

extension MissingFact {
  /// The order in which facts are told: consents first, then by their text.
  static func isBefore(_ left: MissingFact, _ right: MissingFact) -> Bool {
    let (one, other) = (left.rank, right.rank)
    return one == other ? left.description.isBytewiseBefore(right.description) : one < other
  }

  private var rank: Int {
    switch self {
    case .consent: 0
    case .word: 1
    case .circumstance: 2
    case .ageUnder: 3
    case .event: 4
    case .created: 5
    }
  }
}
