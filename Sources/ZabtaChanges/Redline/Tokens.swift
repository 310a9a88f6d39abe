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
    let scalars = text.unicodeScalars
    var tokens: [Token] = []
    var position = scalars.startIndex
    while position < scalars.endIndex {
      let start = position
      while position < scalars.endIndex, scalars[position].properties.isWhitespace {
        position = scalars.index(after: position)
      }
      let textStart = position
      if position < scalars.endIndex {
        position = end(ofTokenAt: position, in: scalars)
        if joiningQuantities, let unit = endOfUnit(after: textStart..<position, in: scalars) {
          position = unit
        }
      }
      tokens.append(Token(space: text[start..<textStart], text: text[textStart..<position]))
    }
    return tokens
  }

  private typealias Scalars = String.UnicodeScalarView

  private static func end(ofTokenAt start: String.Index, in scalars: Scalars) -> String.Index {
    var position = scalars.index(after: start)
    var last = scalars[start]
    // A sign takes the marks that stand on it; nothing else.
    let isWord = isWordScalar(last)
    while position < scalars.endIndex {
      let scalar = scalars[position]
      let next = scalars.index(after: position)
      if isMark(scalar) || isWord && isWordScalar(scalar) {
        last = scalar
        position = next
      } else if isWord, next < scalars.endIndex, isWordScalar(scalars[next]),
        binds(scalar, between: last, and: scalars[next])
      {
        last = scalar
        position = next
      } else {
        break
      }
    }
    return position
  }

  /// The end of the word after a number: a quantity reads as one.
  private static func endOfUnit(
    after number: Range<String.Index>, in scalars: Scalars
  ) -> String.Index? {
    guard scalars[number].allSatisfy({ $0.properties.numericType != nil }),
      number.upperBound < scalars.endIndex, scalars[number.upperBound] == " "
    else { return nil }
    let word = scalars.index(after: number.upperBound)
    guard word < scalars.endIndex, scalars[word].properties.isAlphabetic else { return nil }
    return end(ofTokenAt: word, in: scalars)
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 {
      return (0x30...0x39).contains(scalar.value) || (0x61...0x7A).contains(scalar.value | 0x20)
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
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
      sign == "@" || left.properties.numericType != nil && right.properties.numericType != nil
        || sign == "." && left.properties.isLowercase && right.properties.isLowercase
    default: false
    }
  }
}
