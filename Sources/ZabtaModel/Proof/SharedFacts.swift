package import ZabtaRuntime

/// The elementary facts by which the norms of two editions part requests.
///
/// A consent or circumstance is told by a word, and a norm about a group listens to several words; what
/// the words include may differ between the editions. So the facts are the sets of words that no norm
/// of either edition tells apart: each is told or not, independently of the others.
package struct SharedFacts: Sendable {
  /// An elementary fact.
  package enum Variable: Hashable, Sendable {
    /// One of these consents holds.
    case consent([String])
    /// One of these circumstances or measures is told.
    case told([String])
    /// One of these events happened, at least so long ago to the instant.
    case happened([String], Span?)
    /// A span is over since one of these events, counted in days.
    case ended([String], Span)
    /// The record is at least so old.
    case aged(Span)
  }

  package private(set) var variables: [Variable] = []
  private(set) var implied: [BitSet] = []
  private(set) var implying: [BitSet] = []
  /// The ages at which norms part, ascending.
  package private(set) var ages: [Int] = []
  private var index: [Variable: Int] = [:]
  private var consents: [[String]: [Variable]] = [:]
  private var circumstances: [[String]: [Variable]] = [:]
  private var events: [[String]: [[String]]] = [:]
  private let rulesets: [Ruleset]

  /// The facts of the norms of the earlier and of the later edition.
  init(_ norms: [[Norm]], _ rulesets: [Ruleset]) {
    self.rulesets = rulesets
    var ages: Set<Int> = []
    var consentSets: Set<[String]> = []
    var toldSets: Set<[String]> = []
    var eventSets: Set<[String]> = []
    var spans: [(events: [String], span: Span?, inDays: Bool)] = []
    func read(_ period: Period) {
      for end in period.ends.joined() {
        let since = Set(end.since).sorted()
        if !since.isEmpty { eventSets.insert(since) }
        spans.append((since, end.span, true))
      }
    }
    for (edition, norms) in norms.enumerated() {
      for fact in norms.flatMap({ $0.when.flatMap(\.anyOf) }) {
        switch fact {
        case .among, .notAmong: break
        case .ageUnder(let age, _): ages.insert(age)
        case .consent(let names, _): consentSets.insert(consentWords(names, edition))
        case .circumstance(let name, _): toldSets.insert(toldWords(name, edition))
        case .happened(let names, let after, _):
          let names = Set(names).sorted()
          eventSets.insert(names)
          spans.append((names, after, false))
        case .over(let period, _): read(period)
        }
      }
      for period in norms.compactMap(\.period) { read(period) }
    }
    self.ages = ages.sorted()
    consents = SharedFacts.classes(consentSets).mapValues { $0.map { .consent($0) } }
    circumstances = SharedFacts.classes(toldSets).mapValues { $0.map { .told($0) } }
    events = SharedFacts.classes(eventSets)
    var found = Set(consents.values.joined()).union(circumstances.values.joined())
    for (names, span, inDays) in spans { found.formUnion(times(names, span, inDays: inDays)) }
    variables = found.map { ($0.key, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    index = Dictionary(
      zip(variables, variables.indices), uniquingKeysWith: { first, _ in first })
    implied = variables.indices.map { one in
      BitSet(
        variables.indices.filter { other in
          one == other || variables[one].implies(variables[other])
        })
    }
    var implying = Array(repeating: BitSet(), count: variables.count)
    for (first, seconds) in implied.enumerated() {
      for second in seconds.members { implying[second].insert(first) }
    }
    self.implying = implying
  }

  // MARK: What a fact of a norm is made of

  /// The facts of which one must hold for one of the consents to.
  func consent(_ names: [String], _ edition: Int) -> [Int] {
    (consents[consentWords(names, edition)] ?? []).compactMap { index[$0] }
  }

  func circumstance(_ name: String, _ edition: Int) -> [Int] {
    (circumstances[toldWords(name, edition)] ?? []).compactMap { index[$0] }
  }

  func happened(_ names: [String], _ after: Span?) -> [Int] {
    times(Set(names).sorted(), after, inDays: false).compactMap { index[$0] }
  }

  func ended(_ end: Period.End) -> [Int] {
    times(Set(end.since).sorted(), end.span, inDays: true).compactMap { index[$0] }
  }

  private func times(_ names: [String], _ span: Span?, inDays: Bool) -> [Variable] {
    guard !names.isEmpty else { return span.map { [.aged($0)] } ?? [] }
    return (events[names] ?? [names]).map { `class` in
      // Hours are counted from the instant either way.
      if inDays, let span, span.unit != .hour { return .ended(`class`, span) }
      return .happened(`class`, span)
    }
  }

  private func consentWords(_ names: [String], _ edition: Int) -> [String] {
    let table = rulesets[edition].atoms(.consent)
    guard !names.isEmpty else { return table.names.sorted() }
    return Set(names.flatMap { table.descendants(of: $0) }).sorted()
  }

  private func toldWords(_ name: String, _ edition: Int) -> [String] {
    let tables = [Kind.circumstance, .measure].map { rulesets[edition].atoms($0) }
    return Set(tables.flatMap { $0.descendants(of: name) }).sorted()
  }

  /// For each set, the groups of words in it that every set lists together.
  private static func classes(_ sets: Set<[String]>) -> [[String]: [[String]]] {
    var signatures: [String: [Int]] = [:]
    let sorted = sets.sorted { $0.lexicographicallyPrecedes($1) }
    for (number, set) in sorted.enumerated() {
      for name in set { signatures[name, default: []].append(number) }
    }
    var groups: [[Int]: [String]] = [:]
    for (name, signature) in signatures { groups[signature, default: []].append(name) }
    var result: [[String]: [[String]]] = [:]
    for (number, set) in sorted.enumerated() {
      result[set] = groups.filter { $0.key.contains(number) }.map { $0.value.sorted() }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }
    return result
  }
}

extension SharedFacts.Variable {
  /// What they are ordered by: an order that is the same in every run.
  fileprivate var key: String {
    func span(_ span: Span?) -> String { span.map { "\($0.unit.rawValue)\($0.count)" } ?? "" }
    return switch self {
    case .consent(let names): "0 \(names)"
    case .told(let names): "1 \(names)"
    case .happened(let names, let after): "2 \(names) \(span(after))"
    case .ended(let names, let after): "3 \(names) \(span(after))"
    case .aged(let after): "4 \(span(after))"
    }
  }

  /// True where the other holds whenever this does.
  fileprivate func implies(_ other: SharedFacts.Variable) -> Bool {
    switch (self, other) {
    case (.happened(let one, let span), .happened(let two, let short)) where one == two:
      guard let short else { return true }
      return span.map { $0.isSurelyAsLong(as: short) } ?? false
    case (.happened(let one, let span?), .ended(let two, let short)) where one == two:
      return span.isSurelyAsLong(as: short)
    case (.ended(let one, let span), .ended(let two, let short)) where one == two:
      return span.isSurelyAsLong(as: short)
    case (.ended(let one, let span), .happened(let two, let short)) where one == two:
      // Counting in days gives away less than a day.
      return span.isLonger(byDayThan: short)
    case (.aged(let span), .aged(let short)): return span.isSurelyAsLong(as: short)
    default: return false
    }
  }
}
