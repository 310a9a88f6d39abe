#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends the process with a status.
func leave(_ status: Int32) -> Never {
  exit(status)
}

/// Today in UTC, as seconds since 1970: the one clock of the tool, read only where a command is
/// asked about "today".
func secondsNow() -> Int {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Int(now.tv_sec)
}
