import Hummingbird

/// One thing that can be asked.
struct Endpoint: Sendable {
  /// What a request has to bring.
  enum Body: Sendable {
    /// Nothing; what is there is not read.
    case none
    /// JSON; anything else is answered with the status.
    case json(otherwise: HTTPResponse.Status)
  }

  /// The method; where it is GET, HEAD is answered too.
  var method: HTTPRequest.Method
  /// The path, such as `/access/v1/evaluation`; `{policy}` may be its first or its last part.
  var path: String
  /// What a request has to bring.
  var body: Body = .none
  /// True where everybody may ask, also those whom the gate does not know.
  var isOpen = false
  /// Answers.
  var answer: @Sendable (Call) throws(Refusal) -> Reply

  /// The part of a path that stands for a policy's id.
  static let policyPart = "{policy}"

  /// Something that is asked with JSON of one policy: under its own path, and of the default policy
  /// without one.
  static func ofPolicy(
    _ path: String, otherwise: HTTPResponse.Status,
    _ answer: @escaping @Sendable (Call, LoadedPolicy) throws(Refusal) -> Reply
  ) -> [Endpoint] {
    [path, "/" + policyPart + path].map { path in
      Endpoint(method: .post, path: path, body: .json(otherwise: otherwise)) {
        call throws(Refusal) in
        try answer(call, try call.policy())
      }
    }
  }
}

/// A request on its way to an answer.
struct Call: Sendable {
  /// The service that is asked.
  let service: DecisionService
  /// What it is asked for.
  let endpoint: Endpoint
  /// The head of the request.
  let head: HTTPRequest
  /// The policy that the path names; nil where it names none.
  let policyName: String?
  /// The caller's name for the request, its `X-Request-ID`.
  let requestID: String?
  /// The body; empty where the endpoint takes none.
  let body: [UInt8]
  /// The moment of asking, in seconds since 1970-01-01T00:00:00Z.
  let now: Int

  /// The policy that is asked.
  func policy() throws(Refusal) -> LoadedPolicy {
    // Without a search for its id: this is on the way to every decision.
    let policies = service.policies
    let policy = if let policyName { policies.policy(policyName) } else { policies.defaultPolicy }
    if let policy { return policy }
    throw Refusal(
      .serviceUnavailable, "the rules of \(try policyID()) are not loaded yet: /ready says why")
  }

  /// The id of the policy that is asked, loaded or not.
  func policyID() throws(Refusal) -> String {
    guard let policyName else {
      if let id = service.policies.defaultID { return id }
      throw Refusal(
        .notFound,
        "this service has no default policy: name one in the path, as in /POLICY\(endpoint.path)")
    }
    guard service.policies.ids.contains(policyName) else {
      throw Refusal(.notFound, "there is no policy \"\(policyName)\" here")
    }
    return policyName
  }
}
