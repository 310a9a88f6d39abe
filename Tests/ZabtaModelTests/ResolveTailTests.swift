import Testing
import ZabtaModel
import ZabtaSyntax

/// The table of verbs and tails.
@Suite struct ResolveTailTests {
  @Test(arguments: [
    "We may collect email through purchase for delivery.",
    "We may use email for delivery in aggregate form.",
    "We may share email with courier only for delivery, under encryption.",
    "We never sell, rent or trade personal-data.",
    "We must keep invoices for 7 years.",
    "We may keep email until unsubscribe or deletion.",
    "We must delete email from people under 18 promptly, unless legal-hold.",
    "We must protect personal-data by encryption.",
    "We may send newsletter to people only with consent to marketing.",
    "We may send newsletter to the customer even after unsubscribe.",
    "We may not use or share personal-data for marketing after deletion.",
    "Support may view email but not invoices unless legal-hold.",
    "Only support may view invoices.",
    "People in EU have the right to deletion of personal-data except invoices by privacy-email.",
    "We never penalise people for deletion.",
    "We must resolve deletion typically within 30 days.",
  ])
  func theReferenceFormsResolve(sentence: String) {
    #expect(resolve("Rule alpha: \(sentence)").summaries == [])
  }

  @Test func anotherTailIsRefusedWithThoseTheVerbTakes() {
    let messages = resolve("Rule alpha: We may share email with courier through purchase.")
    #expect(messages.summaries == ["\"share\" does not take \"through\""])
    #expect(messages.texts == ["through purchase"])
    #expect(messages.fixes.first?.contains("with, for, in … form, under") == true)
  }

  @Test(arguments: [
    ("We may use email.", "\"use\" needs a purpose: for what?"),
    ("We may share email.", "\"share\" needs a recipient: with whom?"),
    ("We may transfer email.", "\"transfer\" needs a place: to where?"),
    ("We must keep email.", "\"keep\" needs a time: for how long?"),
    ("We must protect email.", "\"protect\" needs a measure: by what?"),
  ])
  func whatAVerbCannotDoWithout(sentence: String, summary: String) {
    #expect(resolve("Rule alpha: \(sentence)").summaries == [summary])
  }

  @Test func citingBelongsInChecks() {
    #expect(
      resolve("Rule alpha: We never sell email, citing alpha.").ids == ["citing-outside-check"])
  }

  @Test func aTailStandsOnce() {
    #expect(
      resolve("Rule alpha: We may share email with courier with courier.").ids.contains(
        "tail-twice"))
  }

  @Test func typicallyBelongsToDeadlines() {
    #expect(
      resolve("Rule alpha: We may use email typically for delivery.").ids.contains(
        "typically-out-of-place"))
  }

  @Test func onlyBelongsToPermissions() {
    #expect(
      resolve("Rule alpha: We may not use email only for delivery.").ids.contains(
        "only-out-of-place"))
  }

  @Test func verbsOfOneSentenceAreAboutOneKind() {
    #expect(
      resolve("Rule alpha: We may collect or send email.").ids.contains("verbs-of-two-kinds"))
  }

  /// A time of nothing would keep, or wait for, nothing at all.
  @Test func zeroIsNoTime() {
    #expect(resolve("Rule alpha: We must keep email for 0 years.").ids.contains("no-time"))
    #expect(!resolve("Rule alpha: We must keep email for 1 year.").ids.contains("no-time"))
  }
}
