import Testing
import ZabtaRuntime

@Suite struct ActorTests {
  @Test func weAreTheOrganisationAndForOurStaffOnlyTheForbids() throws {
    let allowed = try Shop.rules(permit(.view, data("email")))
    #expect(allowed.decide(request("view", "email")).isPermitted)
    #expect(!allowed.decide(request("view", "email", as: ("role", "support"))).isPermitted)
    let forbidden = try Shop.rules(
      permit(.view, data("email"), actor: .named(.role, ["staff"])),
      permit(.view, data("email"), actor: .named(.recipient, ["bank"])),
      forbid(.view, data("email")))
    #expect(!forbidden.decide(request("view", "email", as: ("role", "support"))).isPermitted)
    #expect(forbidden.decide(request("view", "email", as: ("recipient", "bank"))).isPermitted)
  }

  @Test func namedActorsReachTheirParts() throws {
    let rules = try Shop.rules(permit(.view, data("email"), actor: .named(.role, ["staff"])))
    #expect(rules.decide(request("view", "email", as: ("role", "accounting"))).isPermitted)
    #expect(rules.decide(request("view", "email", as: ("role", "staff"))).isPermitted)
    #expect(!rules.decide(request("view", "email", as: ("person", "customer"))).isPermitted)
    #expect(!rules.decide(request("view", "email")).isPermitted)
  }

  @Test func onlyOneRoleShutsOutEverybodyElse() throws {
    let rules = try Shop.rules(
      permit(.view, data("email"), actor: .named(.role, ["staff"])),
      permit(.view, data("email")),
      forbid(.view, data("email"), actor: .anybodyBut(.role, ["accounting"]), origin: .only))
    #expect(rules.decide(request("view", "email", as: ("role", "accounting"))).isPermitted)
    for other in [
      ("role", "support"), ("role", "staff"), ("organisation", "shop"), ("person", "customer"),
      ("recipient", "bank"),
    ] {
      let decision = rules.decide(request("view", "email", as: other))
      #expect(!decision.isPermitted && decision.reasons.map(\.clause) == ["two"], "\(other)")
    }
  }

  @Test func peopleAreThoseWhomThePolicyCovers() throws {
    let right = permit(
      .request, Object(kind: .request, names: ["access"]), actor: .people, origin: .right)
    let rules = try Shop.rules(right)
    func may(_ person: String) -> Bool {
      rules.decide(request("request", "access", as: ("person", person), type: "request"))
        .isPermitted
    }
    #expect(may("customer"))
    #expect(!may("stranger"))
  }

  @Test func nobodyIsPenalisedForARequest() throws {
    let rules = try Shop.rules(
      permit(.penalise, Object(kind: .person, names: ["customer"])),
      forbid(
        .penalise, Object(kind: .person, names: ["customer"]), .among(.purpose, ["rights"]),
        .among(.jurisdiction, ["US-CA"])))
    func may(_ purpose: String, _ law: String) -> Decision {
      rules.decide(
        request("penalise", "customer", type: "person") {
          $0.purpose = purpose
          $0.jurisdiction = law
        })
    }
    #expect(!may("erasure", "US-CA").isPermitted)
    #expect(may("inquiry", "US-CA").isPermitted)
    #expect(may("erasure", "PK").isPermitted)
    #expect(may("ads", "PK").unknown == ["purpose: ads"])
  }
}
