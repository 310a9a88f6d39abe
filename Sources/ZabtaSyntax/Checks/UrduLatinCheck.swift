/// An Urdu line holds no Latin letters.
///
/// Most editors show a line of two directions in the wrong order, so what a reviewer reads is not
/// what the file says. Addresses of links are no reading matter and may stay.
enum UrduLatinCheck {
  static func run(_ text: SourceText, _ range: SourceRange, _ reporter: inout Reporter) {
    let bytes = text.bytes
    var index = range.lower
    while index < range.upper, !reporter.isFull {
      if let end = endOfAddress(text, index, range.upper) {
        index = end
      } else if bytes[index].isLetter {
        let end = endOfRun(bytes, index, range.upper)
        report(text, index, end, &reporter)
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The end of `](https://…)`, if it begins here.
  private static func endOfAddress(_ text: SourceText, _ index: Int, _ upper: Int) -> Int? {
    let bytes = text.bytes
    guard bytes[index] == UInt8(ascii: "]"), index + 1 < upper,
      bytes[index + 1] == UInt8(ascii: "(")
    else { return nil }
    let target = index + 2
    let schemes = ["https://", "http://", "mailto:", "tel:"]
    guard schemes.contains(where: { bytes[target..<upper].starts(with: $0.utf8) }) else {
      return nil
    }
    let limit = min(upper, target + Limits.targetBytes)
    return text.firstIndex(of: UInt8(ascii: ")"), from: target, to: limit)
  }

  /// Words in a row, and what joins them, are one finding: "cookies and more".
  private static func endOfRun(_ bytes: [UInt8], _ index: Int, _ upper: Int) -> Int {
    var end = index
    var next = index
    while next < upper, bytes[next] < 0x80, bytes[next] != .newline,
      !"{}[]()*".utf8.contains(bytes[next])
    {
      if bytes[next].isLetter || bytes[next].isDigit { end = next + 1 }
      next += 1
    }
    return end
  }

  private static func report(
    _ text: SourceText, _ lower: Int, _ upper: Int, _ reporter: inout Reporter
  ) {
    let place = reporter.range(lower, upper)
    let words = NameRules.shortened(text.folded(lower, upper))
    // Removing a word between spaces takes one of the spaces along.
    let hasSpace = lower > 0 && text.bytes[lower - 1] == .space
    let removal = reporter.range(hasSpace ? lower - 1 : lower, upper)
    reporter.report(
      Diagnostic(
        "latin-in-urdu", .warning,
        "this Urdu line holds Latin letters, and editors would show it in the wrong order",
        at: .init(place, "here stands \"\(words)\" as well"),
        fixes: [
          .init("remove it", edits: [.init(removal, "")]),
          .init("use the Urdu label of a word, in braces."),
        ]))
  }
}
