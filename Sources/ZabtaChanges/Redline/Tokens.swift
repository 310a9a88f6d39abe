/// A word or a sign of a text, with the space before it.
///
/// Only the text is compared. Space is kept, so that both texts can be put together again from a
/// redline, byte for byte.
package struct Token: Sendable, Hashable {
  /// The white space between the token before and this one.
  package var space: Substring
  /// The word or the sign; empty only for the space at the end of a text.
  package var text: Substring

  package init(space: Substring, text: Substring) {
    self.space = space
    self.text = text
  }

  /// Cuts a text into words and signs.
  ///
  /// A word is a run of letters, digits and what belongs to them: combining marks (Urdu's zer and
  /// zabar), the joiners of Urdu words, an apostrophe or a hyphen between letters, a point or comma
  /// between digits. With `joiningQuantities`, "10 years" is one word, for it changes as one.
  package static func tokens(of text: String, joiningQuantities: Bool = false) -> [Token] {
    let tokens = Tokens(text, joiningQuantities: joiningQuantities)
    let utf8 = text.utf8
    func index(_ offset: Int) -> String.Index { utf8.index(utf8.startIndex, offsetBy: offset) }
    return tokens.indices.map { number in
      let start = index(tokens.starts[number])
      return Token(
        space: text[index(tokens.space(number).lowerBound)..<start],
        text: text[start..<index(tokens.ends[number])])
    }
  }
}

/// The tokens of a text as places in its bytes, which is what they are compared by.
struct Tokens {
  let bytes: [UInt8]
  /// Where each token's word or sign begins; the space before it reaches back to the token before.
  private(set) var starts: [Int] = []
  private(set) var ends: [Int] = []

  var count: Int { starts.count }
  var indices: Range<Int> { 0..<count }

  init(_ text: String, joiningQuantities: Bool = false) {
    bytes = Array(text.utf8)
    starts.reserveCapacity(bytes.count / 5)
    ends.reserveCapacity(bytes.count / 5)
    var position = 0
    while position < bytes.count {
      while position < bytes.count {
        let (scalar, next) = scalar(at: position)
        guard Tokens.isSpace(scalar) else { break }
        position = next
      }
      let start = position
      if position < bytes.count {
        position = end(ofTokenAt: position)
        if joiningQuantities, let unit = endOfUnit(after: start..<position) { position = unit }
      }
      starts.append(start)
      ends.append(position)
    }
  }

  /// The bytes of the word or sign.
  func word(_ number: Int) -> ArraySlice<UInt8> { bytes[starts[number]..<ends[number]] }

  /// Where the space before a token lies.
  func space(_ number: Int) -> Range<Int> {
    (number > 0 ? ends[number - 1] : 0)..<starts[number]
  }

  private func end(ofTokenAt start: Int) -> Int {
    var (last, position) = scalar(at: start)
    // A sign takes the marks that stand on it; nothing else.
    let isWord = Tokens.isWordScalar(last)
    while position < bytes.count {
      let (scalar, next) = scalar(at: position)
      if Tokens.isMark(scalar) || isWord && Tokens.isWordScalar(scalar) {
        last = scalar
        position = next
        continue
      }
      guard isWord, next < bytes.count else { break }
      let following = self.scalar(at: next).0
      guard Tokens.isWordScalar(following), Tokens.binds(scalar, between: last, and: following)
      else { break }
      last = scalar
      position = next
    }
    return position
  }

  /// The end of the word after a number: a quantity reads as one.
  private func endOfUnit(after number: Range<Int>) -> Int? {
    var position = number.lowerBound
    while position < number.upperBound {
      let (scalar, next) = scalar(at: position)
      guard Tokens.isNumeric(scalar) else { return nil }
      position = next
    }
    guard position < bytes.count, bytes[position] == UInt8(ascii: " "), position + 1 < bytes.count,
      scalar(at: position + 1).0.properties.isAlphabetic
    else { return nil }
    return end(ofTokenAt: position + 1)
  }

  /// The scalar at a place where one begins, and where the next begins.
  private func scalar(at position: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[position]
    if first < 0x80 { return (Unicode.Scalar(first), position + 1) }
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for offset in 1..<length where position + offset < bytes.count {
      value = value << 6 | UInt32(bytes[position + offset] & 0x3F)
    }
    return (Unicode.Scalar(value) ?? "\u{FFFD}", min(position + length, bytes.count))
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x09...0x0D).contains(scalar.value) || scalar.value == 0x20 }
    return scalar.properties.isWhitespace
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
    }
    return scalar.properties.isAlphabetic || isNumeric(scalar) || isMark(scalar)
  }

  private static func isNumeric(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) }
    return scalar.properties.numericType != nil
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300 else { return false }
    // ZWNJ and ZWJ shape the word that they stand in.
    if scalar.value == 0x200C || scalar.value == 0x200D { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: return true
    default: return false
    }
  }

  private static func binds(
    _ sign: Unicode.Scalar, between left: Unicode.Scalar, and right: Unicode.Scalar
  ) -> Bool {
    switch sign {
    case "'", "\u{2019}", "-", "\u{2010}": true
    case ".", ",", ":", "/", "@":
      sign == "@" || isNumeric(left) && isNumeric(right)
        || sign == "." && left.properties.isLowercase && right.properties.isLowercase
    default: false
    }
  }
}
