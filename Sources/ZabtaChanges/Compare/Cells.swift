import ZabtaRuntime

/// One request for every cell of the decision space that a norm can touch.
struct Cells {
  private var subjects: [Request.Entity] = []
  private var objects: [String] = []
  private var dimensions: [(Dimension, [String?])] = []
  private var consents: [[String]] = [[]]
  private var circumstances: [[String]] = [[]]
  private var ages: [Int?] = [nil]
  private var times: [Times] = [Times()]
  private let action: Action
  private let kind: Kind
  private let total: Int
  private(set) var isExhaustive = true

  /// What happened, and when the record was made.
  private struct Times: Hashable {
    var created: Day?
    var events: [String: Day] = [:]
  }

  /// Any day does: the two editions are asked about the same one.
  private static let today = Day(number: 47_482)  // 2100-01-01

  /// The cells of a norm, between borders that its relatives draw: the norms of the same action in
  /// both editions.
  init(_ norm: Norm, relatives: [Norm], _ space: DecisionSpace) {
    action = norm.action
    kind = norm.object.kind
    let rulesets = [space.old, space.new]
    subjects = Cells.subjects(norm, rulesets)
    objects = Cells.objects(norm, relatives, rulesets)

    let facts = relatives.flatMap { $0.when.flatMap(\.anyOf) }
    for dimension in Dimension.allCases {
      let groups = facts.compactMap { Cells.names($0, dimension) }
      guard !groups.isEmpty else { continue }
      let kind = dimension.kind(for: norm.action)
      var values: [String?] = [nil]
      values += Cells.representatives(groups, kind, rulesets)
      // What the norm itself demands limits its cells.
      for condition in norm.when where condition.anyOf.count == 1 {
        guard case .among(dimension, let names, let unstated) = condition.anyOf[0] else { continue }
        let inside = Set(
          names.flatMap { name in rulesets.flatMap { $0.atoms(kind).descendants(of: name) } })
        values = values.filter { value in value.map { inside.contains($0) } ?? unstated }
      }
      dimensions.append((dimension, values))
    }

    var consentNames: Set<String> = []
    var circumstanceNames: Set<String> = []
    var thresholds: Set<Int> = []
    var moments: Set<Times> = []
    for fact in facts {
      switch fact {
      case .consent(let names, _): consentNames.formUnion(names)
      case .circumstance(let name, _): circumstanceNames.insert(name)
      case .ageUnder(let age, _): thresholds.insert(age)
      case .happened(let names, let after, _):
        for name in names { moments.insert(Times(events: [name: Cells.day(before: after)])) }
      case .over(let period, _):
        moments.formUnion(Cells.times(period))
      case .among, .notAmong: break
      }
    }
    consents = Cells.choices(consentNames)
    circumstances = Cells.choices(circumstanceNames)
    ages += thresholds.sorted().flatMap { [$0 - 1, $0] }
    times += moments.sorted { Cells.key($0) < Cells.key($1) }

    var total = 1
    for count in [
      subjects.count, objects.count, consents.count, circumstances.count, ages.count, times.count,
    ] + dimensions.map(\.1.count) {
      total = total.multipliedReportingOverflow(by: count).overflow ? .max : total * count
    }
    self.total = total
    isExhaustive = total <= DecisionSpace.most
  }

  /// Visits the cells until the visitor answers false.
  func walk(_ visit: (Request) -> Bool) {
    guard total > 0 else { return }
    // A step that shares no factor with the numbers of choices, so that every choice comes up.
    let step = total <= DecisionSpace.most ? 1 : (total / DecisionSpace.most) | 1
    var number = 0
    while number < total {
      if !visit(request(number)) { return }
      let (next, overflow) = number.addingReportingOverflow(step)
      if overflow { return }
      number = next
    }
  }

  private func request(_ number: Int) -> Request {
    var rest = number
    func pick<Value>(_ values: [Value]) -> Value {
      let value = values[rest % values.count]
      rest /= values.count
      return value
    }
    var request = Request(
      subject: pick(subjects), action: action == .keep ? "store" : action.rawValue,
      resource: Request.Entity(type: kind.rawValue, id: pick(objects)))
    for name in pick(consents) { request.context.consent[name] = .some(nil) }
    request.context.circumstances = pick(circumstances)
    request.context.age = pick(ages)
    let time = pick(times)
    request.context.on = .day(Cells.today)
    request.context.created = time.created.map(Moment.day)
    for (name, day) in time.events { request.context.events[name] = .some(.day(day)) }
    for (dimension, values) in dimensions {
      let value = pick(values)
      switch dimension {
      case .recipient: request.context.recipient = value
      case .purpose: request.context.purpose = value
      case .touchpoint: request.context.touchpoint = value
      case .form: request.context.form = value
      case .person: request.context.person = value
      case .region: request.context.region = value
      case .jurisdiction: request.context.jurisdiction = value
      }
    }
    return request
  }

