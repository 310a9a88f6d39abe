package import ZabtaRuntime

/// Whose signatures count for a policy, and how many of them it takes.
///
/// A list follows another only when enough keys of both signed it, so that whoever trusts the first
/// can follow to the last, and a stolen key is replaced by those that were not.
package struct TrustedKeys: Sendable, Hashable {
  static let payloadType = "application/vnd.zabta.keys+json"
  static let format = "zabta.keys/1"
  /// The most keys of one list.
  static let mostKeys = 64
  /// The most lists that are followed from the first to the last.
  package static let mostLists = 1024

  /// The policy whose bundles the keys sign.
  package var policy: String
  /// 1 for the first list; each that follows is one higher.
  package var version: Int
  /// How many different keys have to sign.
  package var threshold: Int
  package var keys: [PublicKey]
  /// The newest edition when the list was made; nil where it does not tell.
  package var edition: Int?
  /// From this instant on there must be a newer list; nil where it has no end.
  package var expires: Moment?

  /// The newest edition that a list of the chain tells, and that list's version.
  ///
  /// No older edition is taken any more, and higher marks that were made under earlier lists are void.
  struct Floor: Hashable {
    var edition: Int
    var version: Int
  }
  private(set) var floor: Floor?

  /// A list of keys.
  /// - Throws: Where it could never be met, or by nobody.
  package init(
    policy: String, version: Int, threshold: Int, keys: [PublicKey], edition: Int? = nil,
    expires: Moment? = nil
  ) throws(TrustError) {
    self.policy = policy
    self.version = version
    self.threshold = threshold
    self.keys = keys.sorted { $0.id < $1.id }
    self.edition = edition
    self.expires = expires
    floor = edition.map { Floor(edition: $0, version: version) }
    guard (1...Manifest.largestNumber).contains(version) else {
      throw TrustError(
        .unreadable, "a list of keys has a version from 1 to \(Manifest.largestNumber)")
    }
    guard !keys.isEmpty, keys.count <= TrustedKeys.mostKeys, Set(keys).count == keys.count else {
      throw TrustError(
        .unreadable, "a list has 1 to \(TrustedKeys.mostKeys) keys, each of them once")
    }
    guard (1...keys.count).contains(threshold) else {
      throw TrustError(
        .unreadable,
        "it takes \(threshold) signatures, and there \(keys.count == 1 ? "is 1 key" : "are \(keys.count) keys")"
          + ": a threshold is at least 1, and at most the number of keys")
    }
    guard edition.map((1...Manifest.largestNumber).contains) ?? true else {
      throw TrustError(
        .unreadable, "an edition has a number from 1 to \(Manifest.largestNumber)")
    }
    if case .day = expires {
      throw TrustError(
        .unreadable, "a list ends at an instant such as 2027-01-01T00:00:00Z, not on a bare day")
    }
  }

  /// The list as canonical JSON.
  var payload: [UInt8] {
    var members: [String: JSONValue] = [
      "format": .string(TrustedKeys.format), "policy": .string(policy),
      "version": .int(version), "threshold": .int(threshold),
      "keys": .array(keys.map { .string(Base64.encode($0.bytes)) }),
    ]
    if let edition { members["edition"] = .int(edition) }
    if let expires { members["expires"] = .string(expires.description) }
    return JSONWriter.write(.object(members))
  }

  static func read(_ payload: [UInt8]) throws(TrustError) -> TrustedKeys {
    let parts: (policy: String, version: Int, threshold: Int, edition: Int?, expires: Moment?)
    let encoded: [[UInt8]]
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(payload), path: "")
      let members = try root.members(
        only: ["edition", "expires", "format", "keys", "policy", "threshold", "version"])
      let format = try members.required("format")
      guard try format.string() == TrustedKeys.format else {
        throw format.fault("this program reads \(TrustedKeys.format)")
      }
      parts = (
        try members.required("policy").string(), try members.required("version").int(),
        try members.required("threshold").int(), try members["edition"]?.int(),
        try members["expires"]?.instant()
      )
      let keys = try members.required("keys")
      // Before any key is decoded, which takes longer than counting.
      guard try keys.array().count <= mostKeys else {
        throw keys.fault("a list has at most \(mostKeys) keys")
      }
      encoded = try keys.map { node throws(JSONError) in try node.base64() }
    } catch {
      throw TrustError(.unreadable, "this is no list of keys: \(error)")
    }
    var keys: [PublicKey] = []
    for bytes in encoded { keys.append(try PublicKey(bytes)) }
    let list = try TrustedKeys(
      policy: parts.policy, version: parts.version, threshold: parts.threshold, keys: keys,
      edition: parts.edition, expires: parts.expires)
    guard list.payload == payload else {
      throw TrustError(
        .unreadable, "this list of keys is not canonical JSON (RFC 8785) with its keys in order")
    }
    return list
  }
}

