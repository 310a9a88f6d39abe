import Foundation
import Testing

/// `keygen`, `trust`, `sign` and `verify` as a release engineer uses them.
@Suite struct TrustCommandTests {
  @Test func aKeyIsForItsOwnerAndNeverOverwritten() throws {
    let bench = try TrustBench()
    #expect(try bench.run("keygen", "@a").status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: bench.root + "/a.key")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    let pair = try bench.read("a.key")
    let again = try bench.run("keygen", "@a")
    #expect(again.status == 2)
    #expect(again.errors.contains("never overwritten"))
    #expect(try bench.read("a.key") == pair)
    // The key that verifies follows from the one that signs.
    let known = try bench.read("a.pub")
    try FileManager.default.removeItem(atPath: bench.root + "/a.pub")
    #expect(try bench.run("keygen", "@a").status == 0)
    #expect(try bench.read("a.pub") == known)
    #expect(try bench.read("a.key") == pair)
  }

  @Test func nobodyChoosesWhereASecretIsWritten() throws {
    let bench = try TrustBench()
    let victim = bench.root + "/victim"
    try Data("mine".utf8).write(to: URL(filePath: victim))
    // Links that stand where the file is written, and where it belongs.
    try FileManager.default.createSymbolicLink(
      atPath: bench.root + "/.a.key.zabta-new", withDestinationPath: victim)
    #expect(try bench.run("keygen", "@a").status == 0)
    try FileManager.default.createSymbolicLink(
      atPath: bench.root + "/b.key", withDestinationPath: bench.root + "/nowhere")
    #expect(try bench.run("keygen", "@b").status == 3)
    #expect(try bench.read("victim") == "mine")
    #expect(!FileManager.default.fileExists(atPath: bench.root + "/nowhere"))
    #expect(try bench.hidden() == [])
  }

  @Test func signedByBothItIsVerified() throws {
    let bench = try TrustBench()
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

  @Test func whatIsWrongIsToldWithItsFile() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    // A folder that is called by a dot.
    let dotted = try bench.run(
      "verify", "@out/.", "--trust", "@trust.json", "--on", "2027-01-01")
    #expect(dotted.status == 0, "\(dotted.errors)")
    let file = try bench.run("verify", "@out/bundle.json", "--trust", "@trust.json")
    #expect(file.status == 3)
    #expect(file.errors.contains("out/bundle.json is a file: name the policy's folder"))

    let key = try bench.run("verify", "@out", "--trust", "@legal.pub")
    #expect(key.status == 1)
    #expect(key.errors.contains("legal.pub: this is a key; a signature, or a list of keys, is"))
    try bench.write("{}", to: "bad.json")
    let mark = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--seen", "@bad.json", "--on", "2027-01-01")
    #expect(mark.status == 1)
    #expect(mark.errors.contains("bad.json: the mark of the newest edition seen"))
    let nowhere = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--seen", "@nowhere/seen.json")
    #expect(nowhere.status == 3)
    #expect(nowhere.errors.contains("there is no folder \(bench.root)/nowhere"))
    #expect(
      try bench.run("sign", "@out", "--expires", "2027-06-30", "--key", "@legal.pub").errors
        .contains("legal.pub: this is no key's file"))
    #expect(try bench.run("keygen", "").status == 2)
    #expect(try bench.run("keygen", "@out/").status == 2)
  }

  @Test func aListThatLacksSignaturesIsToldOfAtOnce() throws {
    let bench = try TrustBench()
    try bench.trust()
    try bench.sign()
    #expect(try bench.run("keygen", "@fresh").status == 0)
    func follow(_ key: String) throws -> Tool.Run {
      try bench.run(
        "trust", "pumppos.privacy", "--keys", "@legal.pub", "--keys", "@fresh.pub", "--threshold",
        "1", "--after", "@trust.json", "--key", key, "--output", "@next.json")
    }
    let half = try follow("@fresh.key")
    #expect(half.status == 0)
    #expect(
      half.errors.contains(
        "It is not complete yet: 2 of the keys of version 1 have to sign it, and none did."))
    let refused = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--trust", "@next.json", "--on", "2027-01-01")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("next.json: 2 of the keys of version 1 have to sign it"))
    #expect(try follow("@legal.key").errors.contains("and 1 did"))
    #expect(try follow("@security.key").errors.isEmpty)
    let good = try bench.run(
      "verify", "@out", "--trust", "@trust.json", "--trust", "@next.json", "--on", "2027-01-01")
    #expect(good.status == 0, "\(good.errors)")
    // A day that is over is no mistake, but nobody means it.
    let past = try bench.run("sign", "@out", "--expires", "2020-01-01", "--key", "@legal.key")
    #expect(past.status == 0)
    #expect(past.errors.contains("That is over already"))
  }

  @Test func anAlteredOrUnknownFileIsRefused() throws {
    let bench = try TrustBench()
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
    let bench = try TrustBench()
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
    let bench = try TrustBench()
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
