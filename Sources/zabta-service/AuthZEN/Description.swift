import Hummingbird
import ZabtaBundle

/// What the service says about itself.
extension Endpoint {
  /// The discovery document of each policy (OpenID AuthZEN Authorization API 1.0, section 9), and the
  /// OpenAPI description of everything that can be asked.
  static var description: [Endpoint] {
    let wellKnown = "/.well-known/authzen-configuration"
    return [wellKnown, wellKnown + "/" + policyPart].map { path in
      Endpoint(method: .get, path: path, isOpen: true) { call throws(Refusal) in
        // Told before the rules are there too: callers look for it when they start.
        let policy = try call.policyID()
        // The identifier is the URL into which the well-known part was put.
        let base = call.service.publicURL + (call.policyName == nil ? "" : "/" + policy)
        return lasting(metadata(base))
      }
    } + [
      Endpoint(method: .get, path: "/openapi.json", isOpen: true) { _ in
        lasting(PackageResources.openapi_json)
      }
    ]
  }

  /// An answer that changes with the service's options alone, and may be kept for a while (section 11.8).
  private static func lasting(_ body: [UInt8]) -> Reply {
    var reply = Reply.json(body)
    reply.headers[.cacheControl] = "max-age=300"
    return reply
  }

  private static func metadata(_ base: String) -> [UInt8] {
    let access = base + "/access/v1"
    return JSONWriter.write(
      .object([
        "policy_decision_point": .string(base),
        "access_evaluation_endpoint": .string(access + "/evaluation"),
        "access_evaluations_endpoint": .string(access + "/evaluations"),
        "search_subject_endpoint": .string(access + "/search/subject"),
        "search_resource_endpoint": .string(access + "/search/resource"),
        "search_action_endpoint": .string(access + "/search/action"),
        // AuthZEN Profile for Obligations 1.0 (draft 1), section 6: the types that answers may carry.
        "supported_obligations": .array([.string("custom")]),
      ]))
  }
}
