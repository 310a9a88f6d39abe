package import ZabtaRuntime

/// The form of a set of bundles in a file: `bundle-set.json`, described in `docs/bundle.md`.
package enum BundleSetJSON {
  /// The name and version of the format.
  package static let format = "zabta.bundle-set/1"
  /// The name of the file, beside the policy's `bundle.json`.
  package static let fileName = "bundle-set.json"

  /// One edition of a set.
  package struct Edition: Sendable {
    /// As released, a day or a month.
    package var date: String
    /// The first day in force.
    package var effective: Day
    /// The bundle as it was published.
    package var bundle: JSONValue

    /// Takes a bundle's bytes as they were published; nil where they are no bundle of this edition.
    ///
    /// They are not looked into further: whoever loads the set checks each bundle whole.
    package init?(
      _ bytes: [UInt8], of policy: String, edition: Int, date: String, effective: Day
    ) {
      guard let bundle = try? JSONParser.parse(bytes), case .object(let members) = bundle,
        members["format"] == .string(BundleJSON.format), members["policy"] == .string(policy),
        members["edition"] == .int(edition)
      else { return nil }
      self.date = date
      self.effective = effective
      self.bundle = bundle
    }
  }

  /// Writes a set in canonical form (RFC 8785); the editions stand by rising number.
  package static func write(_ editions: [Edition], of policy: String) -> [UInt8] {
    JSONWriter.write(
      .object([
        "format": .string(format), "policy": .string(policy),
        "editions": .array(
          editions.map { edition in
            .object([
              "date": .string(edition.date), "effective": .string(edition.effective.description),
              "bundle": edition.bundle,
            ])
          }),
      ]))
  }

  /// Reads a set, or a single bundle as a set of one, and checks each of its bundles.
  package static func read(_ bytes: [UInt8]) throws(JSONError) -> EditionSet {
    let root = JSONNode(value: try JSONParser.parse(bytes), path: "")
    if case .object(let members) = root.value, case .string(let format)? = members["format"],
      format.utf8.starts(with: "zabta.bundle-set/".utf8)
    {
      return try set(root)
    }
    let ruleset = try BundleJSON.ruleset(BundleJSON.content(root), root)
    return try editions([ruleset], root)
  }

  private static func set(_ root: JSONNode) throws(JSONError) -> EditionSet {
    try root.requireFormat(format, "a set")
    let members = try root.members(only: ["format", "policy", "editions"])
    let policy = try members.required("policy").string()
    let list = try members.required("editions")
    // Before any bundle is compiled, which takes longer than counting.
    guard try list.array().count <= EditionSet.limit else {
      throw list.fault("there are more than \(EditionSet.limit) editions")
    }
    let rulesets = try list.map { node throws(JSONError) in try edition(node, policy) }
    return try editions(rulesets, root)
  }

  private static func edition(
    _ node: JSONNode, _ policy: String
  ) throws(JSONError) -> Ruleset {
    let members = try node.members(only: ["date", "effective", "bundle"])
    let date = try members.required("date")
    let effective = try members.required("effective")
    let bundle = try members.required("bundle")
    var content = try BundleJSON.content(bundle)
    guard content.policy.utf8.elementsEqual(policy.utf8) else {
      throw JSONError(
        path: bundle.place("policy"), reason: "\"\(policy)\" is expected, as the set says")
    }
    guard content.edition > 0 else {
      throw JSONError(
        path: bundle.place("edition"), reason: "a draft is in force on no day; release it first")
    }
    // Bundles of the first releases do not tell their dates; what both tell has to agree.
    let (day, text) = (try TimeJSON.day(effective), try TimeJSON.date(date))
    guard content.effective ?? day == day else {
      throw effective.fault("this is not the day that the bundle tells")
    }
    guard content.date ?? text == text else {
      throw date.fault("this is not the date that the bundle tells")
    }
    content.effective = day
    content.date = text
    return try BundleJSON.ruleset(content, bundle)
  }

  private static func editions(
    _ rulesets: [Ruleset], _ root: JSONNode
  ) throws(JSONError) -> EditionSet {
    do throws(RulesetError) {
      return try EditionSet(rulesets)
    } catch {
      throw JSONError(path: root.place(error.path), reason: error.reason)
    }
  }
}
