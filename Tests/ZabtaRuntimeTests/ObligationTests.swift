import Testing
import ZabtaRuntime

@Suite struct ObligationTests {
  static func rules() throws -> Ruleset {
    var content = Shop.content([
      permit(.share, data("contact"), obligations: ["contract"], clause: "one"),
      permit(.share, data("email"), obligations: ["contract", "encryption"], clause: "three"),
      permit(.share, data("email"), clause: "four"),
    ])
    for index in content.words.indices where content.words[index].name == "contract" {
      content.words[index].labels = ["en": "protection contract", "ur": "معاہدہ"]
    }
    return try Ruleset(content)
  }

  @Test func obligationsNameLabelAndClauses() throws {
    let rules = try Self.rules()
    let catalogue = ObligationCatalogue(rules.content)
    #expect(catalogue.all.map(\.measure) == ["contract", "encryption"])
    #expect(catalogue.all.map(\.clauses) == [["one", "three"], ["three"]])
    let email = catalogue.obligations(of: rules.decide(request("share", "email")))
    #expect(email.map(\.measure) == ["contract", "encryption"])
    #expect(email.map(\.clauses) == [["one", "three"], ["three"]])
    #expect(email[0].labels["en"] == "protection contract")
    let phone = catalogue.obligations(of: rules.decide(request("share", "phone")))
    #expect(phone.map(\.clauses) == [["one"]])
    #expect(catalogue.obligations(of: rules.decide(request("share", "sales"))).isEmpty)
  }

  @Test func aClauseOfTwoSentencesAsksOnce() throws {
    let rules = try Shop.rules(
      permit(.share, data("contact"), obligations: ["contract"]),
      permit(.share, data("email"), obligations: ["contract"], sentence: 1))
    let catalogue = ObligationCatalogue(rules.content)
    let email = catalogue.obligations(of: rules.decide(request("share", "email")))
    #expect(email.map(\.clauses) == [["one"]])
  }

  @Test func aCallerThatCannotHonourIsDenied() throws {
    let decision = try Self.rules().decide(request("share", "email"))
    let some = decision.enforced(honouring: ["contract", "something-else"])
    #expect(!some.isPermitted)
    #expect(some.obligations == ["contract"] && some.lacking == ["encryption"])
    let all = decision.enforced(honouring: Set(["encryption", "contract"]))
    #expect(all.isPermitted && all.lacking.isEmpty)
    #expect(all == decision)
    var context = Context()
    #expect(decision.enforced(for: context) == decision)
    context.honours = ["contract"]
    #expect(decision.enforced(for: context) == some)
    let none = decision.enforced(honouring: [])
    #expect(!none.isPermitted && none.lacking == ["contract", "encryption"])
  }

  @Test func whatIsDeniedStaysDenied() throws {
    let decision = try Self.rules().decide(request("share", "sales"))
    #expect(!decision.enforced(honouring: ["contract"]).isPermitted)
    let free = try Shop.rules(permit(.use, data("email"))).decide(request("use", "email"))
    #expect(free.enforced(honouring: []).isPermitted)
  }
}
