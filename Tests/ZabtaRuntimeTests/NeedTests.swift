import Testing
import ZabtaRuntime

@Suite struct NeedTests {
  @Test func nothingIsMissingFromAPermission() throws {
    let needs = try Shop.rules(permit(.use, data("email"))).needs(of: request("use", "email"))
    #expect(needs.alternatives == [[]] && needs.isComplete)
  }

  @Test func nothingHelpsWhereNoRulePermits() throws {
    let rules = try Shop.rules(permit(.use, data("email")), forbid(.use, data("email")))
    #expect(rules.needs(of: request("use", "email")).alternatives.isEmpty)
    #expect(rules.needs(of: request("use", "phone")).alternatives.isEmpty)
    #expect(rules.needs(of: request("use", "unheard-of")).alternatives.isEmpty)
    // Nobody is younger than nothing.
    let unborn = try Shop.rules(permit(.use, data("email"), .ageUnder(0)))
    #expect(unborn.needs(of: request("use", "email")).alternatives.isEmpty)
  }

  @Test func consentsAreFound() throws {
    let rules = try Shop.rules(
      permit(.send, Object(kind: .message, names: ["offer"]), .consent(["news"])))
    let asked = request("send", "offer", type: "message") { _ in }
    // The part `mail` would do as well; the whole word says so.
    #expect(rules.needs(of: asked).alternatives == [[.consent("news")]])
  }

