/// The lines of a text without their breaks and without the space around them.
///
/// Indentation and trailing space mean nothing to the language, so nobody else looks at them.
struct Lines {
  /// The offset of each line's first byte that is not a space.
  private(set) var lowers: [Int] = []
  /// The offset behind each line's last byte that is not a space.
  private(set) var uppers: [Int] = []
  /// The offset of each line's first byte.
  private(set) var starts: [Int] = []

  var count: Int { starts.count }

  /// A line break is a line feed, with or without a carriage return before it, or a lone
  /// carriage return, which is reported elsewhere.
  init(_ text: SourceText) {
    let bytes = text.bytes
    var start = text.hasByteOrderMark ? 3 : 0
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .newline {
        append(text, start, index)
        start = index + 1
      } else if byte == .carriageReturn,
        index + 1 == bytes.count || bytes[index + 1] != .newline
      {
        append(text, start, index)
        start = index + 1
      }
      index += 1
    }
    if start < bytes.count { append(text, start, bytes.count) }
  }

  func isBlank(_ line: Int) -> Bool { lowers[line] == uppers[line] }

  private mutating func append(_ text: SourceText, _ start: Int, _ end: Int) {
    let range = text.trimmed(start, end)
    starts.append(start)
    lowers.append(range.lowerBound)
    uppers.append(range.upperBound)
  }
}

extension SourceText {
  /// U+FEFF at the very beginning, as some editors write it.
  package var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }
}
