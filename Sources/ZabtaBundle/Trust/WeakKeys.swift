extension PublicKey {
  /// True of bytes that are no key of anybody's: everyone can sign for a point of low order, and what
  /// is not written in the one canonical way (RFC 8032, section 5.1.3) would be a second key of one owner.
  static func isWeak(_ bytes: [UInt8]) -> Bool {
    guard bytes.count == 32 else { return true }
    var ordinate = bytes
    // The highest bit is the sign of the other coordinate.
    ordinate[31] &= 0x7F
    return !isBelowPrime(ordinate) || lowOrder.contains(ordinate)
  }

  /// True of a number, little-endian, below 2^255 - 19.
  private static func isBelowPrime(_ ordinate: [UInt8]) -> Bool {
    ordinate[0] < 0xED || ordinate[31] < 0x7F || ordinate[1...30].contains { $0 != 0xFF }
  }

  /// The ordinates of the eight points whose order divides 8: 0 (order 4), 1 (order 1), -1 (order 2),
  /// and the two of order 8.
  private static let lowOrder: [[UInt8]] = [
    [UInt8](repeating: 0, count: 32),
    [1] + [UInt8](repeating: 0, count: 31),
    [0xEC] + [UInt8](repeating: 0xFF, count: 30) + [0x7F],
    [
      0x26, 0xE8, 0x95, 0x8F, 0xC2, 0xB2, 0x27, 0xB0, 0x45, 0xC3, 0xF4, 0x89, 0xF2, 0xEF, 0x98,
      0xF0,
      0xD5, 0xDF, 0xAC, 0x05, 0xD3, 0xC6, 0x33, 0x39, 0xB1, 0x38, 0x02, 0x88, 0x6D, 0x53, 0xFC,
      0x05,
    ],
    [
      0xC7, 0x17, 0x6A, 0x70, 0x3D, 0x4D, 0xD8, 0x4F, 0xBA, 0x3C, 0x0B, 0x76, 0x0D, 0x10, 0x67,
      0x0F,
      0x2A, 0x20, 0x53, 0xFA, 0x2C, 0x39, 0xCC, 0xC6, 0x4E, 0xC7, 0xFD, 0x77, 0x92, 0xAC, 0x03,
      0x7A,
    ],
  ]
}
