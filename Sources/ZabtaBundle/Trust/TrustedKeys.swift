/// Whose signatures count for a policy, and how many of them it takes.
///
/// A list follows another only when enough keys of both signed it, so that whoever trusts the first
/// can follow to the last, and a stolen key is replaced by those that were not.
package struct TrustedKeys: Sendable, Hashable {
  static let payloadType = "application/vnd.zabta.keys+json"
  static let format = "zabta.keys/1"
  /// The most keys of one list.
  static let mostKeys = 64

  /// The policy whose bundles the keys sign.
  package var policy: String
  /// 1 for the first list; each that follows is one higher.
  package var version: Int
  /// How many different keys have to sign.
  package var threshold: Int
  package var keys: [PublicKey]

  /// A list of keys.
  /// - Throws: Where it could never be met, or by nobody.
  package init(policy: String, version: Int, threshold: Int, keys: [PublicKey])
    throws(TrustError)
  {
    self.policy = policy
    self.version = version
    self.threshold = threshold
    self.keys = keys.sorted { $0.id < $1.id }
    guard version > 0 else { throw TrustError(.unreadable, "a list of keys has a version from 1") }
    guard !keys.isEmpty, keys.count <= TrustedKeys.mostKeys, Set(keys).count == keys.count else {
      throw TrustError(
        .unreadable, "a list has 1 to \(TrustedKeys.mostKeys) keys, each of them once")
    }
    guard (1...keys.count).contains(threshold) else {
      throw TrustError(
        .unreadable,
        "\(threshold) signatures are asked for, and there are \(keys.count) keys to make them")
    }
  }

  /// The list as canonical JSON.
  var payload: [UInt8] {
    JSONWriter.write(
      .object([
        "format": .string(TrustedKeys.format), "policy": .string(policy),
        "version": .int(version), "threshold": .int(threshold),
        "keys": .array(keys.map { .string(Base64.encode($0.bytes)) }),
      ]))
  }

  static func read(_ payload: [UInt8]) throws(TrustError) -> TrustedKeys {
    let parts: (policy: String, version: Int, threshold: Int, keys: [[UInt8]])
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(payload), path: "")
      let members = try root.members(only: ["format", "policy", "version", "threshold", "keys"])
      let format = try members.required("format")
      guard try format.string() == TrustedKeys.format else {
        throw format.fault("this program reads \(TrustedKeys.format)")
      }
      parts = (
        try members.required("policy").string(), try members.required("version").int(),
        try members.required("threshold").int(),
        try members.required("keys").map { node throws(JSONError) in try node.base64() }
      )
    } catch {
      throw TrustError(.unreadable, "this is no list of keys: \(error)")
    }
    var keys: [PublicKey] = []
    for bytes in parts.keys { keys.append(try PublicKey(bytes)) }
    return try TrustedKeys(
      policy: parts.policy, version: parts.version, threshold: parts.threshold, keys: keys)
  }

  // MARK: Files

  /// The signed file of a list.
  ///
  /// A first list is signed by its own keys; one that follows another, by enough keys of both. Keys
  /// that sign at another place add their signatures to the file that is there (`onto`).
  package func file(
    signedBy signers: [SigningKey], onto earlier: [UInt8]? = nil
  ) throws(TrustError) -> [UInt8] {
    var envelope = Envelope(
      payloadType: TrustedKeys.payloadType, payload: payload, signatures: [])
    if let earlier {
      let present = try Envelope.read(earlier)
      if present.payload == envelope.payload { envelope.signatures = present.signatures }
    }
    for signer in signers { try envelope.sign(with: signer) }
    return envelope.bytes
  }

  /// Reads a first list: one that is trusted because of how it came here.
  package static func first(_ file: [UInt8]) throws(TrustError) -> TrustedKeys {
    let (keys, envelope) = try unverified(file)
    try keys.verify(envelope)
    return keys
  }

  /// Reads the list that follows this one.
  package func next(_ file: [UInt8]) throws(TrustError) -> TrustedKeys {
    let envelope = try Envelope.read(file)
    // Those who are trusted so far have signed it: only then is it read.
    try verify(envelope)
    let next = try TrustedKeys.unverified(file).keys
    try next.verify(envelope)
    guard next.policy == policy else {
      throw TrustError(.foreign, "these are the keys of \(next.policy), not of \(policy)")
    }
    guard next.version == version + 1 else {
      throw TrustError(
        .rollback,
        "this is version \(next.version) of the keys, and version \(version + 1) comes next")
    }
    return next
  }

  /// The version of a list, to number the one that follows; whether to trust it is another question.
  package static func version(of file: [UInt8]) throws(TrustError) -> Int {
    try unverified(file).keys.version
  }

  private static func unverified(
    _ file: [UInt8]
  ) throws(TrustError) -> (keys: TrustedKeys, envelope: Envelope) {
    let envelope = try Envelope.read(file)
    guard envelope.payloadType == payloadType else {
      throw TrustError(.foreign, "this is no list of keys but \"\(envelope.payloadType)\"")
    }
    return (try read(envelope.payload), envelope)
  }

  /// Refuses what too few of the keys signed.
  func verify(_ envelope: Envelope) throws(TrustError) {
    let found = envelope.count(of: keys)
    guard found >= threshold else {
      throw TrustError(
        .untrusted,
        "\(threshold) of the trusted keys have to sign it, and \(found == 0 ? "none" : "\(found)") did"
      )
    }
  }
}
