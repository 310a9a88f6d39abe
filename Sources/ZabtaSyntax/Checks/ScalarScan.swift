/// Walks over the UTF-8 of a text without building strings.
enum ScalarScan {
  /// The scalar that begins at an offset and its length; nil where the bytes are not UTF-8.
  static func scalar(_ bytes: [UInt8], _ index: Int, _ upper: Int) -> (value: UInt32, length: Int)?
  {
    let first = bytes[index]
    if first < 0x80 { return (UInt32(first), 1) }
    let length: Int
    var value: UInt32
    switch first {
    case 0xC2...0xDF: (length, value) = (2, UInt32(first & 0x1F))
    case 0xE0...0xEF: (length, value) = (3, UInt32(first & 0x0F))
    case 0xF0...0xF4: (length, value) = (4, UInt32(first & 0x07))
    default: return nil
    }
    guard index + length <= upper else { return nil }
    for offset in 1..<length {
      let byte = bytes[index + offset]
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    // Overlong forms, surrogates and values beyond the last plane are no UTF-8 (RFC 3629).
    if length == 3, value < 0x800 || (0xD800...0xDFFF).contains(value) { return nil }
    if length == 4, value < 0x10000 || value > 0x10FFFF { return nil }
    return (value, length)
  }

  /// The scalars above ASCII in a stretch of valid text, with their offsets.
  static func beyondASCII(
    _ text: SourceText, _ range: Range<Int>, _ body: (UInt32, Int, Int) -> Void
  ) {
    let bytes = text.bytes
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] < 0x80 {
        index += 1
      } else if let (value, length) = scalar(bytes, index, range.upperBound) {
        body(value, index, length)
        index += length
      } else {
        index += 1
      }
    }
  }

  /// Whether a scalar is a letter or mark of the Arabic script.
  static func isArabic(_ value: UInt32) -> Bool {
    (0x0600...0x06FF).contains(value) || (0x0750...0x077F).contains(value)
      || (0x08A0...0x08FF).contains(value)
  }

  /// "U+200E".
  static func name(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
