import Testing
import ZabtaSyntax

/// Sentences of prose that read as rules.
@Suite struct ProseLostLabelTests {
  @Test func aRuleThatLostItsLabel() {
    let found = prose(
      """
      Rule warranty-records: We must keep sales for 7 years.

      We may keep contact-information until unsubscribe or deletion-request.

      - **{data}**: {period}.
      """)
    #expect(found.summaries == ["error: this would be printed, but it reads as a rule"])
    #expect(
      found.texts == ["We may keep contact-information until unsubscribe or deletion-request."])
    #expect(
      found.diagnostics.first?.explanation == [
        "No service would enforce it, and the bullet below would speak of warranty-records."
      ])
    #expect(found.fixTitles == ["begin the paragraph with \"Rule keep-contact-information:\"."])
    #expect(found.edits == [" -> Rule keep-contact-information:\n"])
  }

  @Test func severalSentencesAreOneMessage() {
    let found = prose("Text words:\nWe may use email for delivery. We never sell phone.")
    #expect(found.summaries.filter { $0.hasPrefix("error") }.count == 1)
    #expect(found.texts.first == "We may use email for delivery. We never sell phone.")
  }

  @Test(arguments: [
    "We may change this page.", "We must thank you.", "You may use email for delivery.",
    "We may use cookies.", "We may share records with banks.", "We may keep it for 7 years.",
    "People have the right to complain.", "We may use {email} for delivery.",
  ])
  func ordinaryEnglish(text: String) {
    #expect(prose("Text words:\n\(text)").summaries == [])
  }
}
