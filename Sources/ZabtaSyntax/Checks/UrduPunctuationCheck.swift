/// Urdu is punctuated in Urdu.
///
/// A full stop or comma of ASCII at the end of a line jumps to its other side in most editors, and
/// reads as English on the page. Within a line a comma, semicolon or question mark of ASCII between
/// Urdu words is looked for; a full stop may belong to an address or a number.
enum UrduPunctuationCheck {
  static func run(_ text: SourceText, _ range: SourceRange, _ reporter: inout Reporter) {
    let bytes = text.bytes
    var lower = range.lower
    while lower < range.upper {
      let upper = text.firstIndex(of: .newline, from: lower, to: range.upper) ?? range.upper
      var end = text.trimmed(lower, upper).upperBound
      // The mark may stand inside emphasis: "…۔**".
      while end > lower, bytes[end - 1] == UInt8(ascii: "*") { end -= 1 }
      inside(text, lower, end - 1, &reporter)
      if end > lower + 1, let better = marks[bytes[end - 1]], follows(bytes, end - 1, lower) {
        report(text, end - 1, better, "ends in", &reporter)
      }
      lower = upper + 1
    }
  }

  /// The marks between two Urdu words of a line.
  private static func inside(
    _ text: SourceText, _ lower: Int, _ upper: Int, _ reporter: inout Reporter
  ) {
    let bytes = text.bytes
    var index = lower + 1
    while index < upper {
      defer { index += 1 }
      guard bytes[index] != .stop, let better = marks[bytes[index]], bytes[index - 1] >= 0x80
      else { continue }
      var next = index + 1
      while next < upper, bytes[next] == .space { next += 1 }
      if bytes[next] >= 0x80 { report(text, index, better, "has", &reporter) }
    }
  }

  private static func report(
    _ text: SourceText, _ index: Int, _ better: String, _ verb: String, _ reporter: inout Reporter
  ) {
    guard !reporter.isFull else { return }
    let place = reporter.range(index, index + 1)
    reporter.report(
      Diagnostic(
        "ascii-punctuation-in-urdu", .warning,
        "this Urdu line \(verb) \"\(text.string(place))\", which is English punctuation",
        at: .init(place), fixes: [.init(better, edits: [.init(place, better)])]))
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
