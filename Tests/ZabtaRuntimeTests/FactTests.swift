import Testing
import ZabtaRuntime

@Suite struct FactTests {
  /// Whether email may be used under this fact.
  func holds(_ fact: Fact, _ change: (inout Context) -> Void) throws -> Bool {
    try Shop.rules(permit(.use, data("email"), fact)).decide(request("use", "email", change))
      .isPermitted
  }

  @Test func whatIsUnstatedFollowsTheFact() throws {
    #expect(try !holds(.among(.purpose, ["ads"])) { _ in })
    #expect(try holds(.among(.purpose, ["ads"], whenUnstated: true)) { _ in })
    #expect(try !holds(.among(.purpose, ["ads"], whenUnstated: true)) { $0.purpose = "delivery" })
    #expect(try holds(.notAmong(.purpose, ["ads"])) { _ in })
    #expect(try !holds(.notAmong(.purpose, ["ads"], whenUnstated: false)) { _ in })
    #expect(try !holds(.notAmong(.purpose, ["ads"])) { $0.purpose = "ads" })
    #expect(try !holds(.notAmong(.purpose, ["ads"])) { $0.purpose = "outreach" })
    #expect(try holds(.notAmong(.purpose, ["ads"])) { $0.purpose = "orders" })
  }

  @Test func formIsIdentifiedUnlessStated() throws {
    #expect(try holds(.among(.form, ["identified"])) { _ in })
    #expect(try !holds(.notAmong(.form, ["identified"])) { _ in })
    #expect(try holds(.notAmong(.form, ["identified"])) { $0.form = "anonymised" })
  }

  @Test func aGroupTakesInWhatIsToldOfItsParts() throws {
    #expect(try holds(.circumstance("hold")) { $0.circumstances = ["tax"] })
    #expect(try holds(.circumstance("hold")) { $0.circumstances = ["hold"] })
    #expect(try !holds(.circumstance("tax")) { $0.circumstances = ["hold"] })
    #expect(try !holds(.circumstance("hold", negated: true)) { $0.circumstances = ["court"] })
    #expect(try holds(.circumstance("hold", negated: true)) { _ in })
    #expect(try holds(.circumstance("contract")) { $0.circumstances = ["contract"] })
  }

  @Test func anUnknownAgeIsNotUnderEighteen() throws {
    #expect(try holds(.ageUnder(18)) { $0.age = 17 })
    #expect(try !holds(.ageUnder(18)) { $0.age = 18 })
    #expect(try !holds(.ageUnder(18)) { _ in })
    #expect(try holds(.ageUnder(18, negated: true)) { _ in })
    #expect(try holds(.ageUnder(18, negated: true)) { $0.age = .max })
  }

  @Test func consentToAPartServes() throws {
    #expect(try holds(.consent(["news"])) { $0.consent = ["mail": nil] })
    #expect(try !holds(.consent(["mail"])) { $0.consent = ["targeting": nil] })
    #expect(try !holds(.consent(["mail"])) { _ in })
    #expect(try holds(.consent([])) { $0.consent = ["targeting": nil] })
    #expect(try !holds(.consent([])) { $0.consent = ["unheard-of": nil] })
    #expect(try holds(.consent([], negated: true)) { _ in })
    #expect(try !holds(.consent([], negated: true)) { $0.consent = ["mail": nil] })
  }

  @Test(
    arguments: [
      // granted, withdrawn, on, holds
      ("2026-01-01", nil, nil, true),
      ("2026-01-01", "2026-02-01", nil, false),
      ("2026-02-02", "2026-02-01", nil, true),
      ("2026-02-01", "2026-02-01", nil, false),
      ("2026-01-01", "2026-02-01", "2026-01-31", true),
      ("2026-01-01", "2026-02-01", "2026-02-01", false),
      ("2026-01-02", nil, "2026-01-01", false),
      ("2026-01-01", nil, "2026-01-01", true),
      ("2026-01-01T10:00:00Z", "2026-01-01T09:00:00Z", nil, true),
      ("2026-01-01T08:00:00Z", "2026-01-01T09:00:00Z", nil, false),
      ("", "2026-02-01", nil, false),
      ("2026-03-01", "", nil, false),
    ] as [(String, String?, String?, Bool)])
  func withdrawal(_ granted: String, _ withdrawn: String?, _ on: String?, _ expected: Bool) throws {
    for event in ["consent-withdrawal", "consent-withdrawal-request"] {
      let held = try holds(.consent(["mail"])) {
        $0.consent = ["mail": Moment(granted)]
        if let withdrawn { $0.events = [event: Moment(withdrawn)] }
        $0.on = on.map(moment)
      }
      #expect(held == expected, "\(event)")
    }
  }

  @Test(
    arguments: [
      // moment, after, on, holds
      ("2023-11-20", Span(3, .year), "2026-11-20", true),
      ("2023-11-21", Span(3, .year), "2026-11-20", false),
      ("2023-11-20", Span(3, .year), nil, false),
      ("2023-11-20", nil, nil, true),
      ("2026-11-21", nil, "2026-11-20", false),
      ("", nil, "2026-11-20", true),
      ("", Span(1, .day), "2026-11-20", false),
      ("2026-11-19T23:00:00Z", Span(1, .day), "2026-11-21", true),
      ("2026-11-20T00:00:00Z", Span(72, .hour), "2026-11-22T23:59:59Z", false),
      ("2026-11-20T00:00:00Z", Span(72, .hour), "2026-11-23T00:00:00Z", true),
      ("2026-11-20", Span(Int.max, .year), "2026-11-22", false),
    ] as [(String, Span?, String?, Bool)])
  func happening(_ when: String, _ after: Span?, _ on: String?, _ expected: Bool) throws {
    for negated in [false, true] {
      let held = try holds(.happened(["closure"], after: after, negated: negated)) {
        $0.events = ["closure": Moment(when)]
        $0.on = on.map(moment)
      }
      #expect(held == (expected != negated))
    }
  }

  @Test func anEventThatIsNotToldHasNotHappened() throws {
    #expect(try !holds(.happened(["closure"])) { $0.events = ["breach": nil] })
    #expect(try holds(.happened(["closure"], negated: true)) { _ in })
  }
}
