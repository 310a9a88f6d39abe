import Testing
import ZabtaRuntime

@Suite struct RetainTests {
  static func years(_ count: Int, since: [String] = []) -> Period {
    Period(ends: [[.init(span: Span(count, .year), since: since)]])
  }

  /// Two norms: may keep until.
  static func mayKeep(_ object: Object, _ period: Period, clause: String = "one") -> [Norm] {
    [
      permit(
        .store, object, .over(period, negated: true), origin: .keep, period: period, clause: clause),
      forbid(.store, object, .over(period), origin: .ceiling, period: period, clause: clause),
    ]
  }

  static func mustKeep(_ object: Object, _ period: Period, clause: String = "three") -> [Norm] {
    mayKeep(object, period, clause: clause) + [
      duty(.keep, object, origin: .floor, period: period, clause: clause)
    ]
  }

  func ask(
    _ norms: [Norm], _ record: String, on: String, created: String? = nil,
    _ change: (inout RetentionQuestion) -> Void = { _ in }
  ) throws -> Retention {
    var question = RetentionQuestion(record: record, on: moment(on))
    question.created = created.map(moment)
    change(&question)
    return try Ruleset(Shop.content(norms)).retain(question)
  }

  @Test func aMustIsKeptToTheDay() throws {
    let norms = Self.mustKeep(data("records"), Self.years(7))
    let before = try ask(norms, "records", on: "2026-11-21", created: "2019-11-22")
    #expect(before == Retention(status: .keep, until: day("2026-11-22"), clauses: ["three"]))
    let after = try ask(norms, "records", on: "2026-11-22", created: "2019-11-22")
    #expect(after == Retention(status: .delete, until: day("2026-11-22"), clauses: ["three"]))
    let leap = try ask(norms, "sales", on: "2027-02-27", created: "2020-02-29")
    #expect(leap.until == day("2027-02-28") && leap.status == .keep)
    let unknown = try ask(norms, "sales", on: "2027-02-27")
    #expect(unknown.until == nil && unknown.status == .keep)
  }

  @Test func ofSeveralFloorsTheLatestOfSeveralCeilingsTheFirst() throws {
    let floors =
      Self.mustKeep(data("records"), Self.years(7))
      + Self.mustKeep(data("sales"), Self.years(9), clause: "four")
    let floor = try ask(floors, "sales", on: "2021-01-01", created: "2020-01-01")
    #expect(floor.until == day("2029-01-01"))
    let ceilings =
      Self.mayKeep(data("contact"), Self.years(3)) + Self.mayKeep(data("email"), Self.years(1))
    let ceiling = try ask(ceilings, "email", on: "2020-06-01", created: "2020-01-01")
    #expect(ceiling.until == day("2021-01-01") && ceiling.status == .keep)
    #expect(try ask(ceilings, "email", on: "2021-01-01", created: "2020-01-01").status == .delete)
  }

  @Test func aFloorOutlivesACeilingAndADeletionRequest() throws {
    let norms =
      Self.mustKeep(data("records"), Self.years(7)) + Self.mayKeep(data("sales"), Self.years(1))
      + [Self.deletion]
    let asked = try ask(norms, "sales", on: "2024-01-01", created: "2020-01-01") {
      $0.events = ["deletion": moment("2023-01-01")]
    }
    #expect(asked == Retention(status: .keep, until: day("2027-01-01"), clauses: ["three"]))
    let over = try ask(norms, "sales", on: "2027-01-01", created: "2020-01-01") {
      $0.events = ["deletion": moment("2023-01-01")]
    }
    #expect(over.status == .delete && over.until == day("2027-01-01"))
  }

  static let deletion = permit(
    .delete, data("personal-data", except: ["secret"]), .happened(["deletion", "erasure"]),
    .circumstance("hold", negated: true), origin: .right, clause: "four")

