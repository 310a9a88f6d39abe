import Testing
import ZabtaSyntax

/// Words that a rule names and the page does not say.
@Suite struct ProseUnsaidWordTests {
  @Test func anUnsaidPurposeIsNoted() {
    let found = prose(
      """
      Rule mail: We may use email for analytics.

      We use your {email}.
      """)
    #expect(found.summaries == ["note: the rule says \"analytics\", the page does not"])
    #expect(found.texts == ["analytics"])
    #expect(
      found.fixTitles == [
        "bind your words to it: [your words](analytics)", "or let the rule say it: {purposes}",
      ])
  }

  @Test(arguments: [
    "We use {data} for {purposes}.", "We use your {email} to [see what is read](analytics).",
    "{list of rules}",
  ])
  func saidBySlotOrLink(text: String) {
    #expect(prose("Rule mail: We may use email for analytics.\n\n\(text)").summaries == [])
  }

  @Test func aRuleWithoutProseSaysItself() {
    #expect(prose("Rule mail: We may use email for analytics.").summaries == [])
  }

  @Test func saidInAClauseItPointsTo() {
    let found = prose(
      """
      Rule mail: We may use email for analytics.

      We use your {email} for [analytics](analytics).

      Rule more: We may use phone for analytics.

      We use your {phone}, as under "{see mail}".
      """)
    #expect(found.summaries == [])
  }

  @Test func aGroupIsSaidByAllItsParts() {
    let found = prose(
      """
      Rule contacts: We may use contact-information for delivery.

      We use your {email} and your {phone} for [delivery](delivery).

      Rule contacts-again: We may use contact-information for delivery.

      We use your {email} for [delivery](delivery).
      """)
    #expect(found.summaries == ["note: the rule says \"contact-information\", the page does not"])
    #expect(found.diagnostics.first?.context == "clause contacts-again")
  }

  @Test func aPartIsNotSaidByItsGroup() {
    let found = prose(
      """
      Rule contacts: We may use email for delivery.

      We use your {contact-information} for [delivery](delivery).
      """)
    #expect(found.summaries == ["note: the rule says \"email\", the page does not"])
  }

  @Test func personalDataAndPeopleNeedNotBeSaid() {
    let found = prose(
      """
      Rule leaving: People have the right to deletion of personal-data.

      You may ask for [deletion](deletion).
      """)
    #expect(found.summaries == [])
  }

  @Test func contactsAndConditionsAreSaidToo() {
    let found = prose(
      """
      Rule leaving: People have the right to deletion by privacy-email, unless legal-hold.

      You may ask for [deletion](deletion).
      """)
    #expect(
      found.summaries == [
        "note: the rule says \"privacy-email\", the page does not",
        "note: the rule says \"legal-hold\", the page does not",
      ])
  }

  @Test func aPeriodSaysTheEventItEndsWith() {
    let found = prose(
      """
      Rule mail: We may keep email until unsubscribe.

      {data}: {period}.
      """)
    #expect(found.summaries == [])
  }
}

/// Periods, deadlines and ages that a rule sets and the page does not say.
@Suite struct ProseUnsaidTimeTests {
  @Test func anUnsaidPeriod() {
    let found = prose("Rule records: We must keep sales for 7 years.\n\nWe keep {data}.")
    #expect(found.summaries == ["note: the rule says 7 years, the page does not"])
    #expect(found.texts == ["7 years"])
    #expect(found.fixTitles == ["write {period} in the text"])
  }

  @Test func anUnsaidAge() {
    let found = prose(
      "Rule: We never collect email from people under 18.\n\nWe never take the {email} of minors.")
    #expect(found.summaries == ["note: the rule says 18, the page does not"])
  }

  @Test(arguments: ["We keep {data} {period}.", "We keep {sales} {period of sales}.", "{rules}"])
  func aPeriodThatIsSaid(text: String) {
    #expect(prose("Rule records: We must keep sales for 7 years.\n\n\(text)").summaries == [])
  }
}
