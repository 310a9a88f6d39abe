package import ZabtaRuntime

/// The flat form of bundles in files, `bundle.zb` and `bundle-set.zb`, beside the JSON of the same rules.
///
/// `ZabtaRuntime` opens such files and looks at every byte of them, but computes no digest: that is done here, for
/// whoever converts or verifies.
package enum FlatFile {
  /// The name of a bundle's file, beside `bundle.json`.
  package static let name = "bundle.zb"
  /// The name of a set's file, beside `bundle-set.json`.
  package static let setName = "bundle-set.zb"

  /// The names of the files that can answer, the most welcome first: a set before one bundle of it, and the flat form
  /// before the other.
  package static let byWelcome = [setName, BundleSetJSON.fileName, name, "bundle.json"]

  /// The name of the file of a build that answers; nil where none can.
  package static func answering(_ files: [String: [UInt8]]) -> String? {
    byWelcome.first { files[$0] != nil }
  }

  /// Writes a bundle; the same content gives the same bytes.
  package static func write(_ content: BundleContent) throws(JSONError) -> [UInt8] {
    do throws(RulesetError) {
      return try FlatBundle.write(content, digest: BundleJSON.digestBytes(content))
    } catch {
      throw JSONError(path: error.path, reason: error.reason)
    }
  }

  /// Writes a set of editions, which stand by rising number and tell their dates.
  package static func writeSet(_ contents: [BundleContent]) throws(JSONError) -> [UInt8] {
    FlatSet.write(
      try contents.map { content throws(JSONError) in try write(content) })
  }

  /// Reads what a bundle or a set says, and makes sure that it is that: the digests fit the norms, and what
  /// the content gives when it is written anew are these very bytes.
  package static func contents(_ bytes: [UInt8]) throws(JSONError) -> [BundleContent] {
    let read: [(content: BundleContent, digest: [UInt8]?)]
    do throws(RulesetError) {
      read = try FlatBundle.read(bytes)
      _ = try EditionSet(opening: bytes)
    } catch {
      throw JSONError(path: error.path, reason: error.reason)
    }
    for (index, (content, digest)) in read.enumerated() {
      guard digest == BundleJSON.digestBytes(content) else {
        throw JSONError(
          path: read.count > 1 ? "editions[\(index)].header.digest" : "header.digest",
          reason: "the rules do not have this digest: the bundle was altered")
      }
    }
    let contents = read.map(\.content)
    let isSet = bytes.starts(with: FlatSet.magic)
    guard try (isSet ? writeSet(contents) : write(contents[0])) == bytes else {
      throw JSONError(
        path: "",
        reason:
          "the file is not what its rules give when they are written: its tables were altered, "
          + "or another version of zabta wrote it")
    }
    return contents
  }

  /// Makes sure that the files of a build say the same in both forms.
  ///
  /// - Throws: The first file that does not; `path` begins with its name.
  package static func compare(_ files: [String: [UInt8]]) throws(JSONError) {
    for (flat, json) in [(name, "bundle.json"), (setName, BundleSetJSON.fileName)] {
      guard let bytes = files[flat] else { continue }
      do throws(JSONError) {
        let contents = try contents(bytes)
        guard let other = files[json] else { continue }
        guard try BundleSetJSON.read(other).rulesets.map(\.content) == contents else {
          throw JSONError(path: "", reason: "it does not say what \(json) says")
        }
      } catch {
        throw JSONError(
          path: error.path.isEmpty ? flat : "\(flat): \(error.path)", reason: error.reason)
      }
    }
  }

  /// The other form of a bundle or a set: flat of JSON, JSON of flat.
  package static func convert(_ bytes: [UInt8]) throws(JSONError) -> [UInt8] {
    guard FlatBundle.begins(bytes) else {
      let contents = try BundleSetJSON.read(bytes).rulesets.map(\.content)
      return try BundleSetJSON.isSet(bytes) ? writeSet(contents) : write(contents[0])
    }
    let contents = try contents(bytes)
    guard bytes.starts(with: FlatSet.magic) else { return BundleJSON.write(contents[0]) }
    return BundleSetJSON.write(
      contents.compactMap { content in
        guard let date = content.date, let effective = content.effective else { return nil }
        return BundleSetJSON.Edition(content, date: date, effective: effective)
      }, of: contents[0].policy)
  }

  /// True of bytes that begin as a flat file does.
  package static func isFlat(_ bytes: [UInt8]) -> Bool { FlatBundle.begins(bytes) }

  /// Opens a bundle or a set in either form, for asking.
  ///
  /// Of flat files the digest is not computed.
  package static func editions(_ bytes: [UInt8]) throws(JSONError) -> EditionSet {
    guard FlatBundle.begins(bytes) else { return try BundleSetJSON.read(bytes) }
    do throws(RulesetError) {
      return try EditionSet(opening: bytes)
    } catch {
      throw JSONError(path: error.path, reason: error.reason)
    }
  }
}
