/// A text as the ledger holds it: escaped for JSON, and read only where it is asked for.
///
/// A ledger is mostly texts that nobody needs today: the pages of past editions and the sources they
/// were built from. Until one is asked for, it stays the bytes of the file.
package struct KeptText: Sendable, Hashable {
  /// The text between its quotation marks.
  let escaped: ArraySlice<UInt8>

  package init(_ text: String) {
    var bytes: [UInt8] = []
    CanonicalJSON.escape(text, to: &bytes)
    escaped = bytes[...]
  }

  /// What a line of a ledger holds.
  init(escaped: ArraySlice<UInt8>) {
    self.escaped = escaped
  }

  /// The text in UTF-8.
  package var bytes: [UInt8] {
    escaped.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: source.count) { target, count in
        var position = 0
        while position < source.count {
          var byte = source[position]
          position += 1
          if byte == UInt8(ascii: "\\"), position < source.count {
            let letter = source[position]
            position += 1
            switch letter {
            case UInt8(ascii: "b"): byte = 0x08
            case UInt8(ascii: "t"): byte = 0x09
            case UInt8(ascii: "n"): byte = 0x0A
            case UInt8(ascii: "f"): byte = 0x0C
            case UInt8(ascii: "r"): byte = 0x0D
            case UInt8(ascii: "u"):
              // Only control characters are written so: \u0000 to \u001f.
              let digits = source[min(position, source.count)..<min(position + 4, source.count)]
              byte = digits.reduce(0) { ($0 & 0x0F) << 4 | KeptText.value($1) }
              position = min(position + 4, source.count)
            default: byte = letter
            }
          }
          target[count] = byte
          count += 1
        }
      }
    }
  }

  package var string: String { String(decoding: bytes, as: UTF8.self) }

  private static func value(_ digit: UInt8) -> UInt8 {
    digit >= UInt8(ascii: "a") ? (digit &- UInt8(ascii: "a") &+ 10) & 15 : digit & 15
  }
}
