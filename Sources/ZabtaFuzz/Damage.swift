/// Damages bytes in the ways that files are damaged: flips, cuts, doublings, splices.
package struct Damage {
  private var state: UInt64

  package init(seed: UInt64) {
    state = seed
  }

  /// Random numbers that depend on nothing but some bytes, so that an input can be run again.
  init(of bytes: [UInt8]) {
    // FNV-1a (RFC 9923), 64 bits.
    state = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }

  /// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, the same everywhere.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number from 0 to under the bound.
  package mutating func below(_ bound: Int) -> Int {
    bound <= 1 ? 0 : Int(next() % UInt64(bound))
  }

  /// One of several; the list is not empty.
  package mutating func pick<Element>(_ list: [Element], or other: @autoclosure () -> Element)
    -> Element
  {
    list.isEmpty ? other() : list[below(list.count)]
  }

  /// True once in so many times.
  mutating func onceIn(_ times: Int) -> Bool { below(times) == 0 }

  /// Damages a text in one to four places, with pieces of others.
  package mutating func damage(_ bytes: [UInt8], with others: [[UInt8]] = []) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) {
      guard !bytes.isEmpty else { return bytes }
      let at = below(bytes.count)
      let upper = min(bytes.count, at + 1 + below(40))
      switch below(7) {
      case 0: bytes[at] = UInt8(truncatingIfNeeded: next())
      case 1: bytes.removeSubrange(at..<upper)
      case 2: bytes.insert(contentsOf: bytes[at..<upper], at: below(bytes.count))
      case 3: bytes.insert(contentsOf: Self.nasty[below(Self.nasty.count)].utf8, at: at)
      case 4: bytes.removeSubrange(at...)
      case 5:
        guard let other = others.isEmpty ? nil : others[below(others.count)], !other.isEmpty else {
          continue
        }
        let from = below(other.count)
        bytes.insert(contentsOf: other[from..<min(other.count, from + below(400))], at: at)
      default: bytes[at] ^= UInt8(1 << below(8))
      }
    }
    return bytes
  }

  /// Pieces that stand near the edges of the readers.
  private static let nasty = [
    "\n\n", ".", ",", "{", "}", "[", "](", "**", "*", " only ", " unless ", " and ", " or ",
    "Rule ",
    "Urdu: ", "\u{202E}", "\u{FEFF}", "\0", "\"", "\\", "999999999999999999999", "-1", "1e999",
    "[[[[[[[[[[[[[[[[[[[[[[", "<", "&amp;", "&x;", "]]>", "<!DOCTYPE x>", "P99999Y", "2026-13-45",
    " 9999 years", "\u{0627}\u{0653}", "\u{1F468}\u{200D}\u{1F469}", "never ", "{period of ",
    "for for ",
  ]
}
