import FoundationEssentials
import Testing
import ZabtaModel
import ZabtaSyntax

/// The reference policies, as they are and after accidents.
@Suite struct ProseReferenceTests {
  @Test func theReferencePoliciesSayWhatTheirRulesSay() throws {
    let sources = try ["vocabulary", "buy-inverter", "pumppos"].map(reference)
    for policy in policies(sources) {
      let messages = ProseChecks.run(policy, source: sources[policy.file])
      #expect(messages.map(\.summary) == [])
      let report = PolicyReport(policy, source: sources[policy.file])
      #expect(report.promises.map(\.text) == [])
      #expect(report.untested.map(\.text) == [])
    }
  }

  /// Any bytes give messages whose places lie in the text; nothing traps.
  @Test func accidents() throws {
    let vocabulary = try reference("vocabulary")
    let whole = try reference("pumppos")
    var random = Seeded(state: 7)
    for _ in 0..<150 {
      var bytes = whole.bytes
      for _ in 0..<random.below(16) { damage(&bytes, &random) }
      let source = SourceText(path: "pumppos.zabta", bytes: bytes)
      for policy in policies([vocabulary, source]) {
        for message in ProseChecks.run(policy, source: source) {
          let places =
            [message.at.range] + message.also.map(\.range)
            + message.fixes.flatMap(\.edits).map(\.range)
          for place in places where place.file == 1 {
            #expect(place.lower >= 0 && place.upper <= bytes.count)
          }
        }
        _ = PolicyReport(policy, source: source)
      }
    }
  }

  private func damage(_ bytes: inout [UInt8], _ random: inout Seeded) {
    let at = random.below(bytes.count)
    switch random.below(4) {
    case 0: bytes[at] = UInt8(truncatingIfNeeded: random.below(256))
    case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.below(60)))
    case 2: bytes.insert(contentsOf: Self.debris[random.below(Self.debris.count)].utf8, at: at)
    default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + 200)], at: at)
    }
  }

  private static let debris = [
    "{", "}", "[", "](", ")", ".", "\n\n", "10 years", "۱۲ سال", "Rule x:", "{list of data}",
    "99999999999999999999 years", "We never ", "Text y:", "No rule: none.\n\n",
  ]

  private func policies(_ sources: [SourceText]) -> [Policy] {
    Resolver.resolve(sources.enumerated().map { Parser.parse($1, file: $0).tree }).policies
  }

  private func reference(_ name: String) throws -> SourceText {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "policies/\(name).zabta")
    return SourceText(path: "policies/\(name).zabta", bytes: Array(try Data(contentsOf: file)))
  }
}

/// The same accidents on every machine.
private struct Seeded {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound > 0 ? Int((state >> 33) % UInt64(bound)) : 0
  }
}
