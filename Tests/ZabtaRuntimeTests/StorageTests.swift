import Testing
import ZabtaRuntime

@Suite struct StorageTests {
  static let sevenYears = Period(ends: [[.init(span: Span(7, .year))]])

  /// "We must keep records for 7 years", and "we may keep personal-data for 1 year".
  func rules() throws -> Ruleset {
    let year = Period(ends: [[.init(span: Span(1, .year))]])
    return try Shop.rules(
      permit(
        .store, data("records"), .over(Self.sevenYears, negated: true), origin: .keep,
        period: Self.sevenYears),
      duty(.keep, data("records"), origin: .floor, period: Self.sevenYears),
      forbid(.delete, data("records"), .over(Self.sevenYears, negated: true), clause: "three"),
      permit(.delete, data("records"), .over(Self.sevenYears), origin: .expiry),
      forbid(
        .store, data("records"), .over(Self.sevenYears), origin: .ceiling, period: Self.sevenYears,
        clause: "four"),
      permit(
        .store, data("personal-data"), .over(year, negated: true), origin: .keep, period: year),
      forbid(.store, data("personal-data"), .over(year), origin: .ceiling, period: year))
  }

  @Test(arguments: [
    ("sales", "2025-06-01", true), ("sales", "2026-01-01", true), ("sales", "2031-12-31", true),
    ("sales", "2032-01-01", false), ("email", "2025-12-31", true), ("email", "2026-01-01", false),
    ("personal-data", "2025-12-31", true), ("personal-data", "2026-01-01", false),
  ])
  func aFloorSuspendsCeilings(_ record: String, _ on: String, _ expected: Bool) throws {
    let decision = try rules().decide(
      request("store", record) {
        $0.created = moment("2025-01-01")
        $0.on = moment(on)
      })
    #expect(decision.isPermitted == expected, "\(decision)")
  }

  @Test func aFloorSuspendsOnlyWhileItsConditionHolds() throws {
    let year = Period(ends: [[.init(span: Span(1, .year))]])
    let rules = try Shop.rules(
      permit(.store, data("email")),
      duty(.keep, data("email"), .circumstance("hold"), origin: .floor),
      forbid(.store, data("email"), .over(year), origin: .ceiling, period: year))
    func may(_ circumstances: [String]) -> Bool {
      rules.decide(
        request("store", "email") {
          $0.created = moment("2020-01-01")
          $0.on = moment("2026-01-01")
          $0.circumstances = circumstances
        }
      ).isPermitted
    }
    #expect(may(["court"]))
    #expect(!may([]))
  }

  @Test func aRecordOfUnstatedAgeIsNew() throws {
    #expect(try rules().decide(request("store", "sales")).isPermitted)
    let deletion = try rules().decide(request("delete", "sales"))
    #expect(!deletion.isPermitted && deletion.reasons.map(\.clause) == ["three"])
  }

  @Test(
    arguments: [
      // until closure or 1 year after warranty-end
      ([:], "2026-01-01", false),
      (["closure": "2026-01-02"], "2026-01-01", false),
      (["closure": "2026-01-01"], "2026-01-01", true),
      (["closure": ""], "2026-01-01", true),
      (["warranty-end": "2025-01-01"], "2025-12-31", false),
      (["warranty-end": "2025-01-01"], "2026-01-01", true),
      (["warranty-end": ""], "2026-01-01", false),
      (["warranty-end": "2025-01-01"], nil, false),
      (["closure": "2025-01-01"], nil, true),
    ] as [([String: String], String?, Bool)])
  func alternatives(_ events: [String: String], _ on: String?, _ expected: Bool) throws {
    let period = Period(ends: [
      [.init(since: ["closure"])], [.init(span: Span(1, .year), since: ["warranty-end"])],
    ])
    let decision = try Shop.rules(permit(.delete, data("email"), .over(period)))
      .decide(
        request("delete", "email") {
          $0.events = events.mapValues { Moment($0) }
          $0.on = on.map(moment)
        })
    #expect(decision.isPermitted == expected)
  }

  @Test func bothEndsMustCome() throws {
    let period = Period(ends: [[.init(since: ["closure"]), .init(since: ["warranty-end"])]])
    let rules = try Shop.rules(permit(.delete, data("email"), .over(period)))
    #expect(!rules.decide(request("delete", "email") { $0.events = ["closure": nil] }).isPermitted)
    #expect(
      rules.decide(
        request("delete", "email") { $0.events = ["closure": nil, "warranty-end": nil] }
      ).isPermitted)
  }

  /// Days are counted in days, whatever the time of day; hours from the instant.
  @Test func aDayIsOverAtMidnightAndAnHourAtItsMinute() throws {
    func may(_ span: Span, _ on: String) throws -> Bool {
      let period = Period(ends: [[.init(span: span)]])
      return try Shop.rules(permit(.delete, data("email"), .over(period))).decide(
        request("delete", "email") {
          $0.created = moment("2026-01-01T15:00:00+05:00")
          $0.on = moment(on)
        }
      ).isPermitted
    }
    #expect(try !may(Span(1, .day), "2026-01-01T23:59:59+05:00"))
    #expect(try may(Span(1, .day), "2026-01-02T00:00:00+05:00"))
    #expect(try !may(Span(36, .hour), "2026-01-03T02:59:59+05:00"))
    #expect(try may(Span(36, .hour), "2026-01-03T03:00:00+05:00"))
  }

  @Test func theEarliestKnownEventCounts() throws {
    let period = Period(ends: [[.init(span: Span(1, .month), since: ["closure", "breach"])]])
    let rules = try Shop.rules(permit(.delete, data("email"), .over(period)))
    func may(_ on: String) -> Bool {
      rules.decide(
        request("delete", "email") {
          $0.events = ["closure": moment("2026-06-01"), "breach": moment("2026-01-31")]
          $0.on = moment(on)
        }
      ).isPermitted
    }
    #expect(!may("2026-02-27"))
    #expect(may("2026-02-28"))
  }
}
