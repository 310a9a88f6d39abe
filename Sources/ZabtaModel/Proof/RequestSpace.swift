package import ZabtaRuntime

/// Every request there can be about one action, as far as some norms can tell two requests apart.
///
/// A request is a point: an atom (or nothing) for each of its places, an age, and for each
/// elementary fact that the norms mention whether it holds. What a norm speaks of is a union of boxes
/// in this space, so "the requests that P permits and none of F forbids" can be searched for a
/// point, and that there is none is a proof over all conditions.
///
/// To compare two editions, build a ruleset from the words of both and a space from the norms of
/// both; then search the new permits' boxes outside the old permits', or where the old forbids were.
package struct RequestSpace: BoxFrame {
  package let action: Action
  let ruleset: Ruleset
  /// The ages at which norms part, ascending.
  let ages: [Int]
  /// The elementary facts.
  let variables: [Variable]
  let index: [Variable: Int]
  /// For each fact, itself and those that hold whenever it does; and the other way round.
  package let implied: [BitSet]
  package let implying: [BitSet]
  /// The groups of event names that no norm tells apart, by the least of each.
  let eventClasses: [String: String]
  /// The positions of each axis; the last of a dimension's is "unstated".
  private let full: [BitSet]

  /// An elementary fact: not made of others.
  enum Variable: Hashable, Sendable {
    /// A consent is given, by its atom.
    case consent(Int)
    /// A circumstance or measure is told.
    case circumstance(String)
    /// An event of a class happened, at least so long ago.
    case happened(String, Span?)
    /// The record is at least so old.
    case aged(Span)

    /// What they are ordered by: an order that is the same in every run.
    var key: (Int, String, String, Int) {
      switch self {
      case .consent(let atom): (0, "", "", atom)
      case .circumstance(let name): (1, name, "", 0)
      case .happened(let name, let span): (2, name, span?.unit.rawValue ?? "", span?.count ?? -1)
      case .aged(let span): (3, "", span.unit.rawValue, span.count)
      }
    }
  }

  /// The axes with named positions.
  package enum Axis: Int, CaseIterable, Sendable {
    case actor, object, recipient, purpose, touchpoint, form, person, region, jurisdiction, age

    init(_ dimension: Dimension) {
      self =
        switch dimension {
        case .recipient: .recipient
        case .purpose: .purpose
        case .touchpoint: .touchpoint
        case .form: .form
        case .person: .person
        case .region: .region
        case .jurisdiction: .jurisdiction
        }
    }

    package var dimension: Dimension? {
      switch self {
      case .recipient: .recipient
      case .purpose: .purpose
      case .touchpoint: .touchpoint
      case .form: .form
      case .person: .person
      case .region: .region
      case .jurisdiction: .jurisdiction
      case .actor, .object, .age: nil
      }
    }
  }

  /// The space of an action in which all the given norms can be told apart.
  package init(_ ruleset: Ruleset, action: Action, norms: [Norm]) {
    self.ruleset = ruleset
    self.action = action
    let facts = Set(norms.lazy.flatMap { $0.when.lazy.flatMap(\.anyOf) })
    ages = Set(facts.compactMap { if case .ageUnder(let age, _) = $0 { age } else { nil } })
      .sorted()
    eventClasses = Self.classes(of: facts)
    var found: Set<Variable> = []
    for fact in facts { found.formUnion(Self.variables(of: fact, ruleset, eventClasses)) }
    let variables = found.sorted { $0.key < $1.key }
    self.variables = variables
    let index = Dictionary(
      zip(variables, variables.indices), uniquingKeysWith: { first, _ in first })
    self.index = index
    implied = Self.implications(variables, index, ruleset)
    var implying = Array(repeating: BitSet(), count: variables.count)
    for (first, seconds) in implied.enumerated() {
      for second in seconds.members { implying[second].insert(first) }
    }
    self.implying = implying
    // Data is identified unless stated otherwise, so where that is a word its form is never unstated.
    let forms = ruleset.atoms(.form)
    let isFormStated = forms.index["identified"] != nil
    let ageCount = ages.count + 2
    full = Axis.allCases.map { axis in
      switch axis {
      case .actor: BitSet(upTo: 1 + Self.actorKinds.map { ruleset.atoms($0).count }.reduce(0, +))
      case .object: BitSet(upTo: ruleset.atoms(action.objectKind).count)
      case .age: BitSet(upTo: ageCount)
      case .form: BitSet(upTo: forms.count + (isFormStated ? 0 : 1))
      default:
        BitSet(upTo: 1 + (axis.dimension.map { ruleset.atoms($0.kind(for: action)).count } ?? 0))
      }
    }
  }

  /// The positions of an axis.
  package func all(_ axis: Int) -> BitSet { full[axis] }

  package static let actorKinds: [Kind] = [.role, .recipient, .person]

  /// Names that every fact lists together are one event to the norms.
  private static func classes(of facts: Set<Fact>) -> [String: String] {
    var lists: Set<[String]> = []
    for fact in facts {
      switch fact {
      case .happened(let names, _, _): lists.insert(names.sorted())
      case .over(let period, _):
        for end in period.ends.joined() where !end.since.isEmpty {
          lists.insert(end.since.sorted())
        }
      default: break
      }
    }
    var signatures: [String: [Int]] = [:]
    for (number, list) in lists.sorted(by: { $0.lexicographicallyPrecedes($1) }).enumerated() {
      for name in Set(list) { signatures[name, default: []].append(number) }
    }
    var least: [[Int]: String] = [:]
    for (name, signature) in signatures { least[signature] = min(least[signature] ?? name, name) }
    return signatures.mapValues { least[$0] ?? "" }
  }

  private static func variables(
    of fact: Fact, _ ruleset: Ruleset, _ classes: [String: String]
  ) -> [Variable] {
    switch fact {
    case .among, .notAmong, .ageUnder: []
    case .consent(let names, _): consents(names, ruleset).map { .consent($0) }
    case .circumstance(let name, _): [.circumstance(name)]
    case .happened(let names, let after, _):
      Set(names.map { classes[$0] ?? $0 }).map { .happened($0, after) }
    case .over(let period, _):
      period.ends.joined().flatMap { end -> [Variable] in
        guard !end.since.isEmpty else { return end.span.map { [.aged($0)] } ?? [] }
        return Set(end.since.map { classes[$0] ?? $0 }).map { .happened($0, end.span) }
      }
    }
  }

  /// The atoms of consents; no names mean any consent at all.
  static func consents(_ names: [String], _ ruleset: Ruleset) -> [Int] {
    let table = ruleset.atoms(.consent)
    guard !names.isEmpty else { return Array(0..<table.count) }
    return names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }.members
  }

  /// For each fact, those that hold whenever it does: the groups of a circumstance, the shorter times.
  private static func implications(
    _ variables: [Variable], _ index: [Variable: Int], _ ruleset: Ruleset
  ) -> [BitSet] {
    var times: [String: [(span: Span?, number: Int)]] = [:]
    for (number, variable) in variables.enumerated() {
      switch variable {
      case .happened(let event, let span): times[event, default: []].append((span, number))
      case .aged(let span): times["", default: []].append((span, number))
      case .consent, .circumstance: break
      }
    }
    func shorter(_ event: String, _ span: Span?) -> BitSet {
      BitSet(
        (times[event] ?? []).filter { other in
          guard let short = other.span else { return true }
          return span.map { $0.isSurelyAsLong(as: short) } ?? false
        }.map(\.number))
    }
    return variables.enumerated().map { number, variable in
      var implied: BitSet
      switch variable {
      case .consent: implied = BitSet()
      case .circumstance(let part):
        let groups = [Kind.circumstance, .measure].flatMap { ruleset.atoms($0).ancestors(of: part) }
        implied = BitSet(groups.compactMap { index[.circumstance($0.name)] })
      case .happened(let event, let span): implied = shorter(event, span)
      case .aged(let span): implied = shorter("", span)
      }
      implied.insert(number)
      return implied
    }
  }
}

