import Testing

/// Names, headings, empty places, links and lists.
@Suite struct ProseStructureTests {
  @Test func aFormerNameThatIsStillAlive() {
    let found = prose("Text words:\nSome text.\n\nText more:\nMore text.\n\nFormerly: words")
    #expect(found.summaries == ["error: \"words\" is still the name of a clause or section"])
  }

  @Test func aFormerNameTwice() {
    let found = prose(
      "Text words:\nSome text.\n\nFormerly: old\n\nText more:\nMore text.\n\nFormerly: old")
    #expect(found.summaries == ["error: \"old\" is a former name twice"])
  }

  @Test func aFormerNameOfItsOwn() {
    #expect(prose("Text words:\nSome text.\n\nFormerly: old").summaries == [])
  }

  @Test func anEmptyClause() {
    let found = prose("Some text.\n\nText words:")
    #expect(found.summaries == ["warning: the clause \"words\" has no text"])
  }

  @Test func anEmptySection() {
    let found = prose("Some text.\n\nSection last: The last\nUrdu: آخری")
    #expect(found.summaries == ["warning: the section \"The last\" is empty"])
  }

  @Test func aSectionOfSubsections() {
    let found = prose(
      "Some text.\n\nSection last: The last\nUrdu: آخری\n\nSubsection part: A part\nUrdu: حصہ\n\nText."
    )
    #expect(found.summaries == [])
  }

  @Test func noRuleBesideRules() {
    let found = prose(
      "Rule no-sale: We never sell personal-data.\n\nNo rule: We say so.\n\nWe never sell it.")
    #expect(found.summaries == ["warning: \"No rule:\" stands in a clause that has rules"])
    #expect(found.texts == ["No rule: We say so."])
  }

  @Test func aHeadingTwice() {
    let found = prose("Some text.\n\nSection again: Test\nUrdu: اور\n\nMore text.")
    #expect(found.summaries == ["warning: two sections are headed \"Test\""])
  }

  @Test func aLinkWithoutWords() {
    let found = prose("Rule mail: We may use email for delivery.\n\nYour {email} [](delivery).")
    #expect(found.summaries == ["warning: a link has no words"])
  }

  @Test func aListInsideASentence() {
    let found = prose(
      "Rule mail: We may use email for delivery.\n\nFor {purposes} we use {list of data} and more.")
    #expect(
      found.summaries == ["warning: {list of data} prints a list, and words stand beside it"])
  }

  @Test func aListAlone() {
    let found = prose(
      "Rule mail: We may use email for delivery.\n\nFor {purposes} we use:\n\n{list of data}")
    #expect(found.summaries == [])
  }
}
