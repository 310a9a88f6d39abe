/// The bytes that the grammar knows.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let stop = UInt8(ascii: ".")
  static let hyphen = UInt8(ascii: "-")
  static let backslash = UInt8(ascii: "\\")

  var isBlank: Bool { self == .space || self == .tab || self == .carriageReturn }
  var isSpace: Bool { isBlank || self == .newline }
  var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
  var isLower: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
  var isUpper: Bool { self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") }
  var isLetter: Bool { isLower || isUpper }
  /// The small letter of a capital one.
  var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension SourceText {
  func string(_ range: Range<Int>) -> String {
    string(range.lowerBound, range.upperBound)
  }

  /// The bounds without the space around them.
  func trimmed(_ lower: Int, _ upper: Int) -> Range<Int> {
    var lower = lower
    var upper = upper
    while lower < upper, bytes[lower].isSpace { lower += 1 }
    while upper > lower, bytes[upper - 1].isSpace { upper -= 1 }
    return lower..<upper
  }

  /// The text between two offsets as one line: every run of white space is one space.
  func folded(_ lower: Int, _ upper: Int) -> String {
    let range = trimmed(lower, upper)
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index].isSpace {
        while index < range.upperBound, bytes[index].isSpace { index += 1 }
        result.append(.space)
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The first offset of a byte in a range.
  func firstIndex(of byte: UInt8, from lower: Int, to upper: Int) -> Int? {
    var index = lower
    while index < upper {
      if bytes[index] == byte { return index }
      index += 1
    }
    return nil
  }
}

extension Substring {
  /// The text without the spaces at its ends.
  ///
  /// By bytes: every label and every part of a list passes here.
  package var trimmed: String {
    var bytes = utf8.drop { $0 == .space }
    while bytes.last == .space { bytes.removeLast() }
    return String(Substring(bytes))
  }
}
