import HTTPTypes
import Testing
import ZabtaRuntime

@testable import zabta_service

/// Single evaluations: OpenID AuthZEN Authorization API 1.0, section 6.
@Suite struct EvaluationTests {
  private let clerk = #"{"type": "role", "id": "clerk"}"#

  private func user(_ roles: String, _ more: String = "") -> String {
    #"{"type": "user", "id": "u-1", "properties": {"roles": \#(roles)\#(more)}}"#
  }

  @Test func aDecisionNamesPolicyEditionAndClauses() async throws {
    let answer = try await Asking().evaluate(clerk, "view", "order")
    #expect(answer.status == 200 && answer.headers[.contentType] == "application/json")
    #expect(answer.headers[.cacheControl] == "no-store")
    #expect(
      answer.text
        == ##"{"context":{"edition":1,"obligations":[],"policy":"shop.privacy","reasons":[{"anchor":"#orders","clause":"orders","effect":"permit","heading":{"en":"On orders"},"rule":{"en":"The rule of orders."},"text":{"en":"About orders."}}],"unknown":[]},"decision":true}"##
    )
  }

  @Test func whatNothingPermitsIsDenied() async throws {
    let answer = try await Asking().evaluate(clerk, "view", "address")
    #expect(try answer.decision == false && answer.clauses == [])
  }

  @Test func theOrganisationSharesUnderItsConditions() async throws {
    let asking = try Asking()
    let shop = #"{"type": "organisation", "id": "shop"}"#
    let bound = try await asking.evaluate(
      shop, "share", "phone", context: #"{"recipient": "courier", "purpose": "delivery"}"#)
    #expect(try bound.decision == true && bound.clauses == ["courier"])
    #expect(Asking.Answer.obligations(of: try bound.context) == ["contract"])
    let other = try await asking.evaluate(shop, "share", "phone", context: "null")
    #expect(try other.decision == false)
  }

  @Test func subjectsThatTheRulesDoNotKnowAreDeniedAndNamed() async throws {
    let asking = try Asking()
    for subject in [
      #"{"type": "role", "id": "nobody"}"#, #"{"type": "spaceship", "id": "nobody"}"#,
    ] {
      let answer = try await asking.evaluate(subject, "view", "order")
      #expect(answer.status == 200)
      #expect(try answer.decision == false)
      #expect(try answer.context["unknown"] as? [String] == ["subject: nobody"])
    }
  }

  // MARK: Users

  @Test func anyRolesPermitAllows() async throws {
    let answer = try await Asking().evaluate(user(#"["manager", "clerk"]"#), "view", "phone")
    // Nobody says how old the person is, so the clerk's own clause does not permit.
    #expect(try answer.decision == true && answer.clauses == ["managers"])
  }

  @Test func everyPermitThatHoldsIsCitedInTheOrderOfThePage() async throws {
    let answer = try await Asking().evaluate(
      user(#"["manager", "clerk"]"#), "view", "phone", context: #"{"age": 30}"#)
    #expect(try answer.decision == true && answer.clauses == ["young", "managers"])
  }

  @Test func anyRolesForbidDeniesAndIsCited() async throws {
    let asking = try Asking()
    for roles in [#"["manager", "clerk"]"#, #"["clerk", "manager", "clerk"]"#] {
      let answer = try await asking.evaluate(user(roles), "view", "email")
      #expect(try answer.decision == false && answer.clauses == ["secrets"])
    }
    let alone = try await asking.evaluate(user(#"["manager"]"#), "view", "email")
    #expect(try alone.decision == true)
  }

  @Test(arguments: [
    #"{"type": "user", "id": "u-1"}"#, #"{"type": "user", "id": "u-1", "properties": {}}"#,
    #"{"type": "user", "id": "u-1", "properties": null}"#,
    #"{"type": "user", "id": "u-1", "properties": {"roles": []}}"#,
  ])
  func aUserWithoutRolesIsDeniedAndToldWhy(subject: String) async throws {
    let answer = try await Asking().evaluate(subject, "view", "order")
    #expect(answer.status == 200)
    #expect(try answer.decision == false && answer.clauses == [])
    let note = try #require(try answer.context["note"] as? String)
    #expect(note.contains("subject.properties.roles"))
  }

  @Test func aRoleThatTheRulesLackPermitsNothingAndIsNamed() async throws {
    let asking = try Asking()
    let beside = try await asking.evaluate(user(#"["employee", "clerk"]"#), "view", "order")
    #expect(try beside.decision == true)
    #expect(try beside.context["unknown"] as? [String] == ["subject: employee"])
    let alone = try await asking.evaluate(user(#"["employee"]"#), "view", "order")
    #expect(try alone.decision == false)
  }

  @Test func tooManyRolesAreRefused() async throws {
    let roles = (0..<65).map { "\"r\($0)\"" }.joined(separator: ",")
    let answer = try await Asking().evaluate(user("[\(roles)]"), "view", "order")
    #expect(answer.status == 400)
    #expect(try answer.refusal == "subject.properties.roles: a user has at most 64 roles")
  }

  // MARK: Facts about the person

  @Test func factsAboutThePersonMayStandInProperties() async throws {
    let asking = try Asking()
    let young = try await asking.evaluate(user(#"["clerk"]"#, #", "age": 30"#), "view", "phone")
    #expect(try young.decision == true && young.clauses == ["young"])
    let role = #"{"type": "role", "id": "clerk", "properties": {"age": 30, "department": 7}}"#
    #expect(try await asking.evaluate(role, "view", "phone").decision == true)
    let shop = #"{"type": "organisation", "id": "shop", "properties": {"consent": ["mail"]}}"#
    #expect(try await asking.evaluate(shop, "share", "address").decision == true)
  }

  @Test func theContextGoesBeforeTheProperties() async throws {
    let asking = try Asking()
    let old = try await asking.evaluate(
      user(#"["clerk"]"#, #", "age": 30"#), "view", "phone", context: #"{"age": 70}"#)
    #expect(try old.decision == false)
    let shop = #"{"type": "organisation", "id": "shop", "properties": {"consent": ["mail"]}}"#
    let withdrawn = try await asking.evaluate(
      shop, "share", "address", context: #"{"consent": []}"#)
    #expect(try withdrawn.decision == false)
  }

  /// A directory's `created` is the day of the account, and no record of ours.
  @Test func propertiesSayNothingAboutTheRequest() async throws {
    let subject =
      #"{"type": "role", "id": "clerk", "properties": {"on": "2026-08-01", "created": 5, "form": {}}}"#
    let answer = try await Asking().evaluate(subject, "view", "order")
    #expect(try answer.decision == true)
    #expect(try answer.context["edition"] as? Int == 1)
  }

  // MARK: Editions

  @Test func theEditionInForceAnswers() async throws {
    let asking = try Asking()
    #expect(try await asking.evaluate(clerk, "view", "order").decision == true)
    let later = try await asking.evaluate(clerk, "view", "order", context: #"{"on": "2026-07-01"}"#)
    #expect(try later.decision == false)
    #expect(try later.context["edition"] as? Int == 2)
    #expect(try await Asking(on: "2026-07-01").evaluate(clerk, "view", "order").decision == false)
  }

  @Test func editionsChangeAtMidnightOfTheirOwnTimeZone() async throws {
    var asking = try Asking()
    // 19:00 UTC is midnight at +05:00; the day before, the first edition still answers.
    let midnight = try #require(Day("2026-06-30")).number * 86_400 + 19 * 3600
    asking.service.now = { midnight - 1 }
    #expect(try await asking.evaluate(clerk, "view", "order").decision == true)
    asking.service.now = { midnight }
    #expect(try await asking.evaluate(clerk, "view", "order").decision == false)
  }

  // MARK: What is refused

  @Test(arguments: [
    ("", "no JSON: a value is expected at byte 0"),
    ("{", "no JSON: a name in quotes is expected at byte 1"),
    ("[]", "an object is expected, this is a list"),
    (#"{"a": 1, "a": 2}"#, #"the member "a" stands twice in one object"#),
  ])
  func whatIsNoRequestIsRefused(body: String, reason: String) async throws {
    let answer = try await Asking().post("/access/v1/evaluation", body)
    #expect(answer.status == 400)
    #expect(try answer.refusal == ": " + reason)
  }

  @Test func deepNestingIsRefused() async throws {
    let deep = String(repeating: "[", count: 100_000)
    let answer = try await Asking().post("/access/v1/evaluation", deep)
    #expect(answer.status == 400)
    #expect(try answer.refusal == ": more than 64 lists and objects in each other")
  }

  @Test(arguments: [
    (#""subject""#, nil, "subject: this is missing"),
    (#""action""#, nil, "action: this is missing"),
    (#""resource""#, nil, "resource: this is missing"),
    (#""subject""#, #""clerk""#, "subject: an object is expected, this is text"),
    (#""subject""#, "null", "subject: an object is expected, this is null"),
    (#""subject""#, #"{"id": "clerk"}"#, "subject.type: this is missing"),
    (#""subject""#, #"{"type": "role"}"#, "subject.id: this is missing"),
    (
      #""subject""#, #"{"type": "role", "id": 1}"#,
      "subject.id: text is expected, this is a whole number"
    ),
    (
      #""subject""#, #"{"type": "role", "id": "clerk", "properties": []}"#,
      "subject.properties: an object is expected, this is a list"
    ),
    (
      #""subject""#, #"{"type": "user", "id": "u", "properties": {"roles": "clerk"}}"#,
      "subject.properties.roles: a list is expected, this is text"
    ),
    (
      #""subject""#, #"{"type": "user", "id": "u", "properties": {"age": "12"}}"#,
      "subject.properties.age: a whole number is expected, this is text"
    ),
    (#""action""#, "{}", "action.name: this is missing"),
    (#""action""#, #"{"name": 123}"#, "action.name: text is expected, this is a whole number"),
    (#""resource""#, #"{"type": "data"}"#, "resource.id: this is missing"),
    (#""resource""#, #"{"id": "order"}"#, "resource.type: this is missing"),
    (#""context""#, "7", "context: an object is expected, this is a whole number"),
    (
      #""context""#, #"{"purpose": 1.5}"#,
      "context.purpose: text is expected, this is a number that is not whole, or too large"
    ),
  ])
  func whatIsMissingOrOfAWrongTypeIsNamed(
    member: String, value: String?, refusal: String
  ) async throws {
    var members = [
      #""subject""#: #"{"type": "role", "id": "clerk"}"#, #""action""#: #"{"name": "view"}"#,
      #""resource""#: #"{"type": "data", "id": "order"}"#,
    ]
    members[member] = value
    let body = "{" + members.map { "\($0): \($1)" }.joined(separator: ",") + "}"
    let answer = try await Asking().post("/access/v1/evaluation", body)
    #expect(answer.status == 400)
    #expect(try answer.refusal == refusal)
  }

  @Test func unknownMembersAreIgnored() async throws {
    let answer = try await Asking().post(
      "/access/v1/evaluation",
      #"""
      {"subject": {"type": "role", "id": "clerk", "extra": 1, "properties": {"role": "manager"}},
       "action": {"name": "view", "properties": {"method": "GET"}}, "foo": {"nested": [true]},
       "resource": {"type": "data", "id": "order", "properties": {"status": "active"}},
       "context": {"time": "2025-06-27T18:03-07:00", "ip": "192.168.1.1"}}
      """#)
    #expect(answer.status == 200)
    #expect(try answer.decision == true)
  }
}
