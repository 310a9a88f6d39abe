/// The quoted-printable encoding of text (RFC 2045, section 6.7).
enum QuotedPrintable {
  /// The most characters of a line, the sign that it goes on included.
  private static let lineLength = 76

  /// Text whose lines end in a line feed, encoded; each line ends in CR LF.
  static func encode(_ text: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(text.utf8)
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if !out.isEmpty || line.startIndex > 0 { out += [0x0D, 0x0A] }
      encode(line, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func encode(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
    // Mail programs stumble over a dot alone and over "From " at the beginning of a line.
    let isFrom = line.starts(with: "From ".utf8)
    var width = 0
    for (index, byte) in zip(line.indices, line) {
      let isFirst = index == line.startIndex
      let isLast = index == line.endIndex - 1
      let isPlain =
        switch byte {
        case UInt8(ascii: "="): false
        case UInt8(ascii: " "), UInt8(ascii: "\t"): !isLast
        case UInt8(ascii: "."): !isFirst
        case UInt8(ascii: "F"): !(isFirst && isFrom)
        default: (0x21...0x7E).contains(byte)
        }
      let needed = isPlain ? 1 : 3
      // The last of a line needs no room for the sign that it goes on.
      if width + needed > lineLength - (isLast ? 0 : 1) {
        out += [UInt8(ascii: "="), 0x0D, 0x0A]
        width = 0
      }
      if isPlain {
        out.append(byte)
      } else {
        let digits = Array("0123456789ABCDEF".utf8)
        out += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
      width += needed
    }
  }
}
