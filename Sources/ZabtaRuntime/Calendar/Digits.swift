/// A reader of the fixed-width numbers of ISO 8601.
///
/// It never looks past the end of its text.
struct Digits {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    // Longer than any date or instant that is read: no need to copy more.
    bytes = Array(text.utf8.prefix(64))
  }

  /// True where nothing is left.
  var isAtEnd: Bool { position == bytes.count }

  /// The byte that follows, without taking it.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Takes one character where it follows.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard let next, UInt32(next) == character.value else { return false }
    position += 1
    return true
  }

  /// Takes a number of exactly so many digits (at most 9).
  mutating func number(_ width: Int) -> Int? {
    guard bytes.count - position >= width else { return nil }
    var value = 0
    for byte in bytes[position..<position + width] {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    position += width
    return value
  }

  /// Takes `YYYY-MM-DD`.
  mutating func day() -> Day? {
    guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}
