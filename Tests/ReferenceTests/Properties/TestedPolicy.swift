import Testing
import ZabtaModel
import ZabtaRuntime

/// The policies that properties are tested on.
enum TestedPolicies {
  /// The published policies, then random ones.
  static let parts = Array(0..<3)

  /// Calls back with each policy of a part: one of the published ones, or random ones by turns.
  static func forEach(
    _ part: Int, questions: Int, _ test: (TestedPolicy, inout SplitMix64) throws -> Void
  ) throws {
    if part < 2 {
      var random = SplitMix64(seed: UInt64(part + 1))
      let subject = try TestedPolicy(
        ReadPolicy.published(["buy-inverter", "pumppos"][part]), "", random.next())
      for _ in 0..<(6 * Scale.factor) { try test(subject, &random) }
      return
    }
    var made = 0
    var seed: UInt64 = 40_000
    while made < 25 * Scale.factor {
      seed += 1
      var random = SplitMix64(seed: seed)
      let source = RandomPolicy.ofEveryConstruct(&random)
      guard let policy = try? ReadPolicy.read(source.text) else { continue }
      made += 1
      try test(TestedPolicy(policy, source.text, seed), &random)
    }
  }
}

/// One policy, as its content and as rules.
struct TestedPolicy {
  let policy: Policy
  let content: BundleContent
  let rules: Ruleset
  /// The seed, and the source of a random policy.
  let told: String
  private let calendar: ReferenceCalendar
  private let trees: [Kind: WordTree]

  init(_ policy: Policy, _ source: String, _ seed: UInt64) throws {
    self.policy = policy
    content = policy.content(edition: 0)
    rules = try Ruleset(content)
    told = "seed \(seed)\n\(source)"
    calendar = ReferenceCalendar(timeZone: policy.timeZone)
    let content = content
    trees = Kind.allCases.reduce(into: [:]) { $0[$1] = WordTree(content, $1) }
  }

  /// The rules after a change.
  func ruleset(_ change: (inout BundleContent) -> Void) throws -> Ruleset {
    var content = content
    change(&content)
    return try Ruleset(content)
  }

  /// Asks random requests; fails at the first of which something untrue is told.
  func ask(
    _ count: Int, _ random: inout SplitMix64, _ untruth: (Request, inout SplitMix64) -> String?
  ) {
    let requests = RandomRequests(policy: policy)
    for _ in 0..<count {
      let request = requests.request(&random)
      guard let what = untruth(request, &random) else { continue }
      Issue.record("\(told)\n\(Question.decision(request))\n\(what)")
      return
    }
  }

  /// Asks random questions of all three kinds.
  func compare(
    _ count: Int, _ random: inout SplitMix64, _ untruth: (Question) -> String?
  ) {
    let requests = RandomRequests(policy: policy)
    for index in 0..<count {
      let question = requests.question(index, &random)
      guard let what = untruth(question) else { continue }
      Issue.record("\(told)\n\(question)\n\(what)")
      return
    }
  }

  func names(_ kind: Kind) -> [String] { trees[kind]?.names ?? [] }

  func parts(_ kind: Kind, _ name: String) -> [String] { trees[kind]?.parts(name) ?? [] }

  func day(_ moment: Moment) -> Int { calendar.day(moment) }

  /// A moment so many days later.
  func later(_ moment: Moment?, by days: Int) -> Moment? {
    switch moment {
    case .day(let day): .day(Day(number: day.number + days))
    case .instant(let seconds, let offset):
      .instant(seconds: seconds + days * 86_400, offset: offset)
    case nil: nil
    }
  }

  /// A norm made of parts of several norms about the same kind of thing.
  func anyNorm(_ random: inout SplitMix64) -> Norm? {
    guard var norm = random.pick(content.norms) else { return nil }
    let alike = content.norms.filter { $0.action.objectKind == norm.action.objectKind }
    guard let other = random.pick(alike), let third = random.pick(alike) else { return norm }
    if random.oneIn(2) { norm.object = other.object }
    if random.oneIn(2) { norm.actor = third.actor }
    if random.oneIn(2), (norm.action == .penalise) == (other.action == .penalise) {
      norm.when = Array(norm.when.prefix(1)) + other.when.prefix(1)
    }
    if random.oneIn(3), (norm.action == .penalise) == (third.action == .penalise),
      let condition = third.when.last, !norm.when.isEmpty
    {
      norm.when[0].anyOf += condition.anyOf
    }
    return norm
  }

  /// A consent, a circumstance or an event of the policy.
  func anythingTold(_ random: inout SplitMix64) -> Polarity.Told? {
    let list = random.pick(Polarity.Told.List.allCases) ?? .consent
    let kinds: [Kind] =
      switch list {
      case .consent: [.consent]
      case .circumstances: [.circumstance, .measure]
      case .events: [.event, .request, .touchpoint]
      }
    return random.pick(kinds.flatMap(names)).map { Polarity.Told(list: list, name: $0) }
  }
}

extension Context {
  /// Tells one thing more, without a date; nothing where it is told already.
  mutating func tell(_ told: Polarity.Told) {
    switch told.list {
    case .consent: if consent[told.name] == nil { consent[told.name] = .some(nil) }
    case .circumstances:
      if !circumstances.contains(told.name) { circumstances.append(told.name) }
    case .events: if events[told.name] == nil { events[told.name] = .some(nil) }
    }
  }
}
