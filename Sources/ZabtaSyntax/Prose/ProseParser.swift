/// Layer 3: what is printed becomes blocks of inlines.
struct ProseParser {
  let text: SourceText
  /// Whether the slots are written in another language.
  let isForeign: Bool
  var reporter: Reporter

  init(text: SourceText, isForeign: Bool, reporter: Reporter) {
    self.text = text
    self.isForeign = isForeign
    self.reporter = reporter
  }

  /// The blocks of a stretch of lines: each bullet and each step is one, what stands before them
  /// is another.
  mutating func parse(_ range: Range<Int>) -> [Block] {
    var blocks: [Block] = []
    var shape: Block.Shape?
    var lower = range.lowerBound
    var contentLower = lower
    var upper = lower
    var index = lower
    while index < range.upperBound {
      let end = lineEnd(index, range.upperBound)
      let line = text.trimmed(index, end)
      index = end < range.upperBound ? end + 1 : end
      guard !line.isEmpty else { continue }
      if let marker = marker(line, after: shape) {
        if let shape { blocks.append(block(shape, lower, contentLower, upper)) }
        shape = marker.shape
        lower = line.lowerBound
        contentLower = marker.contentLower
      } else if shape == nil {
        shape = .paragraph
        lower = line.lowerBound
        contentLower = lower
      }
      upper = line.upperBound
    }
    if let shape { blocks.append(block(shape, lower, contentLower, upper)) }
    return blocks
  }

  private func lineEnd(_ index: Int, _ upper: Int) -> Int {
    var index = index
    while index < upper {
      let byte = text.bytes[index]
      if byte == .newline { return index }
      if byte == .carriageReturn, index + 1 < upper, text.bytes[index + 1] != .newline {
        return index
      }
      index += 1
    }
    return upper
  }

  private mutating func block(
    _ shape: Block.Shape, _ lower: Int, _ contentLower: Int, _ upper: Int
  ) -> Block {
    let content = text.trimmed(contentLower, upper)
    var parser = InlineParser(
      text: text, content.lowerBound, content.upperBound, isForeign: isForeign, reporter: reporter)
    let inlines = parser.parseAll()
    reporter = parser.reporter
    return Block(shape: shape, inlines: inlines, range: reporter.range(lower, upper))
  }

  /// The mark of a bullet or step at the beginning of a line.
  ///
  /// A number with a full stop may also be a year at the end of a sentence, so a step is 1, or the
  /// number that follows the step before it.
  private func marker(
    _ line: Range<Int>, after shape: Block.Shape?
  ) -> (shape: Block.Shape, contentLower: Int)? {
    let bytes = text.bytes
    let lower = line.lowerBound
    if bytes[lower] == .hyphen {
      guard lower + 1 == line.upperBound || bytes[lower + 1].isBlank else { return nil }
      return (.bullet, lower + 1)
    }
    var number = 0
    var index = lower
    while index < line.upperBound, bytes[index].isDigit, number < 1_000 {
      number = number * 10 + Int(bytes[index]) - 48
      index += 1
    }
    guard index > lower, index + 1 < line.upperBound, bytes[index] == .stop,
      bytes[index + 1].isBlank
    else { return nil }
    switch shape {
    case .step(let before) where number == before + 1: break
    case nil where number < 1_000, .paragraph where number == 1, .bullet where number == 1: break
    default: return nil
    }
    return (.step(number), index + 1)
  }
}