  @Test func onlyFloorsOfOursSilenceACeiling() throws {
    let ceiling = Self.mayKeep(data("sales"), Self.years(1))
    let allowed = permit(.store, data("sales"), clause: "two")
    let ours = duty(.keep, data("sales"), origin: .floor, period: Self.years(7))
    var theirs = ours
    theirs.actor = .named(.recipient, ["bank"])
    let asked = request("store", "sales") {
      $0.created = moment("2020-01-01")
      $0.on = moment("2024-01-01")
    }
    for (floor, isStored) in [(ours, true), (theirs, false)] {
      let rules = try Ruleset(Shop.content(ceiling + [allowed, floor]))
      #expect(rules.decide(asked).isPermitted == isStored)
    }
  }

  @Test func aDeletionRequestEndsKeeping() throws {
    let norms = Self.mayKeep(data("personal-data"), Self.years(5)) + [Self.deletion]
    let asked = try ask(norms, "email", on: "2024-01-01", created: "2023-01-01") {
      $0.events = ["deletion": moment("2023-12-01")]
    }
    #expect(asked == Retention(status: .delete, until: day("2023-12-01"), clauses: ["four"]))
    let held = try ask(norms, "email", on: "2024-01-01", created: "2023-01-01") {
      $0.events = ["deletion": moment("2023-12-01")]
      $0.circumstances = ["tax"]
    }
    #expect(held.status == .keep && held.until == day("2028-01-01"))
    let excepted = try ask(norms, "secret", on: "2024-01-01", created: "2023-01-01") {
      $0.events = ["deletion": moment("2023-12-01")]
    }
    #expect(excepted.status == .keep)
    let bare = try ask([Self.deletion], "email", on: "2024-01-01") {
      $0.events = ["erasure": nil]
    }
    #expect(bare == Retention(status: .delete, until: nil, clauses: ["four"]))
  }

