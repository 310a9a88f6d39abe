import HTTPTypes
import Hummingbird
import Testing

@testable import zabta_service

/// Paths, methods, content types, headers: what HTTP adds to the questions.
@Suite struct TransportTests {
  private let order =
    #"{"subject": {"type": "role", "id": "clerk"}, "action": {"name": "view"}, "resource": {"type": "data", "id": "order"}}"#

  @Test func aPolicyIsAskedUnderItsPath() async throws {
    let asking = try Asking()
    #expect(try await asking.post("/shop.privacy/access/v1/evaluation", order).decision == true)
    #expect(
      try await asking.post("/shop%2Eprivacy/access/v1/evaluation?x=1", order).decision == true)
    let silent = try await asking.post("/silent.privacy/access/v1/evaluation", order)
    #expect(try silent.context["policy"] as? String == "silent.privacy")
    #expect(try silent.decision == false)
    let unknown = try await asking.post("/other.privacy/access/v1/evaluation", order)
    #expect(unknown.status == 404)
    #expect(try unknown.refusal == #": there is no policy "other.privacy" here"#)
  }

  @Test func withoutADefaultAPolicyHasToBeNamed() async throws {
    var asking = try Asking()
    asking.service.policies = FixedPolicies([
      LoadedPolicy(try ClerkShop.editions.get()), LoadedPolicy(try ClerkShop.silent.get()),
    ])
    let answer = try await asking.post("/access/v1/evaluation", order)
    #expect(answer.status == 404)
    #expect(
      try answer.refusal
        == ": this service has no default policy: name one in the path, as in /POLICY/access/v1/evaluation"
    )
    #expect(try await asking.post("/shop.privacy/access/v1/evaluation", order).decision == true)
    asking.service.policies = FixedPolicies([LoadedPolicy(try ClerkShop.editions.get())])
    #expect(try await asking.post("/access/v1/evaluation", order).decision == true)
  }

  @Test(arguments: [
    "/", "", "/access", "/access/v1/evaluation/", "/a/b/access/v1/evaluation", "/%ZZ/retain",
    "/.well-known/authzen-configuration/", "//retain", "/access/v2/evaluation",
  ])
  func nothingIsElsewhere(path: String) async throws {
    #expect(try await Asking().post(path, order).status == 404)
  }

  @Test func otherMethodsAreToldTheRightOne() async throws {
    let asking = try Asking()
    for method in [HTTPRequest.Method.get, .put, .delete, .options] {
      let answer = try await asking.send(method, "/shop.privacy/access/v1/evaluation")
      #expect(answer.status == 405 && answer.headers[.allow] == "POST")
    }
    let posted = try await asking.post("/openapi.json", "{}")
    #expect(posted.status == 405 && posted.headers[.allow] == "GET, HEAD")
  }

  /// AuthZEN's certification asks for 400; our own questions say 415 as HTTP does.
  @Test(arguments: ["text/plain", "application/jsonx", "application/x-www-form-urlencoded", ""])
  func theBodyHasToBeJSON(contentType: String) async throws {
    let asking = try Asking()
    let headers: HTTPFields = [.contentType: contentType]
    #expect(try await asking.post("/access/v1/evaluation", order, headers).status == 400)
    #expect(try await asking.post("/access/v1/search/subject", order, headers).status == 400)
    #expect(try await asking.post("/retain", #"{"record": "order"}"#, headers).status == 415)
    #expect(
      try await asking.send(.post, "/access/v1/evaluation", [:], Array(order.utf8)).status == 400)
  }

  @Test(arguments: ["application/json; charset=utf-8", "Application/JSON", "application/json ;x"])
  func parametersOfTheTypeAreIgnored(contentType: String) async throws {
    let answer = try await Asking().post(
      "/access/v1/evaluation", order, [.contentType: contentType])
    #expect(answer.status == 200)
  }

  @Test func largeBodiesAreRefused() async throws {
    var asking = try Asking()
    asking.service.limits.body = order.utf8.count
    #expect(try await asking.post("/access/v1/evaluation", order).status == 200)
    let longer = order + " "
    let streamed = try await asking.post("/access/v1/evaluation", longer)
    #expect(streamed.status == 413)
    // Told before it is read, where its length is announced.
    let announced = try await asking.post(
      "/access/v1/evaluation", "{}", [.contentLength: "9999999"])
    #expect(announced.status == 413)
  }

  @Test func theRequestsNameComesBack() async throws {
    let asking = try Asking()
    let name = try #require(HTTPField.Name("X-Request-ID"))
    for (path, body) in [
      ("/access/v1/evaluation", order), ("/access/v1/evaluation", "{"), ("/no", ""),
    ] {
      let answer = try await asking.post(path, body, [name: "bfe9eb29"])
      #expect(answer.headers[name] == "bfe9eb29")
    }
    #expect(try await asking.post("/access/v1/evaluation", order).headers[name] == nil)
  }

  @Test func theSameQuestionGetsTheSameAnswer() async throws {
    let asking = try Asking()
    let first = try await asking.post("/access/v1/evaluation", order).bytes
    for _ in 0..<20 {
      #expect(try await asking.post("/access/v1/evaluation", order).bytes == first)
    }
  }

  @Test func nothingIsAnsweredPastTheGate() async throws {
    struct Closed: Gate {
      func admit(_ head: HTTPRequest) throws(Refusal) { throw Refusal(.unauthorized, "who asks?") }
    }
    var asking = try Asking()
    asking.service.gate = Closed()
    let answer = try await asking.post("/access/v1/evaluation", order)
    #expect(answer.status == 401 && !answer.text.contains("decision"))
    #expect(try await asking.post("/retain", "{}").status == 401)
    #expect(try await asking.send(.get, "/.well-known/authzen-configuration").status == 200)
  }

  // MARK: Records and requests

  @Test func recordsAndDeadlinesAreAnswered() async throws {
    let asking = try Asking()
    let kept = try await asking.post("/retain", #"{"record": "order", "created": "2020-05-01"}"#)
    #expect(
      kept.text
        == #"{"clauses":["keeping"],"edition":1,"status":"keep","until":"2027-05-01"}"#)
    let due = try await asking.post(
      "/shop.privacy/deadline", #"{"request": "access", "received": "2026-02-01"}"#)
    #expect(
      due.text == #"{"clauses":["rights"],"due":"2026-03-03","edition":1,"typical":false}"#)
    let missing = try await asking.post("/deadline", #"{"request": "access"}"#)
    #expect(missing.status == 400)
    #expect(try missing.refusal == "received: this is missing")
  }

  // MARK: What the service says about itself

  @Test func everyPolicyHasADiscoveryDocument() async throws {
    let asking = try Asking()
    let plain = try await asking.send(.get, "/.well-known/authzen-configuration")
    #expect(plain.status == 200 && plain.headers[.contentType] == "application/json")
    #expect(try plain.json["policy_decision_point"] as? String == "https://pdp.example")
    let named = try await asking.send(.get, "/.well-known/authzen-configuration/shop.privacy").json
    let base = "https://pdp.example/shop.privacy"
    #expect(named["policy_decision_point"] as? String == base)
    #expect(named["access_evaluation_endpoint"] as? String == base + "/access/v1/evaluation")
    #expect(named["access_evaluations_endpoint"] as? String == base + "/access/v1/evaluations")
    for sought in ["subject", "resource", "action"] {
      #expect(
        named["search_\(sought)_endpoint"] as? String == base + "/access/v1/search/\(sought)")
    }
    #expect(try await asking.send(.get, "/.well-known/authzen-configuration/x").status == 404)
    // AuthZEN Profile for Obligations 1.0 (draft 1), section 6.
    #expect(named["supported_obligations"] as? [String] == ["custom"])
  }

  /// Decisions are kept by nobody; the discovery document for a while (section 11.8), and it is there
  /// before the rules are.
  @Test func theDiscoveryDocumentWaitsForNoRules() async throws {
    var asking = try Asking()
    let decided = try await asking.post("/access/v1/evaluation", order)
    #expect(decided.headers[.cacheControl] == "no-store")
    asking.service.policies = WatchedPolicies([PolicySlot("shop.privacy")])
    for path in ["", "/shop.privacy"] {
      let answer = try await asking.send(.get, "/.well-known/authzen-configuration" + path)
      #expect(answer.status == 200)
      #expect(answer.headers[.cacheControl] == "max-age=300")
    }
    let asked = try await asking.post("/access/v1/evaluation", order)
    #expect(asked.status == 503)
    #expect(try asked.refusal.contains("the rules of shop.privacy are not loaded yet"))
  }

  @Test func aHeadIsTheAnswerWithoutItsBody() async throws {
    let asking = try Asking()
    let whole = try await asking.send(.get, "/openapi.json")
    let head = try await asking.send(.head, "/openapi.json")
    #expect(head.status == 200 && head.bytes.isEmpty && whole.bytes.count > 1000)
    #expect(head.headers[.contentLength] == String(whole.bytes.count))
  }

  /// Whatever is answered at is described, health and metrics and bundles too, and nothing else.
  @Test func theOpenAPIDocumentDescribesEveryPath() async throws {
    let asking = try Asking()
    let document = try await asking.send(.get, "/openapi.json").json
    let described = try #require(document["paths"] as? [String: Any])
    let standing = Standing(
      policies: WatchedPolicies([]), metrics: Metrics(policies: [], endpoints: []),
      leaving: Leaving())
    let paths = (asking.service.endpoints + standing.endpoints + OPABundles().endpoints).map(\.path)
    #expect(Set(described.keys) == Set(paths))
  }
}
