package import ZabtaRuntime

/// What a service remembers between two starts, so that nobody can take it back in time.
package struct SeenEdition: Sendable, Hashable {
  package var policy: String
  package var edition: Int
  /// SHA-256 of the manifest, in hexadecimal.
  package var manifest: String
  package var expires: Moment
  /// The version of the list of keys.
  package var keys: Int

  static let format = "zabta.seen/1"

  /// The mark as a file.
  package var file: [UInt8] {
    JSONWriter.write(
      .object([
        "format": .string(SeenEdition.format), "policy": .string(policy),
        "edition": .int(edition), "manifest": .string(manifest),
        "expires": .string(expires.description), "keys": .int(keys),
      ])) + [UInt8(ascii: "\n")]
  }

  /// Reads a mark.
  /// - Throws: A mark that cannot be read is no reason to trust anything.
  package static func read(_ file: [UInt8]) throws(TrustError) -> SeenEdition {
    do throws(JSONError) {
      let root = JSONNode(value: try JSONParser.parse(file), path: "")
      let members = try root.members(
        only: ["format", "policy", "edition", "manifest", "expires", "keys"])
      let format = try members.required("format")
      guard try format.string() == SeenEdition.format else {
        throw format.fault("this program reads \(SeenEdition.format)")
      }
      return SeenEdition(
        policy: try members.required("policy").string(),
        edition: try members.required("edition").int(),
        manifest: try members.required("manifest").string(),
        expires: try members.required("expires").instant(),
        keys: try members.required("keys").int())
    } catch {
      throw TrustError(.unreadable, "the mark of the newest edition seen cannot be read: \(error)")
    }
  }
}

extension BundleVerifier {
  /// Refuses what is older than what was seen, or than the list of keys says.
  func checkOrder(_ manifest: Manifest) throws(TrustError) {
    if let floor = keys.floor, manifest.edition < floor.edition {
      throw TrustError(
        .rollback,
        "this is edition \(manifest.edition), and the list of keys says that there is edition"
          + " \(floor.edition)")
    }
    guard let seen else { return }
    guard seen.policy.utf8.elementsEqual(manifest.policy.utf8) else {
      throw TrustError(.foreign, "this service has seen \(seen.policy), not \(manifest.policy)")
    }
    guard seen.keys <= keys.version else {
      throw TrustError(
        .rollback, "the keys are version \(keys.version), and version \(seen.keys) was in use")
    }
    // A mark beyond the newest edition that there was when the keys were replaced: whoever stole the
    // old ones made it, to keep every real edition out (TUF: fast-forward attack).
    if let floor = keys.floor, seen.keys < floor.version, seen.edition > floor.edition { return }
    guard manifest.edition >= seen.edition else {
      throw TrustError(
        .rollback, "this is edition \(manifest.edition), and edition \(seen.edition) was in use")
    }
    guard manifest.edition == seen.edition else { return }
    let (end, seenEnd) = (manifest.expires.start(inOffset: 0), seen.expires.start(inOffset: 0))
    guard end >= seenEnd else {
      throw TrustError(
        .rollback,
        "this signature of edition \(manifest.edition) is older than the one that was in use")
    }
    // The same instant, however it is written.
    guard end > seenEnd || Hexadecimal.digest(of: manifest.payload) == seen.manifest else {
      throw TrustError(
        .equivocal,
        "edition \(manifest.edition) was seen signed otherwise, for other files or another time after"
          + " it, and until the same instant: sign it anew until a later one")
    }
  }
}
