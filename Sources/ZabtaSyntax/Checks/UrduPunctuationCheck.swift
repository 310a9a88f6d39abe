/// An Urdu line ends in Urdu punctuation.
///
/// A full stop or comma of ASCII at the end of a line jumps to its other side in most editors, and
/// reads as English on the page.
enum UrduPunctuationCheck {
  static func run(_ text: SourceText, _ range: SourceRange, _ reporter: inout Reporter) {
    let bytes = text.bytes
    var lower = range.lower
    while lower < range.upper {
      let upper = text.firstIndex(of: .newline, from: lower, to: range.upper) ?? range.upper
      var end = text.trimmed(lower, upper).upperBound
      // The mark may stand inside emphasis: "…۔**".
      while end > lower, bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
      if end > lower + 1, let better = marks[bytes[end - 1]], follows(bytes, end - 1, lower),
        !reporter.isFull
      {
        let place = reporter.range(end - 1, end)
        reporter.report(
          Diagnostic(
            "ascii-punctuation-in-urdu", .warning,
            "this Urdu line ends in \"\(text.string(place))\", which is English punctuation",
            at: .init(place), fixes: [.init(better, edits: [.init(place, better)])]))
      }
      lower = upper + 1
    }
  }

  /// Whether Urdu text stands before the mark, or a slot or link of it.
  private static func follows(_ bytes: [UInt8], _ index: Int, _ lower: Int) -> Bool {
    var index = index
    while index > lower, "*)}]".utf8.contains(bytes[index - 1]) { index -= 1 }
    return index > lower && (bytes[index - 1] >= 0x80 || bytes[index - 1].isDigit)
  }

  private static let marks: [UInt8: String] = [
    .comma: "،", .stop: "۔", UInt8(ascii: ";"): "؛", UInt8(ascii: "?"): "؟",
  ]
}
