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
    var date: String
    /// The first day in force.
    var effective: Day
    /// The bundle, byte for byte as it was published.
    var bundle: [UInt8]

    /// The edition that is published now.
    package init(_ content: BundleContent, date: String, effective: Day) {
      self.date = date
      self.effective = effective
      bundle = BundleJSON.write(content)
    }

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
      self.bundle = bytes
    }
  }

  /// Writes a set in canonical form (RFC 8785), as its bundles are; the editions stand by rising
  /// number.
  package static func write(_ editions: [Edition], of policy: String) -> [UInt8] {
    var bytes = Array("{\"editions\":[".utf8)
    bytes.reserveCapacity(editions.reduce(200) { $0 + $1.bundle.count + 100 })
    for (index, edition) in editions.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += "{\"bundle\":".utf8
      bytes += edition.bundle
      let dates = JSONValue.object([
        "date": .string(edition.date), "effective": .string(edition.effective.description),
      ])
      // The members go on in the order of their names.
      bytes.append(UInt8(ascii: ","))
      bytes += JSONWriter.write(dates).dropFirst()
    }
    bytes += "],".utf8
    bytes += JSONWriter.write(
      .object(["format": .string(format), "policy": .string(policy)])
    ).dropFirst()
    return bytes
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

  /// True of JSON that is a set and no bundle alone.
  static func isSet(_ bytes: [UInt8]) -> Bool {
    guard let value = try? JSONParser.parse(bytes), case .object(let members) = value else {
      return false
    }
    return members["editions"] != nil
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
