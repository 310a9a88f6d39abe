import Hummingbird

/// An answer, before it is put into HTTP.
struct Reply: Sendable {
  var status: HTTPResponse.Status = .ok
  var contentType: String
  var headers: HTTPFields = [:]
  var body: [UInt8]

  /// An answer in JSON.
  static func json(_ body: [UInt8]) -> Reply {
    Reply(contentType: "application/json", body: body)
  }

  /// The same answer for those who ask for its head alone.
  func response(isHead: Bool, requestID: String?) -> Response {
    var headers = self.headers
    if status != .notModified {
      headers[.contentType] = contentType
      headers[.contentLength] = String(body.count)
    }
    // A decision is right at its moment; nobody between here and the caller may keep it.
    if headers[.cacheControl] == nil { headers[.cacheControl] = "no-store" }
    if let requestID { headers[.requestID] = requestID }
    return Response(
      status: status, headers: headers,
      body: isHead ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
