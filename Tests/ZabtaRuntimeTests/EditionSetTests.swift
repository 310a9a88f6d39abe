import Testing
import ZabtaRuntime

/// Which edition answers on which day and at which instant.
@Suite struct EditionSetTests {
  /// An edition in which only the support may use this data.
  private func edition(
    _ number: Int, from day: String?, timeZone: Int = 300, policy: String = "shop.privacy",
    permits: String = "email"
  ) throws -> Ruleset {
    var content = Shop.content([permit(.use, data(permits))], timeZone: timeZone)
    content.policy = policy
    content.edition = number
    content.effective = day.flatMap { Day($0) }
    return try Ruleset(content)
  }

  private func number(_ set: EditionSet, _ text: String) -> Int? {
    set.ruleset(inForceAt: moment(text))?.content.edition
  }

  @Test(
    arguments: [
      ("2026-02-28", nil), ("2026-03-01", 1), ("2026-06-30", 1), ("2026-07-01", 2),
      ("9999-12-31", 2), ("0001-01-01", nil),
      // Midnight in Karachi, one second before and after it, written in four offsets.
      ("2026-06-30T23:59:59+05:00", 1), ("2026-07-01T00:00:00+05:00", 2),
      ("2026-06-30T18:59:59Z", 1), ("2026-06-30T19:00:00Z", 2),
      ("2026-06-30T14:59:59-04:00", 1), ("2026-06-30T15:00:00-04:00", 2),
      ("2026-07-01T08:59:59+14:00", 1), ("2026-07-01T09:00:00+14:00", 2),
      // The day as it is written there has begun, and the policy's has not.
      ("2026-07-01T00:00:00+14:00", 1), ("2026-06-30T20:00:00Z", 2),
      ("2026-02-28T18:59:59Z", nil), ("2026-02-28T19:00:00Z", 1),
    ] as [(String, Int?)])
  func theEditionOfAMoment(_ text: String, _ expected: Int?) throws {
    let set = try EditionSet([
      edition(1, from: "2026-03-01"), edition(2, from: "2026-07-01"),
    ])
    #expect(number(set, text) == expected)
    #expect(set.index(inForceAt: moment(text)) == expected.map { $0 - 1 })
  }

  /// A question that states no moment is about the one at which it is put.
  @Test func aQuestionIsDatedByTheMomentItIsPutAt() throws {
    var content = Shop.content([
      permit(.use, data("email")), forbid(.use, data("email"), .happened(["closure"])),
    ])
    content.effective = Day("2026-03-01")
    let set = try EditionSet([Ruleset(content)])
    let rules = set.rulesets[0]
    var question = try rules.question(.use, rules.word(.data, "email"))
    try question.tell(rules.event("closure"), at: Moment("2026-06-01"))
    var citations = Citations()
    for (on, expected) in [("2026-05-01", Verdict.permitted), ("2026-07-01", .forbidden)] {
      #expect(set.verdict(question, on: moment(on)) == expected)
      #expect(set.decide(question, on: moment(on), into: &citations) == expected)
    }
  }

  @Test func ofTwoEditionsOfOneDayTheLaterIsTheEarliestInForce() throws {
    let set = try EditionSet([
      edition(1, from: "2026-03-01"), edition(2, from: "2026-03-01"),
      edition(3, from: "2026-07-01"),
    ])
    #expect(set.earliest.edition == 2)
    #expect(number(set, "2026-03-01") == 2)
  }

