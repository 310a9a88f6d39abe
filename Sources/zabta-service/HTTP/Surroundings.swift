import Hummingbird
import ZabtaBundle
import ZabtaRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Who may ask.
protocol Gate: Sendable {
  /// Lets a request in, or says why not.
  func admit(_ head: HTTPRequest) throws(Refusal)
}

/// Lets everybody in: for a service that only its own machine can reach.
struct OpenGate: Gate {
  func admit(_ head: HTTPRequest) {}
}

/// Is told of every decision and of every answer: metrics, the decision log.
///
/// Called on the way to the answer, so it may not wait for anything; but for ``hasRoom()``, before it.
protocol Watch: Sendable {
  func decided(_ decided: Decided)
  func asked(_ asked: Asked)
  func answered(_ answered: Answered)
  /// Waits until another request can be told of; false where that takes too long.
  func hasRoom() async -> Bool
}

/// A decision, as those who keep count of it see it.
struct Decided: Sendable {
  var policy: LoadedPolicy
  /// Nil where none was in force.
  var edition: Int?
  /// What was asked; of a user, the subject is the user.
  var evaluation: Evaluation
  var decision: Decision
  /// The caller's name for the request.
  var requestID: String?
}

/// What was asked beside decisions, as those who keep count of it see it.
struct Asked: Sendable {
  /// A question with its answer.
  enum Question: Sendable {
    case retention(RetentionQuestion, Retention)
    case deadline(DeadlineQuestion, DueDate)
    /// Found so many on all pages, some words of the question being unknown.
    case search(Search, found: Int, unknown: [String])
  }

  var policy: LoadedPolicy
  /// Nil where none was in force.
  var edition: Int?
  var question: Question
  /// The caller's name for the request.
  var requestID: String?
}

/// An answer over HTTP, whatever was asked.
struct Answered: Sendable {
  /// The endpoint's path, with `{policy}` for a policy's id; nil where nothing is at the path.
  var path: String?
  var policy: String?
  var status: Int
  var duration: Duration
}

/// Keeps no count.
struct NobodyWatches: Watch {
  func decided(_ decided: Decided) {}
  func asked(_ asked: Asked) {}
  func answered(_ answered: Answered) {}
  func hasRoom() async -> Bool { true }
}

/// The machine's clock: the service is where time comes in.
enum Clock {
  /// Seconds since 1970-01-01T00:00:00Z.
  static func seconds() -> Int { Int(time(nil)) }
}
