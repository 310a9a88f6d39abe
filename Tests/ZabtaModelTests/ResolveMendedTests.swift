import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// One mistake, one message, with a way out that can be taken.
@Suite struct ResolveMendedTests {
  @Test func aWrongWordInAWrongTailIsOneMistake() throws {
    let messages = resolve("Rule ads: We may send newsletter to people for targeting.")
    #expect(messages.summaries == ["\"targeting\" is a consent, and \"for\" wants a purpose"])
    let fix = try #require(messages.diagnostics.first?.fixes.first)
    #expect(fix.title == "with consent to targeting")
    #expect(fix.edits.map { messages.sources[1].string($0.range) } == ["for targeting"])
    #expect(messages.explanations.first?.contains("relevant-advertising") == true)
  }

  @Test func neverIsNotLimited() {
    #expect(resolve("Rule alpha: We never store email if legal-hold.").ids == ["never-if"])
    #expect(resolve("Rule alpha: We may not store email if legal-hold.").summaries == [])
  }

  @Test func rightsArePeoples() {
    #expect(resolve("Rule alpha: Support has the right to deletion.").ids == ["right-of-others"])
    #expect(resolve("Rule alpha: People have the right to deletion.").summaries == [])
  }

  @Test func aWordMayBePrintedAsAList() {
    let rule = "Rule alpha: We never sell email.\n\n"
    #expect(resolve(rule + "{list of contact-information}").summaries == [])
  }

  @Test func oneUnreadableSentenceHoldsTheClausesSlotsBack() {
    let messages = resolve(
      "Rule alpha:\nWe never sell email.\nWe may email keep for 3 years.\n\nWe keep it {period}.")
    #expect(!messages.ids.contains("slot-without-answer"))
    #expect(messages.diagnostics.count == 1)
  }

  @Test func whatIncludesTheRootIsNoPartOfIt() throws {
    let words = "Data everything: everything\nUrdu: سب کچھ\nIncludes: personal-data\n"
    let messages = resolve("Rule alpha: We never sell email.", words: words)
    let lexicon = try #require(messages.resolution.policies.first).lexicon
    let root = try #require(lexicon.find(.data, "personal-data"))
    #expect(
      !lexicon.descendants(of: root).contains(try #require(lexicon.find(.data, "everything"))))
  }
}