  @Test func aQuestionIsAnsweredByItsOwnEditionAlone() throws {
    let set = try EditionSet([
      edition(1, from: "2026-03-01"), edition(2, from: "2026-07-01"),
    ])
    let (old, new) = (set.rulesets[0], set.rulesets[1])
    var question = try old.question(.use, old.word(.data, "email"))
    var citations = Citations()
    #expect(set.verdict(question, on: moment("2026-02-01")) == .notPermitted)
    #expect(set.verdict(question, on: moment("2026-04-01")) == .permitted)
    #expect(set.verdict(question, on: moment("2026-08-01")) == .ofAnotherEdition)
    #expect(
      set.decide(question, on: moment("2026-04-01"), into: &citations) == .permitted)
    #expect(citations.count == 1)
    #expect(
      set.decide(question, on: moment("2026-02-01"), into: &citations) == .notPermitted)
    #expect(citations.count == 0)
    // Its own moment counts before the given one.
    question.on = moment("2026-08-01")
    #expect(set.verdict(question, on: moment("2026-04-01")) == .ofAnotherEdition)
    let later = try new.question(.use, new.word(.data, "email"))
    #expect(set.verdict(later, on: moment("2026-08-01")) == .permitted)
    #expect(
      set.decide(later, on: moment("2026-08-01"), into: &citations) == .permitted)
    #expect(new.reasons(citations).count == 1)
  }

  @Test func eachEditionBeginsInItsOwnTimeZone() throws {
    let set = try EditionSet([
      edition(1, from: "2026-03-01", timeZone: 300), edition(2, from: "2026-07-01", timeZone: -300),
    ])
    #expect(number(set, "2026-07-01T04:59:59Z") == 1)
    #expect(number(set, "2026-07-01T05:00:00Z") == 2)
    #expect(number(set, "2026-07-01") == 2)
    // So far apart that days and instants stand in opposite order.
    let apart = try EditionSet([
      edition(1, from: "2026-06-02", timeZone: 1080),
      edition(2, from: "2026-06-01", timeZone: -1080),
    ])
    #expect(number(apart, "2026-06-01") == 2)
    #expect(number(apart, "2026-06-02") == 2)
    #expect(number(apart, "2026-06-01T06:00:00Z") == 1)
    #expect(number(apart, "2026-06-01T18:00:00Z") == 2)
  }

  @Test func aNewerEditionOvertakes() throws {
    // The second was overtaken before its day; of two with one day the newer is in force.
    let set = try EditionSet([
      edition(1, from: "2026-03-01"), edition(2, from: "2026-09-01"),
      edition(3, from: "2026-05-01"), edition(5, from: "2026-12-01"),
      edition(6, from: "2026-12-01"),
    ])
    #expect(number(set, "2026-04-30") == 1)
    for day in ["2026-05-01", "2026-09-01", "2026-11-30"] { #expect(number(set, day) == 3) }
    #expect(number(set, "2026-12-01") == 6)
    #expect(set.rulesets.count == 5)
    #expect(set.earliest.content.edition == 1)
  }

  @Test func anEditionWithoutADayIsAlwaysInForce() throws {
    let set = try EditionSet([edition(1, from: nil), edition(2, from: "2026-07-01")])
    #expect(number(set, "0001-01-01") == 1)
    #expect(number(set, "2026-06-30T18:59:59Z") == 1)
    #expect(number(set, "2026-07-01") == 2)
  }

  @Test func theNextChange() throws {
    let set = try EditionSet([edition(1, from: "2026-03-01"), edition(2, from: "2026-07-01")])
    guard case .instant(let first, _) = moment("2026-02-28T19:00:00Z"),
      case .instant(let second, _) = moment("2026-06-30T19:00:00Z")
    else { return }
    #expect(set.nextChange(after: .min) == first)
    #expect(set.nextChange(after: first - 1) == first)
    #expect(set.nextChange(after: first) == second)
    #expect(set.nextChange(after: second) == nil)
  }

  @Test func questionsAreAnsweredByTheEditionOfTheirDay() throws {
    let set = try EditionSet([
      edition(1, from: "2026-03-01"), edition(2, from: "2026-07-01", permits: "phone"),
    ])
    let email = request("use", "email")
    #expect(set.decide(email, on: moment("2026-06-30")).isPermitted)
    #expect(!set.decide(email, on: moment("2026-07-01")).isPermitted)
    // The request's own day comes first.
    let dated = request("use", "email") { $0.on = moment("2026-06-30T23:59:59+05:00") }
    #expect(set.decide(dated, on: moment("2027-01-01")).isPermitted)
    let early = set.decide(email, on: moment("2026-02-28"))
    #expect(!early.isPermitted && early.reasons.isEmpty)
    #expect(early.unknown == ["on: 2026-02-28"])
  }

  @Test func theGivenMomentIsTheRequestsOwn() throws {
    var content = Shop.content([
      permit(.use, data("email"), .happened(["closure"], after: Span(30, .day)))
    ])
    content.effective = Day("2026-01-01")
    let set = try EditionSet([try Ruleset(content)])
    let closed = request("use", "email") { $0.events = ["closure": moment("2026-03-01")] }
    #expect(!set.decide(closed, on: moment("2026-03-30")).isPermitted)
    #expect(set.decide(closed, on: moment("2026-03-31")).isPermitted)
  }

  @Test func recordsAndDeadlines() throws {
    func edition(_ number: Int, from day: String, _ years: Int, _ days: Int) throws -> Ruleset {
      let answer = duty(
        .resolve, Object(kind: .request, names: ["access"]),
        deadline: Deadline(.within(Span(days, .day))))
      var content = Shop.content(
        RetainTests.mayKeep(data("sales"), RetainTests.years(years)) + [answer])
      content.edition = number
      content.effective = Day(day)
      return try Ruleset(content)
    }
    let set = try EditionSet([
      edition(1, from: "2026-03-01", 7, 30), edition(2, from: "2026-07-01", 10, 45),
    ])
    func keep(_ on: String) -> Retention {
      var question = RetentionQuestion(record: "sales", on: moment(on))
      question.created = moment("2019-01-01")
      return set.retain(question)
    }
    #expect(keep("2026-06-30").status == .delete && keep("2026-06-30").until == day("2026-01-01"))
    #expect(keep("2026-07-01").status == .keep && keep("2026-07-01").until == day("2029-01-01"))
    let early = keep("2026-02-28")
    #expect(early.status == .review && early.until == nil && early.unknown == ["on: 2026-02-28"])

    func due(_ received: String, _ on: String?) -> DueDate {
      set.deadline(
        DeadlineQuestion(
          request: "access", received: moment(received), on: on.map { moment($0) }))
    }
    #expect(due("2026-06-30", nil).due == moment("2026-07-30"))
    #expect(due("2026-06-30", "2026-07-01").due == moment("2026-08-14"))
    #expect(due("2026-07-01", nil).due == moment("2026-08-15"))
    #expect(due("2026-01-01", nil).due == nil)
    #expect(due("2026-01-01", nil).unknown == ["on: 2026-01-01"])
  }

  @Test func whatIsNoSet() throws {
    func reason(_ rulesets: [Ruleset]) -> String? {
      do throws(RulesetError) {
        _ = try EditionSet(rulesets)
        return nil
      } catch { return error.description }
    }
    let first = try edition(1, from: "2026-03-01")
    let second = try edition(2, from: "2026-07-01")
    #expect(reason([]) == "editions: there is no edition")
    #expect(reason([first, first]) == "editions[1]: edition 1 stands here twice")
    #expect(reason([second, first]) == "editions[1]: edition 1 stands after edition 2")
    #expect(
      reason([first, try edition(2, from: nil, policy: "other.privacy")])
        == "editions[1]: this is an edition of \"other.privacy\", not of \"shop.privacy\"")
    #expect(
      reason(Array(repeating: first, count: EditionSet.limit + 1))
        == "editions: there are more than 10000 editions")
  }

  @Test(arguments: [Int.min, -1 << 60, 0, 1 << 60, Int.max])
  func noNumberTraps(_ number: Int) throws {
    var content = Shop.content([permit(.use, data("email"))])
    for day in [Int.min, 0, Int.max] {
      content.effective = Day(number: day)
      let set = try EditionSet([try Ruleset(content)])
      for moment in [Moment.day(Day(number: number)), .instant(seconds: number, offset: number)] {
        _ = set.decide(request("use", "email"), on: moment)
        _ = set.retain(RetentionQuestion(record: "email", on: moment))
        _ = set.deadline(DeadlineQuestion(request: "access", received: moment))
      }
      _ = set.nextChange(after: number)
    }
  }

  /// The search agrees with looking at every edition.
  @Test func manyEditions() throws {
    var state: UInt64 = 5
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var content = Shop.content([])
    for _ in 0..<20 {
      var rulesets: [Ruleset] = []
      for number in 1...(1 + random(30)) {
        content.edition = number
        content.effective = random(8) == 0 ? nil : Day(number: 20_000 + random(40))
        content.timeZone = random(25) * 60 - 720
        rulesets.append(try Ruleset(content))
      }
      let set = try EditionSet(rulesets)
      for step in -1...41 {
        let day = Day(number: 20_000 + step)
        let byDay = rulesets.last { ($0.content.effective?.number ?? .min) <= day.number }
        #expect(
          set.ruleset(inForceAt: .day(day))?.content.edition == byDay?.content.edition)
        let second = day.number * 86_400 + random(86_400)
        let byInstant = rulesets.last { ruleset in
          guard let start = ruleset.content.effective else { return true }
          return start.number * 86_400 <= second + ruleset.content.timeZone * 60
        }
        #expect(
          set.ruleset(inForceAt: .instant(seconds: second, offset: random(1000)))?.content.edition
            == byInstant?.content.edition)
      }
    }
  }
}
