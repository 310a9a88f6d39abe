package import ZabtaRuntime

/// What a service remembers between two starts, so that nobody can take it back in time.
package struct SeenEdition: Sendable, Hashable {
  package var policy: String
  package var edition: Int
  /// SHA-256 of the manifest's files, as one digest.
  package var files: String
  package var expires: Moment
  /// The version of the list of keys.
  package var keys: Int

  static let format = "zabta.seen/1"

  /// The mark as a file.
  package var file: [UInt8] {
    JSONWriter.write(
      .object([
        "format": .string(SeenEdition.format), "policy": .string(policy),
        "edition": .int(edition), "files": .string(files), "expires": .string(expires.description),
        "keys": .int(keys),
      ])) + [UInt8(ascii: "\n")]
  }

  /// Reads a mark.
  /// - Throws: A mark that cannot be read is no reason to trust anything.
  package static func read(_ file: [UInt8]) throws(TrustError) -> SeenEdition {
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(file), path: "")
      let members = try root.members(
        only: ["format", "policy", "edition", "files", "expires", "keys"])
      let format = try members.required("format")
      guard try format.string() == SeenEdition.format else {
        throw format.fault("this program reads \(SeenEdition.format)")
      }
      let expires = try members.required("expires")
      guard let moment = Moment(try expires.string()) else { throw expires.expected("an instant") }
      return SeenEdition(
        policy: try members.required("policy").string(),
        edition: try members.required("edition").int(),
        files: try members.required("files").string(), expires: moment,
        keys: try members.required("keys").int())
    } catch {
      throw TrustError(.unreadable, "the mark of the newest edition seen cannot be read: \(error)")
    }
  }
}

/// Decides whether the files of a build are what they say: before anything of them is parsed.
package struct BundleVerifier: Sendable {
  package var keys: TrustedKeys
  /// The newest edition that was ever accepted; nil at the first start.
  package var seen: SeenEdition?

  package init(keys: TrustedKeys, seen: SeenEdition? = nil) {
    self.keys = keys
    self.seen = seen
  }

  /// Signs for the files of a build.
  ///
  /// Signers at other places add theirs to the signature file that is there (`onto`), where it is for the
  /// same files.
  package static func sign(
    _ manifest: Manifest, with signers: [SigningKey], onto earlier: [UInt8]? = nil
  ) throws(TrustError) -> [UInt8] {
    var envelope = Envelope(
      payloadType: Manifest.payloadType, payload: manifest.payload, signatures: [])
    if let earlier {
      let present = try Envelope.read(earlier)
      if present.payload == envelope.payload, present.payloadType == envelope.payloadType {
        envelope.signatures = present.signatures
      }
    }
    for signer in signers { try envelope.sign(with: signer) }
    return envelope.bytes
  }

  /// Reads the manifest of a signature file, if enough of the keys signed it, it is in time, and no older
  /// than what was seen.
  ///
  /// Afterwards each file's length is known, so that no more than that need ever be read.
  package func manifest(_ signature: [UInt8], on moment: Moment) throws(TrustError) -> Manifest {
    let envelope = try Envelope.read(signature)
    guard envelope.payloadType == Manifest.payloadType else {
      throw TrustError(
        .foreign, "this is no signature of a bundle but of \"\(envelope.payloadType)\"")
    }
    try keys.verify(envelope)
    let manifest = try Manifest.read(envelope.payload)
    guard manifest.policy == keys.policy else {
      throw TrustError(
        .foreign, "this is the bundle of \(manifest.policy), and \(keys.policy) is expected")
    }
    try checkOrder(manifest)
    guard manifest.expires.seconds > moment.seconds else {
      throw TrustError(
        .frozen,
        "edition \(manifest.edition) was signed until \(manifest.expires): there must be a newer one"
      )
    }
    return manifest
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
      policy: manifest.policy, edition: manifest.edition, files: BundleVerifier.digest(manifest),
      expires: manifest.expires, keys: keys.version)
  }

  private func checkOrder(_ manifest: Manifest) throws(TrustError) {
    guard let seen else { return }
    guard seen.policy == manifest.policy else {
      throw TrustError(.foreign, "this service has seen \(seen.policy), not \(manifest.policy)")
    }
    guard seen.keys <= keys.version else {
      throw TrustError(
        .rollback, "the keys are version \(keys.version), and version \(seen.keys) was in use")
    }
    guard manifest.edition >= seen.edition else {
      throw TrustError(
        .rollback, "this is edition \(manifest.edition), and edition \(seen.edition) was in use")
    }
    guard manifest.edition == seen.edition else { return }
    guard manifest.expires.seconds >= seen.expires.seconds else {
      throw TrustError(
        .rollback,
        "this signature of edition \(manifest.edition) is older than the one that was in use")
    }
    guard BundleVerifier.digest(manifest) == seen.files || manifest.expires != seen.expires else {
      throw TrustError(
        .equivocal, "edition \(manifest.edition) was seen with other files, signed to the same day")
    }
  }

  private static func digest(_ manifest: Manifest) -> String {
    let files = manifest.files.sorted { $0.key < $1.key }
    return Hexadecimal.digest(
      of: Array(files.map { "\($0.key) \($0.value.length) \($0.value.digest)\n" }.joined().utf8))
  }
}

extension Moment {
  /// Seconds since 1970-01-01T00:00:00Z; a day begins at midnight UTC.
  var seconds: Int {
    switch self {
    case .day(let day): day.number.multipliedReportingOverflow(by: 86_400).partialValue
    case .instant(let seconds, _): seconds
    }
  }
}
