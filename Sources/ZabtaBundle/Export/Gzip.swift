/// Files of gzip (RFC 1952) whose blocks are stored as they are (RFC 1951, section 3.2.4).
///
/// OPA takes nothing else than gzip, and no library here writes it. Compressing is left to whoever
/// serves the file.
enum Gzip {
  /// The longest block.
  private static let longest = 65_535

  static func wrap(_ bytes: [UInt8]) -> [UInt8] {
    // Deflate, no name, no time, unknown system.
    var file: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
    file.reserveCapacity(bytes.count + bytes.count / longest * 5 + 32)
    var start = 0
    repeat {
      let end = min(start + longest, bytes.count)
      file.append(end == bytes.count ? 1 : 0)
      file += littleEndian(UInt32(end - start), 2)
      file += littleEndian(~UInt32(end - start), 2)
      file += bytes[start..<end]
      start = end
    } while start < bytes.count
    file += littleEndian(checksum(bytes), 4)
    file += littleEndian(UInt32(truncatingIfNeeded: bytes.count), 4)
    return file
  }

  private static func littleEndian(_ value: UInt32, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
  }

  /// CRC-32 (RFC 1952, section 8).
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { sum, byte in
      table[Int(UInt8(truncatingIfNeeded: sum) ^ byte)] ^ (sum >> 8)
    }
  }

  private static let table: [UInt32] = (0..<256).map { (index: UInt32) in
    (0..<8).reduce(index) { sum, _ in sum & 1 == 1 ? 0xEDB8_8320 ^ (sum >> 1) : sum >> 1 }
  }
}
