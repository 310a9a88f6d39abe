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
    for byte in more {
      if byte.isSpace {
        if bytes.last != .space { bytes.append(.space) }
      } else {
        bytes.append(byte)
      }
    }
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
