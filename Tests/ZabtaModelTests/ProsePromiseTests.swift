import Testing

/// Promises without a rule, and prose that points the other way than its rule.
@Suite struct ProsePromiseTests {
  @Test(arguments: [
    "We will never sell your data.", "We never share your data.", "We do not sell your data.",
    "We don't track you.", "We will not read your letters.", "We always ask you first.",
    "We guarantee your privacy.", "We promise to be careful.", "Your data is never sold.",
    "Your data will not be shared.", "We write to you only with your consent.",
  ])
  func aPromiseWithoutRule(text: String) {
    let found = prose("Text words:\n\(text)")
    #expect(found.summaries == ["warning: a promise that no rule enforces"])
  }

  @Test(arguments: [
    "We do not control these sites.", "We cannot guarantee that mail is safe.",
    "We may change this page.", "Sites that we link to have policies of their own.",
    "We do not guarantee the weather.", "Not only we will read it.",
  ])
  func noPromise(text: String) {
    #expect(prose("Text words:\n\(text)").summaries == [])
  }

  @Test func urduPromises() {
    let found = prose(
      """
      Text words:
      This is how we see it.

      Urdu: ہم آپ کا ڈیٹا کبھی نہیں بیچتے۔
      """)
    #expect(found.summaries == ["warning: a promise that no rule enforces"])
    #expect(found.texts == ["کبھی نہیں"])
  }

  @Test func aRuleOrAReasonAnswersIt() {
    #expect(
      prose("Rule no-sale: We never sell personal-data.\n\nWe will never sell your data.")
        .summaries == [])
    #expect(
      prose("Text words:\nWe always listen.\n\nNo rule: Nobody can measure it.").summaries == [])
    #expect(
      prose(
        """
        Rule no-sale: We never sell personal-data.

        Text words:
        We will never sell your data, see "{see no-sale}".
        """
      ).summaries == [])
  }

  @Test func aProhibitionThatIsNotTold() {
    let found = prose(
      "Rule no-sale: We never sell personal-data.\n\nWe sell [your data](personal-data).")
    #expect(
      found.summaries == [
        "warning: the rule forbids, and its text has no \"never\", \"not\", \"only\" or the like"
      ])
    #expect(found.alsoTexts == ["never"])
  }

  @Test(arguments: ["We do not sell it.", "Nobody sells it.", "We sell it to none.", "{rules}"])
  func aProhibitionThatIsTold(text: String) {
    #expect(prose("Rule no-sale: We never sell personal-data.\n\n\(text)").summaries == [])
  }

  @Test func aProhibitionThatUrduDoesNotTell() {
    let found = prose(
      """
      Rule no-sale: We never sell personal-data.

      We never sell it.

      Urdu: ہم اسے بیچتے ہیں۔
      """)
    #expect(
      found.summaries == [
        "warning: the rule forbids, and its Urdu has no «نہیں», «کبھی», «صرف» or the like"
      ])
  }

  @Test(arguments: ["only", "never"])
  func aPermissionToldAsALimit(word: String) {
    let found = prose(
      "Rule mail: We may use email for delivery.\n\nYour {email} is \(word) for [it](delivery).")
    #expect(
      found.summaries == [
        "warning: the text says \"\(word)\", and no rule of this clause sets a limit"
      ])
  }

  @Test func aLimitWithItsRule() {
    #expect(
      prose(
        "Rule mail: We may use email only for delivery.\n\nYour {email} is only for [it](delivery)."
      ).summaries == [])
    #expect(
      prose(
        """
        Rule mail:
        We may use email for delivery.
        We never use phone.

        Your {email} is for [it](delivery); your {phone} is never used.
        """
      ).summaries == [])
  }
}
