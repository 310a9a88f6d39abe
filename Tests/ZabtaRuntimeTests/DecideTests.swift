import Testing
import ZabtaRuntime

@Suite struct DecideTests {
  @Test func nothingPermitsWithoutANorm() throws {
    let decision = try Shop.rules().decide(request("use", "email"))
    #expect(!decision.isPermitted && decision.reasons.isEmpty && decision.unknown.isEmpty)
  }

  @Test func aPermitCoversItsWordAndItsParts() throws {
    let rules = try Shop.rules(permit(.use, data("contact")))
    #expect(rules.decide(request("use", "email")).isPermitted)
    #expect(rules.decide(request("use", "contact")).isPermitted)
    #expect(!rules.decide(request("use", "sales")).isPermitted)
    #expect(!rules.decide(request("use", "personal-data")).isPermitted)
    #expect(!rules.decide(request("share", "email")).isPermitted)
  }

  @Test func permitsOnAllPartsCoverAGroupOfTwo() throws {
    let email = permit(.use, data("email"))
    let phone = permit(.use, data("phone"), clause: "three")
    #expect(try !Shop.rules(email).decide(request("use", "contact")).isPermitted)
    let both = try Shop.rules(email, phone).decide(request("use", "contact"))
    #expect(both.isPermitted)
    #expect(both.reasons.map(\.clause) == ["one", "three"])
  }

  @Test func aGroupOfOnePartIsMoreThanItsPart() throws {
    let rules = try Shop.rules(
      permit(.use, data("email"), .among(.purpose, ["delivery"])),
      permit(.use, data("lone")))
    #expect(rules.decide(request("use", "email") { $0.purpose = "delivery" }).isPermitted)
    #expect(!rules.decide(request("use", "email") { $0.purpose = "orders" }).isPermitted)
    #expect(!rules.decide(request("use", "lone-group")).isPermitted)
  }

  @Test func aGroupIsCoveredTupleByTuple() throws {
    let crossed = try Shop.rules(
      permit(.share, data("email"), .among(.recipient, ["courier"])),
      permit(.share, data("phone"), .among(.recipient, ["bank"])))
    let ask = request("share", "contact") { $0.recipient = "partner" }
    #expect(!crossed.decide(ask).isPermitted)
    let full = try Shop.rules(
      permit(.share, data("email"), .among(.recipient, ["courier"])),
      permit(.share, data("email"), .among(.recipient, ["bank"])),
      permit(.share, data("phone"), .among(.recipient, ["partner"])))
    #expect(full.decide(ask).isPermitted)
  }

  @Test func aForbidThatMeetsAnyPartDenies() throws {
    let rules = try Shop.rules(permit(.use, data("personal-data")), forbid(.use, data("phone")))
    let denied = rules.decide(request("use", "contact"))
    #expect(!denied.isPermitted)
    #expect(denied.reasons == [.init(clause: "two", effect: .forbid, sentence: 0)])
    #expect(rules.decide(request("use", "email")).isPermitted)
    #expect(rules.decide(request("use", "email")).reasons.map(\.clause) == ["one"])
  }

  @Test func aForbidWhoseConditionsNeverMeetInOneTupleIsSilent() throws {
    // email with the courier, or phone with the bank: a request for email with the bank meets neither.
    var norm = forbid(.share, data("contact"))
    norm.when = [
      Condition(anyOf: [.among(.recipient, ["courier"]), .among(.purpose, ["ads"])]),
      Condition(anyOf: [.among(.recipient, ["bank"]), .among(.touchpoint, ["checkout"])]),
      Condition(.notAmong(.purpose, ["ads"])),
    ]
    let rules = try Shop.rules(permit(.share, data("contact")), norm)
    #expect(
      rules.decide(
        request("share", "email") {
          $0.recipient = "partner"
          $0.purpose = "outreach"
        }
      ).isPermitted)
    #expect(
      !rules.decide(
        request("share", "email") {
          $0.recipient = "partner"
          $0.purpose = "outreach"
          $0.touchpoint = "checkout"
        }
      ).isPermitted)
  }

  @Test func aDisjunctionCoversWhereEitherFactHolds() throws {
    var norm = permit(.share, data("email"))
    norm.when = [Condition(anyOf: [.among(.recipient, ["courier"]), .consent(["targeting"])])]
    let rules = try Shop.rules(norm)
    #expect(rules.decide(request("share", "email") { $0.recipient = "courier" }).isPermitted)
    #expect(!rules.decide(request("share", "email") { $0.recipient = "partner" }).isPermitted)
    #expect(
      rules.decide(
        request("share", "email") {
          $0.recipient = "partner"
          $0.consent = ["targeting": nil]
        }
      ).isPermitted)
  }

  @Test func everyForbidIsCitedOnceInPageOrder() throws {
    let rules = try Shop.rules(
      forbid(.use, data("email"), clause: "three"), forbid(.use, data("contact"), clause: "one"),
      forbid(.use, data("contact"), .notAmong(.purpose, ["ads"]), clause: "one"),
      forbid(.use, data("contact"), clause: "one", sentence: 1),
      forbid(.use, data("phone"), clause: "four"))
    let reasons = rules.decide(request("use", "email")).reasons
    #expect(reasons.map(\.clause) == ["one", "one", "three"])
    #expect(reasons.map(\.sentence) == [0, 1, 0])
  }

  @Test func obligationsComeWithPermitsSorted() throws {
    let rules = try Shop.rules(
      permit(.share, data("email"), obligations: ["encryption", "contract"]),
      permit(.share, data("contact"), obligations: ["contract"], clause: "two"),
      forbid(.share, data("phone")))
    #expect(rules.decide(request("share", "email")).obligations == ["contract", "encryption"])
    #expect(rules.decide(request("share", "phone")).obligations.isEmpty)
  }

  @Test func exceptAndComplementTakeOut() throws {
    let rules = try Shop.rules(
      permit(.use, data("personal-data", except: ["contact"])),
      forbid(
        .sell, Object(kind: .data, names: ["email"], isComplement: true)),
      permit(.sell, data("personal-data")))
    #expect(rules.decide(request("use", "sales")).isPermitted)
    #expect(!rules.decide(request("use", "email")).isPermitted)
    #expect(rules.decide(request("sell", "email")).isPermitted)
    #expect(!rules.decide(request("sell", "sales")).isPermitted)
  }

  @Test func dutiesDecideNothing() throws {
    #expect(try !Shop.rules(duty(.use, data("email"))).decide(request("use", "email")).isPermitted)
  }

  @Test func keepingIsStoring() throws {
    let rules = try Shop.rules(permit(.store, data("email")))
    #expect(rules.decide(request("keep", "email")).isPermitted)
  }
}
