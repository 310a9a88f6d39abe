import Testing
import ZabtaModel
import ZabtaSyntax

/// Names in rules, and what is said of one that does not fit.
@Suite struct ResolveNameTests {
  @Test func wordsOfTheVocabularyAreFound() {
    let messages = resolve("Rule alpha: We may share phone with courier for delivery.")
    #expect(messages.summaries == [])
    #expect(messages.resolution.policies.first?.clauses.last?.rules.count == 1)
  }

  @Test func aLabelFindsItsWord() throws {
    let messages = resolve("Rule alpha: We may share phone-number with courier for delivery.")
    #expect(messages.summaries == ["\"phone-number\" is not in the vocabulary common"])
    #expect(messages.texts == ["phone-number"])
    #expect(messages.explanations == ["Did you mean \"phone\" (printed as \"phone number\")?"])
    let fixes = try #require(messages.diagnostics.first).fixes
    #expect(fixes.first?.edits.map(\.text) == ["phone"])
    #expect(fixes.last?.title.contains("Data phone-number:") == true)
    #expect(messages.diagnostics.first?.context == "clause alpha")
  }

  @Test func aMistypedWordIsRecognised() {
    let messages = resolve("Rule alpha: We may share phone with couriers for delivery.")
    #expect(messages.diagnostics.count == 1)
    #expect(messages.fixes.first == "courier")
  }

  @Test func aConsentIsNoPurpose() throws {
    let messages = resolve("Rule alpha: We may use email for targeting.")
    #expect(messages.summaries == ["\"targeting\" is a consent, and \"for\" wants a purpose"])
    #expect(messages.texts == ["targeting"])
    #expect(messages.fixes.contains("with consent to targeting"))
  }

  @Test func oneNameMayBeWordsOfTwoKinds() {
    let messages = resolve(
      "Rule alpha: We may use email for marketing only with consent to marketing.")
    #expect(messages.summaries == [])
  }

  @Test func aBrokenSentenceHoldsItsSlotsBack() {
    let messages = resolve("Rule alpha: We may keep fone for 3 years.\n\nWe keep it {period}.")
    #expect(messages.ids == ["word-unknown"])
  }

  @Test func countriesNeedNoDeclaration() {
    let messages = resolve("Rule alpha: We may transfer email to PK, EU and US-CA.")
    #expect(messages.summaries == [])
    #expect(resolve("Rule alpha: We may transfer email to XX.").ids == ["word-unknown"])
  }

  @Test func dataOfAClauseIsWhatItCollects() throws {
    let messages = resolve(
      """
      Rule alpha: We may collect email and phone through purchase.

      Rule beta: We may share the data of alpha with courier.
      """)
    #expect(messages.summaries == [])
    let policy = try #require(messages.resolution.policies.first)
    let object = try #require(policy.clauses.last?.rules.first?.object)
    #expect(object.words.map { policy.lexicon[$0.word].name } == ["email", "phone"])
    #expect(object.dataOf.map(\.text) == ["alpha"])
  }

  @Test func dataOfItselfIsACircle() {
    let messages = resolve(
      """
      Rule alpha: We may collect the data of beta through purchase.

      Rule beta: We may collect the data of alpha through purchase.
      """)
    #expect(messages.ids.contains("data-of-itself"))
  }

  @Test func aCheckCitesAClauseThatIsThere() {
    let rule = "Rule alpha: We never sell email.\n\nCheck:\nWe may not sell email, citing "
    #expect(resolve(rule + "alpha.").summaries == [])
    #expect(resolve(rule + "alfa.").ids == ["clause-unknown"])
  }
}
