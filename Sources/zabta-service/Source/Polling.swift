import ServiceLifecycle

/// Looks at the sources again and again until the service ends.
struct Polling: Service {
  var keepers: [PolicyKeeper]
  /// Between two looks at one source.
  var interval: Duration

  func run() async throws {
    await withDiscardingTaskGroup { group in
      for keeper in keepers {
        group.addTask {
          try? await cancelWhenGracefulShutdown {
            // Apart by up to a tenth, so that a fleet does not ask in step.
            while true {
              try await Task.sleep(for: interval * Double.random(in: 0.9...1.1))
              await keeper.look()
            }
          }
        }
      }
    }
  }
}