  @Test func smallestFirst() throws {
    let rules = try Shop.rules(
      permit(.use, data("email"), .consent(["mail"]), .circumstance("court"), .ageUnder(13)),
      permit(.use, data("email"), .consent(["targeting"]), .among(.purpose, ["marketing"])))
    let needs = rules.needs(of: request("use", "email"))
    #expect(
      needs.alternatives == [
        [.consent("targeting"), .word(.purpose, "marketing")],
        [.consent("mail"), .circumstance("court"), .ageUnder(13)],
      ])
    #expect(needs.isComplete)
    // What the request states stays.
    let stated = rules.needs(of: request("use", "email") { $0.purpose = "delivery" })
    #expect(stated.alternatives.map(\.count) == [3])
  }

  @Test func aForbidIsLiftedByWhatItLacks() throws {
    let rules = try Shop.rules(
      permit(.use, data("email")),
      forbid(.use, data("email"), .consent(["mail"], negated: true)),
      forbid(
        .use, data("contact"), .notAmong(.purpose, ["delivery", "orders"]), clause: "three"))
    #expect(
      rules.needs(of: request("use", "email")).alternatives == [
        [.consent("mail"), .word(.purpose, "orders")]
      ])
  }

  /// A fact that permits by one rule and is forbidden by another is no help.
  @Test func whatIsForbiddenIsNotOffered() throws {
    let rules = try Shop.rules(
      permit(.use, data("email"), .among(.purpose, ["orders", "marketing"])),
      forbid(.use, data("email"), .among(.purpose, ["delivery"])))
    // `orders` is more than `delivery`, but holds it.
    #expect(
      rules.needs(of: request("use", "email")).alternatives == [[.word(.purpose, "marketing")]])
  }

  @Test func aGroupMayBeCoveredByTwoPermissions() throws {
    let rules = try Shop.rules(
      permit(.use, data("email"), .consent(["mail"])),
      permit(.use, data("phone"), .circumstance("tax")))
    #expect(
      rules.needs(of: request("use", "contact")).alternatives == [
        [.consent("mail"), .circumstance("tax")]
      ])
  }

  @Test func aConsentComesAfterItsWithdrawal() throws {
    let rules = try Shop.rules(permit(.use, data("email"), .consent(["mail"])))
    var asked = request("use", "email") {
      $0.consent = ["mail": moment("2026-01-01")]
      $0.events = ["consent-withdrawal": moment("2026-02-01")]
    }
    #expect(rules.needs(of: asked).alternatives == [[.consent("mail")]])
    asked.context.on = moment("2026-03-01")
    #expect(rules.needs(of: asked).alternatives == [[.consent("mail")]])
    // Withdrawn on a day that nobody knows: no consent can be told to be later.
    asked.context.events = ["consent-withdrawal": nil]
    #expect(rules.needs(of: asked).alternatives.isEmpty)
  }

  @Test func timeHasToGoBy() throws {
    let rules = try Shop.rules(
      permit(.delete, data("email"), .happened(["closure"], after: Span(3, .month))),
      permit(
        .delete, data("email"), .over(Period(ends: [[.init(span: Span(2, .year))]])),
        clause: "three"))
    let undated = request("delete", "email")
    #expect(rules.needs(of: undated).alternatives.isEmpty)
    for on in ["2026-05-31", "2026-05-31T23:59:00+05:00", "2024-02-29", "2026-05-30T21:00:00Z"] {
      let asked = request("delete", "email") { $0.on = moment(on) }
      #expect(
        rules.needs(of: asked).alternatives == [
          [.event("closure", ago: Span(3, .month))], [.created(ago: Span(2, .year))],
        ], "\(on)")
    }
  }

  /// West of Greenwich a day of the policy begins after that of UTC.
  @Test func timeHasToGoByInThePolicysTimeZone() throws {
    let rules = try Ruleset(
      Shop.content(
        [permit(.delete, data("email"), .happened(["closure"], after: Span(1, .day)))],
        timeZone: -300))
    let asked = request("delete", "email") { $0.on = moment("2026-01-02T02:00:00Z") }
    #expect(
      rules.needs(of: asked).alternatives == [[.event("closure", ago: Span(1, .day))]])
  }

  @Test func aPlaceElsewhereIsFound() throws {
    let rules = try Shop.rules(
      permit(
        .transfer, data("email"), .notAmong(.region, ["EU", "US"], whenUnstated: false)))
    let found = rules.needs(of: request("transfer", "email")).alternatives
    #expect(!found.isEmpty)
    #expect(found.contains([.word(.region, "AD")]))
    for set in found {
      #expect(rules.decide(request("transfer", "email").adding(set)).isPermitted)
    }
  }

  @Test func theSearchIsBounded() throws {
    // Five facts are more than an alternative holds.
    var norm = permit(.use, data("email"))
    norm.when = ["court", "tax", "vague-need", "contract", "encryption"].map {
      Condition(.circumstance($0))
    }
    let five = try Shop.rules(norm).needs(of: request("use", "email"))
    #expect(five.alternatives.isEmpty && five.isComplete)
    // Twenty alternatives are more than are told.
    var words = Shop.content([]).words
    words += (0..<20).map { Word(kind: .circumstance, name: "c\($0)") }
    var content = Shop.content(
      (0..<20).map { permit(.use, data("email"), .circumstance("c\($0)")) })
    content.words = words
    let twenty = try Ruleset(content).needs(of: request("use", "email"))
    #expect(twenty.alternatives.count == 16 && !twenty.isComplete)
  }

  /// Against every set of up to two facts that there is, on random rules.
  @Test func theSmallestSetsAreFound() throws {
    var random = Lehmer(seed: 7)
    for _ in 0..<100 {
      let rules = try Ruleset(Shop.content(RandomNorms.norms(&random, count: 6)))
      let asked = RandomNorms.request(&random)
      let needs = rules.needs(of: asked)
      for set in needs.alternatives {
        #expect(rules.decide(asked.adding(set)).isPermitted)
        for index in set.indices {
          var smaller = set
          smaller.remove(at: index)
          #expect(!rules.decide(asked.adding(smaller)).isPermitted, "\(set)")
        }
      }
      let all = RandomNorms.facts(asked)
      for (place, one) in all.enumerated() {
        for set in [[one]] + all[(place + 1)...].map({ [one, $0] }) {
          guard !RandomNorms.collide(set), rules.decide(asked.adding(set)).isPermitted else {
            continue
          }
          let covers = needs.alternatives.contains { found in
            found.allSatisfy { wide in set.contains { RandomNorms.isPart($0, wide) } }
          }
          #expect(covers, "\(set.map(\.description)) of \(asked); found \(needs)")
        }
      }
    }
  }
}
