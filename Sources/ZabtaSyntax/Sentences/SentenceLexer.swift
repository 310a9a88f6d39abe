/// A word or mark of a rule sentence.
struct Token {
  enum Kind: Equatable {
    case word(ReservedWord)
    case name
    case number
    case comma
    case stop
    /// Something that no rule sentence holds.
    case strange
    case end
  }

  var kind: Kind
  var lower: Int
  var upper: Int
  /// Whether it begins with a capital letter and is no code of a place.
  var isCapitalised: Bool
}

/// Cuts a paragraph of rules into words, numbers, commas and full stops.
struct SentenceLexer {
  let text: SourceText
  let upper: Int
  private(set) var index: Int

  init(_ text: SourceText, _ lower: Int, _ upper: Int) {
    self.text = text
    self.upper = upper
    index = lower
  }

  mutating func next() -> Token {
    while index < upper, text.bytes[index].isSpace { index += 1 }
    guard index < upper else {
      return Token(kind: .end, lower: upper, upper: upper, isCapitalised: false)
    }
    let lower = index
    let byte = text.bytes[index]
    if byte == .comma { return mark(.comma) }
    if byte == .stop { return mark(.stop) }
    let isWord = byte.isLetter || byte.isDigit
    if isWord {
      while index < upper, isPartOfWord(text.bytes[index]) { index += 1 }
    }
    if !isWord || !isBoundary(index) {
      // A quotation mark, a bracket, an apostrophe, a letter of another script: one strange word.
      while index < upper, !isBoundary(index) { index += 1 }
      if index == lower { index += 1 }
      return Token(kind: .strange, lower: lower, upper: index, isCapitalised: byte.isUpper)
    }
    let bytes = text.bytes[lower..<index]
    if byte.isDigit {
      let isNumber = bytes.allSatisfy(\.isDigit)
      return Token(
        kind: isNumber ? .number : .strange, lower: lower, upper: index, isCapitalised: false)
    }
    if !NameRules.isPlaceCode(bytes), let word = ReservedWord.find(bytes) {
      return Token(kind: .word(word), lower: lower, upper: index, isCapitalised: byte.isUpper)
    }
    let isCapitalised = byte.isUpper && !NameRules.isPlaceCode(bytes)
    return Token(kind: .name, lower: lower, upper: index, isCapitalised: isCapitalised)
  }

  private mutating func mark(_ kind: Token.Kind) -> Token {
    index += 1
    return Token(kind: kind, lower: index - 1, upper: index, isCapitalised: false)
  }

  private func isPartOfWord(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || byte == .hyphen
  }

  /// Whether a word may end before this offset: at a space, a comma, or a full stop with a space
  /// behind it.
  private func isBoundary(_ index: Int) -> Bool {
    guard index < upper else { return true }
    let byte = text.bytes[index]
    if byte == .stop { return index + 1 >= upper || text.bytes[index + 1].isSpace }
    return byte.isSpace || byte == .comma
  }
}