// MARK: Files

extension TrustedKeys {
  /// The signed file of a list.
  ///
  /// A first list is signed by its own keys; one that follows another, by enough keys of both. Keys
  /// that sign at another place add their signatures to the file that is there (`onto`).
  package func file(
    signedBy signers: [SigningKey], onto earlier: [UInt8]? = nil
  ) throws(TrustError) -> [UInt8] {
    var envelope = Envelope(
      payloadType: TrustedKeys.payloadType, payload: payload, signatures: [])
    try envelope.takeSignatures(of: earlier)
    for signer in signers { try envelope.sign(with: signer) }
    return envelope.bytes
  }

  /// Reads lists of which each follows the one before; the first is trusted because of how it came
  /// here.
  /// - Parameters:
  ///   - files: The bytes of each list.
  ///   - names: What each is called where something is wrong with it.
  /// - Returns: The last list, which holds the newest keys.
  /// - Throws: What is wrong with the first list that cannot be trusted.
  package static func chain(
    _ files: [[UInt8]], names: [String] = []
  ) throws(TrustError) -> TrustedKeys {
    guard let start = files.first else {
      throw TrustError(.untrusted, "there is no list of keys to trust")
    }
    guard files.count <= mostLists else {
      throw TrustError(
        .tooLong, "there are \(files.count) lists of keys, and at most \(mostLists) are followed")
    }
    func naming(
      _ index: Int, _ work: () throws(TrustError) -> TrustedKeys
    ) throws(TrustError) -> TrustedKeys {
      guard names.indices.contains(index) else { return try work() }
      return try TrustError.naming(names[index], work)
    }
    var keys = try naming(0) { () throws(TrustError) in try first(start) }
    for (index, file) in files.enumerated().dropFirst() {
      let former = keys
      keys = try naming(index) { () throws(TrustError) in try former.next(file) }
    }
    return keys
  }

  /// Reads a first list: one that is trusted because of how it came here.
  package static func first(_ file: [UInt8]) throws(TrustError) -> TrustedKeys {
    let (keys, envelope) = try unverified(file)
    try keys.verify(envelope, by: "its own keys")
    return keys
  }

  /// Reads the list that follows this one, which may have ended meanwhile.
  package func next(_ file: [UInt8]) throws(TrustError) -> TrustedKeys {
    let envelope = try Envelope.read(file)
    // Those who are trusted so far have signed it: only then is it read.
    try verify(envelope, by: "the keys of version \(version)")
    var next = try TrustedKeys.unverified(file).keys
    try next.verify(envelope, by: "its own keys")
    guard next.policy.utf8.elementsEqual(policy.utf8) else {
      throw TrustError(.foreign, "these are the keys of \(next.policy), not of \(policy)")
    }
    guard next.version == version + 1 else {
      throw TrustError(
        .rollback,
        "this is version \(next.version) of the keys, and version \(version + 1) comes next")
    }
    next.floor = next.floor ?? floor
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

  /// Refuses what too few of the keys signed; `who` tells which keys these are.
  func verify(_ envelope: Envelope, by who: String = "the trusted keys") throws(TrustError) {
    let found = envelope.count(of: keys)
    guard found >= threshold else {
      throw TrustError(
        .untrusted,
        "\(threshold) of \(who) \(threshold == 1 ? "has" : "have") to sign it, and "
          + "\(found == 0 ? "none" : "\(found)") did"
      )
    }
  }
}
