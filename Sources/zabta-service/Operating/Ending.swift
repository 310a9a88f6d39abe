import ServiceLifecycle

/// Says first that the service is about to end, so that balancers send requests elsewhere, and only
/// then lets the server stop.
///
/// Services of a group end in the reverse of their order: this is the last of them.
struct Drain: Service {
  var leaving: Leaving
  var wait: Duration

  func run() async throws {
    try await gracefulShutdown()
    leaving.begin()
    try? await Task.sleep(for: wait)
  }
}

/// Writes the rest of the decision log when everything else has ended: the first of the group.
struct LogClosing: Service {
  var log: DecisionLog

  func run() async throws {
    try? await gracefulShutdown()
    await log.close()
  }
}
