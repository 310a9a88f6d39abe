/// Writes values in the canonical form of RFC 8785 (JSON Canonicalization Scheme): no white space,
/// members sorted by the UTF-16 code units of their names, the shortest escapes.
package struct JSONWriter {
  /// What has been written.
  package private(set) var bytes: [UInt8] = []

  /// Creates a writer of nothing.
  package init() {}

  /// The canonical form of a value.
  package static func write(_ value: JSONValue) -> [UInt8] {
    var writer = JSONWriter()
    writer.add(value)
    return writer.bytes
  }

  /// Adds a value.
  package mutating func add(_ value: JSONValue) {
    switch value {
    case .null: add("null")
    case .bool(let bool): add(bool ? "true" : "false")
    case .int(let number): add(String(number))
    case .decimal(let text): add(text)
    case .string(let text): add(quoted: text)
    case .array(let elements):
      add("[")
      for (index, element) in elements.enumerated() {
        if index > 0 { add(",") }
        add(element)
      }
      add("]")
    case .object(let members):
      add("{")
      let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { add(",") }
        add(quoted: member.key)
        add(":")
        add(member.value)
      }
      add("}")
    }
  }

  /// Adds text that is JSON already.
  package mutating func add(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Adds bytes that are a canonical value already.
  package mutating func add(written value: [UInt8]) {
    bytes.append(contentsOf: value)
  }

  private mutating func add(_ text: String) {
    bytes += text.utf8
  }

  private mutating func add(quoted text: String) {
    add("\"")
    var text = text
    text.withUTF8 { utf8 in
      // What needs no escape is taken in one piece.
      var start = 0
      for (index, byte) in utf8.enumerated() {
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else {
          continue
        }
        bytes.append(contentsOf: utf8[start..<index])
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: utf8[start...])
    }
    add("\"")
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): add("\\\"")
    case UInt8(ascii: "\\"): add("\\\\")
    case 0x08: add("\\b")
    case 0x09: add("\\t")
    case 0x0A: add("\\n")
    case 0x0C: add("\\f")
    case 0x0D: add("\\r")
    default: add("\\u00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16))
    }
  }
}
