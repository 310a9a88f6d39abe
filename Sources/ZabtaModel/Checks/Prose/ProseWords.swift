import ZabtaSyntax

/// A word as it stands in the source of a block of prose.
struct ProseWord: Sendable {
  var key: WordKey
  var lower: Int
  var upper: Int
  /// True where a full stop, a question mark or an exclamation mark follows.
  var endsSentence = false
  /// True where a hyphen follows.
  var isHyphenated = false
  /// What its digits say; nil where it is no whole number.
  var digits: Int?
  /// True where it has digits, whole number or not.
  var isNumeric = false

  var isSlot: Bool { key == .slot }
}

/// Reads the words of a block from its source: what is printed, with its place.
///
/// A slot is one word of its own, since its value comes from a rule. The target of a link is
/// skipped, its words are kept. Hyphens part words, so "7-year" is "7" and "year".
enum ProseWords {
  static func read(_ source: SourceText, _ range: SourceRange) -> [ProseWord] {
    let bytes = source.bytes
    let upper = min(range.upper, bytes.count)
    var at = max(0, range.lower)
    guard at < upper else { return [] }
    var words: [ProseWord] = []
    words.reserveCapacity((upper - at) / 6)
    var word = Draft(lower: at)
    while at < upper {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "{"):
        word.close(at, into: &words)
        let end = skip(past: UInt8(ascii: "}"), in: bytes, from: at, to: upper)
        words.append(ProseWord(key: .slot, lower: at, upper: end))
        at = end
      case UInt8(ascii: "]"):
        word.close(at, into: &words)
        at += 1
        if at < upper, bytes[at] == UInt8(ascii: "(") {
          at = skip(past: UInt8(ascii: ")"), in: bytes, from: at, to: upper)
        }
      case UInt8(ascii: "."), UInt8(ascii: ","):
        // A point or a comma between digits belongs to the number.
        if word.isNumeric, at + 1 < upper, isDigit(bytes[at + 1]) {
          word.append(byte)
          word.isWhole = word.isWhole && byte == UInt8(ascii: ",")
        } else {
          word.close(at, into: &words)
          if byte == UInt8(ascii: ".") { endSentence(&words) }
        }
        at += 1
      case UInt8(ascii: "!"), UInt8(ascii: "?"):
        word.close(at, into: &words)
        endSentence(&words)
        at += 1
      case 0x80...:
        at = readForeign(bytes, at, upper, &word, &words)
      default:
        if isLetter(byte) || byte == UInt8(ascii: "'") {
          word.append(byte, at: at)
        } else if isDigit(byte) {
          word.append(digit: Int(byte & 0x0f), byte, at: at)
        } else {
          word.close(at, into: &words)
          if byte == UInt8(ascii: "-"), let last = words.indices.last, words[last].upper == at {
            words[last].isHyphenated = true
          }
        }
        at += 1
      }
    }
    word.close(upper, into: &words)
    return words
  }

  /// Reads one scalar outside ASCII; returns the offset after it.
  private static func readForeign(
    _ bytes: [UInt8], _ at: Int, _ upper: Int, _ word: inout Draft, _ words: inout [ProseWord]
  ) -> Int {
    let second = at + 1 < upper ? bytes[at + 1] : 0
    let third = at + 2 < upper ? bytes[at + 2] : 0
    switch (bytes[at], second, third) {
    case (0xDB, 0x94, _), (0xD8, 0x9F, _):  // ۔ ؟
      word.close(at, into: &words)
      endSentence(&words)
      return at + 2
    case (0xD8, 0x8C, _), (0xD8, 0x9B, _), (0xC2, 0xA0, _), (0xC2, 0xAB, _), (0xC2, 0xBB, _):
      word.close(at, into: &words)  // ، ؛ no-break space « »
      return at + 2
    case (0xDB, 0xB0...0xB9, _):  // ۰ to ۹
      word.append(digit: Int(second - 0xB0), second, at: at)
      return at + 2
    case (0xD9, 0xA0...0xA9, _):  // ٠ to ٩
      word.append(digit: Int(second - 0xA0), second, at: at)
      return at + 2
    case (0xE2, 0x80, 0x99):  // ’
      word.append(UInt8(ascii: "'"), at: at)
      return at + 3
    case (0xE2, 0x80, _):  // dashes, quotes, ellipses, invisible marks
      word.close(at, into: &words)
      return at + 3
    default:
      word.append(bytes[at], at: at)
      return at + 1
    }
  }

  private static func endSentence(_ words: inout [ProseWord]) {
    guard let last = words.indices.last else { return }
    words[last].endsSentence = true
  }

  private static func skip(past end: UInt8, in bytes: [UInt8], from lower: Int, to upper: Int)
    -> Int
  {
    var at = lower
    while at < upper, bytes[at] != end { at += 1 }
    return min(at + 1, upper)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }
}

/// The word being read.
private struct Draft {
  var key = WordKey()
  var lower: Int
  var value = 0
  var digitCount = 0
  var isNumeric = false
  var isWhole = true

  init(lower: Int) {
    self.lower = lower
  }

  mutating func append(_ byte: UInt8, at offset: Int) {
    if key.isEmpty { lower = offset }
    if isNumeric { isWhole = false }
    key.append(byte)
  }

  /// A separator inside a number.
  mutating func append(_ byte: UInt8) {
    key.append(byte)
  }

  mutating func append(digit: Int, _ byte: UInt8, at offset: Int) {
    if key.isEmpty {
      lower = offset
      isNumeric = true
    }
    key.append(byte)
    digitCount += 1
    // Nobody means a number of more digits; what has them is read as no whole number.
    if digitCount <= 9 { value = value * 10 + digit } else { isWhole = false }
  }

  mutating func close(_ upper: Int, into words: inout [ProseWord]) {
    guard !key.isEmpty else { return }
    words.append(
      ProseWord(
        key: key, lower: lower, upper: upper, digits: isNumeric && isWhole ? value : nil,
        isNumeric: isNumeric))
    self = Draft(lower: upper)
  }
}
