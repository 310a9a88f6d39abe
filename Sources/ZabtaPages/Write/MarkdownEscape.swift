/// Text as Markdown (CommonMark with GitHub's tables): signs that would be markup get a backslash.
enum MarkdownEscape {
  static func text(_ text: String, isAtStart: Bool = false) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
        UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: ">"),
        UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "&"), UInt8(ascii: "$"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A, 0x0D, 0x09:
        bytes.append(UInt8(ascii: " "))
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
      default:
        bytes.append(byte)
      }
    }
    // An exclamation mark before a link would make it a picture.
    if bytes.last == UInt8(ascii: "!") { bytes.insert(UInt8(ascii: "\\"), at: bytes.count - 1) }
    let escaped = String(decoding: bytes, as: UTF8.self)
    return isAtStart ? start(escaped) : escaped
  }

  /// What begins a block of another kind: "#", "-", "+", "=", "1.", and leading space.
  static func start(_ text: String) -> String {
    let trimmed = text.utf8.drop { $0 == UInt8(ascii: " ") }
    guard let first = trimmed.first else { return "" }
    let line = String(decoding: trimmed, as: UTF8.self)
    if "#-+=".utf8.contains(first) { return "\\" + line }
    let digits = trimmed.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    let rest = trimmed.dropFirst(digits.count)
    guard !digits.isEmpty, digits.count < 10, let sign = rest.first,
      sign == UInt8(ascii: ".") || sign == UInt8(ascii: ")")
    else { return line }
    return String(decoding: digits, as: UTF8.self) + "\\" + String(decoding: rest, as: UTF8.self)
  }

  /// An address between the brackets of a link.
  static func address(_ address: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in address.utf8 {
      if byte <= 0x20 || byte >= 0x7F || "()<>\\\"`|".utf8.contains(byte) {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The value of an HTML attribute within Markdown.
  static func attribute(_ text: String) -> String {
    var html = HTMLBytes()
    html.attributeValue(text)
    return String(decoding: html.bytes, as: UTF8.self)
  }
}
