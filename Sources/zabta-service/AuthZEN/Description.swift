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
        let policy = try call.policy()
        // The identifier is the URL into which the well-known part was put.
        let base = call.service.publicURL + (call.policyName == nil ? "" : "/" + policy.id)
        return .json(metadata(base))
      }
    } + [
      Endpoint(method: .get, path: "/openapi.json", isOpen: true) { _ in
        .json(PackageResources.openapi_json)
      }
    ]
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
      ]))
  }
}
