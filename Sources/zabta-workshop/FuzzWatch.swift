import Dispatch
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the process with status 1 when one run takes too long or when memory grows too far, which no
/// run could tell of itself.
final class FuzzWatch: Sendable {
  private struct Run {
    var number = 0
    var start = ContinuousClock.now
  }

  private let run = Mutex(Run())
  private let seed: UInt64
  private let longest: Duration
  private let megabytes: Int

  /// Starts to watch.
  init(seed: UInt64, longest: Duration, megabytes: Int) {
    self.seed = seed
    self.longest = longest
    self.megabytes = megabytes
    DispatchQueue(label: "watch").async { [self] in
      while true {
        usleep(200_000)
        look()
      }
    }
  }

  /// Notes that a run begins.
  func begin(_ number: Int) {
    run.withLock { $0 = Run(number: number, start: .now) }
    guard number % 500 == 1 else { return }
    print("seed \(seed), run \(number), at most \(FuzzWatch.peak()) MB")
    // What a crash leaves behind says where it was.
    fflush(nil)
  }

  private func look() {
    let run = run.withLock { $0 }
    if ContinuousClock.now - run.start > longest {
      end(run.number, "it takes longer than \(longest)")
    }
    let peak = FuzzWatch.peak()
    if peak > megabytes { end(run.number, "it takes \(peak) MB of memory") }
  }

  private func end(_ number: Int, _ reason: String) {
    print("seed \(seed), run \(number): \(reason)")
    fflush(nil)
    _exit(1)
  }

  /// The most memory that the process ever had, in megabytes.
  static func peak() -> Int {
    var usage = rusage()
    // RUSAGE_SELF, which is 0 everywhere and of another type here than there.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return usage.ru_maxrss >> 20
    #else
      return usage.ru_maxrss >> 10
    #endif
  }
}
