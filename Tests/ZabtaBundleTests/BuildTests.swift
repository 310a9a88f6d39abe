import Testing
import ZabtaBundle
import ZabtaRuntime

/// What is signed together is of one build.
@Suite struct BuildTests {
  private let content = sample

  /// The header of a flat bundle, as docs/bundle.md lays it out.
  private func flat(_ edition: Int, _ digest: String, tells: Bool = true) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 128)
    bytes.replaceSubrange(0..<8, with: Array("zabta.zb".utf8))
    let hexadecimal = Array(digest.dropFirst("sha256:".count))
    for index in 0..<32 {
      bytes[24 + index] =
        UInt8(String(hexadecimal[index * 2...index * 2 + 1]), radix: 16) ?? 0
    }
    bytes[56] = UInt8(truncatingIfNeeded: edition)
    bytes[76] = tells ? 1 : 0
    return bytes
  }

  /// A set of flat bundles, each at a multiple of 64.
  private func set(_ bundles: [[UInt8]]) -> [UInt8] {
    func number(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    var bytes = Array("ZABTASET".utf8) + number(1, 4) + number(bundles.count, 4)
    let first = (32 + bundles.count * 16 + 63) / 64 * 64
    bytes += number(first + bundles.count * 128, 8) + number(0, 8)
    for index in bundles.indices { bytes += number(first + index * 128, 8) + number(128, 8) }
    bytes += [UInt8](repeating: 0, count: first - bytes.count)
    return bytes + bundles.joined()
  }

  private func build(_ files: [String: [UInt8]]) -> TrustError.Kind? {
    var files = files
    files["bundle.json"] = files["bundle.json"] ?? BundleJSON.write(content)
    return refusal { _ = try Manifest.content(ofBuild: files, in: "out") }
  }

  @Test func mixAndMatchInsideABuild() throws {
    let digest = BundleJSON.digest(content)
    let edition = content.edition
    #expect(edition > 0)
    let good = flat(edition, digest)
    #expect(build([:]) == nil)
    #expect(build(["bundle.zb": good, "bundle-set.zb": set([flat(1, digest), good])]) == nil)
    // Another edition, other rules, no digest, no flat file.
    #expect(build(["bundle.zb": flat(edition + 1, digest)]) == .mixed)
    let other = "sha256:" + String(repeating: "ab", count: 32)
    #expect(build(["bundle.zb": flat(edition, other)]) == .mixed)
    #expect(build(["bundle-set.zb": set([good, flat(edition + 1, digest)])]) == .mixed)
    #expect(build(["bundle.zb": flat(edition, digest, tells: false)]) == .unreadable)
    #expect(build(["bundle.zb": []]) == .unreadable)
    #expect(build(["bundle.json": [1]]) == .unreadable)
    #expect(build(["bundle-set.json": [1]]) == .unreadable)
    // The set of JSON is the same content.
    #expect(build(["bundle-set.json": BundleJSON.write(content)]) == nil)
    var later = content
    later.edition += 1
    #expect(build(["bundle-set.json": BundleJSON.write(later)]) == .mixed)
  }

  @Test func noDamageOfAFlatFileTraps() {
    let whole = set([flat(1, BundleJSON.digest(content)), flat(2, BundleJSON.digest(content))])
    for length in 0..<whole.count { _ = build(["bundle.zb": Array(whole.prefix(length))]) }
    for offset in 0..<64 {
      var damaged = whole
      damaged.replaceSubrange(offset..<offset + 8, with: [UInt8](repeating: 0xFF, count: 8))
      _ = build(["bundle-set.zb": damaged])
    }
  }
}
