import ArgumentParser
import Crypto
import Logging

/// What is written of the decisions.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Write a line of JSON for every decision: a file, or - for standard output.",
      valueName: "file"))
  var log: String?
  @Option(
    help:
      "Where decisions come faster than the disk takes them: drop lines and count them, or let requests wait."
  )
  var logWhenFull = DecisionLog.WhenFull.drop
  @Option(help: ArgumentHelp("The most bytes that wait to be written.", valueName: "bytes"))
  var logBuffer = 4 << 20
  @Option(
    help: ArgumentHelp(
      "Data of which the log says neither that it was asked about nor by whom. May be repeated.",
      valueName: "data"))
  var logMask: [String] = []
  @Option(
    help: ArgumentHelp(
      "Data about which the log has no line. May be repeated.", valueName: "data"))
  var logSkip: [String] = []
  @Option(
    help: ArgumentHelp(
      "A file with the secret that turns users' ids into digests; by default a new one at each start.",
      valueName: "file"))
  var logKey: String?

  func validate() throws {
    guard (1 << 12...1 << 30).contains(logBuffer) else {
      throw ValidationError("--log-buffer takes 4096 bytes to 1 GiB.")
    }
  }

  var masks: [String: LogWords.Mask] {
    var masks: [String: LogWords.Mask] = [:]
    for name in logMask { masks[name] = .hidden }
    for name in logSkip { masks[name] = .skipped }
    return masks
  }

  /// Opens the log, where there is to be one.
  func open(_ logger: Logger) throws(FileError) -> DecisionLog? {
    guard let log else { return nil }
    var setting = DecisionLog.Setting(path: log)
    setting.whenFull = logWhenFull
    setting.room = logBuffer
    setting.tell = { fault in
      if let fault {
        logger.error("the decision log: \(fault)")
      } else {
        logger.info("the decision log is written again")
      }
    }
    return try DecisionLog(setting)
  }

  /// The secret of the digests.
  func key() throws(FileError) -> SymmetricKey {
    guard let logKey else { return SymmetricKey(size: .bits256) }
    guard let bytes = try Place.read(logKey, atMost: 1 << 12), bytes.count >= 16 else {
      throw FileError("\(logKey) holds no secret of at least 16 bytes")
    }
    return SymmetricKey(data: SHA256.hash(data: bytes))
  }
}

extension DecisionLog.WhenFull: ExpressibleByArgument {}
