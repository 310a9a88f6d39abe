import Testing
import ZabtaBundle
import ZabtaRuntime

/// The threats of The Update Framework (TUF, section 1.5.2), each under its name; `docs/trust.md` lists
/// those that do not apply.
@Suite struct TrustTests {
  let legal = SigningKey()
  let security = SigningKey()
  let thief = SigningKey()
  let now = Moment("2026-12-01T00:00:00Z") ?? .day(Day(number: 0))

  private func keys(
    _ keys: [SigningKey]? = nil, threshold: Int = 2, version: Int = 1,
    policy: String = "shop.privacy"
  ) throws -> TrustedKeys {
    try TrustedKeys(
      policy: policy, version: version, threshold: threshold,
      keys: (keys ?? [legal, security]).map(\.publicKey))
  }

  private func manifest(
    edition: Int = 3, expires: String = "2027-01-01T00:00:00Z", policy: String = "shop.privacy",
    _ files: [String: [UInt8]] = ["bundle.json": [1, 2, 3]]
  ) -> Manifest {
    Manifest(
      policy: policy, edition: edition, expires: Moment(expires) ?? now,
      files: files.mapValues(Manifest.File.init(of:)))
  }

  @Test func whatEnoughKeysSignedIsTrusted() throws {
    let files: [String: [UInt8]] = ["bundle.json": [1, 2, 3], "bundle-set.json": []]
    let signed = try BundleVerifier.sign(manifest(files), with: [legal, security])
    let verifier = BundleVerifier(keys: try keys())
    let read = try verifier.manifest(signed, on: now)
    let seen = try verifier.verify(files, against: read)
    #expect(seen.edition == 3)
    #expect(try SeenEdition.read(seen.file) == seen)
    // The same again is no rollback.
    let again = BundleVerifier(keys: try keys(), seen: seen)
    #expect(try again.manifest(signed, on: now) == read)
  }

  @Test func signersMaySignOneAfterTheOther() throws {
    let verifier = BundleVerifier(keys: try keys())
    let one = try BundleVerifier.sign(manifest(), with: [legal])
    #expect(refusal { _ = try verifier.manifest(one, on: now) } == .untrusted)
    let both = try BundleVerifier.sign(manifest(), with: [security], onto: one)
    #expect(try verifier.manifest(both, on: now) == manifest())
    // A signature for other files is no signature for these.
    let other = try BundleVerifier.sign(manifest(edition: 4), with: [security], onto: one)
    #expect(refusal { _ = try verifier.manifest(other, on: now) } == .untrusted)
  }

  @Test func arbitrarySoftwareAttack() throws {
    let verifier = BundleVerifier(keys: try keys())
    let stolen = try BundleVerifier.sign(manifest(), with: [thief, legal])
    #expect(refusal { _ = try verifier.manifest(stolen, on: now) } == .untrusted)
    // One key twice is one key.
    let line = String(decoding: try BundleVerifier.sign(manifest(), with: [legal]), as: UTF8.self)
    let list = try #require(line.firstIndex(of: "["))
    let end = try #require(line.firstIndex(of: "]"))
    let signature = line[line.index(after: list)..<end]
    let twice = line[..<end] + "," + signature + line[end...]
    #expect(refusal { _ = try verifier.manifest(Array(twice.utf8), on: now) } == .untrusted)
  }

  @Test func rollbackAttack() throws {
    let signed = try BundleVerifier.sign(manifest(edition: 2), with: [legal, security])
    var verifier = BundleVerifier(keys: try keys())
    verifier.seen = try verifier.verify(["bundle.json": [1, 2, 3]], against: manifest(edition: 3))
    #expect(refusal { _ = try verifier.manifest(signed, on: now) } == .rollback)
    // An older signature of the same edition is older, too.
    let older = try BundleVerifier.sign(
      manifest(expires: "2026-12-15T00:00:00Z"), with: [legal, security])
    #expect(refusal { _ = try verifier.manifest(older, on: now) } == .rollback)
  }

  @Test func indefiniteFreezeAttack() throws {
    let signed = try BundleVerifier.sign(manifest(), with: [legal, security])
    let verifier = BundleVerifier(keys: try keys())
    let last = try #require(Moment("2026-12-31T23:59:59Z"))
    #expect(throws: Never.self) { try verifier.manifest(signed, on: last) }
    let end = try #require(Moment("2027-01-01T05:00:00+05:00"))
    #expect(refusal { _ = try verifier.manifest(signed, on: end) } == .frozen)
  }

