/// A word of prose as sixteen bytes, ASCII capitals lowered.
///
/// Checks compare and look up every word of the page; in this form neither touches the heap, and
/// Urdu costs no more than English. No word that a check asks for is longer.
struct WordKey: Hashable, Sendable, ExpressibleByStringLiteral {
  private var high: UInt64 = 0
  private var low: UInt64 = 0
  private var count = 0

  /// The key of a slot: a value stands there, not a word.
  static let slot = WordKey("{}")

  init() {}

  init(stringLiteral text: StaticString) {
    text.withUTF8Buffer { bytes in
      for byte in bytes { append(byte) }
    }
  }

  init(_ text: StaticString) {
    self.init(stringLiteral: text)
  }

  init(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { append(byte) }
  }

  /// Adds a byte.
  ///
  /// A word of more than sixteen bytes keeps its length and its last sixteen, which
  /// equals no word of sixteen or fewer.
  mutating func append(_ byte: UInt8) {
    let lowered = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    high = high << 8 | low >> 56
    low = low << 8 | UInt64(lowered)
    count &+= 1
  }

  var isEmpty: Bool { count == 0 }

  /// One number goes into the hash: every word of the page is looked up, and a clash costs little.
  func hash(into hasher: inout Hasher) {
    hasher.combine(low &+ high &* 0x9E37_79B9_7F4A_7C15)
  }
}
