import Testing
import ZabtaModel
import ZabtaRuntime

/// The runtime gives the answers of the reference evaluator, cites the same sentences and lays on the
/// same obligations, on the published policies and on random ones of every construct.
///
/// With `ZABTA_LONG=1`, a million questions about the published policies and half a million about
/// two thousand random ones; a tenth without.
@Suite struct AgreementTests {
  @Test(arguments: ["buy-inverter", "pumppos"], 0..<2)
  func agreesOnThePublishedPolicies(name: String, part: Int) throws {
    let policy = try ReadPolicy.published(name)
    let comparison = try Comparison(policy, seed: UInt64(part))
    let requests = RandomRequests(policy: policy)
    var random = SplitMix64(seed: UInt64(1 + part))
    for index in 0..<(25_000 * Scale.factor) {
      try comparison.expectAgreement(on: requests.question(index, &random))
    }
  }

  /// Every verb with every tail it takes and in every mode, by every kind of subject.
  @Test func randomPoliciesAreOfEveryConstruct() throws {
    var seen: Set<String> = []
    for seed in 0..<500 {
      var random = SplitMix64(seed: UInt64(seed))
      let source = RandomPolicy.ofEveryConstruct(&random)
      guard let policy = try? ReadPolicy.read(source.text) else { continue }
      for rule in policy.clauses.flatMap(\.rules) { seen.formUnion(Constructs.of(rule)) }
    }
    let missing = Constructs.all.subtracting(seen)
    #expect(missing.isEmpty, "\(missing.sorted())")
  }

  @Test(arguments: 0..<4)
  func agreesOnRandomPolicies(part: Int) throws {
    var readable = 0
    let policies = 50 * Scale.factor
    var seed = UInt64(1_000_000 * part)
    while readable < policies {
      seed += 1
      // Enough of what is generated must be good Zabta, or nothing is compared.
      try #require(seed < 1_000_000 * UInt64(part) + 2 * UInt64(policies))
      var random = SplitMix64(seed: seed)
      let source = RandomPolicy.ofEveryConstruct(&random)
      guard let policy = try? ReadPolicy.read(source.text) else { continue }
      readable += 1
      let comparison = try Comparison(policy, source: source, seed: seed)
      let requests = RandomRequests(policy: policy)
      for index in 0..<250 {
        try comparison.expectAgreement(on: requests.question(index, &random))
      }
    }
  }
}
