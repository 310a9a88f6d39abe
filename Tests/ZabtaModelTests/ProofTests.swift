import Testing
import ZabtaModel
import ZabtaRuntime

/// The proofs, against the runtime: a witness is decided as it was found, and where there is none no
/// request of a small world is otherwise.
struct ProofTests {
  @Test("a witness is permitted, and the absence of one is complete", arguments: 0..<60)
  func agreesWithRuntime(_ seed: UInt64) throws {
    var random = Random(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let permit = norm(.permit, &random)
    let forbids = (0..<random.below(6)).map { _ in norm(.forbid, &random) }
    let ruleset = try Ruleset(
      BundleContent(
        policy: "p", publisher: "us", people: ["customer"], words: words,
        clauses: [Clause(id: "c")], norms: [permit] + forbids))
    let space = RequestSpace(ruleset, action: .use, norms: ruleset.content.norms)
    switch space.request(permittedBy: permit, notForbiddenBy: forbids) {
    case .witness(let request):
      #expect(ruleset.decide(request).isPermitted, "\(request)")
    case .none:
      for request in requests where ruleset.decide(request).isPermitted {
        Issue.record("\(request) is permitted")
      }
    case .undecided: Issue.record("a small world should be decided")
    }
  }

  private let words = [
    Word(kind: .data, name: "personal-data", includes: ["contact", "records"]),
    Word(kind: .data, name: "contact", includes: ["email", "phone"]),
    Word(kind: .data, name: "email"), Word(kind: .data, name: "phone"),
    Word(kind: .data, name: "records"),
    Word(kind: .purpose, name: "delivery"), Word(kind: .purpose, name: "analytics"),
    Word(kind: .form, name: "identified"), Word(kind: .form, name: "aggregate"),
    Word(kind: .consent, name: "marketing"), Word(kind: .consent, name: "sharing"),
    Word(kind: .circumstance, name: "hold"), Word(kind: .circumstance, name: "task"),
    Word(kind: .event, name: "opt-out"), Word(kind: .person, name: "customer"),
  ]

  private func norm(_ effect: Norm.Effect, _ random: inout Random) -> Norm {
    let names = ["personal-data", "contact", "email", "phone", "records"]
    let object = effect == .permit ? random.pick(["contact", "personal-data"]) : random.pick(names)
    let count = random.below(4)
    return Norm(
      effect: effect, actor: .we, action: .use, object: Object(kind: .data, names: [object]),
      when: (0..<count).map { _ in
        Condition(anyOf: (0...random.below(2)).map { _ in fact(&random) })
      }, clause: "c")
  }

  private func fact(_ random: inout Random) -> Fact {
    let isNegated = random.below(2) == 0
    switch random.below(7) {
    case 0:
      return .among(.purpose, [random.pick(["delivery", "analytics"])], whenUnstated: isNegated)
    case 1: return .notAmong(.form, ["aggregate"])
    case 2: return .consent(random.pick([[], ["marketing"], ["sharing"]]), negated: isNegated)
    case 3: return .circumstance(random.pick(["hold", "task"]), negated: isNegated)
    case 4: return .ageUnder(random.pick([13, 18]), negated: isNegated)
    case 5:
      return .happened(
        ["opt-out"], after: random.pick([nil, Span(1, .year), Span(20, .month)]), negated: isNegated
      )
    default:
      let span = random.pick([Span(1, .year), Span(2, .year), Span(30, .day)])
      return .over(Period(ends: [[.init(span: span)]]), negated: isNegated)
    }
  }

  /// Requests that between them tell all facts of the small world apart.
  private var requests: [Request] {
    var all: [Request] = []
    let today = 20_000
    for object in ["email", "phone", "records"] {
      for purpose in [nil, "delivery", "analytics"] as [String?] {
        for form in ["identified", "aggregate"] {
          for consents in [[], ["marketing"], ["sharing"], ["marketing", "sharing"]] {
            for circumstances in [[], ["hold"], ["task"], ["hold", "task"]] {
              for age in [nil, 12, 17, 18] as [Int?] {
                for days in [nil, 1, 400, 700] as [Int?] {
                  var context = Context()
                  context.purpose = purpose
                  context.form = form
                  context.circumstances = circumstances
                  context.age = age
                  context.on = .day(Day(number: today))
                  for name in consents { context.consent.updateValue(nil, forKey: name) }
                  if let days {
                    context.events["opt-out"] = .day(Day(number: today - days))
                    context.created = .day(Day(number: today - days * 2))
                  }
                  all.append(
                    Request(
                      subject: .init(type: "organisation", id: "us"), action: "use",
                      resource: .init(type: "data", id: object), context: context))
                }
              }
            }
          }
        }
      }
    }
    return all
  }
}

/// Numbers that are the same in every run (splitmix64).
private struct Random {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((bits ^ (bits >> 31)) % UInt64(limit))
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }
}
