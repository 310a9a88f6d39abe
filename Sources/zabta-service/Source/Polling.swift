import ServiceLifecycle

/// Looks at the sources again and again until the service ends.
struct Polling: Service {
  /// Between two looks at one source.
  private let interval: Duration
  /// Each keeper with its first look, which is under way.
  private let beginnings: [(keeper: PolicyKeeper, first: Task<Void, Never>)]

  /// Begins with a first look at every source, all at once.
  init(keepers: [PolicyKeeper], interval: Duration) {
    self.interval = interval
    beginnings = keepers.map { keeper in (keeper, Task { _ = await keeper.look() }) }
  }

  /// Waits for the first looks, but no longer than some seconds: a source that hangs keeps no service
  /// from answering by what it kept, nor from telling that it has nothing.
  func begin(within patience: Duration) async {
    let (ends, end) = AsyncStream<Void>.makeStream()
    let firsts = beginnings.map(\.first)
    // Not in a group: that would wait for the slowest of them.
    Task {
      for first in firsts { await first.value }
      end.finish()
    }
    Task {
      try? await Task.sleep(for: patience)
      end.finish()
    }
    for await _ in ends {}
  }

  func run() async throws {
    await withDiscardingTaskGroup { group in
      for (keeper, first) in beginnings {
        group.addTask {
          try? await cancelWhenGracefulShutdown {
            // One look at a time: of two that cross, the slower might bring the older build.
            await withTaskCancellationHandler {
              await first.value
            } onCancel: {
              first.cancel()
            }
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
