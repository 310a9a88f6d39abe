/// Bytes of HTML under construction.
///
/// Text enters it escaped, byte by byte: a sign that is followed by a combining mark is one
/// `Character` with it and would slip through anything coarser.
struct HTMLBytes {
  private(set) var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(1 << 14)
  }

  /// Markup of the writer's own.
  mutating func markup(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// The name of an element or attribute that a template's parser has accepted.
  mutating func name(_ name: String) {
    bytes.append(contentsOf: name.utf8)
  }

  /// A style sheet or script of a template, which HTML reads as it stands.
  mutating func raw(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  mutating func append(_ other: HTMLBytes) {
    bytes.append(contentsOf: other.bytes)
  }

  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      default: plain(byte)
      }
    }
  }

  mutating func attribute(_ name: StaticString, _ value: String) {
    markup(" ")
    markup(name)
    markup("=\"")
    attributeValue(value)
    markup("\"")
  }

  mutating func attributeValue(_ value: String) {
    for byte in value.utf8 {
      switch byte {
      case UInt8(ascii: "&"): markup("&amp;")
      case UInt8(ascii: "<"): markup("&lt;")
      case UInt8(ascii: ">"): markup("&gt;")
      case UInt8(ascii: "\""): markup("&quot;")
      default: plain(byte)
      }
    }
  }

  /// HTML has no control characters but the line break and the tab.
  private mutating func plain(_ byte: UInt8) {
    if byte < 0x20 && byte != 0x0A && byte != 0x09 || byte == 0x7F {
      bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
    } else {
      bytes.append(byte)
    }
  }
}

/// What a link may lead to.
enum LinkAddress {
  /// True of anchors, relative paths and the four schemes that are only followed, never run.
  static func isSafe(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    guard bytes.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), !bytes.isEmpty else { return false }
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let before = bytes[..<colon]
    if before.contains(where: { "/?#".utf8.contains($0) }) { return true }
    let scheme = String(decoding: before, as: UTF8.self).lowercased()
    return ["http", "https", "mailto", "tel"].contains(scheme)
  }
}
