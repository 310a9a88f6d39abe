import Foundation
import Testing
import ZabtaBundle
import ZabtaFuzz
import ZabtaRuntime

/// Every single bit of a build, turned over one at a time.
@Suite struct FlippedBitTests {
  /// A bundle with all that fits into few bytes.
  private static let content: BundleContent = {
    let email = Object(kind: .data, names: ["all"])
    return BundleContent(
      policy: "p", publisher: "p", edition: 1, effective: Day("2026-03-01"), timeZone: 300,
      people: ["c"],
      words: [
        Word(kind: .data, name: "all", includes: ["email"]), Word(kind: .data, name: "email"),
        Word(kind: .person, name: "c"), Word(kind: .request, name: "access"),
      ],
      clauses: [Clause(id: "x")],
      norms: [
        Norm(
          effect: .permit, actor: .we, action: .store, object: email,
          when: [Condition(.ageUnder(18, negated: true))], origin: .keep,
          period: Period(ends: [[.init(span: Span(7, .year))]]), clause: "x"),
        Norm(
          effect: .duty, actor: .we, action: .resolve,
          object: Object(kind: .request, names: ["access"]),
          deadline: Deadline(.within(Span(72, .hour))), clause: "x"),
      ])
  }()

  /// Every bit of a flat file is turned over in the long run, one in so many otherwise: all of them have
  /// the places of the world, and so 30 kB.
  private static let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] != nil

  private static func flipped(_ bytes: [UInt8], step: Int = 1) -> some Sequence<[UInt8]> {
    stride(from: 0, to: bytes.count * 8, by: step).lazy.map { bit in
      var bytes = bytes
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      return bytes
    }
  }

  @Test func inASignedFolderEveryOneIsRefused() throws {
    let key = SigningKey()
    let keys = try TrustedKeys(policy: "p", version: 1, threshold: 1, keys: [key.publicKey])
    let set = BundleSetJSON.write(
      [.init(Self.content, date: "2026-03-01", effective: try #require(Day("2026-03-01")))],
      of: "p")
    let files = [
      "bundle.json": BundleJSON.write(Self.content), "bundle-set.json": set,
      FlatFile.name: try FlatFile.write(Self.content),
    ]
    let expires = try #require(Moment("2027-01-01T00:00:00Z"))
    let now = try #require(Moment("2026-06-01T00:00:00Z"))
    let signature = try BundleVerifier.sign(
      Manifest(
        policy: "p", edition: 1, expires: expires, files: files.mapValues { .init(of: $0) }),
      with: [key])
    let verifier = BundleVerifier(keys: keys)
    func isTaken(_ signature: [UInt8], _ files: [String: [UInt8]]) -> Bool {
      guard let manifest = try? verifier.manifest(signature, on: now) else { return false }
      return (try? verifier.verify(files, against: manifest)) != nil
    }

    #expect(isTaken(signature, files))
    var taken = 0
    for flipped in Self.flipped(signature) where isTaken(flipped, files) { taken += 1 }
    #expect(taken == 0, "flipped bits of the signature were taken")
    let manifest = try verifier.manifest(signature, on: now)
    for (name, bytes) in files {
      let step = name == FlatFile.name && !Self.isLong ? 31 : 1
      for flipped in Self.flipped(bytes, step: step) {
        var files = files
        files[name] = flipped
        if (try? verifier.verify(files, against: manifest)) != nil { taken += 1 }
      }
    }
    #expect(taken == 0, "flipped bits of the files were taken")
  }

  /// Nobody signed this one: it is refused, or read and asked with answers that make sense.
  @Test func inABundleThatNobodySignedNoneDoesHarm() throws {
    let bytes = BundleJSON.write(Self.content)
    #expect(try FuzzTarget.bundles.run(bytes, in: Surroundings()))
    for flipped in Self.flipped(bytes) {
      #expect(throws: Never.self) { _ = try FuzzTarget.bundles.run(flipped, in: Surroundings()) }
    }
  }

  /// Nobody signed this one either; the bits of its header and of its table are all turned over.
  @Test func inAFlatFileThatNobodySignedNoneDoesHarm() throws {
    let bytes = try FlatFile.write(Self.content)
    #expect(try FuzzTarget.flat.run(bytes, in: Surroundings()))
    let tables = 128 + 26 * 16
    var opened = 0
    func look(_ bit: Int) throws {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let rules = try? Ruleset(opening: flipped) else { return }
      opened += 1
      // The digest is of the rules; the edition, its day and its zone are for a signature to protect.
      if !(56..<76).contains(bit / 8), (24..<tables).contains(bit / 8) {
        #expect((try? FlatFile.convert(flipped)) == nil, "bit \(bit)")
      }
      #expect(rules.content.policy.utf8.count < 100)
      if opened.isMultiple(of: 25) { _ = try FuzzTarget.flat.run(flipped, in: Surroundings()) }
    }
    for bit in 0..<tables * 8 { try look(bit) }
    for bit in stride(from: tables * 8, to: bytes.count * 8, by: Self.isLong ? 1 : 401) {
      try look(bit)
    }
    // The digest's bits alone are as many.
    #expect(opened >= 256)
  }
}
