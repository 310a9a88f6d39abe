/// No direction marks and no invisible characters anywhere in a source.
///
/// A reviewer must see what a file says: with direction controls a line can show one rule and
/// hold another. The joiners U+200C and U+200D are letters' company within Urdu words and stay.
enum InvisibleCharactersCheck {
  static func run(
    _ text: SourceText, _ suspects: [TextChecks.Suspect], _ reporter: inout Reporter
  ) {
    for suspect in suspects where concerns(suspect.value) {
      let value = suspect.value
      if value == 0x200C || value == 0x200D, joinsUrdu(text, suspect.lower, suspect.length) {
        continue
      }
      let place = reporter.range(suspect.lower, suspect.lower + suspect.length)
      let kind = isDirectional(value) ? "direction mark" : "invisible character"
      reporter.report(
        Diagnostic(
          isDirectional(value) ? "direction-mark" : "invisible-character", .error,
          "here stands the \(kind) \(ScalarScan.name(value))", at: .init(place),
          explanation: [
            isDirectional(value)
              ? "It can make a line show something else than it says. The pages set directions themselves."
              : "Nobody sees it, and it would be part of a word."
          ],
          fixes: [.init("Remove it.", edits: [.init(place, "")])]))
    }
  }

  static func isDirectional(_ value: UInt32) -> Bool {
    switch value {
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  static func concerns(_ value: UInt32) -> Bool {
    guard !isDirectional(value) else { return true }
    switch value {
    case 0x80...0x9F, 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
      0x200B...0x200D, 0x2028, 0x2029, 0x2060...0x2065, 0x206A...0x206F, 0x3164, 0xFE00...0xFE0F,
      0xFEFF, 0xFFA0, 0xFFF0...0xFFFB, 0xE0000...0xE0FFF:
      return true
    default: return false
    }
  }

  /// Whether letters of the Arabic script stand on both sides of a joiner.
  private static func joinsUrdu(_ text: SourceText, _ index: Int, _ length: Int) -> Bool {
    let bytes = text.bytes
    var before = index - 1
    while before > 0, bytes[before] & 0xC0 == 0x80 { before -= 1 }
    guard before >= 0, index + length < bytes.count,
      let left = ScalarScan.scalar(bytes, before, index),
      let right = ScalarScan.scalar(bytes, index + length, bytes.count)
    else { return false }
    return ScalarScan.isArabic(left.value) && ScalarScan.isArabic(right.value)
  }
}
