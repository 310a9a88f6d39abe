import Crypto
import FoundationEssentials

/// A key that verifies: Ed25519 (RFC 8032).
package struct PublicKey: Sendable, Hashable {
  /// The 32 bytes of the key.
  package let bytes: [UInt8]
  /// SHA-256 of the bytes, in hexadecimal: the name by which signatures tell their key.
  package let id: String

  package init(_ bytes: [UInt8]) throws(TrustError) {
    guard (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else {
      throw TrustError(
        .unreadable, "this is no Ed25519 key: it has 32 bytes, and this has \(bytes.count)")
    }
    guard !PublicKey.isWeak(bytes) else {
      throw TrustError(
        .untrusted, "these 32 bytes are no key to trust: everyone can sign for them")
    }
    self.bytes = bytes
    id = Hexadecimal.digest(of: bytes)
  }

  func isValid(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: message)
  }

  /// The key as a file.
  package var file: [UInt8] { KeyFile.write(kind: KeyFile.publicKind, bytes) }

  /// Reads the file of a key.
  package static func read(_ file: [UInt8]) throws(TrustError) -> PublicKey {
    try PublicKey(try KeyFile.read(file, kind: KeyFile.publicKind))
  }
}

/// A key that signs: Ed25519 (RFC 8032).
///
/// Whoever has its file can sign; it belongs into no repository.
package struct SigningKey: Sendable {
  private let bytes: [UInt8]
  package let publicKey: PublicKey

  /// A new key from the system's source of randomness.
  package init() {
    let key = Curve25519.Signing.PrivateKey()
    bytes = Array(key.rawRepresentation)
    publicKey = SigningKey.publicKey(of: key)
  }

  /// Reads the file of a key.
  package init(file: [UInt8]) throws(TrustError) {
    bytes = try KeyFile.read(file, kind: KeyFile.privateKind)
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes) else {
      throw TrustError(
        .unreadable, "this is no Ed25519 key: it has 32 bytes, and this has \(bytes.count)")
    }
    publicKey = SigningKey.publicKey(of: key)
  }

  /// The key as a file, which nobody else may read.
  package var file: [UInt8] { KeyFile.write(kind: KeyFile.privateKind, bytes) }

  func signature(of message: [UInt8]) throws(TrustError) -> [UInt8] {
    guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes),
      let signature = try? key.signature(for: message)
    else { throw TrustError(.unreadable, "the key cannot sign") }
    return Array(signature)
  }

  private static func publicKey(of key: Curve25519.Signing.PrivateKey) -> PublicKey {
    PublicKey(known: Array(key.publicKey.rawRepresentation))
  }
}

extension PublicKey {
  /// A key that the library itself gave.
  fileprivate init(known bytes: [UInt8]) {
    self.bytes = bytes
    id = Hexadecimal.digest(of: bytes)
  }
}

/// The file of a key: a line of JSON.
enum KeyFile {
  static let publicKind = "zabta.ed25519.public/1"
  static let privateKind = "zabta.ed25519.private/1"

  /// Whether a file is that of a key, of either kind.
  static func isKey(_ file: [UInt8]) -> Bool {
    [publicKind, privateKind].contains { kind in (try? read(file, kind: kind)) != nil }
  }

  static func write(kind: String, _ key: [UInt8]) -> [UInt8] {
    JSONWriter.write(.object(["format": .string(kind), "key": .string(Base64.encode(key))]))
      + [UInt8(ascii: "\n")]
  }

  static func read(_ file: [UInt8], kind: String) throws(TrustError) -> [UInt8] {
    do throws(JSONError) {
      guard file.count <= 4096 else {
        throw JSONError(path: "", reason: "a key's file is shorter than this")
      }
      let root = JSONNode(value: try JSONParser.parse(file), path: "")
      let members = try root.members(only: ["format", "key"])
      let format = try members.required("format")
      guard try format.string() == kind else {
        throw format.fault(
          "\(kind == publicKind ? "a public" : "a private") key is expected, this is "
            + "\"\(try format.string())\"")
      }
      return try members.required("key").base64()
    } catch {
      throw TrustError(.unreadable, "this is no key's file: \(error)")
    }
  }
}

/// Digests in hexadecimal.
enum Hexadecimal {
  /// SHA-256 (FIPS 180-4) of some bytes.
  static func digest(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
