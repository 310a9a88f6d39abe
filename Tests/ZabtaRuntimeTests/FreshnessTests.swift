import Testing
import ZabtaRuntime

@Suite struct FreshnessTests {
  let end = Moment("2027-06-30T00:00:00+05:00") ?? .day(Day(number: 0))

  @Test func rulesAreOutOfDateFromTheInstantOn() {
    let freshness = Freshness(expires: end)
    #expect(!freshness.isStale(at: moment("2027-06-29T18:59:59Z")))
    #expect(freshness.isStale(at: moment("2027-06-29T19:00:00Z")))
    // A bare day is a day where the end was written.
    #expect(!freshness.isStale(at: moment("2027-06-29")))
    #expect(freshness.isStale(at: moment("2027-06-30")))
    let west = Freshness(expires: moment("2027-06-30T00:00:00-08:00"))
    #expect(!west.isStale(at: moment("2027-06-29")))
    #expect(west.isStale(at: moment("2027-06-30")))
  }

  @Test func everyQuestionHasOneClass() {
    #expect(RuleClass.all.count == Action.allCases.count + 1)
    for ruleClass in RuleClass.all { #expect(RuleClass(ruleClass.name) == ruleClass) }
    #expect(RuleClass("keep") == nil)
    #expect(RuleClass("sing") == nil)
    for action in Action.allCases {
      #expect(RuleClass(asking: action.rawValue).map(RuleClass.all.contains) == true)
    }
    #expect(RuleClass(asking: "keep") == .action(.store))
    #expect(RuleClass(asking: "retain") == nil)
  }

  @Test func whatDoesNotExistNeverGoesOn() {
    let freshness = Freshness(expires: end, goesOn: Set(RuleClass.all))
    #expect(freshness.standing(of: nil, at: moment("2027-07-01")) == .refused)
    #expect(freshness.standing(of: nil, at: moment("2027-06-01")) == .fresh)
  }

  @Test func theEarlierOfTwoEndsCounts() {
    let freshness = Freshness(
      expires: end, goesOn: [.retain], until: moment("2027-08-01T00:00:00Z"))
    let early = freshness.ending(by: moment("2027-05-01T00:00:00Z"))
    #expect(early.standing(of: .retain, at: moment("2027-05-01T00:00:00Z")) == .refused)
    #expect(early.standing(of: .retain, at: moment("2027-04-30T00:00:00Z")) == .fresh)
    let middle = freshness.ending(by: moment("2027-07-15T00:00:00Z"))
    #expect(middle.expires == end)
    #expect(middle.standing(of: .retain, at: moment("2027-07-14T00:00:00Z")) == .goesOn)
    #expect(middle.standing(of: .retain, at: moment("2027-07-15T00:00:00Z")) == .refused)
    #expect(freshness.ending(by: moment("2027-09-01T00:00:00Z")) == freshness)
  }

  @Test func noNumberOfACallerTraps() {
    let extremes: [Moment] = [
      .instant(seconds: .max, offset: .max), .instant(seconds: .min, offset: .min),
      .day(Day(number: .max)), .day(Day(number: .min)),
    ]
    for first in extremes {
      for second in extremes {
        let freshness = Freshness(expires: first, goesOn: [.retain], until: second)
        for moment in extremes {
          _ = freshness.ending(by: moment).standing(of: .retain, at: moment)
          _ = freshness.note
        }
      }
    }
    #expect(Freshness(expires: extremes[0]).isStale(at: extremes[0]))
  }

  @Test func questionsAreRefusedByTheirClass() throws {
    let ruleset = try Shop.rules(permit(.view, data("phone")))
    let set = try EditionSet([ruleset])
    let view = request("view", "phone")
    #expect(ruleset.decide(view).isPermitted)
    let (before, after) = (moment("2027-06-29"), moment("2027-06-30"))
    let none = Freshness(expires: end)
    let all = Freshness(expires: end, goesOn: Set(RuleClass.all))
    let note = "expired: 2027-06-30T00:00:00+05:00"

    #expect(ruleset.decide(view, within: none, at: before) == ruleset.decide(view))
    #expect(ruleset.decide(view, within: none, at: after).unknown == [note])
    #expect(!ruleset.decide(view, within: none, at: after).isPermitted)
    #expect(ruleset.decide(view, within: all, at: after) == ruleset.decide(view))
    #expect(set.decide(view, within: none, at: after) == none.denial)
    #expect(set.decide(view, within: all, at: after) == set.decide(view, on: after))
    // The day that a request names does not make the rules fresh.
    var dated = view
    dated.context.on = before
    #expect(set.decide(dated, within: none, at: after) == none.denial)

    let record = RetentionQuestion(record: "phone", on: before)
    #expect(ruleset.retain(record, within: none, at: after).status == .review)
    #expect(set.retain(record, within: none, at: after) == none.review)
    #expect(set.retain(record, within: all, at: after) == set.retain(record))
    #expect(ruleset.retain(record, within: none, at: before) == ruleset.retain(record))

    let access = DeadlineQuestion(request: "access", received: before)
    #expect(ruleset.deadline(access, within: none, at: after).due == nil)
    #expect(set.deadline(access, within: none, at: after) == none.noDueDate)
    #expect(set.deadline(access, within: all, at: after) == set.deadline(access))
    #expect(ruleset.deadline(access, within: none, at: before) == ruleset.deadline(access))
  }
}
