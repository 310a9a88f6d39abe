import Testing
import ZabtaRuntime

@Suite struct PlaceTests {
  func may(_ named: [String], _ asked: String) throws -> Bool {
    try Shop.rules(permit(.transfer, data("email"), .among(.region, named)))
      .decide(request("transfer", "email") { $0.region = asked }).isPermitted
  }

  @Test(arguments: [
    (["EU"], "FR", true), (["EU"], "EU", true), (["EU"], "GB", false), (["FR"], "EU", false),
    (["EU"], "FR-75", true), (["US"], "US-CA", true), (["US-CA"], "US", false),
    (["US-CA"], "US-CA", true), (["US-CA"], "US-NY", false), (["US"], "US-NY", true),
    (["US-CA", "US-NY"], "US", false), (["PK"], "PK", true), (["data-centre"], "data-centre", true),
    (["data-centre"], "PK", false), (["PK"], "data-centre", false),
  ])
  func places(_ named: [String], _ asked: String, _ expected: Bool) throws {
    #expect(try may(named, asked) == expected)
  }

  @Test(arguments: ["", "XX", "us", "US-", "US-CALI", "US-ca", "XX-CA", "US-C-A", "EU-FR", "UK"])
  func whatIsNoPlace(_ asked: String) throws {
    let rules = try Shop.rules(permit(.transfer, data("email")))
    let decision = rules.decide(request("transfer", "email") { $0.region = asked })
    #expect(!decision.isPermitted)
    #expect(decision.unknown == ["region: \(asked)"])
  }

  @Test func allMembersAreTheUnion() throws {
    let members =
      "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
      .split(separator: " ").map(String.init)
    #expect(try may(members, "EU"))
    #expect(try !may(Array(members.dropLast()), "EU"))
  }
}
