package import ZabtaRuntime

extension Manifest {
  /// Checks that the files of a folder are of one build, before anybody signs for them; gives the
  /// edition that they hold.
  ///
  /// `folder` is named in errors.
  /// - Throws: Where one cannot be read, is a draft, or holds other rules or another edition than the
  ///   rest.
  package static func content(
    ofBuild files: [String: [UInt8]], in folder: String
  ) throws(TrustError) -> BundleContent {
    guard let bytes = files["bundle.json"] else {
      throw TrustError(.files, "there is no file \(folder)/bundle.json")
    }
    let content = try newest("bundle.json", bytes, folder)
    guard content.edition > 0 else {
      throw TrustError(
        .unreadable,
        "\(folder) is a draft, and drafts are not signed. Run: zabta release \(content.policy)")
    }
    let own = FlatIdentity(edition: content.edition, digest: BundleJSON.digest(content))
    for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where name != "bundle.json" {
      let other: FlatIdentity?
      if name.hasSuffix(".zb") {
        other = FlatIdentity(bytes)
      } else {
        // The digest is of the policy's id, too.
        let content = try newest(name, bytes, folder)
        other = FlatIdentity(edition: content.edition, digest: BundleJSON.digest(content))
      }
      guard let other else {
        throw TrustError(
          .unreadable, "\(folder)/\(name) is no flat bundle that tells the digest of its rules")
      }
      guard other == own else {
        throw TrustError(
          .mixed,
          "\(folder)/\(name) holds edition \(other.edition) and \(folder)/bundle.json edition"
            + " \(own.edition), or their rules differ. Run zabta build, then sign what it wrote")
      }
    }
    return content
  }

  /// The newest edition that a file holds.
  private static func newest(
    _ name: String, _ bytes: [UInt8], _ folder: String
  ) throws(TrustError) -> BundleContent {
    let editions: EditionSet
    do throws(JSONError) {
      editions = try BundleSetJSON.read(bytes)
    } catch {
      throw TrustError(.unreadable, "\(folder)/\(name) is no bundle: \(error)")
    }
    return editions.rulesets.last?.content ?? editions.earliest.content
  }

  /// What happens to the rules after their day, in words.
  package var afterwards: String {
    guard !goesOn.isEmpty else { return "after that, everything is denied" }
    let names = Manifest.sorted(goesOn).joined(separator: ", ")
    let end = goesOnUntil.map { "until \($0)" } ?? "without an end"
    return "after that, answered all the same \(end): \(names); everything else is denied"
  }
}
