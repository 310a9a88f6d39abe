import ZabtaRuntime

/// Random norms over the shop's words, and random requests to ask them.
struct RandomContent {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// A number below a limit (SplitMix64).
  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, limit)))
  }

  mutating func name(_ kind: Kind) -> String {
    let all = (Shop.words[kind] ?? []).map { String($0.split(separator: ":")[0]) }
    return all[below(all.count)]
  }

  private mutating func names(_ kind: Kind) -> [String] {
    (0..<1 + below(3)).map { _ in name(kind) }
  }

  static let moments = ["2024-01-31", "2026-02-28T23:30:00+05:00", "2026-03-01", "2030-12-31"]

  mutating func moment() -> Moment? { Moment(RandomContent.moments[below(4)]) }

  private mutating func span() -> Span {
    Span(below(40), Span.Unit.allCases[below(5)])
  }

  private mutating func fact(_ action: Action) -> Fact {
    let isNegated = below(3) == 0
    switch below(9) {
    case 0, 1, 2:
      let dimension = Dimension.allCases[below(7)]
      let kind = dimension.kind(for: action)
      let names = kind == .place ? [["PK", "EU", "US-CA", "data-centre"][below(4)]] : names(kind)
      return .among(dimension, names, whenUnstated: below(4) == 0)
    case 3:
      let dimension = Dimension.allCases[below(5)]
      return .notAmong(dimension, names(dimension.kind(for: action)), whenUnstated: below(4) > 0)
    case 4, 5: return .consent(below(4) == 0 ? [] : names(.consent), negated: isNegated)
    case 6: return .circumstance(name(below(2) == 0 ? .circumstance : .measure), negated: isNegated)
    case 7: return .ageUnder(below(30), negated: isNegated)
    default:
      return below(2) == 0
        ? .happened(names(.event), after: below(2) == 0 ? span() : nil, negated: isNegated)
        : .over(
          Period(ends: [[Period.End(span: span(), since: below(2) == 0 ? [] : names(.event))]]),
          negated: isNegated)
    }
  }

  mutating func norm() -> Norm {
    let action: Action = [.share, .share, .store, .use, .view, .send, .penalise][below(7)]
    let kind = action.objectKind
    let actor: Actor =
      switch below(6) {
      case 0: .named(.role, names(.role))
      case 1: .anybodyBut(.role, names(.role))
      case 2: .named(.recipient, names(.recipient))
      default: .we
      }
    let origin: Norm.Origin = [.plain, .keep, .ceiling, .only, .floor][below(5)]
    let effect: Norm.Effect = [.permit, .permit, .forbid, .duty][below(4)]
    return Norm(
      effect: effect, actor: actor, action: effect == .duty && kind == .data ? .keep : action,
      object: Object(
        kind: kind, names: names(kind), except: below(4) == 0 ? [name(kind)] : [],
        isComplement: below(8) == 0),
      when: (0..<below(3)).map { _ in
        Condition(anyOf: (0..<1 + below(2)).map { _ in fact(action) })
      },
      origin: origin, obligations: below(4) == 0 ? names(.measure) : [],
      clause: ["one", "two", "three", "four"][below(4)], sentence: below(3))
  }

  mutating func content() -> BundleContent {
    Shop.content((0..<1 + below(30)).map { _ in norm() })
  }

  mutating func request() -> Request {
    let action: Action = [.share, .share, .store, .use, .view, .send, .penalise][below(7)]
    var context = Context()
    if below(2) == 0 { context.recipient = name(.recipient) }
    if below(2) == 0 { context.purpose = name(Dimension.purpose.kind(for: action)) }
    if below(3) == 0 { context.touchpoint = name(.touchpoint) }
    if below(3) == 0 { context.form = name(.form) }
    if below(3) == 0 { context.person = name(.person) }
    if below(3) == 0 { context.region = ["PK", "FR", "EU", "US-CA", "US-NY"][below(5)] }
    if below(2) == 0 { context.consent.updateValue(moment(), forKey: name(.consent)) }
    if below(2) == 0 { context.circumstances = [name(.circumstance)] }
    if below(2) == 0 { context.age = below(30) }
    if below(2) == 0 { context.events.updateValue(moment(), forKey: name(.event)) }
    if below(6) == 0 { context.events.updateValue(moment(), forKey: "consent-withdrawal") }
    if below(2) == 0 { context.created = moment() }
    if below(3) > 0 { context.on = moment() }
    let subject: (String, String) =
      switch below(4) {
      case 0: ("role", name(.role))
      case 1: ("recipient", name(.recipient))
      default: ("organisation", "shop")
      }
    return ZabtaRuntimeTests.request(
      action.rawValue, name(action.objectKind), as: subject, type: action.objectKind.rawValue
    ) { $0 = context }
  }
}
