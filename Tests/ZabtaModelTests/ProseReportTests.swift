import Testing
import ZabtaModel

/// What `zabta report` lists.
@Suite struct ProseReportTests {
  private func report(_ body: String) -> PolicyReport {
    let (policy, source) = smallPolicy(body)
    return PolicyReport(policy, source: source)
  }

  @Test func promisesWithTheirSentence() {
    let found = report("Text words:\nHello. We never\nsell your data. Goodbye.").promises
    #expect(found.map(\.text) == ["We never sell your data."])
    #expect(found.map(\.clause) == ["words"])
  }

  @Test func rulesWithoutChecks() {
    let found = report(
      """
      Rule mail: We may use email for delivery.

      Rule calls: We may use phone for analytics.

      Rule records: We must keep sales for 7 years.

      Check:
      We may use contact-information for delivery.
      We may not delete sales, citing records.
      """
    ).untested
    #expect(found.map(\.clause) == ["calls"])
    #expect(found.map(\.text) == ["We may use phone for analytics."])
  }

  @Test func vagueWords() {
    let found = report(
      """
      Rule talks: We may keep email while needed.

      Rule fast: We must answer inquiry promptly.
      """
    ).vague
    #expect(
      found.map(\.remark) == [
        "\"needed\" is vague: Who decides is a person.",
        "\"promptly\" names no day that could be computed",
      ])
  }

  @Test func reasonsForProseWithoutRules() {
    let found = report("Text words:\nWe always listen.\n\nNo rule: Nobody can measure it.").excuses
    #expect(found.map(\.text) == ["Nobody can measure it."])
    #expect(found.map(\.clause) == ["words"])
  }

  @Test func dutiesThatPeopleAttest() {
    let found = report("Rule locks: We must protect personal-data by encryption.").attested
    #expect(found.map(\.clause) == ["locks"])
  }
}
