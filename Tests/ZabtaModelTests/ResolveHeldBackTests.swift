import Testing
import ZabtaModel
import ZabtaSyntax

/// What merely follows from another mistake is held back, and no mistake passes in silence.
@Suite struct ResolveHeldBackTests {
  @Test func aContactWithoutANameIsOneMistakeAndNoCrash() {
    let messages = resolve(
      "Text alpha: Words.", front: "Contact: info@example.org\nUrdu: ہماری ای میل\n")
    #expect(messages.ids == ["label-without-name"])
  }

  @Test func aRuleWithoutItsLabelHoldsItsTranslationBack() {
    let messages = resolve("We never sell email.\n\nSome words.\n\nUrdu: کچھ الفاظ۔")
    #expect(!messages.ids.contains("translation-does-not-match"))
    #expect(messages.resolution.policies.first?.clauses.first?.hasLostRule == true)
    #expect(
      resolve("Plain words.\n\nSome words.\n\nUrdu: کچھ الفاظ۔").ids
        == ["translation-does-not-match"])
  }

  @Test func anUnknownWordIsToldOnceWithAFixForAllItsPlaces() {
    let messages = resolve(
      "Rule alpha: We never sell emial.\n\nRule beta: We never rent emial.")
    #expect(messages.ids == ["word-unknown"])
    #expect(messages.diagnostics.first?.fixes.first?.edits.count == 2)
  }

  @Test func aForgottenVocabularyIsOneMessage() {
    let more = "Vocabulary more: More\nData fax: fax\nUrdu: فیکس\nData telex: telex\nUrdu: ٹیلکس\n"
    let body = resolveSection + "Rule alpha: We never sell fax or telex.\n"
    let messages = resolve(files: [resolveVocabulary, more, resolveFront + body])
    #expect(messages.ids == ["vocabulary-not-taken"])
    #expect(messages.diagnostics.first?.fixes.first?.edits.first?.text == ", more")
  }

  @Test func aVocabularyThatNobodyTakesIsChecked() {
    let more = "Vocabulary more: More\nData fax: fax\nUrdu: فیکس\nIncludes: nothing\n"
    let messages = resolve(
      files: [resolveVocabulary, more, resolveFront + resolveSection + "Words.\n"])
    #expect(messages.ids == ["included-word-unknown"])
  }

  @Test(arguments: [
    ("People: customer\n", "label-twice"), ("Prevailing: French\n", "prevailing-unknown"),
    ("Languages: English\n", "language-needless"),
    ("Release 2026-03-02: a.\nRelease 2026-03-02: b.\n", "releases-out-of-order"),
    ("Release 2026-03-02 effective 2026-03-01: a.\n", "effective-too-early"),
    ("Define we: Us\nUrdu: ہم\nDefine we: Them\nUrdu: وہ\n", "term-defined-twice"),
  ])
  func theFrontMatterSaysOneThing(front: String, id: String) {
    #expect(resolve("Words.", front: front).ids.contains(id))
  }

  @Test func peopleAreSomebody() {
    let front = resolveFront.replacing("People: customer\n", with: "")
    let messages = resolve(
      files: [resolveVocabulary, front + resolveSection + "This is for {people}.\n"])
    #expect(messages.ids == ["people-missing"])
  }

  @Test func tailsFitEveryVerb() {
    #expect(
      resolve("Rule alpha: We may not sell email unless legal-hold.").summaries == [])
    let messages = resolve("Rule alpha: We never collect or sell email through purchase.")
    #expect(messages.summaries == ["\"sell\" does not take \"through\""])
  }

  @Test(arguments: [
    ("We may keep email for 3 years then share.", "then-what"),
    ("We may keep email for 3 years for 4 years.", "tail-twice"),
    ("We may not sell email except email.", "except-takes-all"),
  ])
  func whatMeansNothingIsSaid(sentence: String, id: String) {
    #expect(resolve("Rule alpha: " + sentence).ids == [id])
  }

  @Test func aLinkMayLeadToAContactAndASlotToAClauseIsSee() {
    let rule = "Rule alpha: We never sell email.\n\n"
    #expect(resolve(rule + "[Write](privacy-email).").summaries == [])
    let messages = resolve(rule + "As in {alpha}.")
    #expect(messages.ids == ["slot-of-clause"])
    #expect(messages.diagnostics.first?.fixes.first?.edits.first?.text == "see alpha")
    #expect(resolve(rule + "As [here](alpha).").ids == ["link-to-clause"])
  }
}
