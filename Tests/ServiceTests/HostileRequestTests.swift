import Foundation
import HTTPTypes
import Testing
import ZabtaFuzz

@testable import zabta_service

/// Requests that are damaged in their path, their headers and their body, without a network between.
@Suite struct HostileRequestTests {
  /// Where something is asked, and which of the bodies belongs there.
  private static let paths: [(path: String, body: Int)] = [
    ("/access/v1/evaluation", 0), ("/access/v1/evaluations", 2), ("/access/v1/search/subject", 1),
    ("/access/v1/search/resource", 5), ("/access/v1/search/action", 0), ("/retain", 3),
    ("/deadline", 4), ("/shop.privacy/access/v1/evaluation", 0),
    ("/silent.privacy/access/v1/search/resource", 1), ("/shop%2Eprivacy/retain", 3),
    ("/.well-known/authzen-configuration", 0), ("/openapi.json", 0), ("/nothing", 0),
  ]

  private static let bodies = [
    #"{"subject":{"type":"role","id":"clerk"},"action":{"name":"view"},"resource":{"type":"data","id":"order"},"context":{"on":"2026-03-01","person":"customer","age":17,"consent":{"mail":null},"events":["access"],"supported_obligations":["custom"]}}"#,
    #"{"subject":{"type":"user","id":"u","properties":{"roles":["clerk","manager"],"age":30}},"action":{"name":"view"},"resource":{"type":"data"},"page":{"limit":1}}"#,
    #"{"evaluations":[{"resource":{"type":"data","id":"phone"}},{"action":{"name":"share"},"context":{"recipient":"courier","purpose":"delivery","created":"2026-03-01T09:00:00+05:00"}}],"subject":{"type":"organisation","id":"shop"},"action":{"name":"store"},"options":{"evaluations_semantic":"deny_on_first_deny"}}"#,
    #"{"record":"order","created":"2020-02-29","events":{"access":"2026-01-01"},"circumstances":["audit"],"on":"2026-03-01"}"#,
    #"{"request":"access","received":"2026-02-28","jurisdiction":"EU"}"#,
  ]

  @Test func everyRequestIsAnsweredAndNoneFails() async throws {
    let asking = try Asking()
    var random = Damage(seed: 6)
    // A token that is right, so that damage begins from one.
    let first = try await asking.post("/access/v1/search/resource", Self.bodies[1])
    let token = try #require(try first.page["next_token"] as? String)
    let bodies =
      (Self.bodies + [
        Self.bodies[1].replacingOccurrences(
          of: #""limit":1"#, with: #""limit":1,"token":"\#(token)""#)
      ]).map { Array($0.utf8) }
    let second = try await asking.post(
      "/access/v1/search/resource", String(decoding: bodies[5], as: UTF8.self))
    #expect(second.status == 200)

    let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] != nil
    var statuses: [Int: Int] = [:]
    for _ in 0..<(isLong ? 100_000 : 6000) {
      let place = Self.paths[random.below(Self.paths.count)]
      let seed = bodies[random.below(4) > 0 ? place.body : random.below(bodies.count)]
      let body =
        random.below(5) == 0 ? seed : FuzzTarget.questions.damage(seed, with: bodies, &random)
      let path =
        random.below(4) > 0
        ? place.path : String(decoding: random.damage(Array(place.path.utf8)), as: UTF8.self)
      var headers = HTTPFields()
      let type = Array("application/json; charset=utf-8".utf8)
      headers[.contentType] =
        random.below(6) > 0
        ? "application/json" : String(decoding: random.damage(type), as: UTF8.self)
      if random.below(6) == 0 {
        headers[.contentLength] = random.pick(["-1", "99999999999999999999", "x", "0"], or: "")
      }
      if random.below(6) == 0 { headers[.requestID] = String(repeating: "é", count: 300) }
      let method = random.pick(
        [.post, .post, .post, .get, .put, .head], or: HTTPRequest.Method.post)
      let answer = try await asking.send(method, path, headers, body)
      statuses[answer.status, default: 0] += 1
      let request = "\(method) \(path) \(String(decoding: body, as: UTF8.self))"
      #expect(
        [200, 400, 404, 405, 413, 415].contains(answer.status), "\(answer.status): \(request)")
      guard method != .head else { continue }
      let json = try #require(try? answer.json, "\(request)")
      #expect(answer.status == 200 || json["error"] != nil, "\(request)")
      // Whatever was done to a search, it lists no more than there is.
      if let page = json["page"] as? [String: Any], let results = json["results"] as? [Any] {
        #expect(page["count"] as? Int == results.count, "\(request)")
        #expect(results.count <= page["total"] as? Int ?? 0, "\(request)")
      }
    }
    #expect(statuses[200, default: 0] > 300 && statuses[400, default: 0] > 300)
  }
}
