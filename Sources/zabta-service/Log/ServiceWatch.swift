import Crypto
import ZabtaRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Counts every answer, and writes every decision to the log where there is one.
struct ServiceWatch: Watch {
  var metrics: Metrics
  var log: DecisionLog?
  /// What turns a user's id into a digest.
  var key: SymmetricKey

  func decided(_ decided: Decided) {
    metrics.decided(decided)
    guard let log else { return }
    let line = LogLine.decision(
      decided, at: ServiceWatch.time(), words: decided.policy.words, key: key)
    if let line { log.add(line) }
  }

  func asked(_ asked: Asked) {
    metrics.asked(asked)
    guard let log else { return }
    let line = LogLine.asked(asked, at: ServiceWatch.time(), words: asked.policy.words, key: key)
    if let line { log.add(line) }
  }

  func answered(_ answered: Answered) { metrics.answered(answered) }

  func hasRoom() async -> Bool { await log?.hasRoom() ?? true }

  /// Now, as RFC 3339 with milliseconds.
  private static func time() -> String {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let seconds = Moment.instant(seconds: now.tv_sec, offset: 0).description.dropLast()
    return "\(seconds).\(String(1000 + now.tv_nsec / 1_000_000).dropFirst())Z"
  }
}

extension Decided {
  /// True where it was denied because the rules were out of date.
  var isOutOfDate: Bool {
    !decision.isPermitted && decision.unknown.contains { $0.hasPrefix("expired: ") }
  }
}
