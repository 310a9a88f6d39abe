/// The hash by which names are found.
///
/// It starts with `(seed + 1) * second ^ (list + 1) * first`, all modulo 2⁶⁴. Each 8 bytes of the name,
/// as a little-endian number and the last filled up with zeros, are mixed in; then its length in bytes.
/// Mixing is `hash = (hash ^ number) * first; hash ^= hash >> 32`.
enum FlatHash {
  private static let first: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let second: UInt64 = 0xD6E8_FEB8_6659_FD93

  /// The hash of a name in a list.
  static func hash(_ name: UnsafeRawBufferPointer, list: UInt32, seed: UInt32) -> UInt64 {
    var hash = (UInt64(seed) &+ 1) &* second ^ (UInt64(list) &+ 1) &* first
    var offset = 0
    while name.count - offset >= 8 {
      let word = name.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      mix(&hash, UInt64(littleEndian: word))
      offset += 8
    }
    if offset < name.count {
      var rest: UInt64 = 0
      var shift: UInt64 = 0
      while offset < name.count {
        rest |= UInt64(name[offset]) << shift
        shift += 8
        offset += 1
      }
      mix(&hash, rest)
    }
    mix(&hash, UInt64(name.count))
    return hash
  }

  @inline(__always)
  private static func mix(_ hash: inout UInt64, _ word: UInt64) {
    hash = (hash ^ word) &* first
    hash ^= hash >> 32
  }
}

/// Runs the body with a text's bytes, without a copy where the text is stored in one piece.
@inline(__always)
func withBytes<Result>(_ text: String, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
  if let result = text.utf8.withContiguousStorageIfAvailable({ body(UnsafeRawBufferPointer($0)) }) {
    return result
  }
  return Array(text.utf8).withUnsafeBytes(body)
}
