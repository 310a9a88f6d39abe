import Crypto
import FoundationEssentials

/// The signature of a bundle as OPA verifies it: a JSON Web Token over the digests of the files.
///
/// OPA's documentation, "Bundles", "Signature Format".
package struct OPASigner: Sendable {
  /// The name by which OPA finds the key where its configuration names none.
  static let keyName = "default"

  private let key: P256.Signing.PrivateKey

  /// Reads a private key on the curve P-256 in the form of PEM (PKCS #8 or SEC 1).
  package init(pem: [UInt8]) throws(TrustError) {
    do {
      key = try P256.Signing.PrivateKey(pemRepresentation: String(decoding: pem, as: UTF8.self))
    } catch {
      throw TrustError(
        .unreadable,
        "this is no private key on the curve P-256 in the form of PEM. Make one with: "
          + "openssl ecparam -name prime256v1 -genkey -noout")
    }
  }

  /// The file that holds the signature of the others; ES256 (RFC 7518, section 3.4).
  func file(for files: [OPABundle.File]) throws(TrustError) -> OPABundle.File {
    let claims = JSONValue.object([
      "files": .array(
        files.map { file in
          .object([
            "algorithm": .string("SHA-256"), "hash": .string(OPADigest.hexadecimal(file)),
            "name": .string(file.path),
          ])
        })
    ])
    let header = JSONValue.object([
      "alg": .string("ES256"), "kid": .string(OPASigner.keyName),
    ])
    let signed = [header, claims].map { url($0) }.joined(separator: ".")
    guard let signature = try? key.signature(for: Array(signed.utf8)) else {
      throw TrustError(.unreadable, "the key cannot sign")
    }
    let token = signed + "." + url(Array(signature.rawRepresentation))
    return OPABundle.File(
      path: ".signatures.json",
      bytes: JSONWriter.write(.object(["signatures": .array([.string(token)])])))
  }

  private func url(_ value: JSONValue) -> String { url(JSONWriter.write(value)) }

  /// Base64 for addresses, without padding (RFC 4648, section 5).
  private func url(_ bytes: [UInt8]) -> String {
    Base64.encode(bytes).replacing("+", with: "-").replacing("/", with: "_").replacing(
      "=", with: "")
  }
}

/// Digests of files as OPA takes them.
enum OPADigest {
  /// Of JSON not the bytes count but the members, sorted by the bytes of their names, each text
  /// as Go's `encoding/json` writes it; of everything else, the bytes.
  static func hexadecimal(_ file: OPABundle.File) -> String {
    let name = file.path.split(separator: "/").last.map(String.init) ?? file.path
    guard name == "data.json" || name == ".manifest", let value = try? JSONParser.parse(file.bytes)
    else { return Hexadecimal.digest(of: file.bytes) }
    var bytes: [UInt8] = []
    add(value, to: &bytes)
    return Hexadecimal.digest(of: bytes)
  }

  private static func add(_ value: JSONValue, to bytes: inout [UInt8]) {
    switch value {
    case .string(let text): add(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        add(element, to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      for (index, member) in sorted.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        add(member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        add(member.value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    default: bytes += JSONWriter.write(value)
    }
  }

  /// As RFC 8785 has it, but for two line separators that Go escapes.
  private static func add(_ text: String, to bytes: inout [UInt8]) {
    let written = String(decoding: JSONWriter.write(.string(text)), as: UTF8.self)
    for scalar in written.unicodeScalars {
      switch scalar {
      case "\u{2028}": bytes += Array("\\u2028".utf8)
      case "\u{2029}": bytes += Array("\\u2029".utf8)
      default: bytes += Array(String(scalar).utf8)
      }
    }
  }
}
