import Foundation
import HTTPTypes
import Hummingbird
import Synchronization
import Testing
import ZabtaRuntime

@testable import zabta_service

/// A service in this process, asked without a network.
struct Asking {
  var service: DecisionService

  /// The shop as the default policy, beside another; it is 2026-03-01, noon in the shop.
  init(
    _ editions: Result<EditionSet, RulesetError> = ClerkShop.editions, on day: String = "2026-03-01"
  ) throws {
    let policies = FixedPolicies(
      [LoadedPolicy(try editions.get()), LoadedPolicy(try ClerkShop.silent.get())],
      defaultPolicy: "shop.privacy")
    service = DecisionService(policies: policies, publicURL: "https://pdp.example")
    let number = try #require(Day(day)).number
    service.now = { number * 86_400 + 7 * 3600 }
  }

  /// An answer.
  struct Answer {
    var status: Int
    var headers: HTTPFields
    var bytes: [UInt8]

    /// The body as JSON values.
    var json: [String: Any] {
      get throws {
        try #require(
          JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any],
          "no JSON object: \(text)")
      }
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What is told beside the decision.
    var context: [String: Any] {
      get throws { try #require(try json["context"] as? [String: Any]) }
    }

    var decision: Bool? {
      get throws { try json["decision"] as? Bool }
    }

    /// The ids of the clauses that decided.
    var clauses: [String] {
      get throws { Asking.clauses(of: try context) }
    }

    /// The place and the reason of a refusal.
    var refusal: String {
      get throws {
        let error = try #require(try json["error"] as? [String: String])
        return "\(error["path"] ?? "-"): \(error["reason"] ?? "-")"
      }
    }

    /// The decisions of several evaluations.
    var evaluations: [[String: Any]] {
      get throws { try #require(try json["evaluations"] as? [[String: Any]]) }
    }

    /// What a search found.
    var found: [[String: Any]] {
      get throws { try #require(try json["results"] as? [[String: Any]]) }
    }

    /// The obligations of a decision, or of a result of a search.
    static func obligations(of members: [String: Any]) -> [String] {
      (members["obligations"] as? [[String: Any]] ?? []).map { obligation in
        guard obligation["type"] as? String == "custom",
          let properties = obligation["properties"] as? [String: Any],
          properties["measure"] as? String == obligation["id"] as? String
        else { return "-" }
        return obligation["id"] as? String ?? "-"
      }
    }

    /// The names that a search found.
    var results: [String] {
      get throws {
        try found.map { $0["id"] as? String ?? $0["name"] as? String ?? "-" }
      }
    }

    /// The page of a search.
    var page: [String: Any] {
      get throws { try #require(try json["page"] as? [String: Any]) }
    }
  }

  static func clauses(of context: [String: Any]) -> [String] {
    (context["reasons"] as? [[String: Any]] ?? []).compactMap { $0["clause"] as? String }
  }

  /// Sends a body as JSON.
  func post(_ path: String, _ body: String, _ headers: HTTPFields = [:]) async throws -> Answer {
    var headers = headers
    if headers[.contentType] == nil { headers[.contentType] = "application/json" }
    return try await send(.post, path, headers, Array(body.utf8))
  }

  /// Asks for a decision.
  func evaluate(
    _ subject: String, _ action: String, _ data: String, context: String = "{}"
  ) async throws -> Answer {
    try await post(
      "/access/v1/evaluation",
      """
      {"subject": \(subject), "action": {"name": "\(action)"},
       "resource": {"type": "data", "id": "\(data)"}, "context": \(context)}
      """)
  }

  /// Sends a request.
  func send(
    _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], _ body: [UInt8] = []
  ) async throws -> Answer {
    let request = Hummingbird.Request(
      head: HTTPRequest(
        method: method, scheme: "https", authority: "pdp.example", path: path, headerFields: headers
      ),
      body: RequestBody(buffer: ByteBuffer(bytes: body)))
    let response = await service.responder().answer(request)
    let written = Written()
    try await response.body.write(written)
    return Answer(
      status: response.status.code, headers: response.headers,
      bytes: written.bytes.withLock { $0 })
  }

  private final class Written: ResponseBodyWriter {
    let bytes = Mutex<[UInt8]>([])

    func write(_ buffer: ByteBuffer) async throws {
      bytes.withLock { $0 += Array(buffer.readableBytesView) }
    }

    func finish(_ trailers: HTTPFields?) async throws {}
  }
}
