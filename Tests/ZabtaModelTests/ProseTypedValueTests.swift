import Testing
import ZabtaSyntax

/// Durations and ages typed by hand beside a rule that has one.
@Suite struct ProseTypedValueTests {
  @Test func aNumberThatDiffersIsAnError() {
    let found = prose(
      """
      Rule sales-records:
      We must keep sales for 7 years because of tax-law.

      - **{data}**: for 10 years, because of {reasons}.
      """)
    #expect(found.summaries == ["error: the page says 10 years, the rule says 7 years"])
    #expect(found.texts == ["for 10 years"])
    #expect(found.alsoTexts == ["7 years"])
    #expect(
      found.fixTitles == [
        "write {period} here, and change line 45 if the period is to be 10 years."
      ])
    #expect(found.edits == ["for 10 years -> {period}"])
    #expect(found.diagnostics.first?.context == "clause sales-records")
  }

  @Test func aNumberThatAgreesIsAWarning() {
    let found = prose(
      """
      Rule sales-records:
      We must keep sales for 7 years because of tax-law.

      - **{data}**: for seven (7) years, because of {reasons}.
      """)
    #expect(
      found.summaries == [
        "warning: seven (7) years is typed by hand, and the rule says it already"
      ])
    #expect(found.edits == ["for seven (7) years -> {period}"])
  }

  @Test func aSlotIsFine() {
    let found = prose(
      """
      Rule sales-records:
      We must keep sales for 7 years because of tax-law.

      - **{data}**: {period}, because of {reasons}.
      """)
    #expect(found.summaries == [])
  }

  @Test(arguments: [
    ("within 24 hours", "error: the page says 24 hours, the rule says 72 hours"),
    ("within three days", "error: the page says three days, the rule says 72 hours"),
    ("in 72 working hours", "error: the page says 72 working hours, the rule says 72 hours"),
    ("within a month", "error: the page says a month, the rule says 72 hours"),
    ("within 72 hours", "warning: 72 hours is typed by hand, and the rule says it already"),
    (
      "within seventy-two hours",
      "warning: seventy-two hours is typed by hand, and the rule says it already"
    ),
  ])
  func deadlines(words: String, message: String) {
    let found = prose(
      """
      Rule:
      We must answer inquiry within 72 hours.

      We answer [your question](inquiry) \(words).
      """)
    #expect(found.summaries == [message])
    #expect(found.edits == ["\(words) -> {deadline}"])
  }

  @Test(arguments: [
    "24 hours a day", "every 7 days", "as we have done since 7 years ago", "one day",
    "for each of 3 friends", "in 2026",
  ])
  func otherNumbersAreNoPromises(words: String) {
    let found = prose(
      """
      Rule:
      We must answer inquiry within 72 hours.

      We answer [your question](inquiry) {deadline}, \(words).
      """)
    #expect(found.summaries == [])
  }

  @Test func twelveMonthsAreAYear() {
    let found = prose(
      """
      Rule sales-records:
      We may keep sales for 12 months.

      **{data}**: for one year.
      """)
    #expect(
      found.summaries == ["warning: one year is typed by hand, and the rule says it already"])
  }

  @Test(arguments: [
    ("people under 16", "16"), ("children below 16 years", "16"),
    ("anyone younger than sixteen", "sixteen"), ("people under the age of 16", "16"),
  ])
  func ages(words: String, number: String) {
    let found = prose(
      """
      Rule:
      We never collect personal-data from people under 18.

      Our shop is not for \(words).
      """)
    #expect(found.summaries == ["error: the page says \(number), the rule says 18"])
    #expect(found.edits == ["\(number) -> {age}"])
  }

  @Test func urduIsReadAsWell() {
    let found = prose(
      """
      Rule sales-records:
      We must keep sales for 7 years.

      - **{data}**: {period}.

      Urdu:
      - **{ڈیٹا}**: دس سال تک۔
      """)
    #expect(found.summaries == ["error: the page says دس سال, the rule says 7 years"])
    #expect(found.edits == ["دس سال تک -> {مدت}"])
  }

  @Test func severalPeriodsAskForTheWord() {
    let found = prose(
      """
      Rule records:
      We must keep sales for 7 years.
      We may keep email for 2 years.

      [Sales](sales) are kept {period of sales}, and your {email} for 3 years.
      """)
    #expect(found.summaries == ["error: the page says 3 years, the rule says 7 years"])
    #expect(found.fixTitles.first?.hasPrefix("write {period of sales} here") == true)
  }

  @Test func oneAnswerOfTwoRulesNeedsNoWord() {
    let found = prose(
      """
      Rule:
      We never collect email from people under 18.
      We must delete email from people under 18 promptly.

      We do not take the {email} of children under 16, and delete it {deadline}.
      """)
    #expect(found.edits == ["16 -> {age}"])
  }

  @Test func aPeriodFarFromItsRule() {
    let found = prose(
      """
      Rule sales-records: We must keep sales for 7 years.

      {data}: {period}.

      Rule leaving: People have the right to deletion by privacy-email.

      You may ask for [deletion](deletion) by {privacy-email}; {sales} stay for 7 years.
      """)
    #expect(
      found.summaries == ["warning: 7 years is typed by hand, and the rule says it already"])
    #expect(found.edits == ["for 7 years -> {period of sales}"])
  }

  @Test func aNumberThatNoRuleHas() {
    let found = prose(
      """
      Rule mail: We may use email for delivery.

      We use your {email} for [delivery](delivery) during 90 days.
      """)
    #expect(found.summaries == ["warning: the page says 90 days, no rule of this clause does"])
  }

  @Test func proseWithoutRuleMayHaveNumbers() {
    #expect(prose("We have sold inverters for 20 years.").summaries == [])
  }
}
