package import ZabtaRuntime

/// The files of a build that enough of the trusted keys signed.
package struct VerifiedBundle: Sendable {
  /// What was signed.
  package let manifest: Manifest
  /// The bytes that were verified, by file name: the only ones to parse.
  package let files: [String: [UInt8]]
  /// What to remember before answering, so that no older edition is taken from now on.
  package let seen: SeenEdition
  /// Until when the rules may be answered from, and what goes on afterwards.
  package let freshness: Freshness

  init(
    manifest: Manifest, files: [String: [UInt8]], seen: SeenEdition, freshness: Freshness
  ) {
    self.manifest = manifest
    self.files = files
    self.seen = seen
    self.freshness = freshness
  }

  /// Reads the editions: the set where one was signed, or else the bundle.
  /// - Throws: Where what was signed cannot be read, or is of another policy or edition than the
  ///   manifest says.
  package func editions() throws(TrustError) -> EditionSet {
    for name in [BundleSetJSON.fileName, "bundle.json"] where files[name] != nil {
      return try editions(of: name)
    }
    throw TrustError(.files, "neither \(BundleSetJSON.fileName) nor bundle.json was signed")
  }

  /// Reads the editions of one of the files.
  package func editions(of name: String) throws(TrustError) -> EditionSet {
    guard let bytes = files[name] else {
      throw TrustError(.files, "nobody signed for the file \(name)")
    }
    let set: EditionSet
    do throws(JSONError) {
      set = try FlatFile.editions(bytes)
    } catch {
      throw TrustError(.unreadable, "\(name) is signed, and no bundle that can be used: \(error)")
    }
    let newest = set.rulesets.last?.content.edition ?? 0
    let policy = set.earliest.content.policy
    guard policy.utf8.elementsEqual(manifest.policy.utf8), newest == manifest.edition else {
      throw TrustError(
        .mixed,
        "\(name) holds edition \(newest) of \(policy), and the signature is for edition"
          + " \(manifest.edition) of \(manifest.policy)")
    }
    return set
  }
}
