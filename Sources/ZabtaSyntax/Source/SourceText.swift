/// The text of one file: bytes as they were read, and the path that messages name.
///
/// Positions are UTF-8 offsets. Lines and columns are computed when they are shown.
package struct SourceText: Sendable, Hashable {
  /// The path as the user knows it, relative to the project.
  package let path: String
  /// The file's bytes, whatever they are.
  package let bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  package init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }

  /// The text between two offsets; bytes that are not UTF-8 become U+FFFD.
  package func string(_ lower: Int, _ upper: Int) -> String {
    String(decoding: bytes[lower..<upper], as: UTF8.self)
  }

  /// The text of a range.
  package func string(_ range: SourceRange) -> String {
    string(range.lower, range.upper)
  }
}

/// A stretch of one file, in UTF-8 offsets.
///
/// `file` is the index of the file among those compiled.
package struct SourceRange: Sendable, Hashable {
  package var file: Int
  package var lower: Int
  package var upper: Int

  package init(file: Int, _ lower: Int, _ upper: Int) {
    self.file = file
    self.lower = lower
    self.upper = max(lower, upper)
  }

  /// The smallest range that holds both; both must be of one file.
  package func union(_ other: SourceRange) -> SourceRange {
    SourceRange(file: file, min(lower, other.lower), max(upper, other.upper))
  }

  /// The empty range at its beginning.
  package var start: SourceRange { SourceRange(file: file, lower, lower) }
  /// The empty range at its end.
  package var end: SourceRange { SourceRange(file: file, upper, upper) }
}

/// Where the lines of a text begin, for showing positions.
package struct LineIndex: Sendable {
  /// The offset of each line's first byte.
  package let starts: [Int]
  private let count: Int

  package init(_ text: SourceText) {
    var starts = [0]
    for (offset, byte) in text.bytes.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    self.starts = starts
    count = text.bytes.count
  }

  /// The line of an offset, from 0.
  package func line(of offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The offsets of a line, without its line break.
  package func bounds(ofLine line: Int, in text: SourceText) -> Range<Int> {
    let lower = starts[line]
    var upper = line + 1 < starts.count ? starts[line + 1] - 1 : count
    if upper > lower, text.bytes[upper - 1] == UInt8(ascii: "\r") { upper -= 1 }
    return lower..<max(lower, upper)
  }
}
