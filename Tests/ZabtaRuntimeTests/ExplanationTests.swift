import Testing

@testable import ZabtaRuntime

@Suite struct ExplanationTests {
  static func rules(_ norms: Norm...) throws -> Ruleset {
    var content = Shop.content(norms)
    content.clauses = ["one", "two", "three", "four"].map { id in
      Clause(
        id: id, heading: ["en": "Heading \(id)"], text: ["en": "Prose \(id)."],
        rules: [["en": "Rule \(id)."], ["en": "More \(id)."]])
    }
    return try Ruleset(content)
  }

  @Test func everyDecidingClauseIsToldInFull() throws {
    let rules = try Self.rules(
      permit(.use, data("contact")), permit(.use, data("email"), clause: "three", sentence: 1))
    let told = rules.explain(request("use", "email"))
    #expect(told.decision.isPermitted && told.nearest.isEmpty)
    #expect(told.clauses.map(\.anchor) == ["#one", "#three"])
    #expect(told.clauses.map(\.sentence) == [["en": "Rule one."], ["en": "More three."]])
    #expect(told.clauses.map(\.heading) == [["en": "Heading one"], ["en": "Heading three"]])
    #expect(told.clauses.map(\.text) == [["en": "Prose one."], ["en": "Prose three."]])
  }

  @Test func aForbidNeedsNoNearPermission() throws {
    let rules = try Self.rules(permit(.use, data("email")), forbid(.use, data("email")))
    let told = rules.explain(request("use", "email"))
    #expect(told.clauses.map(\.effect) == [.forbid] && told.nearest.isEmpty)
  }

  @Test func theNearestPermissionsAreTold() throws {
    let rules = try Self.rules(
      permit(.use, data("sales")),
      permit(.use, data("email"), .consent(["mail"]), .among(.purpose, ["ads"]), clause: "two"),
      permit(.use, data("email"), .consent(["news"]), clause: "three"),
      permit(.use, data("email"), actor: .people, clause: "four"),
      permit(.share, data("email")))
    let told = rules.explain(request("use", "email"))
    #expect(told.decision.reasons.isEmpty && told.clauses.isEmpty)
    #expect(told.nearest.map(\.citation.clause) == ["three", "two", "four", "one"])
    #expect(told.nearest[0].failures == [.condition(Condition(.consent(["news"])))])
    #expect(told.nearest[1].failures.count == 2)
    #expect(told.nearest[2].failures == [.actor(.people)])
    #expect(told.nearest[3].failures == [.object(data("sales"))])
    #expect(rules.explain(request("use", "email"), limit: 1).nearest.count == 1)
    #expect(rules.explain(request("use", "email"), limit: -1).nearest.isEmpty)
    #expect(rules.explain(request("use", "nothing")).nearest.isEmpty)
  }

  /// A group of which only a part is permitted: the permission for the part is what comes nearest.
  @Test func aPartIsNear() throws {
    let told = try Self.rules(permit(.use, data("email"))).explain(request("use", "contact"))
    #expect(told.nearest.map(\.failures) == [[.object(data("email"))]])
  }

  /// The reading that explanations are made from agrees with the evaluator.
  @Test func theReadingAgreesWithDecisions() throws {
    var random = Lehmer(seed: 11)
    for _ in 0..<300 {
      let norms = RandomNorms.norms(&random, count: 5)
      let rules = try Ruleset(Shop.content(norms))
      var asked = RandomNorms.request(&random)
      asked.resource.id = RandomNorms.pick(["email", "phone", "sales"], &random)
      if asked.context.recipient == "partner" { asked.context.recipient = "bank" }
      asked.context.purpose = asked.context.purpose.map { _ in "ads" }
      for fact in RandomNorms.facts(asked).shuffled(using: &random).prefix(2) {
        if case .word = fact { continue }
        asked = asked.adding([fact])
      }
      let reading = try #require(RequestReading(rules, asked))
      let isForbidden = norms.contains { $0.effect == .forbid && reading.reach($0) == .all }
      let isPermitted = norms.contains { $0.effect == .permit && reading.reach($0) == .all }
      #expect(rules.decide(asked).isPermitted == (isPermitted && !isForbidden), "\(asked)")
    }
  }
}
