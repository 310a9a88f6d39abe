import ZabtaBundle
import ZabtaRuntime

/// Flat bundles and sets of them: opened, converted there and back, and asked in every way.
enum ReadFlat {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    try convert(bytes)
    let set: EditionSet
    do throws(RulesetError) {
      set = try EditionSet(opening: bytes)
    } catch {
      guard (try? Ruleset(opening: bytes)) == nil else {
        throw Finding("a bundle opens by itself, and not as a set of one: \(error)")
      }
      return false
    }
    var random = Damage(of: bytes)
    let policy = Policy(set)
    for ruleset in set.rulesets.suffix(2) {
      let content = ruleset.content
      // Tables that were altered may say what no content may; then it is refused, as any other.
      if let other = try? Ruleset(content), other.content != content {
        throw Finding("content that was read back is read as another")
      }
      _ = BundleJSON.write(content)
    }
    try policy.ask(200, &random)
    try policy.askInterned(200, &random)
    try policy.search(3, &random)
    return true
  }

  /// What converts says its rules and nothing else: there and back again gives the same bytes.
  private static func convert(_ bytes: [UInt8]) throws(Finding) {
    if let text = try? FlatFile.convert(bytes) {
      guard let again = try? FlatFile.convert(text), again == bytes else {
        throw Finding("a flat file that was converted comes back as another")
      }
      return
    }
    // With the digest that it ought to have, what lies behind the digest is reached.
    guard let sealed = FlatDamage.seal(bytes), sealed != bytes,
      let text = try? FlatFile.convert(sealed)
    else { return }
    guard let again = try? FlatFile.convert(text), again == sealed else {
      throw Finding("a flat file that was converted comes back as another")
    }
  }
}
