import Foundation
import Testing

/// `keygen`, `trust`, `sign` and `verify` as a release engineer uses them.
@Suite struct TrustCommandTests {
  /// A folder of its own with one bundle in it, removed with the value.
  private final class Bench {
    let root: String
    var bundle: String { root + "/out" }

    init() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "zabta-trust-\(UUID())")
      root = folder.path(percentEncoded: false)
      let repository = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      try FileManager.default.createDirectory(
        at: folder.appending(path: "out"), withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: repository.appending(path: "output/pumppos.privacy/bundle.json"),
        to: folder.appending(path: "out/bundle.json"))
    }

    deinit {
      try? FileManager.default.removeItem(atPath: root)
    }

    func run(_ arguments: String...) throws -> Tool.Run {
      try Tool.run(arguments.map { $0.replacing("@", with: root + "/") })
    }

    /// Two keys, and a list that asks for both.
    func trust() throws {
      for name in ["legal", "security"] { #expect(try run("keygen", "@\(name)").status == 0) }
      let list = try run(
        "trust", "pumppos.privacy", "--keys", "@legal.pub", "--keys", "@security.pub",
        "--threshold", "2", "--key", "@legal.key", "--key", "@security.key", "--output",
        "@trust.json")
      #expect(list.status == 0, "\(list.errors)")
    }
  }

  @Test func aKeyIsForItsOwnerAndNeverOverwritten() throws {
    let bench = try Bench()
    #expect(try bench.run("keygen", "@a").status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.root + "/a.key")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let again = try bench.run("keygen", "@a")
    #expect(again.status == 2)
    #expect(again.errors.contains("never overwritten"))
  }

  @Test func signedByBothItIsVerified() throws {
    let bench = try Bench()
    try bench.trust()
    let signing = ["sign", "@out", "--expires", "2027-06-30", "--key"]
    let one = try Tool.run(
      (signing + ["@legal.key"]).map { $0.replacing("@", with: bench.root + "/") })
    #expect(one.status == 0, "\(one.errors)")
    let early = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(early.status == 1)
    #expect(early.errors.contains("2 of the trusted keys have to sign it, and 1 did"))

    let both = try Tool.run(
      (signing + ["@security.key"]).map { $0.replacing("@", with: bench.root + "/") })
    #expect(both.status == 0, "\(both.errors)")
    let good = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--seen", "@seen.json", "--on", "2027-01-01")
    #expect(good.status == 0, "\(good.errors)")
    #expect(good.output.contains("edition 1 of pumppos.privacy"))
    let late = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-06-30")
    #expect(late.status == 1)
    #expect(late.errors.contains("frozen"))
    let marked = try String(contentsOfFile: bench.root + "/seen.json", encoding: .utf8)
    #expect(marked.contains("\"edition\":1"))
  }

  @Test func anAlteredOrUnknownFileIsRefused() throws {
    let bench = try Bench()
    try bench.trust()
    #expect(
      try bench.run(
        "sign", "@out", "--expires", "2027-06-30", "--key", "@legal.key", "--key", "@security.key"
      ).status == 0)
    try Data([1]).write(to: URL(filePath: bench.bundle + "/bundle.zb"))
    let unknown = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("nobody signed for the file"))
    try FileManager.default.removeItem(atPath: bench.bundle + "/bundle.zb")

    let path = bench.bundle + "/bundle.json"
    var bytes = try Data(contentsOf: URL(filePath: path))
    bytes[100] ^= 1
    try bytes.write(to: URL(filePath: path))
    let altered = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(altered.status == 1)
    #expect(altered.errors.contains("another build, or was altered"))
    bytes.append(1)
    try bytes.write(to: URL(filePath: path))
    let long = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(long.errors.contains("too-long"))
  }

  @Test func keysAreReplacedBySigningWithOldAndNew() throws {
    let bench = try Bench()
    try bench.trust()
    #expect(try bench.run("keygen", "@fresh").status == 0)
    let next = try bench.run(
      "trust", "pumppos.privacy", "--keys", "@legal.pub", "--keys", "@fresh.pub", "--threshold",
      "2", "--after", "@trust.json", "--key", "@legal.key", "--key", "@security.key", "--key",
      "@fresh.key", "--output", "@trust.2.json")
    #expect(next.status == 0, "\(next.errors)")
    #expect(
      try bench.run(
        "sign", "@out", "--expires", "2027-06-30", "--key", "@legal.key", "--key", "@fresh.key"
      ).status == 0)
    let old = try bench.run("verify", "@out", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(old.status == 1)
    let new = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--trust", "@trust.2.json", "--on", "2027-01-01")
    #expect(new.status == 0, "\(new.errors)")
  }

  @Test func whatIsMissingOrWrongIsSaid() throws {
    let bench = try Bench()
    try bench.trust()
    let missing = try bench.run("verify", "@out", "--trust", "@trust.json")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("there is no file"))
    let day = try bench.run(
      "sign", "@out", "--expires", "soon", "--key", "@legal.key")
    #expect(day.status == 2)
    let swapped = try bench.run(
      "sign", "@out", "--expires", "2027-06-30", "--key", "@legal.pub")
    #expect(swapped.status == 1)
    #expect(swapped.errors.contains("a private key is expected"))
  }
}
