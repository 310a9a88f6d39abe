/// The edition and the digest of the rules that a flat file tells in its header, without opening it.
///
/// For signers, who have to know that a flat file and the JSON beside it are of one build. Whether its
/// rules have that digest is for whoever converts or opens it. The layout is that of `docs/bundle.md`.
package struct FlatIdentity: Hashable {
  package var edition: Int
  /// `sha256:` and the digest in hexadecimal, as `digest` of bundle.json.
  package var digest: String

  init(edition: Int, digest: String) {
    self.edition = edition
    self.digest = digest
  }

  /// Reads the header of a bundle, or that of the last bundle of a set; nil where it is neither, or tells no
  /// digest.
  package init?(_ file: [UInt8]) {
    var bundle = file[...]
    if file.starts(with: Array("ZABTASET".utf8)) {
      // The table: for each edition where it begins and its length.
      guard let count = FlatIdentity.number(file[...], at: 12, bytes: 4), count > 0,
        let start = FlatIdentity.number(file[...], at: 32 + (count - 1) * 16, bytes: 8),
        let length = FlatIdentity.number(file[...], at: 40 + (count - 1) * 16, bytes: 8),
        start <= file.count, length <= file.count - start
      else { return nil }
      bundle = file[start..<start + length]
    }
    let hasDigest = 1
    guard bundle.starts(with: Array("zabta.zb".utf8)),
      let flags = FlatIdentity.number(bundle, at: 76, bytes: 4), flags & hasDigest != 0,
      let edition = FlatIdentity.number(bundle, at: 56, bytes: 8)
    else { return nil }
    self.edition = edition
    let first = bundle.startIndex + 24
    digest =
      "sha256:"
      + bundle[first..<first + 32].map { byte in
        (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }.joined()
  }

  /// A little-endian number; nil where it is negative or beyond the end.
  private static func number(_ bytes: ArraySlice<UInt8>, at offset: Int, bytes width: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - width else { return nil }
    let first = bytes.startIndex + offset
    var value: UInt64 = 0
    for byte in bytes[first..<first + width].reversed() { value = value << 8 | UInt64(byte) }
    return Int(exactly: value)
  }
}