extension Span {
  /// True where no calendar makes this span shorter than the other.
  package func isSurelyAsLong(as other: Span) -> Bool {
    if let months, let others = other.months { return months >= others }
    return shortestHours >= other.longestHours
  }

  /// True where this span less a day is no shorter than the other; of none, where it has a day.
  func isLonger(byDayThan other: Span?) -> Bool { shortestHours - 24 >= (other?.longestHours ?? 0) }

  private var months: Int? {
    switch unit {
    case .month: count
    case .year: count.multipliedReportingOverflow(by: 12).overflow ? nil : count * 12
    default: nil
    }
  }

  /// The days that it has at least.
  var shortestDays: Int { shortestHours / 24 }

  private var shortestHours: Int { clamped(hours: [1, 24, 168, 28 * 24, 365 * 24]) }
  private var longestHours: Int { clamped(hours: [1, 24, 168, 31 * 24, 366 * 24]) }

  /// The days that surely cover it.
  var longestDays: Int { longestHours / 24 + (longestHours % 24 == 0 ? 0 : 1) }

  private func clamped(hours: [Int]) -> Int {
    let perUnit =
      switch unit {
      case .hour: hours[0]
      case .day: hours[1]
      case .week: hours[2]
      case .month: hours[3]
      case .year: hours[4]
      }
    let (result, overflow) = count.multipliedReportingOverflow(by: perUnit)
    return overflow ? Int.max / 2 : result
  }
}
