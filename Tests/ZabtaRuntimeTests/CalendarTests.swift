import Testing
import ZabtaRuntime

@Suite struct CalendarTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11016), ("2026-11-21", 20778),
    ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
  ])
  func days(_ text: String, _ number: Int) {
    #expect(Day(text)?.number == number)
    #expect(Day(number: number).description == text)
  }

  @Test func everyDayOfFourCenturiesReadsBack() {
    for number in stride(from: -719_162, through: 2_932_896, by: 373) {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
    }
  }

  @Test(arguments: [
    "", "2026-03", "2026-3-01", "2026-13-01", "2026-02-29", "1900-02-29", "0000-01-01",
    "2026-03-01 ", "+2026-03-01", "2026-03-011", "2026/03/01", "２０２６-03-01",
  ])
  func whatIsNoDay(_ text: String) {
    #expect(Day(text) == nil)
    #expect(Moment(text) == nil)
  }

  @Test(arguments: [
    ("2026-03-01T09:00:00+05:00", "2026-03-01T09:00:00+05:00"),
    ("2026-03-01T04:00:00Z", "2026-03-01T04:00:00Z"),
    ("2026-03-01T04:00:00.75Z", "2026-03-01T04:00:00Z"),
    ("2026-03-01T00:30:00-09:30", "2026-03-01T00:30:00-09:30"),
    ("2026-03-01T04:00:00+00:00", "2026-03-01T04:00:00Z"),
    ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ("2026-03-01", "2026-03-01"),
  ])
  func instants(_ text: String, _ expected: String) {
    #expect(Moment(text)?.description == expected)
  }

  @Test func offsetsShiftInstants() {
    #expect(
      Moment("2026-03-01T09:00:00+05:00")
        == .instant(seconds: 1_772_337_600, offset: 300))
  }

  @Test(arguments: [
    "2026-03-01T09:00", "2026-03-01T09:00:00", "2026-03-01T24:00:00Z", "2026-03-01T09:60:00Z",
    "2026-03-01T09:00:60Z", "2026-03-01t09:00:00Z", "2026-03-01T09:00:00.Z",
    "2026-03-01T09:00:00+5:00", "2026-03-01T09:00:00+24:00", "2026-03-01T09:00:00ZZ",
    "2026-02-30T09:00:00Z",
  ])
  func whatIsNoInstant(_ text: String) {
    #expect(Moment(text) == nil)
  }

  @Test(arguments: [Int.min, -1 << 60, 1 << 60, Int.max])
  func noNumberTraps(_ number: Int) throws {
    _ = Day(number: number).description
    _ = Moment.instant(seconds: number, offset: number).description
    let rules = try Shop.rules(
      permit(
        .use, data("email"),
        .happened(["closure"], after: Span(number.magnitude > 0 ? Int.max : 1, .week))),
      permit(.use, data("email"), .over(Period(ends: [[.init(span: Span(1, .month))]]))))
    for moment in [Moment.day(Day(number: number)), .instant(seconds: number, offset: number)] {
      let decision = rules.decide(
        request("use", "email") {
          $0.events = ["closure": moment]
          $0.created = moment
          $0.on = moment
        })
      #expect(!decision.isPermitted)
    }
  }
}
