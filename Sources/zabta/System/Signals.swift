#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What the signals of terminals and pipes do to the tool.
enum Signals {
  /// Turns signals that would end the process in the middle of a write into errors of that write.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Runs the body to its end before a signal that asks the process to stop is followed.
  ///
  /// For the milliseconds in which files change places: Ctrl-C then leaves no leftovers.
  static func held<Result>(_ body: () throws -> Result) rethrows -> Result {
    var stopping = sigset_t()
    sigemptyset(&stopping)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&stopping, signal) }
    var before = sigset_t()
    pthread_sigmask(SIG_BLOCK, &stopping, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    return try body()
  }

  /// Ends the process as one does whose reader has gone away.
  static func endAsBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    leave(3)
  }
}