  @Test func mixAndMatchAttack() throws {
    let manifest = manifest(["bundle.json": [1, 2, 3], "bundle-set.json": [4]])
    let verifier = BundleVerifier(keys: try keys())
    let mixed: [String: [UInt8]] = ["bundle.json": [1, 2, 4], "bundle-set.json": [4]]
    #expect(refusal { _ = try verifier.verify(mixed, against: manifest) } == .mixed)
    #expect(
      refusal { _ = try verifier.verify(["bundle.json": [1, 2, 3]], against: manifest) } == .files)
  }

  @Test func endlessDataAttack() throws {
    let verifier = BundleVerifier(keys: try keys())
    let long = ["bundle.json": [UInt8](repeating: 1, count: 4)]
    #expect(refusal { _ = try verifier.verify(long, against: manifest()) } == .tooLong)
    let endless = [UInt8](repeating: UInt8(ascii: " "), count: 300_000)
    #expect(refusal { _ = try verifier.manifest(endless, on: now) } == .tooLong)
  }

  @Test func extraneousDependenciesAttack() throws {
    let verifier = BundleVerifier(keys: try keys())
    let files: [String: [UInt8]] = ["bundle.json": [1, 2, 3], "bundle.zb": [1]]
    #expect(refusal { _ = try verifier.verify(files, against: manifest()) } == .files)
    let strange = try BundleVerifier.sign(
      manifest(["../../etc/passwd": [1]]), with: [legal, security])
    #expect(refusal { _ = try verifier.manifest(strange, on: now) } == .unreadable)
  }

  @Test func wrongSoftwareInstallation() throws {
    let verifier = BundleVerifier(keys: try keys())
    let other = try BundleVerifier.sign(
      manifest(policy: "bank.privacy"), with: [legal, security])
    #expect(refusal { _ = try verifier.manifest(other, on: now) } == .foreign)
    // A list of keys is no bundle, though the same keys signed it.
    let list = try keys().file(signedBy: [legal, security])
    #expect(refusal { _ = try verifier.manifest(list, on: now) } == .foreign)
  }

  @Test func equivocation() throws {
    var verifier = BundleVerifier(keys: try keys())
    verifier.seen = try verifier.verify(["bundle.json": [1, 2, 3]], against: manifest())
    let other = try BundleVerifier.sign(
      manifest(["bundle.json": [9]]), with: [legal, security])
    #expect(refusal { _ = try verifier.manifest(other, on: now) } == .equivocal)
  }

  @Test func keyCompromiseIsMendedByRotation() throws {
    let first = try keys()
    #expect(try TrustedKeys.first(try first.file(signedBy: [legal, security])) == first)
    let fresh = SigningKey()
    let second = try keys([legal, fresh], version: 2)
    // Signed by old and new.
    let file = try second.file(signedBy: [legal, security, fresh])
    #expect(try first.next(file) == second)
    // The thief of one key brings no list of his own; nor do the old keys alone, nor the new.
    let theft = try keys([thief, legal], version: 2)
    #expect(refusal { _ = try first.next(try theft.file(signedBy: [thief, legal])) } == .untrusted)
    let old = try second.file(signedBy: [legal, security])
    #expect(refusal { _ = try first.next(old) } == .untrusted)
    let new = try second.file(signedBy: [legal, fresh])
    #expect(refusal { _ = try first.next(new) } == .untrusted)
    // What the stolen key signs counts no more.
    let signed = try BundleVerifier.sign(manifest(), with: [legal, security])
    let verifier = BundleVerifier(keys: second)
    #expect(refusal { _ = try verifier.manifest(signed, on: now) } == .untrusted)
  }

  @Test func listsOfKeysAreNotTakenBackOrSkipped() throws {
    let first = try keys()
    let third = try keys(version: 3)
    let file = try third.file(signedBy: [legal, security])
    #expect(refusal { _ = try first.next(file) } == .rollback)
    #expect(
      refusal { _ = try third.next(try first.file(signedBy: [legal, security])) } == .rollback)
    let other = try keys(version: 2, policy: "bank.privacy")
    #expect(
      refusal { _ = try first.next(try other.file(signedBy: [legal, security])) } == .foreign)
    var verifier = BundleVerifier(keys: third)
    verifier.seen = try verifier.verify(["bundle.json": [1, 2, 3]], against: manifest())
    verifier.keys = first
    let signed = try BundleVerifier.sign(manifest(edition: 4), with: [legal, security])
    #expect(refusal { _ = try verifier.manifest(signed, on: now) } == .rollback)
  }

  @Test func listsThatNobodyCanMeetAreRefused() {
    #expect(refusal { _ = try keys([], threshold: 1) } == .unreadable)
    #expect(refusal { _ = try keys(threshold: 3) } == .unreadable)
    #expect(refusal { _ = try keys(threshold: 0) } == .unreadable)
    #expect(refusal { _ = try keys([legal, legal], threshold: 1) } == .unreadable)
  }

  @Test func aFlippedBitAnywhereIsRefused() throws {
    let signed = try BundleVerifier.sign(manifest(), with: [legal, security])
    let verifier = BundleVerifier(keys: try keys())
    for index in signed.indices.dropLast() {
      for bit in 0..<8 {
        var flipped = signed
        flipped[index] ^= 1 << UInt8(bit)
        #expect(refusal { _ = try verifier.manifest(flipped, on: now) } != nil, "\(index) \(bit)")
      }
    }
  }

  @Test func keysAreReadBack() throws {
    let again = try SigningKey(file: legal.file)
    #expect(again.publicKey == legal.publicKey)
    #expect(try PublicKey.read(legal.publicKey.file) == legal.publicKey)
    #expect(refusal { _ = try PublicKey.read(legal.file) } == .unreadable)
    #expect(refusal { _ = try SigningKey(file: legal.publicKey.file) } == .unreadable)
    #expect(refusal { _ = try SigningKey(file: []) } == .unreadable)
  }
}
