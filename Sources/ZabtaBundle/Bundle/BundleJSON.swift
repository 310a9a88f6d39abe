package import ZabtaRuntime

/// The form of a rule bundle in a file: `bundle.json`, described in `docs/bundle.md`.
package enum BundleJSON {
  /// The name and version of the format.
  package static let format = "zabta.bundle/1"

  /// The members of a bundle.
  static let members: Set<String> = [
    "format", "digest", "policy", "publisher", "edition", "timeZone", "people", "words", "clauses",
    "norms",
  ]

  /// Writes a bundle in canonical form (RFC 8785): the same content gives the same bytes.
  package static func write(_ content: BundleContent) -> [UInt8] {
    JSONWriter.write(BundleEncoder(content).bundle())
  }

  /// Reads a bundle and checks it: format, digest, and that all it refers to is there.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> BundleContent {
    try ruleset(bytes).content
  }

  /// Reads and checks a bundle, for asking.
  package static func ruleset(_ bytes: [UInt8]) throws(JSONError) -> Ruleset {
    let root = JSONNode(value: try JSONParser.parse(bytes), path: "")
    // The format first: another version may have other members.
    let format = try root.members()["format"]
    guard let format else {
      throw JSONError(path: "format", reason: "this is missing; a bundle begins with it")
    }
    guard try format.string() == BundleJSON.format else {
      throw format.fault(
        "this program reads \(BundleJSON.format), not \"\(try format.string())\"")
    }
    let members = try root.members(only: BundleJSON.members)
    let content = try BundleDecoder.content(members)
    let digest = try members.required("digest")
    guard try digest.string() == self.digest(content) else {
      throw digest.fault("the rules do not have this digest: the bundle was altered")
    }
    do throws(RulesetError) {
      return try Ruleset(content)
    } catch {
      throw JSONError(path: error.path, reason: error.reason)
    }
  }
}

/// Why a bundle cannot be read.
package typealias BundleError = JSONError
