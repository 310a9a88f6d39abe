import HTTPTypes
import Hummingbird
import NIOCore

/// Takes each request to the endpoint that its path and method name.
struct ServiceResponder: HTTPResponder {
  typealias Context = BasicRequestContext

  private let service: DecisionService
  /// The endpoints by path; usually one method each.
  private let routes: [String: [Endpoint]]
  /// Those of a policy by the path behind its id, and by the path before it.
  private let behindPolicy: [Substring: [Endpoint]]
  private let beforePolicy: [Substring: [Endpoint]]

  init(_ service: DecisionService) {
    self.service = service
    let endpoints = service.endpoints
    routes = Dictionary(grouping: endpoints, by: \.path)
    let policy = "/" + Endpoint.policyPart
    behindPolicy = Dictionary(
      grouping: endpoints.filter { $0.path.hasPrefix(policy + "/") },
      by: { $0.path.dropFirst(policy.count) })
    beforePolicy = Dictionary(
      grouping: endpoints.filter { $0.path.hasSuffix(policy) },
      by: { $0.path.dropLast(policy.count) })
  }

  func respond(to request: Request, context: Context) async throws -> Response {
    await answer(request)
  }

  /// Answers a request.
  func answer(_ request: Request) async -> Response {
    let start = ContinuousClock.now
    let requestID = request.headers[.requestID]
    var endpoint: Endpoint?
    var policyName: String?
    var reply: Reply
    do throws(Refusal) {
      let route = try route(request)
      (endpoint, policyName) = route
      if !route.endpoint.isOpen { try service.gate.admit(request.head) }
      let body = try await body(of: request, for: route.endpoint)
      if !route.endpoint.isOpen, await !service.watch.hasRoom() {
        throw Refusal(.serviceUnavailable, "the decision log takes nothing now; ask again later")
      }
      let call = Call(
        service: service, endpoint: route.endpoint, head: request.head,
        policyName: route.policyName, requestID: requestID, body: body, now: service.now())
      reply = try route.endpoint.answer(call)
    } catch {
      reply = error.reply
    }
    service.watch.answered(
      Answered(
        path: endpoint?.path, policy: policyName, status: reply.status.code,
        duration: ContinuousClock.now - start))
    return reply.response(isHead: request.method == .head, requestID: requestID)
  }

  // MARK: Routes

  private func route(
    _ request: Request
  ) throws(Refusal) -> (endpoint: Endpoint, policyName: String?) {
    let whole = request.head.path ?? "/"
    let path =
      whole.utf8.firstIndex(of: UInt8(ascii: "?")).map { String(whole[..<$0]) } ?? whole
    guard let (endpoints, policyName) = endpoints(path) else {
      throw Refusal(.notFound, "there is nothing at \(path)")
    }
    let method = request.method == .head ? HTTPRequest.Method.get : request.method
    guard let endpoint = endpoints.first(where: { $0.method == method }) else {
      let known = endpoints.flatMap { $0.method == .get ? ["GET", "HEAD"] : [$0.method.rawValue] }
      let allowed = known.joined(separator: ", ")
      var refusal = Refusal(.methodNotAllowed, "\(path) is asked with \(allowed)")
      refusal.headers[.allow] = allowed
      throw refusal
    }
    return (endpoint, policyName)
  }

  private func endpoints(_ path: String) -> ([Endpoint], String?)? {
    if let endpoints = routes[path] { return (endpoints, nil) }
    // By bytes: to find where a character ends costs more than a decision.
    let mark = UInt8(ascii: "/")
    guard path.utf8.first == mark else { return nil }
    let parts = path[path.utf8.index(after: path.startIndex)...]
    if let slash = parts.utf8.firstIndex(of: mark), let endpoints = behindPolicy[parts[slash...]],
      let name = String(parts[..<slash]).removingPercentEscapes, !name.isEmpty
    {
      return (endpoints, name)
    }
    if let slash = path.utf8.lastIndex(of: mark), let endpoints = beforePolicy[path[..<slash]],
      let name = String(path[path.utf8.index(after: slash)...]).removingPercentEscapes,
      !name.isEmpty
    {
      return (endpoints, name)
    }
    return nil
  }

  // MARK: Bodies

  private func body(
    of request: Request, for endpoint: Endpoint
  ) async throws(Refusal) -> [UInt8] {
    guard case .json(let status) = endpoint.body else { return [] }
    guard request.headers[.contentType].map(isJSON) ?? false else {
      throw Refusal(status, "the header Content-Type: application/json is expected")
    }
    let limit = service.limits.body
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw tooLarge(limit)
    }
    do {
      return Array(buffer: try await request.body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw tooLarge(limit)
    } catch {
      throw Refusal(.badRequest, "the body broke off")
    }
  }

  private func tooLarge(_ limit: Int) -> Refusal {
    Refusal(.contentTooLarge, "the body is larger than \(limit) bytes")
  }

  /// True of `application/json`, whatever its letters' case and its parameters.
  private func isJSON(_ contentType: String) -> Bool {
    if contentType == "application/json" { return true }
    let type = contentType.prefix { $0 != ";" }
    return type.filter { $0 != " " && $0 != "\t" }.lowercased() == "application/json"
  }
}

extension HTTPField.Name {
  /// `X-Request-ID`: the caller's name for a request (OpenID AuthZEN Authorization API 1.0, 10.1.3).
  static let requestID = HTTPField.Name("X-Request-ID") ?? .server
}

extension String {
  /// The text with `%41` as `A`; nil where an escape is broken or the bytes are no UTF-8.
  var removingPercentEscapes: String? {
    guard utf8.contains(UInt8(ascii: "%")) else { return self }
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2,
        digits.allSatisfy(\.isHexDigit), let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
