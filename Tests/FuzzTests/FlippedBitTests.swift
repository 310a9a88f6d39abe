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

  private static func flipped(_ bytes: [UInt8]) -> some Sequence<[UInt8]> {
    (0..<bytes.count * 8).lazy.map { bit in
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
    let files = ["bundle.json": BundleJSON.write(Self.content), "bundle-set.json": set]
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
      for flipped in Self.flipped(bytes) {
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
}
