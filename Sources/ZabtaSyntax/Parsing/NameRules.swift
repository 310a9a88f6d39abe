/// How a name is written: small letters, digits and single hyphens, or the code of a place.
enum NameRules {
  /// Whether the bytes are a name such as `sales-records`, or a code such as `PK` or `US-CA`.
  static func isName(_ name: some Collection<UInt8>) -> Bool {
    isWord(name) || isPlaceCode(name)
  }

  static func isWord(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, first.isLower, name.count <= Limits.nameBytes else {
      return false
    }
    var previous = first
    for byte in name.dropFirst() {
      guard byte.isLower || byte.isDigit || (byte == .hyphen && previous != .hyphen) else {
        return false
      }
      previous = byte
    }
    return previous != .hyphen
  }

  /// Two capitals, and after a hyphen up to three more: ISO 3166-1 and 3166-2.
  static func isPlaceCode(_ name: some Collection<UInt8>) -> Bool {
    guard let first = name.first, first.isUpper, name.count == 2 || (4...6).contains(name.count)
    else { return false }
    let bytes = Array(name)
    guard bytes[0].isUpper, bytes[1].isUpper else { return false }
    guard bytes.count > 2 else { return true }
    return bytes[2] == .hyphen && bytes[3...].allSatisfy { $0.isUpper || $0.isDigit }
  }

  /// The name that somebody probably meant: "How we keep it" → `how-we-keep-it`.
  static func proposal(_ text: String) -> String {
    var result: [UInt8] = []
    for byte in text.utf8 {
      if byte.isLetter || (byte.isDigit && !result.isEmpty) {
        result.append(byte.lowered)
      } else if let last = result.last, last != .hyphen, byte < 0x80, byte != UInt8(ascii: "'") {
        result.append(.hyphen)
      }
      if result.count >= 60 { break }
    }
    while result.last == .hyphen { result.removeLast() }
    let name = String(decoding: result, as: UTF8.self)
    return ReservedWord(rawValue: name) == nil ? name : name + "-it"
  }
}
