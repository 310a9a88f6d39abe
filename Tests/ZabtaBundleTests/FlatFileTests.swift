import Foundation
import Testing
import ZabtaBundle
import ZabtaRuntime

/// Both forms say the same, and what says something else is refused.
@Suite struct FlatFileTests {
  private func refusal(_ work: () throws -> Void) -> String? {
    do {
      try work()
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Every bundle and set that the repository publishes.
  private static let published: [URL] = {
    let output = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "output")
    let files = FileManager.default.enumerator(at: output, includingPropertiesForKeys: nil)
    return (files?.allObjects as? [URL] ?? []).filter {
      ["bundle.json", "bundle-set.json"].contains($0.lastPathComponent)
    }.sorted { $0.path() < $1.path() }
  }()

  @Test func thereAndBackGivesTheSameBytes() throws {
    let json = BundleJSON.write(sample)
    let flat = try FlatFile.convert(json)
    #expect(FlatFile.isFlat(flat) && !FlatFile.isFlat(json))
    #expect(try FlatFile.convert(flat) == json)
    #expect(try FlatFile.contents(flat) == [sample])
    #expect(try FlatBundle.read(flat)[0].digest == BundleJSON.digestBytes(sample))
  }

  @Test(arguments: published) func whatIsPublishedGoesThereAndBack(_ file: URL) throws {
    let json = [UInt8](try Data(contentsOf: file))
    let flat = try FlatFile.convert(json)
    #expect(try FlatFile.convert(flat) == json)
    // The file beside it is that.
    let beside = file.deletingPathExtension().appendingPathExtension("zb")
    #expect(try [UInt8](Data(contentsOf: beside)) == flat)
    #expect(try FlatFile.convert(FlatFile.convert(flat)) == flat)
    #expect(
      try FlatFile.editions(flat).rulesets.map(\.content)
        == BundleSetJSON.read(json).rulesets.map(\.content))
  }

  @Test func aDigestThatDoesNotFitIsRefused() throws {
    var flat = try FlatFile.write(sample)
    flat[30] ^= 1
    #expect(
      refusal { _ = try FlatFile.contents(flat) }
        == "header.digest: the rules do not have this digest: the bundle was altered")
    // Who only opens it does not look at the digest.
    #expect(throws: Never.self) { try FlatFile.editions(flat) }
  }

  @Test func rulesThatDifferFromTheirTablesAreRefused() throws {
    let flat = try FlatFile.write(sample)
    // Filters and tables are the last of the file: they are not in the digest, nor in what JSON says.
    var found = 0
    for place in stride(from: flat.count - 1, to: 640, by: -1) {
      var altered = flat
      altered[place] ^= 1
      guard (try? FlatFile.editions(altered)) != nil, found < 12 else { continue }
      found += 1
      #expect(refusal { _ = try FlatFile.contents(altered) } != nil, "\(place)")
    }
    #expect(found == 12)
  }

  @Test func filesOfOneBuildSayTheSame() throws {
    var other = sample
    other.norms[0].effect = .forbid
    let json = BundleJSON.write(sample)
    let flat = try FlatFile.write(sample)
    #expect(refusal { try FlatFile.compare(["bundle.json": json, "bundle.zb": flat]) } == nil)
    #expect(refusal { try FlatFile.compare(["bundle.zb": flat]) } == nil)
    #expect(
      refusal {
        try FlatFile.compare(["bundle.json": BundleJSON.write(other), "bundle.zb": flat])
      } == "bundle.zb: it does not say what bundle.json says")
    var damaged = flat
    damaged[30] ^= 1
    #expect(
      refusal { try FlatFile.compare(["bundle.zb": damaged]) }?.hasPrefix(
        "bundle.zb: header.digest: ") == true)
  }

  @Test func aSetIsOfReleasedEditionsOfOnePolicy() throws {
    var first = sample
    first.edition = 1
    first.date = "2026-01"
    first.effective = Day("2026-01-01")
    var second = first
    second.edition = 2
    second.effective = Day("2026-03-01")
    let set = try FlatFile.writeSet([first, second])
    #expect(try FlatFile.contents(set) == [first, second])
    #expect(try FlatFile.convert(FlatFile.convert(set)) == set)
    let editions = try FlatFile.editions(set)
    #expect(
      editions.ruleset(inForceAt: .day(try #require(Day("2026-02-01"))))?.content.edition == 1)

    var draft = first
    draft.edition = 0
    var foreign = second
    foreign.policy = "other.privacy"
    var dateless = first
    dateless.date = nil
    for (contents, words) in [
      ([draft], "editions[0]: a draft is in force on no day"),
      ([first, foreign], "editions[1]: this is an edition of \"other.privacy\""),
      ([second, first], "editions[1]: edition 1 stands after edition 2"),
      ([dateless], "editions[0]: in a set an edition tells its date"),
    ] {
      let set = try FlatFile.writeSet(contents)
      #expect(refusal { _ = try FlatFile.editions(set) }?.hasPrefix(words) == true)
      #expect(refusal { _ = try FlatFile.contents(set) }?.hasPrefix(words) == true)
    }
  }
}
