import Hummingbird
import ZabtaBundle

/// Why a request is not answered, in words for the one who sent it.
struct Refusal: Error, Sendable {
  var status: HTTPResponse.Status
  /// The place in the body, for instance `subject.type`; empty where no place is meant.
  var path: String
  var reason: String
  var headers: HTTPFields = [:]

  /// Refuses a request for a reason.
  init(_ status: HTTPResponse.Status, _ reason: String, path: String = "") {
    self.status = status
    self.path = path
    self.reason = reason
  }

  /// Refuses a request because of its body.
  init(_ error: JSONError) {
    self.init(.badRequest, error.reason, path: error.path)
  }

  /// The refusal in the form in which `zabta decide` tells one.
  var reply: Reply {
    Reply(
      status: status, contentType: "application/json", headers: headers,
      body: AnswerJSON.refusal(JSONError(path: path, reason: reason)))
  }
}
