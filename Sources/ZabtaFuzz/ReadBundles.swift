import ZabtaBundle
import ZabtaRuntime

/// Bundles and sets of them, as they are and with the digests that they ought to have: damage that only
/// breaks a digest would never reach what lies behind.
enum ReadBundles {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    if let set = try? BundleSetJSON.read(bytes) {
      try look(set, bytes)
      return true
    }
    guard let value = try? JSONParser.parse(bytes), let sealed = Seal.bundles(value) else {
      return false
    }
    let again = JSONWriter.write(sealed)
    guard again != bytes, let set = try? BundleSetJSON.read(again) else { return false }
    try look(set, again)
    return true
  }

  private static func look(_ set: EditionSet, _ bytes: [UInt8]) throws(Finding) {
    var random = Damage(of: bytes)
    for ruleset in set.rulesets { try rewrite(ruleset.content) }
    try Policy(set).ask(200, &random)
  }

  /// What was read is written and read as the same, by bytes.
  private static func rewrite(_ content: BundleContent) throws(Finding) {
    let written = BundleJSON.write(content)
    let again: BundleContent
    do throws(JSONError) {
      again = try BundleJSON.read(written)
    } catch {
      throw Finding("a bundle that was read and written cannot be read: \(error)")
    }
    guard BundleJSON.write(again) == written else {
      throw Finding("a bundle that was read and written is read as another")
    }
  }
}

/// Mends the digests of damaged bundles.
enum Seal {
  /// A bundle or a set whose bundles have the digests of their rules; nil where there are no rules to read.
  static func bundles(_ value: JSONValue) -> JSONValue? {
    guard case .object(var members) = value else { return nil }
    guard case .array(let editions)? = members["editions"] else { return bundle(value) }
    members["editions"] = .array(
      editions.map { edition in
        guard case .object(var parts) = edition, let inner = parts["bundle"] else { return edition }
        parts["bundle"] = bundle(inner) ?? inner
        return .object(parts)
      })
    return .object(members)
  }

  private static func bundle(_ value: JSONValue) -> JSONValue? {
    guard case .object(var members) = value,
      let digest = try? BundleJSON.digest(ofRulesIn: value)
    else { return nil }
    members["digest"] = .string(digest)
    return .object(members)
  }
}
