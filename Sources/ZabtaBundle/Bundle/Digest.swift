import Crypto
package import ZabtaRuntime

extension BundleJSON {
  /// The digest of what a bundle rules: everything that a decision depends on, and no label, no
  /// heading, no prose and no edition.
  ///
  /// Two editions with the same digest decide alike.
  package static func digest(_ content: BundleContent) -> String {
    var hash = SHA256()
    JSONWriter.write(BundleEncoder(content).rules()).withUnsafeBytes {
      hash.update(bufferPointer: $0)
    }
    let hexadecimal = hash.finalize().map { byte in
      (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }
    return "sha256:" + hexadecimal.joined()
  }
}
