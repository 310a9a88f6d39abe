import Crypto
package import ZabtaRuntime

/// A policy's rules as a bundle of Open Policy Agent: what `zabta decide` answers, an OPA answers too.
package struct OPABundle {
  /// A file of the bundle.
  package struct File: Sendable, Hashable {
    package var path: String
    package var bytes: [UInt8]
  }

  /// The files, in the order of the archive.
  package let files: [File]
  /// The document that holds the answer, as OPA's REST API names it.
  package let decision: String

  /// Writes the rules of every edition of a policy, and signs them where there is a key.
  package init(_ editions: EditionSet, signer: OPASigner? = nil) throws(TrustError) {
    let policy = editions.earliest.content.policy
    let segment = OPABundle.segment(policy)
    let data = JSONValue.object([
      "zabta": .object([
        segment: .object([
          "calendar": OPABundle.calendar(editions),
          "editions": .array(editions.rulesets.map(RuleTables.data)),
        ])
      ])
    ])
    let manifest = JSONValue.object([
      "revision": .string(OPABundle.revision(editions)), "rego_version": .int(1),
      "roots": .array([.string("zabta/" + segment)]),
    ])
    let rules =
      [
        File(path: ".manifest", bytes: JSONWriter.write(manifest)),
        File(path: "data.json", bytes: JSONWriter.write(data)),
      ]
      + OPABundle.modules.map { name, text in
        File(path: "zabta/\(segment)/\(name).rego", bytes: OPABundle.rego(text, policy, segment))
      }
    files = try rules + [signer?.file(for: rules)].compactMap(\.self)
    decision = "zabta/\(segment)/decision"
  }

  /// The bundle as one file, the same bytes for the same rules.
  package var archive: [UInt8] {
    Gzip.wrap(Tar.archive(files.map { (path: $0.path, bytes: $0.bytes) }))
  }

  /// The policy's own place among the documents of an OPA.
  ///
  /// Roots are paths in which OPA escapes some characters and not others, so those that it could read in
  /// two ways are written as `~` and their byte. No two policies share a place.
  package static func segment(_ policy: String) -> String {
    let isDots = policy.utf8.allSatisfy { $0 == UInt8(ascii: ".") }
    var segment = policy.isEmpty ? "~" : ""
    for byte in policy.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        segment.unicodeScalars.append(Unicode.Scalar(byte))
      case UInt8(ascii: ".") where !isDots: segment += "."
      default: segment += "~" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return segment
  }

  /// What names these very rules: policy, edition and the digest of the norms; of several editions, the
  /// newest and the digest of their digests.
  private static func revision(_ editions: EditionSet) -> String {
    let contents = editions.rulesets.map(\.content)
    let digests = contents.map { "\($0.edition) \(BundleJSON.digest($0))" }
    let newest = contents.map(\.edition).max() ?? 0
    let policy = editions.earliest.content.policy
    guard contents.count > 1 else { return "\(policy) \(digests.joined())" }
    let all = Hexadecimal.digest(of: Array(digests.joined(separator: "\n").utf8))
    return "\(policy) \(newest) sha256:\(all)"
  }

  /// When each edition begins.
  private static func calendar(_ editions: EditionSet) -> JSONValue {
    let starts = editions.rulesets.map { ruleset in
      guard let day = ruleset.content.effective else { return JSONValue.object([:]) }
      return .object([
        "day": .int(day.number),
        "second": .int(day.number * 86_400 - ruleset.content.timeZone * 60),
      ])
    }
    let earliest = editions.earliest.content
    let place = editions.rulesets.firstIndex { $0.content.edition == earliest.edition } ?? 0
    let noon = Moment.instant(seconds: 43_200, offset: earliest.timeZone).description
    return .object([
      "starts": .array(starts), "earliest": .int(place), "zone": .int(earliest.timeZone),
      "offset": .string(String(noon.dropFirst("1970-01-01T00:00:00".count))),
    ])
  }

  /// The policy that reads the tables, by the names of its files.
  private static let modules: KeyValuePairs<String, [UInt8]> = [
    "answer": PackageResources.answer_rego, "calendar": PackageResources.calendar_rego,
    "facts": PackageResources.facts_rego, "faults": PackageResources.faults_rego,
    "norms": PackageResources.norms_rego, "words": PackageResources.words_rego,
  ]

  private static func rego(_ text: [UInt8], _ policy: String, _ segment: String) -> [UInt8] {
    let place = quoted(segment)
    return Array(
      String(decoding: text, as: UTF8.self)
        .replacing("zabta[\"POLICY\"]", with: "zabta[\(place)]")
        .replacing("\"POLICY\"", with: quoted(policy)).utf8)
  }

  private static func quoted(_ text: String) -> String {
    String(decoding: JSONWriter.write(.string(text)), as: UTF8.self)
  }
}
