import Testing
import ZabtaChanges

/// The line above the effects never says what they do not.
@Suite struct SummaryTests {
  private func rules(_ edits: [(String, String)]) throws -> [Change] {
    try RealPolicyTests().diff(policy: edits).changes.filter { $0.subject == .rule }
  }

  @Test func aDutyToKeepBecomesAPermission() throws {
    let edit = ("We must keep transaction-records for", "We may keep transaction-records for")
    let changes = try rules([edit])
    let sentence =
      "We no longer have to keep transaction records for 7 years unless the law requires us to keep the data; we may."
    #expect(changes.map(\.class) == [.other])
    #expect(changes.map(\.summary) == [sentence])
    #expect(changes.flatMap(\.effects).map(\.sentence) == [sentence])
    #expect(changes.flatMap(\.effects).map(\.direction) == [.moved])
  }

  @Test func onlyTheContractGoes() throws {
    let changes = try rules([("for delivery,\nunder protection-contract.", "for delivery.")])
    #expect(changes.map(\.summary) == ["Whoever receives your data is bound by less."])
    #expect(changes.map(\.reason) == [.weakerMeasure])
  }

  @Test func whatWasNeverCollectedMayBeKept() throws {
    let changes = try rules([("We never collect precise-location.\n", "")])
    #expect(changes.map(\.summary) == ["We may keep more of your data."])
    #expect(
      changes.flatMap(\.effects).map(\.sentence) == [
        "Exact location from GPS: under no rule of keeping now; before, to be deleted.",
        "We may now store exact location from GPS if the law requires us to keep the data.",
      ])
  }

  @Test func twoRulesThatSayOneThingAreOneChange() throws {
    let changes = try rules([
      (
        "Rule no-sale: We never sell, rent or trade personal-data.",
        "Rule no-sale: We never rent or trade personal-data. We may sell website-analytics."
      )
    ])
    #expect(changes.map(\.reason) == [.sale])
    #expect(
      changes.flatMap(\.effects).map(\.sentence) == ["We may now sell website analytics."])
    #expect(changes.first?.was == ["We never sell, rent or trade personal data."])
    #expect(changes.first?.now.count == 2)
  }
}
