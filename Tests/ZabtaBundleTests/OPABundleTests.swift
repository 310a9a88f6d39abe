import Crypto
import Foundation
import Testing
import ZabtaRuntime

@testable import ZabtaBundle

/// Bundles of Open Policy Agent; `Tests/Export` asks what they answer.
@Suite struct OPABundleTests {
  private func bundle(_ content: BundleContent = sample) throws -> OPABundle {
    try OPABundle(EditionSet([try Ruleset(content)]))
  }

  private func object(_ file: OPABundle.File) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
  }

  @Test func theManifestNamesTheRootAndTheRules() throws {
    let bundle = try bundle()
    let manifest = try object(bundle.files[0])
    let modules = ["answer", "calendar", "facts", "faults", "norms", "words"]
      .map { "zabta/\(sample.policy)/\($0).rego" }
    #expect(bundle.files.map(\.path) == [".manifest", "data.json"] + modules)
    #expect(manifest["roots"] as? [String] == ["zabta/\(sample.policy)"])
    #expect(manifest["rego_version"] as? Int == 1)
    let revision = try #require(manifest["revision"] as? String)
    #expect(
      revision == "\(sample.policy) \(sample.edition) \(BundleJSON.digest(sample))")

    var changed = sample
    changed.norms.removeLast()
    #expect(try object(try self.bundle(changed).files[0])["revision"] as? String != revision)
  }

  @Test func dataStaysUnderTheRoot() throws {
    let data = try object(try bundle().files[1])
    #expect(Array(data.keys) == ["zabta"])
    #expect((data["zabta"] as? [String: Any])?.keys.map(\.self) == [sample.policy])
  }

  @Test func theSameRulesAreTheSameBytes() throws {
    let archive = try bundle().archive
    #expect(try bundle().archive == archive)
    #expect(Array(archive.prefix(10)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
  }

  @Test(arguments: [
    ("buy-inverter.privacy", "buy-inverter.privacy"), ("a/b", "a~2fb"), ("a~2fb", "a~7e2fb"),
    ("", "~"), ("..", "~2e~2e"), ("a\"\n%", "a~22~0a~25"), ("é", "~c3~a9"), ("default", "default"),
  ])
  func everyPolicyHasAPlaceOfItsOwn(_ policy: String, _ segment: String) throws {
    #expect(OPABundle.segment(policy) == segment)
    var content = sample
    content.policy = policy
    let rego = String(decoding: try bundle(content).files[2].bytes, as: UTF8.self)
    #expect(rego.contains("\npackage zabta[\"\(segment)\"]\n"))
    #expect(!rego.contains("POLICY"))
    let quoted = String(decoding: JSONWriter.write(.string(policy)), as: UTF8.self)
    #expect(rego.contains("\"policy\": \(quoted),\n"))
  }

  @Test func archivesHoldLongNamesAndOddSizes() throws {
    let long = String(repeating: "ab/", count: 60) + "end"
    let files: [(path: String, bytes: [UInt8])] = [
      (".manifest", []), (long, Array(repeating: 7, count: 513)),
      ("z", Array(repeating: 8, count: 512)),
    ]
    let archive = Tar.archive(files)
    #expect(archive.count % 512 == 0)
    let record = String(decoding: archive[1024..<1024 + 193], as: UTF8.self)
    #expect(record == "193 path=\(long)\n")
    #expect(archive[512 + 156] == UInt8(ascii: "x"))
    #expect(archive.suffix(1024).allSatisfy { $0 == 0 })
  }

  @Test func checksumsAreThoseOfTheStandard() {
    // The check value of CRC-32/ISO-HDLC.
    #expect(Gzip.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    #expect(Gzip.wrap([]).count == 10 + 5 + 8)
    let long = Gzip.wrap(Array(repeating: 1, count: 70_000))
    #expect(long[10] == 0)
    #expect(long[10 + 5 + 65_535] == 1)
  }

  /// The digest of OPA for JSON: sorted by the bytes of the names, separators of lines escaped.
  @Test func jsonIsHashedByItsMembers() {
    let text = #"{ "b": [1, "\u2028<&>\u00e9\u0007"], "\ud83d\ude00": null, "\uff5e": true }"#
    let same = "{\"b\":[1,\"\\u2028<&>é\\u0007\"],\"～\":true,\"😀\":null}"
    func digest(_ path: String, _ text: String) -> String {
      OPADigest.hexadecimal(OPABundle.File(path: path, bytes: Array(text.utf8)))
    }
    #expect(digest("data.json", text) == Hexadecimal.digest(of: Array(same.utf8)))
    #expect(digest(".manifest", text) == digest("data.json", text))
    #expect(digest("a/answer.rego", text) == Hexadecimal.digest(of: Array(text.utf8)))
  }

  @Test func aSignatureNamesEveryFile() throws {
    let pem = P256.Signing.PrivateKey().pemRepresentation
    let signer = try OPASigner(pem: Array(pem.utf8))
    let bundle = try OPABundle(EditionSet([try Ruleset(sample)]), signer: signer)
    let file = try #require(bundle.files.last)
    #expect(file.path == ".signatures.json")
    let token = try #require((try object(file)["signatures"] as? [String])?.first)
    let parts = token.split(separator: ".")
    try #require(parts.count == 3)
    let claims = parts[1].replacing("-", with: "+").replacing("_", with: "/")
    let padded = claims + String(repeating: "=", count: (4 - claims.count % 4) % 4)
    let payload = try #require(Data(base64Encoded: String(padded)))
    let signed = try #require(
      try JSONSerialization.jsonObject(with: payload) as? [String: [[String: String]]])
    #expect(signed["files"]?.map { $0["name"] } == bundle.files.dropLast().map(\.path))
    #expect(throws: TrustError.self) { try OPASigner(pem: Array("no key".utf8)) }
  }
}
