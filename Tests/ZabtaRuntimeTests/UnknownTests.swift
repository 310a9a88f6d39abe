import Testing
import ZabtaRuntime

@Suite struct UnknownTests {
  let rules: Ruleset

  init() throws {
    rules = try Shop.rules(permit(.use, data("personal-data")))
  }

  @Test func singleWordsDenyAndAreNamedInOrder() {
    let decision = rules.decide(
      request("use", "email") {
        $0.recipient = "a"
        $0.purpose = "b"
        $0.touchpoint = "c"
        $0.form = "d"
        $0.person = "e"
        $0.region = "XX"
        $0.jurisdiction = "US-california"
      })
    #expect(!decision.isPermitted)
    #expect(
      decision.unknown == [
        "recipient: a", "purpose: b", "touchpoint: c", "form: d", "person: e", "region: XX",
        "jurisdiction: US-california",
      ])
  }

  @Test(arguments: [
    (request("use", "nothing"), "resource: nothing"),
    (request("use", "offer", type: "message"), "resource: offer"),
    (request("use", "offer"), "resource: offer"),
    (request("use", "email", type: "datum"), "resource: email"),
    (request("fly", "email"), "action: fly"),
    (request("use", "email", as: ("organisation", "other")), "subject: other"),
    (request("use", "email", as: ("role", "courier")), "subject: courier"),
    (request("use", "email", as: ("robot", "shop")), "subject: shop"),
  ])
  func subjectActionAndResource(_ request: Request, _ named: String) {
    let decision = rules.decide(request)
    #expect(!decision.isPermitted)
    #expect(decision.unknown == [named])
    #expect(decision.reasons.isEmpty)
  }

  @Test func membersOfListsAreNamedAndDenyNothing() {
    let decision = rules.decide(
      request("use", "email") {
        $0.consent = ["z": nil, "a": nil]
        $0.circumstances = ["court", "moon"]
        $0.events = ["eclipse": nil, "closure": nil, "aurora": nil, "flood": nil]
      })
    #expect(decision.isPermitted)
    #expect(
      decision.unknown == [
        "consent: a", "consent: z", "circumstances: moon", "events: aurora", "events: eclipse",
        "events: flood",
      ])
  }

  @Test func everyRequestIsAlsoAnEvent() {
    let decision = rules.decide(
      request("use", "email") {
        $0.events = ["deletion": nil, "erasure-request": nil, "checkout": nil]
      })
    #expect(decision.unknown.isEmpty)
  }
}
