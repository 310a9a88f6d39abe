import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes lines to a file beside the requests, through a queue of bounded size.
final class DecisionLog: Sendable {
  /// What happens when lines come faster than the disk takes them.
  enum WhenFull: String, Sendable, CaseIterable {
    /// They are dropped and counted; answers do not wait.
    case drop
    /// Requests wait, and are refused after some seconds: no decision without its line.
    case wait
  }

  /// How a log is kept.
  struct Setting: Sendable {
    /// A file, or `-` for standard output.
    var path: String
    var whenFull = WhenFull.drop
    /// The most bytes that wait to be written.
    var room = 4 << 20
    /// How long a request waits for room.
    var patience = Duration.seconds(5)
    /// Is told when lines can no longer be written, and why; and when they can again.
    var tell: @Sendable (FileError?) -> Void = { _ in }
  }

  let written = Counter()
  let dropped = Counter()
  /// Lines that the disk did not take.
  let failed = Counter()

  private let setting: Setting
  private let queue = Mutex(Queue())
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  private struct Queue {
    var bytes: [UInt8] = []
    var lines = 0
    var isClosed = false
  }

  /// Opens the log and begins to write.
  init(_ setting: Setting) throws(FileError) {
    self.setting = setting
    let file = try LogFile(setting.path)
    let thread = Thread { [self] in write(to: file) }
    thread.name = "decision log"
    thread.start()
  }

  /// Queues a line; never waits.
  ///
  /// Where requests wait for room, those that were let in are still logged: the queue may then hold
  /// more than its size by what they bring.
  func add(_ line: [UInt8]) {
    let (isTaken, isFirst) = queue.withLock { queue in
      let isFull = queue.bytes.count + line.count > setting.room
      guard !queue.isClosed, !isFull || setting.whenFull == .wait else { return (false, false) }
      queue.bytes += line
      queue.lines += 1
      return (true, queue.lines == 1)
    }
    if !isTaken { dropped.add() }
    if isFirst { wake.signal() }
  }

  /// Waits until there is room for another request; false where there is none for too long.
  func hasRoom() async -> Bool {
    guard setting.whenFull == .wait, isFull else { return true }
    let end = ContinuousClock.now + setting.patience
    while ContinuousClock.now < end {
      try? await Task.sleep(for: .milliseconds(5))
      if !isFull { return true }
    }
    return false
  }

  /// Writes what is queued and ends.
  func close() async {
    let wasOpen = queue.withLock { queue in
      defer { queue.isClosed = true }
      return !queue.isClosed
    }
    guard wasOpen else { return }
    wake.signal()
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [self] in
        // A disk that takes nothing keeps no service from ending.
        _ = ended.wait(timeout: .now() + 5)
        continuation.resume()
      }
    }
  }

  private var isFull: Bool { queue.withLock { $0.bytes.count >= setting.room } }

  // MARK: Writing

  private func write(to file: LogFile) {
    var (file, isFailing) = (file, false)
    while true {
      wake.wait()
      // Some lines at once: a call of the system for each would cost more than the decision.
      if !queue.withLock({ $0.isClosed }) { usleep(10_000) }
      let (bytes, lines, isClosed) = queue.withLock { queue in
        defer { (queue.bytes, queue.lines) = ([], 0) }
        return (queue.bytes, queue.lines, queue.isClosed)
      }
      if lines > 0 {
        let fault = put(bytes, lines, in: &file)
        if isFailing != (fault != nil) { setting.tell(fault) }
        isFailing = fault != nil
      }
      if isClosed && queue.withLock({ $0.lines == 0 }) { break }
    }
    ended.signal()
  }

  /// Writes lines; what kept them from being written.
  private func put(_ bytes: [UInt8], _ lines: Int, in file: inout LogFile) -> FileError? {
    var rest = bytes[...]
    do throws(FileError) {
      try file.append(&rest)
      written.add(lines)
      return nil
    } catch {
      // Where no line may be missing, it is tried again; requests meanwhile find no room.
      guard setting.whenFull == .wait, !queue.withLock({ $0.isClosed }) else {
        failed.add(lines)
        file.giveUp()
        return error
      }
      let unwritten = Array(rest)
      queue.withLock { queue in
        queue.bytes = unwritten + queue.bytes
        queue.lines += lines
      }
      usleep(100_000)
      wake.signal()
      return error
    }
  }
}

/// The file of a log, opened anew when somebody moved it away.
struct LogFile {
  private let path: String
  private var descriptor: Int32
  private var lastLook = 0
  /// What was written last.
  private var last = UInt8(ascii: "\n")
  /// True where the last line has no end, and nothing will bring it.
  private var isTorn = false

  init(_ path: String) throws(FileError) {
    self.path = path
    descriptor = 1
    if path != "-" { try open() }
  }

  /// Appends lines; what was not written stays in `bytes`.
  mutating func append(_ bytes: inout ArraySlice<UInt8>) throws(FileError) {
    try reopenIfMoved()
    if isTorn {
      try Place.write([UInt8(ascii: "\n")], to: descriptor, path)
      isTorn = false
    }
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("cannot write", path)
      }
      guard count > 0 else { continue }
      last = bytes[bytes.startIndex + count - 1]
      bytes = bytes.dropFirst(count)
    }
  }

  /// Says that the rest of what was begun is lost.
  mutating func giveUp() { isTorn = last != UInt8(ascii: "\n") }

  private mutating func open() throws(FileError) {
    let opened = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw FileError("cannot write", path) }
    descriptor = opened
    // A run that was killed may have left half a line.
    var info = stat()
    last = UInt8(ascii: "\n")
    if fstat(opened, &info) == 0, info.st_size > 0 { _ = pread(opened, &last, 1, info.st_size - 1) }
    giveUp()
  }

  /// Looks once a second whether the path is still this file.
  private mutating func reopenIfMoved() throws(FileError) {
    let now = Clock.seconds()
    guard path != "-", now != lastLook else { return }
    lastLook = now
    var (own, named) = (stat(), stat())
    guard fstat(descriptor, &own) == 0 else { return }
    guard
      stat(path, &named) != 0 || named.st_ino != own.st_ino || named.st_dev != own.st_dev
    else { return }
    let former = descriptor
    try open()
    close(former)
  }
}
