/// A text without markup → blocks.
enum PlainBlocks {
  static func read(_ lines: [TextLines.Line]) -> [TextBlock] {
    var blocks: [TextBlock] = []
    var open: [TextLines.Line] = []
    func flush() {
      defer { open = [] }
      guard let first = open.first else { return }
      let isHeading = open.count == 1 && isHeading(TextLines.trimmed(first))
      blocks.append(
        TextBlock(
          level: isHeading ? (blocks.isEmpty ? 1 : 2) : nil,
          text: TextLines.collapsed(Array(open.joined(separator: [0x20])))))
    }
    for line in lines {
      if TextLines.isBlank(line) {
        flush()
      } else if open.count == 1, let sign = underline(line) {
        let level = sign == UInt8(ascii: "=") ? 1 : 2
        blocks.append(TextBlock(level: level, text: TextLines.collapsed(Array(open[0]))))
        open = []
      } else {
        open.append(line)
      }
    }
    flush()
    return blocks
  }

  /// The sign of a line that is nothing but "====" or "----".
  static func underline(_ line: TextLines.Line) -> UInt8? {
    let line = TextLines.trimmed(line)
    guard let first = line.first, "=-".utf8.contains(first), line.count >= 2,
      line.allSatisfy({ $0 == first })
    else { return nil }
    return first
  }

  /// A short line of its own, in capitals or with a number before it, that ends no sentence.
  private static func isHeading(_ line: TextLines.Line) -> Bool {
    guard line.count <= 80, let first = line.first, let last = line.last,
      !".;,".utf8.contains(last)
    else { return false }
    let letters = line.filter { (0x61...0x7A).contains($0 | 0x20) }
    let isCapital = letters.count >= 3 && letters.allSatisfy { $0 < 0x61 }
    let digits = line.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
    let isNumbered =
      (0x30...0x39).contains(first) && digits.contains(UInt8(ascii: "."))
      && digits.count < line.count
      && line.count <= 60
    return isCapital || isNumbered
  }
}
