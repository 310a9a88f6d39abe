import Testing

/// One mistake, one message: what follows from an earlier error is held back.
@Suite struct ProseHeldBackTests {
  @Test func aRuleThatCannotBeReadIsNoBrokenPromise() {
    let found = prose(
      "Rule no-sale: We never sell your personal data.\n\nWe never sell your data.",
      isBroken: true)
    #expect(found.summaries == [])
  }

  @Test func theOtherRulesOfTheClauseAreNotBlamed() {
    let found = prose(
      """
      Rule mail:
      We may use email for delivery.
      We never use phone-number.

      Your {email} is for [it](delivery); your number is never used, not in 30 days.
      """, isBroken: true)
    #expect(found.summaries == [])
  }

  @Test func aMisspeltLinkIsNotUnsaidAsWell() {
    let found = prose(
      "Rule mail: We may use email for delivery.\n\nYour {email} is for [it](delivry).",
      isBroken: true)
    #expect(found.summaries == [])
  }
}
