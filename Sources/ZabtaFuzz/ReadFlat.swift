import ZabtaBundle
import ZabtaRuntime

/// Flat bundles and sets of them: opened, converted there and back, and asked in every way.
enum ReadFlat {
  static func run(_ bytes: [UInt8]) throws(Finding) -> Bool {
    let identity = FlatIdentity(bytes)
    let set: EditionSet
    do throws(RulesetError) {
      set = try EditionSet(opening: bytes)
    } catch {
      guard (try? Ruleset(opening: bytes)) == nil else {
        throw Finding("a bundle opens by itself, and not as a set of one: \(error)")
      }
      return false
    }
    // What does not open is not converted either: the same is looked at first.
    try convert(bytes)
    guard identity == nil || identity?.edition == set.rulesets.last?.edition else {
      throw Finding("a signer reads another edition than opens")
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
    if let text = try? FlatFile.convert(bytes) { return try compare(bytes, text) }
    // With the digest that it ought to have, what lies behind the digest is reached.
    guard let sealed = FlatDamage.seal(bytes), sealed != bytes,
      let text = try? FlatFile.convert(sealed)
    else { return }
    try compare(sealed, text)
  }

  /// Takes both forms of the same rules to those who want them to agree.
  private static func compare(_ bytes: [UInt8], _ text: [UInt8]) throws(Finding) {
    guard let again = try? FlatFile.convert(text), again == bytes else {
      throw Finding("a flat file that was converted comes back as another")
    }
    // The forms are read once more for it.
    var random = Damage(of: bytes)
    guard random.onceIn(4), let newest = (try? BundleSetJSON.read(text))?.rulesets.last else {
      return
    }
    let isSet = bytes.starts(with: FlatSet.magic)
    let flat = isSet ? FlatFile.setName : FlatFile.name
    var files = [flat: bytes, isSet ? BundleSetJSON.fileName : "bundle.json": text]
    guard (try? FlatFile.compare(files)) != nil else {
      throw Finding("a flat file does not agree with what it was converted to")
    }
    files["bundle.json"] = BundleJSON.write(newest.content)
    let signed = try? Manifest.content(ofBuild: files, in: "build")
    guard signed != nil || newest.edition == 0 else {
      throw Finding("nobody can sign for a flat file and what it was converted to")
    }
    var other = newest.content
    other.edition = other.edition == 1 ? 2 : 1
    files = [flat: bytes, isSet ? BundleSetJSON.fileName : "bundle.json": BundleJSON.write(other)]
    guard (try? FlatFile.compare(files)) == nil else {
      throw Finding("a flat file agrees with another edition")
    }
    files = [flat: bytes, "bundle.json": BundleJSON.write(other)]
    guard (try? Manifest.content(ofBuild: files, in: "build")) == nil else {
      throw Finding("a flat file and another edition can be signed for together")
    }
  }
}
