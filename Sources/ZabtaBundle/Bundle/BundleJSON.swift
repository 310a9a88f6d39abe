package import ZabtaRuntime

/// The form of a rule bundle in a file: `bundle.json`, described in `docs/bundle.md`.
package enum BundleJSON {
  /// The name and version of the format.
  package static let format = "zabta.bundle/1"

  /// The members of a bundle.
  static let members: Set<String> = [
    "format", "digest", "policy", "publisher", "edition", "date", "effective", "timeZone",
    "people", "words", "clauses", "norms",
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
    return try ruleset(content(root), root)
  }

  /// Reads the content of a bundle that stands in another text.
  static func content(_ root: JSONNode) throws(JSONError) -> BundleContent {
    // The format first: another version may have other members.
    try root.requireFormat(format, "a bundle")
    let members = try root.members(only: BundleJSON.members)
    let content = try BundleDecoder.content(members)
    let digest = try members.required("digest")
    guard try digest.string() == self.digest(content) else {
      throw digest.fault("the rules do not have this digest: the bundle was altered")
    }
    return content
  }

  /// Compiles content; a fault is named by its place in the text.
  static func ruleset(
    _ content: BundleContent, _ node: JSONNode
  ) throws(JSONError) -> Ruleset {
    do throws(RulesetError) {
      return try Ruleset(content)
    } catch {
      throw JSONError(path: node.place(error.path), reason: error.reason)
    }
  }
}

/// Why a bundle cannot be read.
package typealias BundleError = JSONError

extension JSONNode {
  /// The place of something within this value.
  func place(_ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

  /// Refuses a text of another format.
  func requireFormat(_ format: String, _ noun: String) throws(JSONError) {
    guard let node = try members()["format"] else {
      throw JSONError(
        path: place("format"), reason: "this is missing; \(noun) begins with it")
    }
    guard try node.string() == format else {
      throw node.fault("this program reads \(format), not \"\(try node.string())\"")
    }
  }
}
