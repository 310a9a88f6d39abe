import Crypto
import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

/// Two keys that sign together for `shop.privacy`, and a thief; what tests of trust share.
struct Signers {
  let legal = SigningKey()
  let security = SigningKey()
  let thief = SigningKey()
  let now: Moment = .instant(seconds: 1_796_083_200, offset: 0)  // 2026-12-01T00:00:00Z

  var both: [SigningKey] { [legal, security] }

  func keys(
    _ keys: [SigningKey]? = nil, threshold: Int = 2, version: Int = 1, edition: Int? = nil,
    expires: String? = nil
  ) throws -> TrustedKeys {
    try TrustedKeys(
      policy: "shop.privacy", version: version, threshold: threshold,
      keys: (keys ?? both).map(\.publicKey), edition: edition,
      expires: expires.flatMap { Moment($0) })
  }

  func manifest(
    edition: Int = 3, expires: String = "2027-01-01T00:00:00Z", goesOn: Set<RuleClass> = [],
    until: String? = nil, _ files: [String: [UInt8]] = ["bundle.json": [1, 2, 3]]
  ) -> Manifest {
    Manifest(
      policy: "shop.privacy", edition: edition, expires: Moment(expires) ?? now, goesOn: goesOn,
      goesOnUntil: until.flatMap { Moment($0) }, files: files.mapValues(Manifest.File.init(of:)))
  }

  /// The mark that a manifest leaves.
  func mark(_ manifest: Manifest, keys: TrustedKeys? = nil) throws -> SeenEdition {
    try BundleVerifier(keys: try keys ?? self.keys())
      .verify(["bundle.json": [1, 2, 3]], against: manifest)
  }
}

/// Why something is not trusted; nil where it is.
func refusal(_ work: () throws -> Void) -> TrustError.Kind? {
  do {
    try work()
    return nil
  } catch {
    return (error as? TrustError)?.kind
  }
}

/// Base64 (RFC 4648, section 4) as Foundation has it, to look into files from outside.
enum Base64Text {
  static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
  static func decode(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map(Array.init) }
}

/// A DSSE envelope around any bytes: what a signer with another program could make.
enum SignedText {
  static func envelope(_ payload: [UInt8], type: String, _ keys: [SigningKey]) throws -> [UInt8] {
    let signed = Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    let signatures = try keys.map { key in
      let file = try JSONSerialization.jsonObject(with: Data(key.file)) as? [String: String]
      let secret = try #require(Data(base64Encoded: file?["key"] ?? ""))
      let signature = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
        .signature(for: signed)
      return "{\"keyid\":\"\(key.publicKey.id)\",\"sig\":\"\(signature.base64EncodedString())\"}"
    }
    let list = signatures.joined(separator: ",")
    return Array(
      "{\"payload\":\"\(Base64Text.encode(payload))\",\"payloadType\":\"\(type)\",\"signatures\":[\(list)]}"
        .utf8)
  }
}
