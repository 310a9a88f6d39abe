/// The words of a ruleset, interned: what each name of a request stands for.
struct Vocabulary: Sendable {
  /// The tables, in the order of `Kind.allCases`.
  let tables: [AtomTable]
  /// The names under which something can have happened.
  let events: [String: Int]
  /// Those names, by number.
  let eventNames: [String]
  /// The events that end consents.
  let withdrawals: Set<Int>
  /// Circumstances and measures, by name.
  let circumstances: [String: Int]
  /// Their names, by number.
  let circumstanceNames: [String]
  /// For each of those, itself and the groups that hold when it does.
  let circumstanceGroups: [[Int]]

  /// The table of one kind.
  func table(_ kind: Kind) -> AtomTable { tables[kind.ordinal] }

  /// Interns the words of content that has passed ``ContentCheck``.
  init(_ content: BundleContent) throws(RulesetError) {
    var byKind: [Kind: [Word]] = [:]
    for word in content.words { byKind[word.kind, default: []].append(word) }
    var tables: [AtomTable] = []
    for kind in Kind.allCases {
      let words = byKind[kind] ?? []
      do {
        tables.append(
          kind == .place
            ? try Places.table(declared: words, named: content.namedPlaces)
            : try Vocabulary.table(words))
      } catch {
        throw RulesetError(
          path: "words", reason: "the \(kind.rawValue) \"\(error.name)\" includes itself")
      }
    }
    self.tables = tables

    var events: [String: Int] = [:]
    var eventNames: [String] = []
    func intern(_ name: String) {
      guard events[name] == nil else { return }
      events[name] = eventNames.count
      eventNames.append(name)
    }
    for kind in [Kind.event, .request, .touchpoint] { byKind[kind]?.forEach { intern($0.name) } }
    // A request that people make is also told as an event of its own name with "-request".
    byKind[.request]?.forEach { intern($0.name + "-request") }
    for name in content.namedEvents { intern(name) }
    let withdrawal = "consent-withdrawal"
    let ending = [Kind.event, .request].flatMap { tables[$0.ordinal].descendants(of: withdrawal) }
    withdrawals = Set(
      (ending + [withdrawal]).flatMap { [$0, $0 + "-request"] }.compactMap { events[$0] })
    self.events = events
    self.eventNames = eventNames

    var circumstances: [String: Int] = [:]
    var circumstanceNames: [String] = []
    let pair = [tables[Kind.circumstance.ordinal], tables[Kind.measure.ordinal]]
    for name in pair.flatMap(\.names) where circumstances[name] == nil {
      circumstances[name] = circumstanceNames.count
      circumstanceNames.append(name)
    }
    var groups = Array(repeating: [Int](), count: circumstances.count)
    for (name, index) in circumstances {
      let holding = pair.flatMap { $0.ancestors(of: name).map(\.name) }
      groups[index] = Set(holding.compactMap { circumstances[$0] }).sorted()
    }
    self.circumstances = circumstances
    self.circumstanceNames = circumstanceNames
    circumstanceGroups = groups
  }

  /// A vocabulary without words.
  static let empty = Vocabulary()

  private init() {
    tables = Kind.allCases.map { _ in AtomTable() }
    (events, eventNames, withdrawals) = ([:], [], [])
    (circumstances, circumstanceNames, circumstanceGroups) = ([:], [], [])
  }

  private static func table(_ words: [Word]) throws(AtomTable.Circle) -> AtomTable {
    let names = words.map(\.name)
    let index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    return try AtomTable(
      words.map { word in
        AtomTable.Entry(name: word.name, parts: word.includes.compactMap { index[$0] })
      })
  }
}

extension Kind {
  /// The kind's place among `allCases`.
  var ordinal: Int {
    switch self {
    case .person: 0
    case .data: 1
    case .purpose: 2
    case .recipient: 3
    case .role: 4
    case .message: 5
    case .cookie: 6
    case .request: 7
    case .touchpoint: 8
    case .circumstance: 9
    case .event: 10
    case .consent: 11
    case .form: 12
    case .measure: 13
    case .reason: 14
    case .channel: 15
    case .place: 16
    }
  }
}

extension BundleContent {
  /// The places that norms and words name, in order.
  var namedPlaces: [String] {
    let included = words.filter { $0.kind == .place }.flatMap(\.includes)
    return included
      + facts.flatMap { fact -> [String] in
        switch fact {
        case .among(.region, let names, _), .among(.jurisdiction, let names, _),
          .notAmong(.region, let names, _), .notAmong(.jurisdiction, let names, _):
          names
        default: []
        }
      }
  }

  /// The events that norms name, in order.
  var namedEvents: [String] {
    let fromFacts = facts.flatMap { fact -> [String] in
      switch fact {
      case .happened(let names, _, _): names
      case .over(let period, _): period.ends.joined().flatMap(\.since)
      default: []
      }
    }
    return fromFacts + norms.compactMap(\.period).flatMap { $0.ends.joined().flatMap(\.since) }
  }

  private var facts: [Fact] { norms.flatMap { $0.when.flatMap(\.anyOf) } }
}
