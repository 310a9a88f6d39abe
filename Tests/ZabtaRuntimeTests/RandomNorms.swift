import ZabtaRuntime

/// A small random generator whose numbers are the same everywhere.
struct Lehmer: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}

/// Random norms and requests over the shop's words.
enum RandomNorms {
  static let purposes = ["delivery", "orders", "marketing", "ads", "outreach"]
  static let recipients = ["courier", "bank", "partner", "broker"]
  static let consents = ["mail", "news", "targeting"]
  static let circumstances = ["hold", "court", "tax", "contract"]
  static let things = ["email", "phone", "contact", "sales", "lone-group"]

  static func norms(_ random: inout Lehmer, count: Int) -> [Norm] {
    (0..<count).map { index in
      let facts = (0..<Int.random(in: 0...2, using: &random)).map { _ in
        let alternatives = Int.random(in: 1...4, using: &random) == 1 ? 2 : 1
        return Condition(anyOf: (0..<alternatives).map { _ in fact(&random) })
      }
      let isForbid = Int.random(in: 0..<3, using: &random) == 0
      let actors: [Actor] = [
        .we, .we, .named(.role, ["accounting"]), .anybodyBut(.role, ["staff"]),
      ]
      return Norm(
        effect: isForbid ? .forbid : .permit, actor: pick(actors, &random), action: .share,
        object: Object(kind: .data, names: [pick(things, &random)]), when: facts,
        clause: ["one", "two", "three", "four"][index % 4], sentence: index / 4)
    }
  }

  static func fact(_ random: inout Lehmer) -> Fact {
    let isNegated = Int.random(in: 0..<3, using: &random) == 0
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .among(.purpose, [pick(purposes, &random)], whenUnstated: isNegated)
    case 1: return .notAmong(.purpose, [pick(purposes, &random)], whenUnstated: !isNegated)
    case 2: return .among(.recipient, [pick(recipients, &random)])
    case 3: return .notAmong(.recipient, [pick(recipients, &random)], whenUnstated: isNegated)
    case 4: return .consent([pick(consents, &random)], negated: isNegated)
    case 5: return .circumstance(pick(circumstances, &random), negated: isNegated)
    case 6: return .ageUnder(13, negated: isNegated)
    default: return .happened(["closure"], negated: isNegated)
    }
  }

  static func request(_ random: inout Lehmer) -> Request {
    let subjects = [("organisation", "shop"), ("organisation", "shop"), ("role", "accounting")]
    var request = ZabtaRuntimeTests.request(
      "share", pick(things, &random), as: pick(subjects, &random))
    if Bool.random(using: &random) { request.context.purpose = pick(purposes, &random) }
    if Bool.random(using: &random) { request.context.recipient = pick(recipients, &random) }
    if Int.random(in: 0..<4, using: &random) == 0 {
      request.context.consent = [pick(consents, &random): nil]
    }
    return request
  }

  /// Every fact that could be added to a request.
  static func facts(_ request: Request) -> [MissingFact] {
    let context = request.context
    var facts: [MissingFact] = []
    if context.purpose == nil { facts += purposes.map { .word(.purpose, $0) } }
    if context.recipient == nil { facts += recipients.map { .word(.recipient, $0) } }
    facts += consents.filter { context.consent[$0] == nil }.map { .consent($0) }
    facts += (circumstances + ["encryption"]).map { .circumstance($0) }
    return facts + [.ageUnder(13), .event("closure")]
  }

  /// True of sets that say two words for one place.
  static func collide(_ set: [MissingFact]) -> Bool {
    let places = set.compactMap { fact -> Dimension? in
      if case .word(let dimension, _) = fact { dimension } else { nil }
    }
    return Set(places).count < places.count
  }

  /// True where a fact is another one, or about a part of its word.
  static func isPart(_ fact: MissingFact, _ wide: MissingFact) -> Bool {
    let parts = [
      "orders": ["delivery"], "outreach": ["marketing", "ads"], "partner": ["courier", "bank"],
      "news": ["mail"], "hold": ["court", "tax"],
    ]
    switch (fact, wide) {
    case (.word(let one, let part), .word(let other, let whole)):
      return one == other && (part == whole || parts[whole]?.contains(part) == true)
    case (.consent(let part), .consent(let whole)),
      (.circumstance(let part), .circumstance(let whole)):
      return part == whole || parts[whole]?.contains(part) == true
    default: return fact == wide
    }
  }

  static func pick<Value>(_ values: [Value], _ random: inout Lehmer) -> Value {
    values[Int.random(in: 0..<values.count, using: &random)]
  }
}
