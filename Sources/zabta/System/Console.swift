#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Results go to standard output, everything else to standard error; colour only on a terminal.
enum Console {
  /// Prints a result.
  static func result(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: STDOUT_FILENO)
  }

  /// Prints a message about the work.
  static func message(_ text: String) {
    write(text.hasSuffix("\n") ? text : text + "\n", to: STDERR_FILENO)
  }

  /// Shows what is being done, on a terminal only; the next line takes its place.
  static func progress(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write("\r\u{1B}[K\(text)", to: STDERR_FILENO)
  }

  /// Takes the progress line away.
  static func endProgress() {
    guard isatty(STDERR_FILENO) == 1 else { return }
    write("\r\u{1B}[K", to: STDERR_FILENO)
  }

  /// Whether messages may be coloured.
  static var colourOnError: Bool { colour(on: STDERR_FILENO) }
  /// Whether results may be coloured.
  static var colourOnOutput: Bool { colour(on: STDOUT_FILENO) }

  private static func colour(on descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    if let value = getenv("NO_COLOR"), value[0] != 0 { return false }
    if let terminal = getenv("TERM"), String(cString: terminal) == "dumb" { return false }
    return true
  }

  /// Writes bytes to a descriptor.
  ///
  /// A result that cannot be written ends the process: quietly where its reader has gone away, with
  /// status 3 otherwise. A message that cannot be written stops no work.
  static func write(_ text: String, to descriptor: Int32) {
    write(Array(text.utf8), to: descriptor)
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { buffer in
        #if canImport(Glibc)
          Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        guard descriptor == STDOUT_FILENO else { return }
        if errno == EPIPE { Signals.endAsBrokenPipe() }
        message("zabta: \(MachineError("cannot write", "standard output"))")
        leave(3)
      }
      done += count
    }
  }
}
