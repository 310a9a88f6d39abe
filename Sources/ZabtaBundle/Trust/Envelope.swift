/// A signed text: DSSE, Dead Simple Signing Envelope 1.0 (secure-systems-lab/dsse).
///
/// The signatures are over the exact bytes of the payload and its type, so nothing of the payload is
/// parsed before they hold.
struct Envelope: Hashable {
  /// The most bytes of an envelope.
  static let sizeLimit = 256 << 10
  /// The most signatures that are looked at.
  static let mostSignatures = 64

  /// A signature and the key that is said to have made it.
  struct Signature: Hashable {
    var keyID: String
    var bytes: [UInt8]
  }

  var payloadType: String
  var payload: [UInt8]
  var signatures: [Signature]

  /// What is signed: the pre-authentication encoding of DSSE, `DSSEv1 <length> <type> <length> <payload>`.
  var signedBytes: [UInt8] {
    Array("DSSEv1 \(payloadType.utf8.count) \(payloadType) \(payload.count) ".utf8) + payload
  }

  /// Reads an envelope; what it holds is not to be trusted yet.
  static func read(_ bytes: [UInt8]) throws(TrustError) -> Envelope {
    guard bytes.count <= sizeLimit else {
      throw TrustError(.tooLong, "a signed file has at most \(sizeLimit >> 10) KiB")
    }
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(bytes), path: "")
      let members = try root.members(only: ["payload", "payloadType", "signatures"])
      let list = try members.required("signatures").array()
      guard list.count <= mostSignatures else {
        throw root.fault("there are more than \(mostSignatures) signatures")
      }
      var signatures: [Signature] = []
      for node in list {
        let signature = try node.members(only: ["keyid", "sig"])
        signatures.append(
          Signature(
            keyID: try signature.required("keyid").string(),
            bytes: try signature.required("sig").base64()))
      }
      return Envelope(
        payloadType: try members.required("payloadType").string(),
        payload: try members.required("payload").base64(), signatures: signatures)
    } catch {
      guard !KeyFile.isKey(bytes) else {
        throw TrustError(
          .unreadable, "this is a key; a signature, or a list of keys, is expected here")
      }
      throw TrustError(.unreadable, "the signed file cannot be read: \(error)")
    }
  }

  /// The envelope as canonical JSON.
  var bytes: [UInt8] {
    JSONWriter.write(
      .object([
        "payload": .string(Base64.encode(payload)), "payloadType": .string(payloadType),
        "signatures": .array(
          signatures.map {
            .object(["keyid": .string($0.keyID), "sig": .string(Base64.encode($0.bytes))])
          }),
      ])) + [UInt8(ascii: "\n")]
  }

  /// Adds a key's signature; an older one of the same key gives way.
  mutating func sign(with key: SigningKey) throws(TrustError) {
    let signature = Signature(keyID: key.publicKey.id, bytes: try key.signature(of: signedBytes))
    signatures.removeAll { $0.keyID == signature.keyID }
    signatures.append(signature)
    signatures.sort { $0.keyID < $1.keyID }
  }

  /// Takes over the signatures of a file that says the same.
  mutating func takeSignatures(of earlier: [UInt8]?) throws(TrustError) {
    guard let earlier else { return }
    let present = try Envelope.read(earlier)
    guard present.payload == payload, present.payloadType == payloadType else { return }
    signatures = present.signatures
  }

  /// How many of the keys signed this; each counts once, whatever the envelope says of them.
  func count(of keys: [PublicKey]) -> Int {
    let signed = signedBytes
    var found: Set<String> = []
    for key in keys where !found.contains(key.id) {
      let own = signatures.filter { $0.keyID == key.id }
      if own.contains(where: { key.isValid($0.bytes, for: signed) }) { found.insert(key.id) }
    }
    return found.count
  }
}

extension JSONNode {
  /// Bytes that are written in base64 (RFC 4648, section 4).
  func base64() throws(JSONError) -> [UInt8] {
    guard let bytes = Base64.decode(try string()) else { throw expected("base64") }
    return bytes
  }
}
