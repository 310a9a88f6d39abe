/// Collects inlines, joining neighbouring stretches of text.
struct InlineBuilder {
  private let file: Int
  private var inlines: [Inline] = []
  private var bytes: [UInt8] = []
  private var lower = 0
  private var upper = 0
  private var hasText = false

  init(file: Int) {
    self.file = file
  }

  /// Adds text; white space is one space.
  mutating func text(_ more: ArraySlice<UInt8>, _ from: Int, _ to: Int) {
    if !hasText {
      hasText = true
      lower = from
    }
    upper = to
    var start = more.startIndex
    var index = start
    while index < more.endIndex {
      // Runs of words with single spaces are taken as they are.
      let isPlain =
        !more[index].isSpace
        || (more[index] == .space && index > start && more[index - 1] != .space)
      if !isPlain {
        bytes.append(contentsOf: more[start..<index])
        if bytes.last != .space { bytes.append(.space) }
        start = index + 1
      }
      index += 1
    }
    bytes.append(contentsOf: more[start...])
  }

  mutating func append(_ inline: Inline) {
    if case .text(let string, let range) = inline {
      text(Array(string.utf8)[...], range.lower, range.upper)
      return
    }
    flush()
    inlines.append(inline)
  }

  mutating func append(_ more: [Inline]) {
    for inline in more { append(inline) }
  }

  mutating func finish() -> [Inline] {
    flush()
    return inlines
  }

  private mutating func flush() {
    if hasText, !bytes.isEmpty {
      inlines.append(
        .text(String(decoding: bytes, as: UTF8.self), SourceRange(file: file, lower, upper)))
    }
    bytes.removeAll(keepingCapacity: true)
    hasText = false
  }
}
