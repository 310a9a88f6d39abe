import HTTPTypes
import Testing
import ZabtaRuntime

@testable import zabta_service

/// Several evaluations in one request: OpenID AuthZEN Authorization API 1.0, section 7.
@Suite struct EvaluationsTests {
  private let path = "/access/v1/evaluations"

  /// Orders may be viewed, email not, orders again.
  private func three(_ options: String) -> String {
    #"""
    {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"}, "options": \#(options),
     "evaluations": [{"resource": {"type": "data", "id": "order"}},
      {"resource": {"type": "data", "id": "email"}}, {"resource": {"type": "data", "id": "order"}}]}
    """#
  }

  private func decisions(_ answer: Asking.Answer) throws -> [Bool?] {
    #expect(answer.status == 200)
    #expect(try answer.json["decision"] == nil)
    return try answer.evaluations.map { $0["decision"] as? Bool }
  }

  @Test(arguments: [
    ("null", [true, false, true]), ("{}", [true, false, true]),
    (#"{"evaluations_semantic": "execute_all", "other": 1}"#, [true, false, true]),
    (#"{"evaluations_semantic": "deny_on_first_deny"}"#, [true, false]),
    (#"{"evaluations_semantic": "permit_on_first_permit"}"#, [true]),
  ])
  func theSemanticSaysHowManyAreAnswered(options: String, expected: [Bool]) async throws {
    let answer = try await Asking().post(path, three(options))
    #expect(try decisions(answer) == expected)
  }

  @Test func anUnknownSemanticIsRefused() async throws {
    let answer = try await Asking().post(path, three(#"{"evaluations_semantic": "some"}"#))
    #expect(answer.status == 400)
    #expect(
      try answer.refusal
        == #"options.evaluations_semantic: "some" is none of execute_all, deny_on_first_deny, permit_on_first_permit"#
    )
  }

  @Test(arguments: ["", #", "evaluations": []"#, #", "evaluations": null"#])
  func withoutAListItIsASingleEvaluation(list: String) async throws {
    let answer = try await Asking().post(
      path,
      #"""
      {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"},
       "resource": {"type": "data", "id": "order"}\#(list)}
      """#)
    #expect(answer.status == 200)
    #expect(try answer.decision == true)
    #expect(try answer.json["evaluations"] == nil)
  }

  @Test func whatIsMissingInASingleOneIsRefused() async throws {
    let answer = try await Asking().post(path, #"{"action": {"name": "view"}, "evaluations": []}"#)
    #expect(answer.status == 400)
    #expect(try answer.refusal == "subject: this is missing")
  }

  /// A member of an evaluation replaces the default whole; what it leaves out is taken from it.
  @Test func defaultsHoldWhereAnEvaluationDoesNotSayOtherwise() async throws {
    let answer = try await Asking().post(
      path,
      #"""
      {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"},
       "resource": {"type": "data", "id": "phone"}, "context": {"age": 30},
       "evaluations": [{}, {"context": {"age": 70}}, {"context": {}},
        {"subject": {"type": "role", "id": "manager"}, "context": {"age": 70}},
        {"resource": {"type": "data", "id": "email"}},
        {"subject": {"type": "organisation", "id": "shop"}, "action": {"name": "share"},
         "resource": {"type": "data", "id": "address"}, "context": {"consent": ["mail"]}}]}
      """#)
    #expect(try decisions(answer) == [true, false, false, true, false, true])
  }

  @Test func everyEvaluationMayBeWhole() async throws {
    let answer = try await Asking().post(
      path,
      #"""
      {"evaluations": [
        {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"},
         "resource": {"type": "data", "id": "order"}},
        {"subject": {"type": "user", "id": "u", "properties": {"roles": ["clerk"]}},
         "action": {"name": "view"}, "resource": {"type": "data", "id": "email"}}]}
      """#)
    #expect(try decisions(answer) == [true, false])
    #expect(
      Asking.clauses(of: try #require(try answer.evaluations[1]["context"] as? [String: Any]))
        == ["secrets"])
  }

  @Test func whatIsNoEvaluationIsDeniedInItsPlace() async throws {
    let answer = try await Asking().post(
      path,
      #"""
      {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"},
       "evaluations": [{"resource": {"type": "data", "id": "order"}}, {},
        {"resource": {"type": "data", "id": 5}}, {"resource": {"type": "data", "id": "order"}},
        {"subject": null, "resource": {"type": "data", "id": "order"}}]}
      """#)
    // A null stands for no default.
    #expect(try decisions(answer) == [true, false, false, true, false])
    let errors = try answer.evaluations.map { evaluation in
      ((evaluation["context"] as? [String: Any])?["error"] as? [String: Any])?["message"] as? String
    }
    #expect(
      errors == [
        nil, "evaluations[1].resource: this is missing",
        "evaluations[2].resource.id: text is expected, this is a whole number", nil,
        "evaluations[4].subject: an object is expected, this is null",
      ])
  }

  @Test func whatIsNoEvaluationEndsDenyOnFirstDeny() async throws {
    let answer = try await Asking().post(
      path,
      #"""
      {"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"},
       "options": {"evaluations_semantic": "deny_on_first_deny"},
       "evaluations": [{}, {"resource": {"type": "data", "id": "order"}}]}
      """#)
    #expect(try decisions(answer) == [false])
  }

  @Test(arguments: [
    (#"{"evaluations": {}}"#, "evaluations: a list is expected, this is an object"),
    (#"{"evaluations": [5]}"#, "evaluations[0]: an object is expected, this is a whole number"),
    (
      #"{"subject": 5, "evaluations": [{}]}"#,
      "subject: an object is expected, this is a whole number"
    ),
    (
      #"{"context": {"supported_obligations": [1]}, "evaluations": [{}]}"#,
      "context.supported_obligations[0]: text is expected, this is a whole number"
    ),
    (
      #"{"context": {"age": "x"}, "evaluations": [{}]}"#,
      "context.age: a whole number is expected, this is text"
    ),
    (
      #"{"options": 1, "evaluations": [{}]}"#,
      "options: an object is expected, this is a whole number"
    ),
  ])
  func whatIsWrongWithTheWholeIsRefused(body: String, refusal: String) async throws {
    let answer = try await Asking().post(path, body)
    #expect(answer.status == 400)
    #expect(try answer.refusal == refusal)
  }

  @Test func moreThanTheLimitIsRefused() async throws {
    var asking = try Asking()
    asking.service.limits.batch = 2
    let answer = try await asking.post(path, three("{}"))
    #expect(answer.status == 400)
    #expect(try answer.refusal == "evaluations: these are 3; at most 2 are answered at once")
  }
}
