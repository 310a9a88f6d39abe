import Testing
import ZabtaModel
import ZabtaRuntime

/// The runtime gives the answers of the reference evaluator, on the published policies and on
/// random small ones.
///
/// `ZABTA_LONG=1` asks ten times as many questions.
@Suite struct AgreementTests {
  @Test(arguments: ["buy-inverter", "pumppos"])
  func agreesOnThePublishedPolicies(name: String) throws {
    let policy = try ReadPolicy.published(name)
    let comparison = try Comparison(policy)
    let requests = RandomRequests(policy: policy)
    var random = SplitMix64(seed: 1)
    for _ in 0..<(5_000 * Scale.factor) {
      try comparison.expectAgreement(on: .decision(requests.request(&random)))
    }
    for _ in 0..<(500 * Scale.factor) {
      try comparison.expectAgreement(on: .retention(requests.retentionQuestion(&random)))
    }
    for _ in 0..<(500 * Scale.factor) {
      try comparison.expectAgreement(on: .deadline(requests.deadlineQuestion(&random)))
    }
  }

  @Test(arguments: 0..<4)
  func agreesOnRandomPolicies(part: Int) throws {
    var readable = 0
    let policies = 25 * Scale.factor
    for index in 0..<policies {
      let seed = UInt64(1000 * part * Scale.factor + index + 1)
      var random = SplitMix64(seed: seed)
      let source = RandomPolicy(&random)
      guard let policy = try? ReadPolicy.read(source.text) else { continue }
      readable += 1
      let comparison = try Comparison(policy, source: source, seed: seed)
      let requests = RandomRequests(policy: policy)
      for _ in 0..<120 {
        try comparison.expectAgreement(on: .decision(requests.request(&random)))
      }
      for _ in 0..<20 {
        try comparison.expectAgreement(on: .retention(requests.retentionQuestion(&random)))
        try comparison.expectAgreement(on: .deadline(requests.deadlineQuestion(&random)))
      }
    }
    // Most of what is generated must be good Zabta, or nothing is compared.
    #expect(readable * 2 > policies)
  }
}
