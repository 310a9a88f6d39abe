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

  /// Reads the editions: the set where one was signed, or else the bundle, each in its flat form where
  /// it has one.
  /// - Throws: Where what was signed cannot be read, or is of another policy or edition than the
  ///   manifest says.
  package func editions() throws(TrustError) -> EditionSet {
    guard let name = FlatFile.answering(files) else {
      throw TrustError(.files, "neither \(BundleSetJSON.fileName) nor bundle.json was signed")
    }
    return try editions(of: name)
  }

  /// Makes sure that both forms of the rules say the same, where both were signed, and that the flat
  /// ones are what their rules give.
  package func compareForms() throws(TrustError) {
    do throws(JSONError) {
      try FlatFile.compare(files)
    } catch {
      throw TrustError(.mixed, "what was signed does not agree: \(error)")
    }
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
    let newest = set.rulesets.last?.edition ?? 0
    let policy = set.earliest.policy
    guard policy.utf8.elementsEqual(manifest.policy.utf8), newest == manifest.edition else {
      throw TrustError(
        .mixed,
        "\(name) holds edition \(newest) of \(policy), and the signature is for edition"
          + " \(manifest.edition) of \(manifest.policy)")
    }
    return set
  }
}
