import Crypto
package import ZabtaRuntime

extension BundleJSON {
  /// The digest of what a bundle rules: everything that a decision depends on, and no label, no
  /// heading, no prose and no edition.
  ///
  /// Two editions with the same digest decide alike.
  package static func digest(_ content: BundleContent) -> String {
    let hexadecimal = digestBytes(content).map { byte in
      (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
    return "sha256:" + hexadecimal.joined()
  }

  /// The same digest as its 32 bytes.
  package static func digestBytes(_ content: BundleContent) -> [UInt8] {
    var hash = SHA256()
    JSONWriter.write(BundleEncoder(content).rules()).withUnsafeBytes {
      hash.update(bufferPointer: $0)
    }
    return Array(hash.finalize())
  }

  /// The digest that the rules of a bundle have, whatever the bundle itself says.
  ///
  /// For those who make bundles by other ways: fuzzers that damage rules and mend the digest.
  package static func digest(ofRulesIn bundle: JSONValue) throws(JSONError) -> String {
    let root = JSONNode(value: bundle, path: "")
    return digest(try BundleDecoder.content(try root.members(only: members)))
  }

  /// The digest that a bundle in canonical form gives itself; nil where it has none.
  package static func digest(in bytes: [UInt8]) -> String? {
    // Within a text the quotes would be escaped, so only the member reads so.
    let member = Array(",\"digest\":\"".utf8)
    // By hand: the library's search takes milliseconds for the prose that stands before it.
    return bytes.withUnsafeBufferPointer { bytes in
      guard
        let place = bytes.indices.first(where: {
          bytes[$0] == member[0] && bytes[$0...].starts(with: member)
        })
      else { return nil }
      let rest = bytes[(place + member.count)...]
      guard let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
      return String(decoding: rest[..<end], as: UTF8.self)
    }
  }
}
