import Testing
import ZabtaChanges

/// What stands before the sections binds all of them: it is a fact, not wording.
@Suite struct FrontChangeTests {
  private func part(_ id: String, _ english: String, _ urdu: String? = nil) -> ClauseSnapshot {
    var printed = ["en": [english]]
    if let urdu { printed["ur"] = [urdu] }
    return ClauseSnapshot(id: id, printed: printed)
  }

  private func compare(_ old: [ClauseSnapshot], _ new: [ClauseSnapshot]) -> EditionChanges {
    var (before, after) = (sampleEdition(), sampleEdition())
    before.front = old
    after.front = new
    return Differ.compare(old: before, new: after)
  }

  @Test(arguments: [
    ("prevailing", "English", "Urdu", "The Urdu text prevails now; before, the English one."),
    (
      "publisher", "Buy Inverter", "Solar Mart",
      "The publisher is now named Solar Mart; before, Buy Inverter."
    ),
    (
      "term-we", "we, us, our: Buy Inverter", "we, us, our: Buy Inverter and its affiliates",
      "What “we, us, our” means changed."
    ),
    ("contact-mail", "a@example.org", "b@example.org", "How to reach us changed."),
  ])
  func aFactThatDiffers(_ id: String, _ was: String, _ now: String, _ summary: String) throws {
    let changes = compare([part(id, was)], [part(id, now)])
    let change = try #require(changes.changes.first)
    #expect(changes.changes.count == 1)
    #expect(change.summary == summary)
    #expect(change.class == .other)
    #expect(change.subject == .fact)
    #expect(change.was == [was])
    #expect(change.now.map(\.new) == [now])
    #expect(!changes.isMaterial)
  }

  @Test func whatIsNewOrGone() {
    #expect(
      compare([], [part("prevailing", "Urdu")]).changes.map(\.summary)
        == ["The Urdu text prevails now; before, none did."])
    #expect(
      compare([part("prevailing", "English")], []).changes.map(\.summary)
        == ["No text prevails over the other now; before, the English one did."])
    #expect(
      compare([], [part("term-shop", "Shop: our site")]).changes.map(\.summary)
        == ["We now say what “Shop” means."])
    #expect(
      compare([part("term-shop", "Shop: our site")], []).changes.map(\.summary)
        == ["We no longer say what “Shop” means."])
  }

  @Test func anotherTranslationIsWording() {
    let changes = compare(
      [part("term-shop", "Shop: our site", "ہماری سائٹ")],
      [part("term-shop", "Shop: our site", "ہماری ویب سائٹ")])
    #expect(changes.changes.map(\.class) == [.wording])
  }
}
