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
      policy: "p", publisher: "p", edition: 1, date: "2026-03-01", effective: Day("2026-03-01"),
      timeZone: 300,
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

  /// In the long run every bit of a flat file is turned over, otherwise one of each byte: all flat files have
  /// the places of the world, and so 30 kB.
  private static let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] != nil

  /// The numbers of the bits of some bytes: all of them, or one of each byte, another one in the next.
  private static func bits(of bytes: Range<Int>, all: Bool = true) -> [Int] {
    all
      ? Array(bytes.lowerBound * 8..<bytes.upperBound * 8)
      : bytes.map { $0 * 8 + ($0 * 5 + $0 / 8) % 8 }
  }

  /// Turns over bits one at a time, and back again.
  private static func flip(
    _ bits: [Int], of bytes: [UInt8], _ look: (_ bit: Int, _ flipped: [UInt8]) throws -> Void
  ) rethrows {
    var flipped = bytes
    for bit in bits {
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      try look(bit, flipped)
      flipped[bit / 8] = bytes[bit / 8]
    }
  }

  @Test func inASignedFolderEveryOneIsRefused() throws {
    let key = SigningKey()
    let keys = try TrustedKeys(policy: "p", version: 1, threshold: 1, keys: [key.publicKey])
    let set = BundleSetJSON.write(
      [.init(Self.content, date: "2026-03-01", effective: try #require(Day("2026-03-01")))],
      of: "p")
    let files = [
      "bundle.json": BundleJSON.write(Self.content), BundleSetJSON.fileName: set,
      FlatFile.name: try FlatFile.write(Self.content),
      FlatFile.setName: try FlatFile.writeSet([Self.content]),
    ]
    #expect(files.keys.sorted() == Manifest.names)
    let expires = try #require(Moment("2027-01-01T00:00:00Z"))
    let now = try #require(Moment("2026-06-01T00:00:00Z"))
    let signature = try BundleVerifier.sign(
      Manifest(
        policy: "p", edition: 1, expires: expires, files: files.mapValues { .init(of: $0) }),
      with: [key])
    let verifier = BundleVerifier(keys: keys)
    _ = try verifier.open(files, signature: signature, at: now).editions()
    var taken: [String] = []
    Self.flip(Self.bits(of: signature.indices), of: signature) { bit, flipped in
      if (try? verifier.manifest(flipped)) != nil { taken.append("signature \(bit)") }
    }
    let manifest = try verifier.manifest(signature, on: now)
    for (name, bytes) in files {
      // Each file by itself, which is a build as well.
      var one = manifest
      one.files = manifest.files.filter { $0.key == name }
      _ = try verifier.verify([name: bytes], against: one)
      let all = Self.isLong || !name.hasSuffix(".zb")
      Self.flip(Self.bits(of: bytes.indices, all: all), of: bytes) { bit, flipped in
        if (try? verifier.verify([name: flipped], against: one)) != nil {
          taken.append("\(name) \(bit)")
        }
      }
    }
    #expect(taken.isEmpty)
  }

  @Test func inAListOfKeysEveryOneIsRefused() throws {
    let (key, other) = (SigningKey(), SigningKey())
    let first = try TrustedKeys(policy: "p", version: 1, threshold: 1, keys: [key.publicKey])
    let second = try TrustedKeys(
      policy: "p", version: 2, threshold: 1, keys: [other.publicKey], edition: 1)
    let file = try first.file(signedBy: [key])
    let next = try second.file(signedBy: [key, other])
    #expect(try TrustedKeys.chain([file, next]).version == 2)
    var taken: [String] = []
    Self.flip(Self.bits(of: file.indices), of: file) { bit, flipped in
      if (try? TrustedKeys.first(flipped)) != nil { taken.append("first \(bit)") }
    }
    Self.flip(Self.bits(of: next.indices), of: next) { bit, flipped in
      if (try? first.next(flipped)) != nil { taken.append("next \(bit)") }
    }
    #expect(taken.isEmpty)
  }

  /// Nobody signed this one: it is refused, or read and asked with answers that make sense.
  @Test func inABundleThatNobodySignedNoneDoesHarm() throws {
    let bytes = BundleJSON.write(Self.content)
    #expect(try FuzzTarget.bundles.run(bytes, in: Surroundings()))
    var read = 0
    Self.flip(Self.bits(of: bytes.indices), of: bytes) { _, flipped in
      if (try? BundleSetJSON.read(flipped)) != nil { read += 1 }
    }
    // The digest covers the rules; those that are read differ in the edition, its day or its clauses.
    #expect(read > 0)
    // With the digest that they ought to have they are asked, too.
    Self.flip(Self.bits(of: bytes.indices, all: Self.isLong), of: bytes) { bit, flipped in
      #expect(throws: Never.self, "bit \(bit)") {
        _ = try FuzzTarget.bundles.run(flipped, in: Surroundings())
      }
    }
  }

  /// Nobody signed this one either; the bits of its header and of its table are all turned over.
  @Test func inAFlatFileThatNobodySignedNoneDoesHarm() throws {
    let bytes = try FlatFile.write(Self.content)
    #expect(try FuzzTarget.flat.run(bytes, in: Surroundings()))
    let header = 128
    let tables = try #require(try Self.firstSection(of: bytes))
    var (opened, seen) = (0, 0)
    func look(_ bit: Int, _ flipped: [UInt8]) throws {
      guard let rules = try? Ruleset(opening: flipped) else { return }
      opened += 1
      // The digest is of the rules and of the zone; the edition and its day are for a signature to protect.
      let isOfEdition = (56..<72).contains(bit / 8)
      if isOfEdition { seen += 1 }
      if !isOfEdition, (24..<tables).contains(bit / 8) {
        #expect((try? FlatFile.convert(flipped)) == nil, "bit \(bit)")
      }
      #expect(rules.content.policy.utf8.count < 100)
      if opened.isMultiple(of: 25) { _ = try FuzzTarget.flat.run(flipped, in: Surroundings()) }
    }
    try Self.flip(Self.bits(of: 0..<tables), of: bytes, look)
    // The digest's bits alone are as many.
    #expect(opened >= 256 && seen > 0 && tables > header)
    try Self.flip(Self.bits(of: tables..<bytes.count, all: Self.isLong), of: bytes, look)
  }

  /// Where the sections begin, as the first line of the table tells (docs/bundle.md).
  private static func firstSection(of bytes: [UInt8]) throws -> Int? {
    bytes.count > 140 ? (136..<140).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) } : nil
  }
}
