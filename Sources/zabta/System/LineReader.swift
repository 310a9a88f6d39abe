#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines of standard input as bytes, each at most a megabyte.
///
/// A longer line is passed over to its end and given as nil, so that its reader can answer it with
/// an error and go on with the next.
struct LineReader {
  static let longest = 1 << 20

  private var buffer: [UInt8] = []
  private var position = 0
  private var isAtEnd = false

  /// The next line without its line break; `.some(nil)` for one that is too long; nil at the end.
  mutating func next() throws(MachineError) -> [UInt8]?? {
    var line: [UInt8] = []
    var isTooLong = false
    while true {
      if position == buffer.count {
        guard try fill() else {
          if isTooLong { return .some(nil) }
          if line.isEmpty { return .none }
          return .some(line)
        }
      }
      let end = buffer[position...].firstIndex(of: UInt8(ascii: "\n"))
      if !isTooLong { line.append(contentsOf: buffer[position..<(end ?? buffer.count)]) }
      position = end.map { $0 + 1 } ?? buffer.count
      if line.count > Self.longest {
        isTooLong = true
        line = []
      }
      guard end != nil else { continue }
      if isTooLong { return .some(nil) }
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      return line
    }
  }

  private mutating func fill() throws(MachineError) -> Bool {
    guard !isAtEnd else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        throw MachineError("cannot read", "standard input")
      }
      guard count > 0 else {
        isAtEnd = true
        return false
      }
      buffer = Array(chunk[..<count])
      position = 0
      return true
    }
  }
}
