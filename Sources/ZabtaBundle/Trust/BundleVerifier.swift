package import ZabtaRuntime

/// Decides whether the files of a build are what they say: before anything of them is parsed.
///
/// It works on bytes and reads nothing itself. What it gives back holds the very bytes that were
/// verified: whoever reads a file a second time may read another.
package struct BundleVerifier: Sendable {
  package var keys: TrustedKeys
  /// The newest edition that was ever accepted; nil at the first start.
  package var seen: SeenEdition?

  package init(keys: TrustedKeys, seen: SeenEdition? = nil) {
    self.keys = keys
    self.seen = seen
  }

  /// What to do with files that were signed until an earlier moment.
  package enum Expired: Sendable {
    /// They are refused.
    case refused
    /// They are taken; their ``VerifiedBundle/freshness`` denies, but for what goes on.
    case taken
  }

  /// Verifies all files of a build.
  ///
  /// - Parameters:
  ///   - files: The bytes of each file that is there, by its name in ``Manifest/names``.
  ///   - signature: The bytes of the signature file (`NAME.sig.json`).
  ///   - moment: The moment of the service's own clock.
  ///   - expired: Whether files that were signed until an earlier moment are taken.
  /// - Returns: The bytes that were verified, what to remember, and until when they may be answered from.
  /// - Throws: The first thing that is wrong: signatures, policy, edition, day, then the files.
  package func open(
    _ files: [String: [UInt8]], signature: [UInt8], at moment: Moment,
    expired: Expired = .refused
  ) throws(TrustError) -> VerifiedBundle {
    let manifest =
      switch expired {
      case .refused: try self.manifest(signature, on: moment)
      case .taken: try self.manifest(signature)
      }
    return VerifiedBundle(
      manifest: manifest, files: files, seen: try verify(files, against: manifest),
      freshness: freshness(of: manifest))
  }

  /// Reads the manifest of a signature file, if enough of the keys signed it and it is no older than
  /// what was seen, in time or not.
  ///
  /// Afterwards each file's length is known, so that no more than that need ever be read.
  package func manifest(_ signature: [UInt8]) throws(TrustError) -> Manifest {
    let envelope = try Envelope.read(signature)
    guard envelope.payloadType == Manifest.payloadType else {
      throw TrustError(
        .foreign, "this is no signature of a bundle but of \"\(envelope.payloadType)\"")
    }
    try keys.verify(envelope)
    let manifest = try Manifest.read(envelope.payload)
    guard manifest.policy.utf8.elementsEqual(keys.policy.utf8) else {
      throw TrustError(
        .foreign, "this is the bundle of \(manifest.policy), and \(keys.policy) is expected")
    }
    try checkOrder(manifest)
    return manifest
  }

  /// Reads the manifest of a signature file that is in time, too.
  package func manifest(_ signature: [UInt8], on moment: Moment) throws(TrustError) -> Manifest {
    let manifest = try manifest(signature)
    if let end = keys.expires, Freshness(expires: end).isStale(at: moment) {
      throw TrustError(
        .frozen,
        "version \(keys.version) of the keys was signed until \(end): there must be a newer list")
    }
    guard !manifest.freshness.isStale(at: moment) else {
      throw TrustError(
        .frozen,
        "edition \(manifest.edition) was signed until \(manifest.expires): there must be a newer one;"
          + " \(manifest.afterwards)")
    }
    return manifest
  }

  /// Until when the rules may be answered from: as they were signed, and no longer than the keys are.
  package func freshness(of manifest: Manifest) -> Freshness {
    keys.expires.map(manifest.freshness.ending(by:)) ?? manifest.freshness
  }

  /// Verifies the files themselves, and gives what to remember.
  package func verify(
    _ files: [String: [UInt8]], against manifest: Manifest
  ) throws(TrustError) -> SeenEdition {
    for name in files.keys.sorted() where manifest.files[name] == nil {
      throw TrustError(.files, "nobody signed for the file \(name)")
    }
    for (name, signed) in manifest.files.sorted(by: { $0.key < $1.key }) {
      guard let bytes = files[name] else { throw TrustError(.files, "the file \(name) is missing") }
      guard bytes.count == signed.length else {
        throw TrustError(
          bytes.count > signed.length ? .tooLong : .mixed,
          "\(name) has \(bytes.count) bytes, and \(signed.length) were signed")
      }
      guard Hexadecimal.digest(of: bytes) == signed.digest else {
        throw TrustError(
          .mixed, "\(name) is not the file that was signed: it is of another build, or was altered")
      }
    }
    return SeenEdition(
      policy: manifest.policy, edition: manifest.edition,
      manifest: Hexadecimal.digest(of: manifest.payload), expires: manifest.expires,
      keys: keys.version)
  }
}

// MARK: Signing

extension BundleVerifier {
  /// Signs for the files of a build.
  ///
  /// Signers at other places add theirs to the signature file that is there (`onto`), where it is for the
  /// same files.
  package static func sign(
    _ manifest: Manifest, with signers: [SigningKey], onto earlier: [UInt8]? = nil
  ) throws(TrustError) -> [UInt8] {
    try manifest.check()
    var envelope = Envelope(
      payloadType: Manifest.payloadType, payload: manifest.payload, signatures: [])
    try envelope.takeSignatures(of: earlier)
    for signer in signers { try envelope.sign(with: signer) }
    return envelope.bytes
  }
}
