import Testing
import ZabtaModel
import ZabtaSyntax

/// Front matter: who, whose words, which dates.
@Suite struct ResolveFrontMatterTests {
  private let rule = "Rule alpha: We never sell email."

  @Test func theFrontMatterIsRead() throws {
    let front = """
      Prevailing: English
      Time zone: +05:00
      Define Services: the site
      Urdu: سائٹ
      Release 2026-04-02 effective 2026-05-01: Second.
      Release 2026-03: First edition.

      """
    let messages = resolve(rule, front: front)
    #expect(messages.summaries == [])
    let policy = try #require(messages.resolution.policies.first)
    #expect(policy.id == "test.privacy")
    #expect(policy.publisher.id == "test")
    #expect(policy.timeZone == 300)
    #expect(policy.prevailing == "English")
    #expect(policy.releases.map(\.date) == ["2026-04-02", "2026-03"])
    #expect(policy.releases.first?.effective == "2026-05-01")
    #expect(policy.definitions.map(\.anchor) == ["term-services"])
    #expect(policy.contacts.map(\.id) == ["privacy-email"])
    #expect(policy.people.map { policy.lexicon[$0].name } == ["customer"])
  }

  /// Without the line that begins it, every label of a file is out of place: that is told once.
  @Test func aFileThatNeverBegins() {
    let messages = resolve(files: [
      """
      Data email: email address
      Urdu: ای میل پتہ
      Data phone: phone number
      Urdu: فون نمبر
      People: customer
      Time zone: +05:00
      """
    ])
    #expect(messages.ids == ["label-out-of-place"])
  }

  @Test(arguments: [
    ("Time zone: Karachi\n", "time-zone-unreadable"),
    ("Release 2026-13: First.\n", "date-unreadable"),
    ("Release 2026-03-31 effective soon: First.\n", "date-unreadable"),
    ("Release 2026-03: First.\nRelease 2026-04: Second.\n", "releases-out-of-order"),
    ("Contact other: 12345\n", "urdu-missing"),
  ])
  func whatCannotBeRead(front: String, id: String) {
    #expect(resolve(rule, front: front).ids == [id])
  }

  @Test func peopleAreWordsOfTheirKind() {
    let front = resolveFront.replacing("People: customer", with: "People: custmer")
    let messages = resolve(files: [resolveVocabulary, front + resolveSection + rule + "\n"])
    #expect(messages.ids == ["word-unknown"])
    #expect(messages.fixes.first == "customer")
  }

  @Test func vocabulariesAreThere() {
    let front = resolveFront.replacing("Words from: common", with: "Words from: comon")
    let messages = resolve(files: [resolveVocabulary, front + resolveSection + rule + "\n"])
    #expect(messages.ids.contains("vocabulary-unknown"))
    #expect(messages.fixes.contains("common"))
  }

  @Test func thePublisherIsNamed() {
    let front = resolveFront.replacing("Publisher test: Test\nUrdu: ٹیسٹ\n", with: "")
    let messages = resolve(files: [resolveVocabulary, front + resolveSection + rule + "\n"])
    #expect(messages.ids == ["publisher-missing"])
  }

  @Test func policiesHaveIdsOfTheirOwn() {
    let policy = resolveFront + resolveSection + rule + "\n"
    #expect(resolve(files: [resolveVocabulary, policy, policy]).ids == ["name-twice"])
  }

  @Test func sectionsClausesAndContactsShareASpace() {
    #expect(resolve("Rule start: We never sell email.").ids == ["name-twice"])
    #expect(resolve("Rule privacy-email: We never sell email.").ids == ["name-twice"])
  }

  @Test func headingsNeedUrduAndTheLanguagesDeclared() {
    let bare = "\nSection start: The start\n\n" + rule + "\n"
    #expect(resolve(files: [resolveVocabulary, resolveFront + bare]).ids == ["urdu-missing"])
    let messages = resolve(rule, front: "Languages: Urdu, Sindhi\n")
    #expect(messages.ids.contains("translation-missing"))
  }

  @Test func checksMayHaveAFileOfTheirOwn() throws {
    let policy = resolveFront + resolveSection + rule + "\n"
    let checks = "Checks for test.privacy:\n\nCheck:\nWe never sell email.\n"
    let messages = resolve(files: [resolveVocabulary, policy, checks])
    #expect(messages.summaries == [])
    #expect(try #require(messages.resolution.policies.first).checks.map(\.clause) == [""])
    let lost = checks.replacing("test.privacy", with: "tset.privacy")
    #expect(resolve(files: [resolveVocabulary, policy, lost]).ids == ["policy-unknown"])
  }
}
