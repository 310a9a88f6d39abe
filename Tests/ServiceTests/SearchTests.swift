import HTTPTypes
import Testing
import ZabtaRuntime

@testable import zabta_service

/// Searches: OpenID AuthZEN Authorization API 1.0, section 8.
@Suite struct SearchTests {
  private let path = "/access/v1/search/"

  @Test func subjectsWhoMayAreListed() async throws {
    let asking = try Asking()
    func roles(_ data: String, _ more: String = "") async throws -> [String] {
      try await asking.post(
        path + "subject",
        #"{"subject": {"type": "role"\#(more)}, "action": {"name": "view"}, "resource": {"type": "data", "id": "\#(data)"}}"#
      ).results
    }
    #expect(try await roles("order") == ["clerk"])
    #expect(try await roles("phone") == ["manager"])
    #expect(try await roles("phone", #", "properties": {"age": 30}"#) == ["clerk", "manager"])
    // An id of what is looked for is ignored.
    #expect(try await roles("order", #", "id": "manager"}"#.replacing("}", with: "")) == ["clerk"])
    #expect(try await roles("nothing") == [])
  }

  @Test func everyResultHasTheTypeThatIsLookedFor() async throws {
    let answer = try await Asking().post(
      path + "subject",
      #"{"subject": {"type": "role"}, "action": {"name": "view"}, "resource": {"type": "data", "id": "order"}}"#
    )
    #expect(
      answer.text
        == #"{"page":{"count":1,"next_token":"","total":1},"context":{"edition":1,"policy":"shop.privacy","unknown":[]},"results":[{"id":"clerk","type":"role"}]}"#
    )
  }

  @Test func resourcesAreListedGroupsWhereAllOfThemIsPermitted() async throws {
    let asking = try Asking()
    func data(_ subject: String) async throws -> [String] {
      try await asking.post(
        path + "resource",
        #"{"subject": \#(subject), "action": {"name": "view"}, "resource": {"type": "data", "id": "x"}}"#
      ).results
    }
    #expect(try await data(#"{"type": "role", "id": "clerk"}"#) == ["order"])
    #expect(try await data(#"{"type": "role", "id": "manager"}"#) == ["contact", "email", "phone"])
    #expect(
      try await data(#"{"type": "user", "id": "u", "properties": {"roles": ["clerk", "manager"]}}"#)
        == ["order", "phone"])
    #expect(try await data(#"{"type": "user", "id": "u"}"#) == [])
  }

  @Test func actionsAreListed() async throws {
    let asking = try Asking()
    let clerk = try await asking.post(
      path + "action",
      #"{"subject": {"type": "role", "id": "clerk"}, "resource": {"type": "data", "id": "order"}, "action": 5}"#
    )
    #expect(clerk.text.contains(#""results":[{"name":"view"}]"#))
    let shop = try await asking.post(
      path + "action",
      #"""
      {"subject": {"type": "organisation", "id": "shop"}, "resource": {"type": "data", "id": "phone"},
       "context": {"recipient": "courier", "purpose": "delivery"}}
      """#)
    #expect(try shop.results == ["share"])
  }

  /// What a search finds is permitted when it is asked, and what it does not find is not.
  @Test func searchesAndEvaluationsAgree() async throws {
    let asking = try Asking()
    for role in ["clerk", "manager"] {
      let subject = #"{"type": "role", "id": "\#(role)"}"#
      let found = try await asking.post(
        path + "resource",
        #"{"subject": \#(subject), "action": {"name": "view"}, "resource": {"type": "data"}}"#
      ).results
      for data in ["address", "contact", "email", "order", "phone"] {
        let decision = try await asking.evaluate(subject, "view", data).decision
        #expect(decision == found.contains(data), "\(role) views \(data)")
      }
    }
  }

  /// A caller that cannot honour an obligation is denied; so nothing is listed that it would bind.
  @Test(arguments: ["resource", "action"])
  func whatTheCallerCannotHonourIsNotListed(sought: String) async throws {
    let asking = try Asking()
    for (stated, isListed) in [
      ("", true), (#", "honours": ["contract"]"#, true), (#", "honours": []"#, false),
      (#", "supported_obligations": ["custom"]"#, true),
      (#", "supported_obligations": ["step-up"]"#, false),
    ] {
      let request = #"""
        {"subject": {"type": "organisation", "id": "shop"}, "action": {"name": "share"},
         "resource": {"type": "data", "id": "phone"},
         "context": {"recipient": "courier", "purpose": "delivery"\#(stated)}}
        """#
      let answer = try await asking.post(path + sought, request)
      #expect(try answer.results.isEmpty != isListed, "\(stated)")
      #expect(
        try answer.found.map(Asking.Answer.obligations) == (isListed ? [["contract"]] : []))
      let decided = try await asking.post("/access/v1/evaluation", request)
      #expect(try decided.decision == isListed, "\(stated)")
    }
  }

  @Test(arguments: [
    (
      "subject",
      #"{"subject": {"type": "spaceship"}, "action": {"name": "view"}, "resource": {"type": "data", "id": "order"}}"#
    ),
    (
      "subject",
      #"{"subject": {"type": "user"}, "action": {"name": "view"}, "resource": {"type": "data", "id": "order"}}"#
    ),
    (
      "subject",
      #"{"subject": {"type": "role"}, "action": {"name": "teleport"}, "resource": {"type": "data", "id": "order"}}"#
    ),
    (
      "resource",
      #"{"subject": {"type": "role", "id": "nobody"}, "action": {"name": "view"}, "resource": {"type": "data"}}"#
    ),
    (
      "resource",
      #"{"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"}, "resource": {"type": "planet"}}"#
    ),
    (
      "action",
      #"{"subject": {"type": "role", "id": "clerk"}, "resource": {"type": "planet", "id": "order"}}"#
    ),
    (
      "action",
      #"{"subject": {"type": "role", "id": "nobody"}, "resource": {"type": "data", "id": "order"}}"#
    ),
  ])
  func whatTheRulesDoNotKnowIsFoundNowhere(sought: String, body: String) async throws {
    let answer = try await Asking().post(path + sought, body)
    #expect(answer.status == 200)
    #expect(try answer.results == [])
  }

  @Test(arguments: [
    (
      "subject", #"{"subject": {"type": "role"}, "resource": {"type": "data", "id": "order"}}"#,
      "action"
    ),
    (
      "subject",
      #"{"subject": {"type": "role"}, "action": {"name": "view"}, "resource": {"type": "data"}}"#,
      "resource.id"
    ),
    (
      "subject",
      #"{"subject": {}, "action": {"name": "view"}, "resource": {"type": "data", "id": "order"}}"#,
      "subject.type"
    ),
    ("resource", #"{"action": {"name": "view"}, "resource": {"type": "data"}}"#, "subject"),
    (
      "resource",
      #"{"subject": {"type": "role"}, "action": {"name": "view"}, "resource": {"type": "data"}}"#,
      "subject.id"
    ),
    ("action", #"{"subject": {"type": "role", "id": "clerk"}}"#, "resource"),
    (
      "action", #"{"subject": {"type": "role"}, "resource": {"type": "data", "id": "order"}}"#,
      "subject.id"
    ),
  ])
  func whatIsMissingIsNamed(sought: String, body: String, place: String) async throws {
    let answer = try await Asking().post(path + sought, body)
    #expect(answer.status == 400)
    #expect(try answer.refusal == place + ": this is missing")
  }

  // MARK: Pages

  private func view(_ role: String, _ page: String) -> String {
    #"""
    {"subject": {"type": "role", "id": "\#(role)"}, "action": {"name": "view"},
     "resource": {"type": "data"}, "page": \#(page)}
    """#
  }

  private func firstToken(_ asking: Asking) async throws -> String {
    let first = try await asking.post(path + "resource", view("manager", #"{"limit": 2}"#))
    #expect(try first.results == ["contact", "email"])
    #expect(try first.page["count"] as? Int == 2)
    #expect(try first.page["total"] as? Int == 3)
    return try #require(try first.page["next_token"] as? String)
  }

  @Test func pagesFollowEachOther() async throws {
    let asking = try Asking()
    let token = try await firstToken(asking)
    for page in [#"{"token": "\#(token)"}"#, #"{"token": "\#(token)", "limit": 2}"#] {
      let second = try await asking.post(path + "resource", view("manager", page))
      #expect(try second.results == ["phone"])
      #expect(try second.page["next_token"] as? String == "")
    }
  }

  @Test func aTokenGoesWithItsQuestionAlone() async throws {
    let asking = try Asking()
    let token = try await firstToken(asking)
    let broken = String(token.reversed())
    for body in [
      view("clerk", #"{"token": "\#(token)"}"#), view("manager", #"{"token": "\#(broken)"}"#),
      view("manager", #"{"token": "x"}"#),
    ] {
      let answer = try await asking.post(path + "resource", body)
      #expect(answer.status == 400)
      #expect(try answer.refusal.hasPrefix("page.token: this token goes with another question"))
    }
    let resized = try await asking.post(
      path + "resource", view("manager", #"{"token": "\#(token)", "limit": 3}"#))
    #expect(try resized.refusal == "page.limit: the first page was asked with the limit 2")
  }

  /// Whoever writes every member asks for the first page with an empty token.
  @Test(arguments: [#"{"token": ""}"#, #"{"token": null, "limit": null}"#, "null"])
  func anEmptyTokenIsThatOfTheFirstPage(page: String) async throws {
    let answer = try await Asking().post(path + "resource", view("manager", page))
    #expect(try answer.results == ["contact", "email", "phone"])
  }

  /// No result is more than was asked for, and the token says that there are some.
  @Test func aPageMayBeEmpty() async throws {
    let answer = try await Asking().post(path + "resource", view("manager", #"{"limit": 0}"#))
    #expect(try answer.results == [])
    #expect(try answer.page["total"] as? Int == 3)
    #expect(try answer.page["next_token"] as? String != "")
  }

  /// Pages of two editions would not fit together.
  @Test func aTokenGoesWithItsEditionAlone() async throws {
    var asking = try Asking()
    let token = try await firstToken(asking)
    let july = try #require(Day("2026-07-02")).number * 86_400
    asking.service.now = { july }
    let answer = try await asking.post(
      path + "resource", view("manager", #"{"token": "\#(token)"}"#))
    #expect(answer.status == 400)
  }

  @Test func aServiceLimitsItsPages() async throws {
    var asking = try Asking()
    asking.service.limits.page = 1
    var names: [String] = []
    var page = #"{"limit": 50}"#
    for _ in 0..<3 {
      let answer = try await asking.post(path + "resource", view("manager", page))
      names += try answer.results
      page = #"{"token": "\#(try answer.page["next_token"] as? String ?? "")"}"#
    }
    #expect(names == ["contact", "email", "phone"])
    #expect(page == #"{"token": ""}"#)
  }

  @Test(arguments: [
    ("-1", "a number of results is expected, 0 or more"),
    (#""2""#, "a whole number is expected, this is text"),
    ("1.5", "a whole number is expected, this is a number that is not whole, or too large"),
  ])
  func aLimitIsANumber(limit: String, reason: String) async throws {
    let answer = try await Asking().post(
      path + "resource", view("manager", #"{"limit": \#(limit)}"#))
    #expect(answer.status == 400)
    #expect(try answer.refusal == "page.limit: " + reason)
  }
}
