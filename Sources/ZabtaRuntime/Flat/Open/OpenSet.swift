/// The form of several editions in one flat file, `bundle-set.zb`: a table, and the flat bundle of each
/// edition as it would stand in a file of its own.
///
/// Numbers are little-endian.
///
/// | offset | bytes | meaning |
/// | --- | --- | --- |
/// | 0 | 8 | `ZABTASET` in ASCII |
/// | 8 | 4 | the format, 1 |
/// | 12 | 4 | how many editions there are, 1 to 10 000 |
/// | 16 | 8 | the length of the file |
/// | 24 | 8 | 0 |
/// | 32 | 16 each | for each edition: where its bundle begins, and its length, 8 bytes each |
///
/// The bundles stand in the order of the table, by rising number of the edition. Each begins at the next multiple of
/// 64 after what stands before it; the bytes between are 0. The file ends with the last bundle.
package enum FlatSet {
  /// The first bytes of the file.
  package static let magic = Array("ZABTASET".utf8)
  /// The number of the format.
  package static let format: UInt32 = 1
  static let headerSize = 32
  static let entrySize = 16
  static let alignment = 64

  /// Puts flat bundles together, which stand by rising number of their editions.
  package static func write(_ bundles: [[UInt8]]) -> [UInt8] {
    var bytes: [UInt8] = []
    var places: [Int] = []
    var end = headerSize + bundles.count * entrySize
    for bundle in bundles {
      end = aligned(end)
      places.append(end)
      end += bundle.count
    }
    bytes.reserveCapacity(end)
    func append(_ number: some FixedWidthInteger) {
      withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
    bytes += magic
    append(format)
    append(UInt32(clamping: bundles.count))
    append(UInt64(end))
    append(UInt64(0))
    for (place, bundle) in zip(places, bundles) {
      append(UInt64(place))
      append(UInt64(bundle.count))
    }
    for (place, bundle) in zip(places, bundles) {
      bytes += repeatElement(0, count: place - bytes.count)
      bytes += bundle
    }
    return bytes
  }

  /// True of bytes that begin as a set does.
  package static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes.starts(with: magic)
  }

  /// Where the bundles stand in a set.
  ///
  /// Looks at the table and the bytes between bundles, not into a bundle.
  ///
  /// - Throws: The first thing that is not as it has to be.
  static func bundles(in bytes: UnsafeRawBufferPointer) throws(RulesetError) -> [Range<Int>] {
    func fault(_ path: String, _ reason: String) -> RulesetError {
      RulesetError(path: path, reason: reason)
    }
    guard begins(bytes) else {
      throw fault(
        "header", "these bytes are no set of flat bundles: they do not begin with ZABTASET")
    }
    guard bytes.count >= headerSize else {
      throw fault("header", "the file ends within its header, after \(bytes.count) bytes")
    }
    let format = load(bytes, 8, UInt32.self)
    guard format == self.format else {
      throw fault(
        "header.format", "this program reads format \(self.format), and this is format \(format)")
    }
    let length = load(bytes, 16, UInt64.self)
    guard length == bytes.count else {
      throw fault(
        "header.length", "the header tells \(length) bytes, and there are \(bytes.count)")
    }
    guard load(bytes, 24, UInt64.self) == 0 else {
      throw fault("header", "the bytes from 24 to 31 are not 0")
    }
    let count = Int(load(bytes, 12, UInt32.self))
    guard count > 0 else { throw fault("editions", "there is no edition") }
    guard count <= EditionSet.limit else {
      throw fault("editions", "there are more than \(EditionSet.limit) editions")
    }
    var end = headerSize + count * entrySize
    guard end <= bytes.count else {
      throw fault("editions", "the file ends within the table of \(count) editions")
    }
    var ranges: [Range<Int>] = []
    ranges.reserveCapacity(count)
    for index in 0..<count {
      let entry = headerSize + index * entrySize
      let (start, size) = (load(bytes, entry, UInt64.self), load(bytes, entry + 8, UInt64.self))
      let expected = aligned(end)
      guard start == expected else {
        throw fault(
          "editions[\(index)]", "the bundle has to begin at byte \(expected), not at \(start)")
      }
      guard expected <= bytes.count, size <= bytes.count - expected else {
        throw fault("editions[\(index)]", "the bundle goes on beyond the end of the file")
      }
      guard bytes[end..<expected].allSatisfy({ $0 == 0 }) else {
        throw fault("editions[\(index)]", "the bytes before the bundle are not 0")
      }
      end = expected + Int(size)
      ranges.append(expected..<end)
    }
    guard end == bytes.count else {
      throw fault("editions", "after the last bundle stand \(bytes.count - end) more bytes")
    }
    return ranges
  }

  /// The next place at which a bundle may begin; never overflows, for ends lie within a file.
  private static func aligned(_ end: Int) -> Int { (end + alignment - 1) & ~(alignment - 1) }

  /// A number at a place that lies within the bytes.
  private static func load<Number: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ place: Int, _: Number.Type
  ) -> Number {
    Number(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: Number.self))
  }
}
