/// Texts that come from elsewhere than a source: options of commands, files of other tools.
package enum GivenText {
  /// The first direction mark, invisible character or control character, for a message: "direction
  /// mark U+202E".
  ///
  /// What parts words or lines is none, nor are the joiners within words of the Arabic script.
  package static func hiddenCharacter(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let value = scalar.value
      if value < 0x80 ? isControl(value) : value < 0xA0 && value != 0x85 {
        return "control character \(ScalarScan.name(value))"
      }
      guard InvisibleCharactersCheck.concerns(value), !scalar.properties.isWhitespace else {
        continue
      }
      if value == 0x200C || value == 0x200D, index > 0, index + 1 < scalars.count,
        ScalarScan.isArabic(scalars[index - 1].value), ScalarScan.isArabic(scalars[index + 1].value)
      {
        continue
      }
      let kind =
        InvisibleCharactersCheck.isDirectional(value) ? "direction mark" : "invisible character"
      return "\(kind) \(ScalarScan.name(value))"
    }
    return nil
  }

  private static func isControl(_ value: UInt32) -> Bool {
    value == 0x7F || value < 0x20 && !(0x09...0x0D).contains(value)
  }

  /// The first byte that is not UTF-8: its line, its number in that line (both from 1) and itself.
  package static func firstBadByte(_ bytes: [UInt8]) -> (line: Int, column: Int, byte: UInt8)? {
    var (index, line, start) = (0, 1, 0)
    while index < bytes.count {
      guard let scalar = ScalarScan.scalar(bytes, index, bytes.count) else {
        return (line, index - start + 1, bytes[index])
      }
      index += scalar.length
      if scalar.value == 0x0A { (line, start) = (line + 1, index) }
    }
    return nil
  }
}
