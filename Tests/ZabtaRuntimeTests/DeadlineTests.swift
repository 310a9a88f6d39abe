import Testing
import ZabtaRuntime

@Suite struct DeadlineTests {
  func resolve(
    _ name: String, _ deadline: Deadline?, _ facts: Fact..., clause: String = "one"
  ) -> Norm {
    var norm = duty(
      .resolve, Object(kind: .request, names: [name]), origin: .right, deadline: deadline,
      clause: clause)
    norm.when = facts.map { Condition($0) }
    return norm
  }

  func ask(_ norms: [Norm], _ name: String, _ received: String, in law: String? = nil) throws
    -> DueDate
  {
    try Ruleset(Shop.content(norms)).deadline(
      DeadlineQuestion(request: name, received: moment(received), jurisdiction: law))
  }

  @Test(arguments: [
    (Span(30, .day), "2026-01-31", "2026-03-02"),
    (Span(1, .month), "2026-01-31", "2026-02-28"),
    (Span(2, .week), "2026-01-31", "2026-02-14"),
    (Span(72, .hour), "2026-03-01T09:00:00+05:00", "2026-03-04T09:00:00+05:00"),
    (Span(72, .hour), "2026-03-01", "2026-03-04"), (Span(5, .hour), "2026-03-01", "2026-03-01"),
    (Span(1, .day), "2026-03-01T20:00:00Z", "2026-03-03"),
    (Span(1, .day), "2026-03-01T18:00:00Z", "2026-03-02"),
  ])
  func spans(_ span: Span, _ received: String, _ due: String) throws {
    let answer = try ask([resolve("access", Deadline(.within(span)))], "access", received)
    #expect(answer == DueDate(due: moment(due), isTypical: false, clauses: ["one"]))
  }

  @Test func immediatelyIsTheMomentItself() throws {
    let norms = [resolve("access", Deadline(.immediately))]
    for received in ["2026-11-21", "2026-03-01T09:00:00+05:00"] {
      #expect(try ask(norms, "access", received).due == moment(received))
    }
  }

  @Test func whatOthersMustAnswerIsNoDeadlineOfOurs() throws {
    var theirs = resolve("access", Deadline(.within(Span(1, .day))), clause: "one")
    theirs.actor = .named(.recipient, ["bank"])
    let ours = resolve("rights", Deadline(.within(Span(30, .day))), clause: "two")
    #expect(
      try ask([theirs, ours], "access", "2026-01-01")
        == DueDate(due: moment("2026-01-31"), isTypical: false, clauses: ["two"]))
    #expect(try ask([theirs], "access", "2026-01-01").due == nil)
  }

  @Test func theNearestWordWins() throws {
    let norms = [
      resolve("rights", Deadline(.within(Span(1, .day))), clause: "one"),
      resolve("access", Deadline(.within(Span(30, .day)), isTypical: true), clause: "two"),
      resolve("copy", nil, clause: "three"),
      resolve("deletion", Deadline(.promptly), clause: "four"),
    ]
    #expect(
      try ask(norms, "copy", "2026-01-01")
        == DueDate(due: moment("2026-01-31"), isTypical: true, clauses: ["two"]))
    #expect(
      try ask(norms, "erasure", "2026-01-01")
        == DueDate(due: nil, isTypical: false, clauses: ["four"]))
    #expect(try ask(norms, "rights", "2026-01-01").due == moment("2026-01-02"))
    #expect(
      try ask(norms, "inquiry", "2026-01-01") == DueDate(due: nil, isTypical: false, clauses: []))
  }

  @Test func ofEqualsTheStrictest() throws {
    let thirty = Deadline(.within(Span(30, .day)))
    let norms = [
      resolve("access", Deadline(.promptly), clause: "one"),
      resolve("access", Deadline(.within(Span(30, .day)), isTypical: true), clause: "two"),
      resolve("access", thirty, clause: "three"),
      resolve("access", Deadline(.within(Span(31, .day))), clause: "four"),
    ]
    #expect(
      try ask(norms, "access", "2026-01-01")
        == DueDate(due: moment("2026-01-31"), isTypical: false, clauses: ["three"]))
    let twice = [
      resolve("access", thirty, clause: "four"), resolve("access", thirty, clause: "two"),
    ]
    #expect(try ask(twice, "access", "2026-01-01").clauses == ["two", "four"])
  }

  /// A due day lasts until midnight, so an instant of the same day is the stricter promise.
  @Test func anInstantIsStricterThanItsDay() throws {
    let day = resolve("access", Deadline(.within(Span(3, .day))), clause: "one")
    let hours = resolve("access", Deadline(.within(Span(72, .hour))), clause: "two")
    let due = DueDate(due: moment("2026-03-04T09:00:00+05:00"), isTypical: false, clauses: ["two"])
    for norms in [[day, hours], [hours, day]] {
      #expect(try ask(norms, "access", "2026-03-01T09:00:00+05:00") == due)
    }
    // An instant of the next day is not.
    let later = resolve("access", Deadline(.within(Span(96, .hour))), clause: "two")
    #expect(try ask([later, day], "access", "2026-03-01T09:00:00+05:00").clauses == ["one"])
  }

  @Test func onlyTheJurisdictionIsTested() throws {
    let norms = [
      resolve(
        "access", Deadline(.within(Span(1, .day))), .among(.jurisdiction, ["EU"]), clause: "one"),
      resolve("access", Deadline(.within(Span(9, .day))), .circumstance("court"), clause: "two"),
    ]
    #expect(try ask(norms, "access", "2026-01-01", in: "FR").due == moment("2026-01-02"))
    #expect(try ask(norms, "access", "2026-01-01", in: "PK").due == moment("2026-01-10"))
    #expect(try ask(norms, "access", "2026-01-01").due == moment("2026-01-10"))
  }

  @Test func unknownWordsAreNamed() throws {
    let answer = try ask([], "flight", "2026-01-01", in: "XX")
    #expect(answer.unknown == ["request: flight", "jurisdiction: XX"])
    #expect(answer.due == nil)
  }

  @Test func noSpanTraps() throws {
    for unit in Span.Unit.allCases {
      let norms = [resolve("access", Deadline(.within(Span(.max, unit))))]
      #expect(try ask(norms, "access", "9999-12-31").clauses == ["one"])
      #expect(try ask(norms, "access", "2026-01-01T00:00:00Z").clauses == ["one"])
    }
  }
}