  @Test func withoutEndOrEventKeepingGoesOn() throws {
    let untilClosure = Self.mayKeep(data("email"), Period(ends: [[.init(since: ["closure"])]]))
    #expect(
      try ask(untilClosure, "email", on: "2026-11-21")
        == Retention(status: .keep, until: nil, clauses: ["one"]))
    let closed = try ask(untilClosure, "email", on: "2026-11-21") {
      $0.events = ["closure": moment("2026-11-20")]
    }
    #expect(closed == Retention(status: .delete, until: day("2026-11-20"), clauses: ["one"]))
    let undated = try ask(untilClosure, "email", on: "2026-11-21") { $0.events = ["closure": nil] }
    #expect(undated == Retention(status: .delete, until: nil, clauses: ["one"]))
  }

  @Test func formsDecide() throws {
    let only = forbid(
      .store, data("analytics"), .notAmong(.form, ["anonymised"]), origin: .only)
    let keep = permit(.store, data("analytics"), .among(.form, ["anonymised"]), origin: .keep)
    #expect(try ask([keep, only], "analytics", on: "2026-01-01").status == .delete)
    #expect(try ask([keep], "analytics", on: "2026-01-01").status == .review)
    let anonymous = try ask([keep, only], "analytics", on: "2026-01-01", created: "2001-01-01") {
      $0.form = "anonymised"
    }
    #expect(anonymous == Retention(status: .keep, until: nil, clauses: ["one"]))
    let hold = duty(.keep, data("personal-data"), .circumstance("hold"), origin: .floor)
    let held = try ask([keep, only, hold], "analytics", on: "2026-01-01") {
      $0.circumstances = ["court"]
    }
    #expect(held == Retention(status: .keep, until: nil, clauses: ["three"]))
  }

  // MARK: Records in a group of forms

  /// What is known of a record in any form that people can read.
  private func askReadable(
    _ norms: [Norm], on: String = "2026-01-01", created: String? = nil
  ) throws -> Retention {
    try ask(norms, "analytics", on: on, created: created) { $0.form = "readable" }
  }

  private func keep(in form: String, clause: String = "one") -> Norm {
    permit(.store, data("analytics"), .among(.form, [form]), origin: .keep, clause: clause)
  }

  @Test func aFormThatIsShutOutShutsOutItsGroup() throws {
    let only = forbid(
      .store, data("analytics"), .notAmong(.form, ["anonymised"]), origin: .only)
    #expect(
      try askReadable([keep(in: "anonymised"), only])
        == Retention(status: .delete, until: nil, clauses: ["two"]))
  }

  @Test func aFormIsShutOutOnlyOnceItsTimeHasCome() throws {
    let only = forbid(
      .store, data("analytics"), .notAmong(.form, ["anonymised"]), .over(Self.years(1)),
      origin: .only)
    func status(_ created: String?) throws -> Retention.Status {
      try ask([keep(in: "readable"), only], "analytics", on: "2026-01-01", created: created).status
    }
    #expect(try status("2025-01-01") == .delete)
    #expect(try status("2025-01-02") == .keep)
    #expect(try status(nil) == .keep)
  }

  @Test func whatMustBeKeptInOneFormKeepsTheGroup() throws {
    let floor = duty(
      .keep, data("analytics"), .among(.form, ["identified"]), origin: .floor,
      period: Self.years(7))
    #expect(
      try askReadable([floor], created: "2025-01-01")
        == Retention(status: .keep, until: day("2032-01-01"), clauses: ["three"]))
  }

  @Test func aGroupOfFormsNeedsKeepsInEveryForm() throws {
    #expect(
      try askReadable([keep(in: "anonymised")])
        == Retention(status: .review, until: nil, clauses: []))
    #expect(
      try askReadable([keep(in: "anonymised"), keep(in: "identified", clause: "four")])
        == Retention(status: .keep, until: nil, clauses: ["one", "four"]))
    #expect(try askReadable([keep(in: "readable")]).status == .keep)
  }

  @Test func keepsCoverDataAndFormsTogether() throws {
    func keep(_ name: String, in form: String) -> Norm {
      permit(.store, data(name), .among(.form, [form]), origin: .keep)
    }
    let crosswise = [keep("email", in: "identified"), keep("phone", in: "anonymised")]
    let whole =
      crosswise + [keep("email", in: "anonymised"), keep("phone", in: "identified")]
    func ask(_ norms: [Norm]) throws -> Retention.Status {
      try self.ask(norms, "contact", on: "2026-01-01") { $0.form = "readable" }.status
    }
    #expect(try ask(crosswise) == .review)
    #expect(try ask(whole) == .keep)
  }

  @Test func aPeriodOfOneFormEndsTheGroup() throws {
    let over = Self.years(1)
    let ceiling = forbid(
      .store, data("analytics"), .among(.form, ["identified"]), .over(over), origin: .ceiling,
      period: over)
    #expect(
      try askReadable([keep(in: "readable"), ceiling], created: "2025-06-01")
        == Retention(status: .keep, until: day("2026-06-01"), clauses: ["one", "two"]))
    #expect(
      try askReadable([keep(in: "readable"), ceiling], created: "2024-06-01")
        == Retention(status: .delete, until: day("2025-06-01"), clauses: ["two"]))
    // Nothing says that it may be kept: a period of one form alone decides nothing about the rest.
    #expect(try askReadable([ceiling], created: "2024-06-01").status == .review)
  }

  @Test func onlyAFormShutsARecordOut() throws {
    let only = forbid(
      .store, data("analytics"), .notAmong(.touchpoint, ["browsing"]), origin: .only)
    let keep = permit(.store, data("analytics"), origin: .keep)
    #expect(try ask([keep, only], "analytics", on: "2026-01-01").status == .keep)
  }

  @Test func whatNobodyCanComputeIsReviewed() throws {
    let vague = permit(.store, data("email"), origin: .keep, vague: ["vague-need"])
    #expect(
      try ask([vague], "email", on: "2026-01-01")
        == Retention(status: .review, until: nil, clauses: ["one"]))
    let firm = [vague] + Self.mayKeep(data("email"), Self.years(1), clause: "two")
    #expect(try ask(firm, "email", on: "2026-01-01", created: "2025-06-01").status == .keep)
    #expect(
      try ask([vague, Self.deletion], "email", on: "2026-01-01") { $0.events = ["deletion": nil] }
        .status == .delete)
    #expect(
      try ask([], "email", on: "2026-01-01")
        == Retention(status: .review, until: nil, clauses: []))
    #expect(try ask([vague], "mail", on: "2026-01-01").unknown == ["record: mail"])
  }

  @Test func disposalWaitsAndAnUnlessStopsIt() throws {
    let norms = [Action.archive, .delete].map { action in
      permit(
        action, data("email"), .happened(["last-activity"], after: Span(3, .year)),
        .circumstance("hold", negated: true))
    }
    func ask(_ last: String?, _ circumstances: [String] = []) throws -> Retention {
      try self.ask(norms, "email", on: "2026-11-20") {
        if let last { $0.events = ["last-activity": moment(last)] }
        $0.circumstances = circumstances
      }
    }
    #expect(
      try ask("2023-11-21")
        == Retention(status: .keep, until: day("2026-11-21"), clauses: ["one"]))
    #expect(
      try ask("2023-11-20")
        == Retention(status: .mayDispose, until: day("2026-11-20"), clauses: ["one"]))
    #expect(try ask(nil) == Retention(status: .keep, until: nil, clauses: ["one"]))
    #expect(
      try ask("2020-01-01", ["court"]) == Retention(status: .keep, until: nil, clauses: ["one"]))
  }

  @Test func aMustDeleteEndsKeeping() throws {
    let must = duty(
      .delete, data("email"), .happened(["closure"], after: Span(30, .day)), clause: "two")
    let allowed = permit(
      .delete, data("email"), .happened(["closure"], after: Span(30, .day)), clause: "two")
    func ask(_ on: String) throws -> Retention {
      try self.ask([must, allowed], "email", on: on) {
        $0.events = ["closure": moment("2026-01-01")]
      }
    }
    #expect(
      try ask("2026-01-30") == Retention(status: .keep, until: day("2026-01-31"), clauses: ["two"]))
    #expect(
      try ask("2026-01-31")
        == Retention(status: .delete, until: day("2026-01-31"), clauses: ["two"]))
    let kept = try self.ask(
      [must] + Self.mayKeep(data("email"), Self.years(5)), "email", on: "2026-06-01",
      created: "2025-01-01"
    ) { $0.events = ["closure": moment("2026-01-01")] }
    #expect(kept.status == .delete && kept.until == day("2026-01-31"))
  }

  @Test func whatMayNeverBeStoredGoes() throws {
    let never = forbid(.store, data("secret"))
    let gone = Retention(status: .delete, until: nil, clauses: ["two"])
    #expect(try ask([never], "secret", on: "2026-01-01") == gone)
    let kept = [never] + Self.mayKeep(data("personal-data"), Self.years(5))
    #expect(try ask(kept, "secret", on: "2026-01-01", created: "2025-01-01") == gone)
    // What must go for a part must not be kept for the rest; where nothing keeps it, a person decides.
    #expect(try ask(kept, "personal-data", on: "2026-01-01", created: "2025-01-01") == gone)
    #expect(try ask([never], "personal-data", on: "2026-01-01").status == .review)
    #expect(
      try ask(kept, "email", on: "2026-01-01", created: "2025-01-01").until == day("2030-01-01"))
    let must = [never] + Self.mustKeep(data("secret"), Self.years(5))
    #expect(
      try ask(must, "secret", on: "2026-01-01", created: "2025-01-01")
        == Retention(status: .keep, until: day("2030-01-01"), clauses: ["three"]))
  }

  @Test func aProhibitionOfStoringWaitsForItsEvent() throws {
    let norms =
      Self.mayKeep(data("email"), Self.years(5)) + [
        forbid(.store, data("email"), .happened(["closure"]))
      ]
    func ask(_ closure: String) throws -> Retention {
      try self.ask(norms, "email", on: "2026-06-01", created: "2025-01-01") {
        $0.events = ["closure": moment(closure)]
      }
    }
    #expect(
      try ask("2026-06-02")
        == Retention(status: .keep, until: day("2026-06-02"), clauses: ["one", "two"]))
    #expect(
      try ask("2026-06-01")
        == Retention(status: .delete, until: day("2026-06-01"), clauses: ["two"]))
  }

  @Test func circumstancesForbidStoringAndTheirAbsenceDoes() throws {
    func ask(_ fact: Fact, told: [String]) throws -> Retention.Status {
      let norms = [
        permit(.store, data("email"), origin: .keep), forbid(.store, data("email"), fact),
      ]
      return try self.ask(norms, "email", on: "2026-01-01") { $0.circumstances = told }.status
    }
    #expect(try ask(.circumstance("hold"), told: []) == .keep)
    #expect(try ask(.circumstance("hold"), told: ["court"]) == .delete)
    #expect(try ask(.circumstance("hold", negated: true), told: []) == .delete)
    #expect(try ask(.circumstance("hold", negated: true), told: ["tax"]) == .keep)
  }

  /// A question about a record tells its form, its circumstances and events: what it cannot tell makes
  /// no record go.
  @Test func whatNobodyTellsOfARecordMakesItNotGo() throws {
    let facts: [Fact] = [
      .consent(["mail"], negated: true), .consent([], negated: true), .ageUnder(18),
      .ageUnder(18, negated: true), .among(.touchpoint, ["browsing"]),
      .notAmong(.touchpoint, ["browsing"], whenUnstated: true), .among(.person, ["customer"]),
    ]
    let keep = permit(.store, data("email"), origin: .keep)
    for fact in facts {
      for norm in [forbid(.store, data("email"), fact), duty(.delete, data("email"), fact)] {
        #expect(try ask([keep, norm], "email", on: "2026-01-01").status == .keep, "\(norm)")
      }
    }
    let people = Fact.among(.person, ["customer"], whenUnstated: true)
    #expect(
      try ask([keep, forbid(.store, data("email"), people)], "email", on: "2026-01-01").status
        == .delete)
  }

  @Test func aMustDeleteWithoutAnEventIsDue() throws {
    let keep = Self.mayKeep(data("email"), Self.years(5))
    let must = duty(.delete, data("email"), .circumstance("hold"), clause: "two")
    func ask(_ norms: [Norm], _ told: [String] = []) throws -> Retention {
      try self.ask(norms, "email", on: "2026-01-01", created: "2025-01-01") {
        $0.circumstances = told
      }
    }
    let gone = Retention(status: .delete, until: nil, clauses: ["two"])
    #expect(try ask(keep + [must]).status == .keep)
    #expect(try ask(keep + [must], ["court"]) == gone)
    #expect(try ask([must], ["court"]) == gone)
    #expect(try ask([must]).status == .review)
    #expect(try ask(keep + [duty(.delete, data("email"), clause: "two")]) == gone)
  }

  @Test func aDeadlineOfDeletionCountsFromTheMakingOrItsEvent() throws {
    var must = duty(.delete, data("email"), clause: "two")
    must.deadline = Deadline(.within(Span(90, .day)))
    func ask(_ on: String, _ closure: String? = nil) throws -> Retention {
      try self.ask([must], "email", on: on, created: "2026-01-01") {
        if let closure { $0.events = ["closure": moment(closure)] }
      }
    }
    #expect(
      try ask("2026-03-31") == Retention(status: .keep, until: day("2026-04-01"), clauses: ["two"]))
    #expect(
      try ask("2026-04-01")
        == Retention(status: .delete, until: day("2026-04-01"), clauses: ["two"]))
    must.deadline = Deadline(.within(Span(90, .day)), since: ["closure"])
    #expect(try ask("2026-03-31") == Retention(status: .keep, until: nil, clauses: ["two"]))
    #expect(
      try ask("2026-03-31", "2026-03-30")
        == Retention(status: .delete, until: day("2026-03-30"), clauses: ["two"]))
    must.deadline = Deadline(.promptly)
    #expect(try ask("2026-01-02") == Retention(status: .delete, until: nil, clauses: ["two"]))
  }

  /// What happened on a day that nobody told has happened.
  @Test func aDeadlineCountsFromAnEventWithoutADate() throws {
    var must = duty(.delete, data("email"), clause: "two")
    must.deadline = Deadline(.within(Span(90, .day)), since: ["closure"])
    let due = try ask([must], "email", on: "2026-03-31") { $0.events = ["closure": nil] }
    #expect(due == Retention(status: .delete, until: nil, clauses: ["two"]))
  }

  /// A question about a record knows the day of its making alone.
  @Test func hoursOfARecordCountFromTheDayOfItsMaking() throws {
    let norms = Self.mayKeep(data("email"), Period(ends: [[.init(span: Span(36, .hour))]]))
    let kept = try ask(
      norms, "email", on: "2026-01-01", created: "2026-01-01T20:00:00+05:00")
    #expect(kept == Retention(status: .keep, until: day("2026-01-02"), clauses: ["one"]))
  }

  @Test func aTimeWithoutAnEventCountsFromTheMaking() throws {
    let may = permit(.delete, data("email"), .over(Self.years(3)))
    let must = duty(.delete, data("phone"), .over(Self.years(3)), clause: "two")
    func ask(_ record: String, _ on: String) throws -> Retention {
      try self.ask([may, must], record, on: on, created: "2023-01-01")
    }
    #expect(
      try ask("email", "2025-12-31")
        == Retention(status: .keep, until: day("2026-01-01"), clauses: ["one"]))
    #expect(try ask("email", "2026-01-01").status == .mayDispose)
    #expect(try ask("phone", "2025-12-31").status == .keep)
    #expect(
      try ask("phone", "2026-01-01")
        == Retention(status: .delete, until: day("2026-01-01"), clauses: ["two"]))
  }

  @Test func ofTwoOccasionsOneWillDo() throws {
    var must = duty(.delete, data("email"), clause: "two")
    must.when = [Condition(anyOf: [.happened(["closure"]), .circumstance("court")])]
    let norms = [must] + Self.mayKeep(data("email"), Self.years(5))
    func ask(_ change: (inout RetentionQuestion) -> Void) throws -> Retention {
      try self.ask(norms, "email", on: "2026-06-01", created: "2025-01-01", change)
    }
    #expect(try ask { $0.circumstances = ["tax"] }.status == .keep)
    #expect(
      try ask { $0.circumstances = ["court"] }
        == Retention(status: .delete, until: nil, clauses: ["two"]))
    #expect(try ask { $0.events = ["closure": moment("2026-05-01")] }.status == .delete)
  }

  @Test func aCeilingAloneForbidsKeepingOnceItIsOver() throws {
    let ceiling = Self.mayKeep(data("contact"), Self.years(1))[1]
    let vague = permit(.store, data("email"), origin: .keep, vague: ["vague-need"], clause: "two")
    #expect(try ask([ceiling], "email", on: "2026-01-01", created: "2025-06-01").status == .review)
    #expect(
      try ask([ceiling, vague], "email", on: "2026-06-01", created: "2025-06-01")
        == Retention(status: .delete, until: day("2026-06-01"), clauses: ["one"]))
  }

  @Test func aGroupNeedsKeepsOfAllItsParts() throws {
    let email = Self.mayKeep(data("email"), Self.years(1))
    #expect(try ask(email, "contact", on: "2026-01-01", created: "2025-06-01").status == .review)
    let both = email + Self.mayKeep(data("phone"), Self.years(2))
    let kept = try ask(both, "contact", on: "2026-01-01", created: "2025-06-01")
    #expect(kept.status == .keep && kept.until == day("2026-06-01"))
  }
}