  // MARK: The borders

  private static func subjects(_ norm: Norm, _ rulesets: [Ruleset]) -> [Request.Entity] {
    func entities(_ kind: Kind, _ names: [String]) -> [Request.Entity] {
      names.map { Request.Entity(type: kind.rawValue, id: $0) }
    }
    let publisher = Request.Entity(
      type: "organisation", id: rulesets.last?.content.publisher ?? "")
    switch norm.actor {
    case .we: return [publisher]
    case .people: return entities(.person, Set(rulesets.flatMap(\.content.people)).sorted())
    case .named(let kind, let names): return entities(kind, Set(names).sorted())
    case .anybodyBut(let kind, let names):
      let all = Set(rulesets.flatMap { $0.atoms(kind).owners })
      let taken = Set(
        names.flatMap { name in rulesets.flatMap { $0.atoms(kind).descendants(of: name) } })
      return [publisher] + entities(kind, all.subtracting(taken).sorted())
    }
  }

  /// The objects that the norm names, one for each cell.
  private static func objects(
    _ norm: Norm, _ relatives: [Norm], _ rulesets: [Ruleset]
  ) -> [String] {
    let kind = norm.object.kind
    let groups = relatives.filter { $0.object.kind == kind }.flatMap {
      [$0.object.names, $0.object.except]
    }
    let all = representatives(groups, kind, rulesets)
    func below(_ names: [String]) -> Set<String> {
      Set(names.flatMap { name in rulesets.flatMap { $0.atoms(kind).descendants(of: name) } })
    }
    let named = below(norm.object.names).subtracting(below(norm.object.except))
    return all.filter { named.contains($0) != norm.object.isComplement }
  }

  /// One atom for each set of atoms that no group of names parts, as the word it belongs to.
  private static func representatives(
    _ groups: [[String]], _ kind: Kind, _ rulesets: [Ruleset]
  ) -> [String] {
    var signatures: [String: [UInt8]] = [:]
    for ruleset in rulesets {
      let table = ruleset.atoms(kind)
      let owners = table.owners
      var marks = Array(repeating: [UInt8](), count: owners.count)
      for names in Set(groups).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        var set = BitSet()
        for name in names { set.formUnion(table.atoms(of: name) ?? BitSet()) }
        for atom in owners.indices { marks[atom].append(set.contains(atom) ? 1 : 0) }
      }
      for (atom, owner) in owners.enumerated() {
        signatures[owner, default: []] += [2] + marks[atom]
      }
    }
    // Without marks (a country, say) one stands for all.
    var seen: Set<[UInt8]> = []
    var found: [String] = []
    for (owner, signature) in signatures.sorted(by: { $0.key < $1.key })
    where seen.insert(signature).inserted {
      found.append(owner)
    }
    return found
  }

  private static func names(_ fact: Fact, _ dimension: Dimension) -> [String]? {
    switch fact {
    case .among(dimension, let names, _), .notAmong(dimension, let names, _): names
    default: nil
    }
  }

  /// None, each one alone, and all together.
  private static func choices(_ names: Set<String>) -> [[String]] {
    let sorted = names.sorted()
    return [[]] + sorted.map { [$0] } + (sorted.count > 1 ? [sorted] : [])
  }

  /// On both sides of each end of a period.
  private static func times(_ period: Period) -> [Times] {
    period.ends.flatMap { alternative -> [Times] in
      var over = Times()
      var running = Times()
      for end in alternative {
        let day = day(before: end.span)
        let later = Day(number: day.number + 1)
        if end.since.isEmpty {
          over.created = day
          running.created = later
        }
        for name in end.since {
          over.events[name] = day
          running.events[name] = later
        }
      }
      return [over, running]
    }
  }

  private static func day(before span: Span?) -> Day {
    guard let span, span.count > 0 else { return today }
    let (year, month, day) = today.components
    let count = min(span.count, 20_000)
    switch span.unit {
    case .hour: return Day(number: today.number - (count + 23) / 24)
    case .day: return Day(number: today.number - count)
    case .week: return Day(number: today.number - 7 * count)
    case .month:
      let months = max(12, year * 12 + month - 1 - count)
      return Day(year: months / 12, month: months % 12 + 1, day: day) ?? today
    case .year: return Day(year: max(1, year - count), month: month, day: day) ?? today
    }
  }

  private static func key(_ times: Times) -> String {
    let events = times.events.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value.number)" }
    return "\(times.created?.number ?? 0)\(events)"
  }
}
