import Crypto
import FoundationEssentials
import ZabtaBundle
import ZabtaRuntime

/// Everything about trust: the bytes as they are, and as what a trusted key has signed, since a damaged
/// payload has no valid signature and would never be read.
enum ReadTrust {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    var (isAccepted, isSeen, isRolledBack, isKept) = (false, true, false, true)
    func look(_ read: () throws -> Void) {
      if (try? read()) != nil { isAccepted = true }
    }
    guard let trusted = Self.trusted else { throw Finding("the harness has no keys") }
    if let kept = KeptBuild(bytes) {
      isAccepted = true
      isKept = KeptBuild(kept.bytes) == kept
      // What was kept is trusted no more than what is fetched.
      if let signature = kept.signature {
        let verifier = BundleVerifier(keys: trusted)
        _ = try? verifier.open(kept.files, signature: signature, at: moment).editions()
      }
    }
    guard isKept else { throw Finding("a build that was kept is read as another") }
    // All that follows is JSON, as each reader would find out by itself.
    guard (try? JSONParser.parse(bytes)) != nil else { return isAccepted }
    look { _ = try TrustedKeys.first(bytes) }
    look { _ = try TrustedKeys.version(of: bytes) }
    look { _ = try PublicKey.read(bytes) }
    look { _ = try SigningKey(file: bytes) }
    look {
      let seen = try SeenEdition.read(bytes)
      isSeen = try SeenEdition.read(seen.file) == seen
      // Whatever stands in the file of the mark, it lets in no edition before its own.
      let verifier = BundleVerifier(keys: trusted, seen: seen)
      if let taken = try? verifier.manifest(known) { isRolledBack = taken.edition < seen.edition }
    }
    guard !isRolledBack else { throw Finding("an edition older than the one seen is taken") }
    look { _ = try BundleVerifier(keys: trusted).manifest(bytes, on: moment) }
    look { _ = try trusted.next(bytes) }
    // Only an object can be a payload; signing takes longer than looking.
    guard bytes.count < 64 << 10, bytes.first == UInt8(ascii: "{") else { return isAccepted }
    if bytes.firstRange(of: Array("zabta.keys/".utf8)) != nil {
      let list = envelope(bytes, type: "application/vnd.zabta.keys+json")
      look { _ = try TrustedKeys.chain([list, bytes]) }
      look { _ = try TrustedKeys.first(list) }
      look { _ = try trusted.next(list) }
    } else {
      let signature = envelope(bytes, type: "application/vnd.zabta.manifest+json")
      let verifier = BundleVerifier(keys: trusted)
      look {
        let opened = try verifier.open(files, signature: signature, at: moment, expired: .taken)
        _ = opened.freshness.isStale(at: moment)
        _ = try? opened.editions()
        // Whoever has seen this edition takes it again, and no older one.
        let seen = try SeenEdition.read(opened.seen.file)
        _ = try BundleVerifier(keys: trusted, seen: seen).manifest(signature)
        isSeen = seen == opened.seen
      }
    }
    guard isSeen else { throw Finding("the mark of an edition is read as another") }
    return isAccepted
  }

  private static let moment = Moment.day(Day(number: 20_500))
  private static let files = ["bundle.json": Array("{}".utf8)]

  /// A key that everybody knows: good for nothing but this.
  private static let key = try? Curve25519.Signing.PrivateKey(
    rawRepresentation: [UInt8](repeating: 7, count: 32))

  /// The payload of the first list, with that key alone.
  package static let firstList: [UInt8] = {
    let key = Self.key.map { Data($0.publicKey.rawRepresentation).base64EncodedString() } ?? ""
    return Array(
      #"{"format":"zabta.keys/1","keys":["\#(key)"],"policy":"shop.privacy","threshold":1,"version":1}"#
        .utf8)
  }()

  /// The signature of edition 3, whose one file is `{}`.
  private static let known = envelope(
    Array(
      (#"{"edition":3,"expires":"2027-01-01T00:00:00Z","files":{"bundle.json":{"length":2,"sha256":"#
        + #""44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"}},"#
        + #""format":"zabta.manifest/1","policy":"shop.privacy"}"#).utf8),
    type: "application/vnd.zabta.manifest+json")

  private static let trusted = try? TrustedKeys.first(
    envelope(firstList, type: "application/vnd.zabta.keys+json"))

  /// An envelope signed with that key: DSSE 1.0, protocol.md, "PAE(type, body)".
  private static func envelope(_ payload: [UInt8], type: String) -> [UInt8] {
    guard let key else { return [] }
    let signed =
      Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    let signature = (try? key.signature(for: signed)).map { Data($0) } ?? Data()
    let id = SHA256.hash(data: key.publicKey.rawRepresentation).map { byte in
      (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
    }.joined()
    return Array(
      #"{"payload":"\#(Data(payload).base64EncodedString())","payloadType":"\#(type)","signatures":[{"keyid":"\#(id)","sig":"\#(signature.base64EncodedString())"}]}"#
        .utf8)
  }
}
