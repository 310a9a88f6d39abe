import Testing
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Words: their tree, their labels, their sources.
@Suite struct ResolveVocabularyTests {
  private let rule = "Rule alpha: We never sell email."

  @Test func everyParentlessDataIsPersonalData() throws {
    let lexicon = try #require(resolve(rule).resolution.policies.first).lexicon
    let root = try #require(lexicon.find(.data, "personal-data"))
    #expect(lexicon[root].includes.map { lexicon[$0].name } == ["contact-information", "invoices"])
    let email = try #require(lexicon.find(.data, "email"))
    #expect(lexicon.ancestors(of: email).contains(root))
  }

  @Test func aWordMayBePartOfSeveralGroups() {
    let words = "Data account: account information\nUrdu: اکاؤنٹ\nIncludes: email, invoices\n"
    #expect(resolve(rule, words: words).summaries == [])
  }

  @Test func theSecondUrduFormStandsBeforePostpositions() throws {
    let lexicon = try #require(resolve(rule).resolution.policies.first).lexicon
    let customer = try #require(lexicon.find(.person, "customer"))
    #expect(lexicon[customer].urdu == "گاہک")
    #expect(lexicon[customer].urduOblique == "گاہکوں")
    let email = try #require(lexicon.find(.data, "email"))
    #expect(lexicon[email].urduOblique == lexicon[email].urdu)
  }

  @Test func anIncludedWordIsDeclared() {
    let words = "Data account: account\nUrdu: اکاؤنٹ\nIncludes: emial\n"
    let messages = resolve(rule, words: words)
    #expect(messages.ids == ["included-word-unknown"])
    #expect(messages.fixes.first == "email")
  }

  @Test func oneWordFromTwoSourcesIsAnErrorThatNamesBoth() throws {
    let own = "Data email: mail\nUrdu: ڈاک\n"
    let messages = resolve(rule, front: own)
    let message = try #require(messages.diagnostic("word-declared-twice"))
    #expect(message.at.label.contains("test.privacy"))
    #expect(message.also.map(\.label).joined().contains("common"))
  }

  @Test func aCircleIsToldWithItsPath() throws {
    let words = """
      Data one: one
      Urdu: ایک
      Includes: two
      Data two: two
      Urdu: دو
      Includes: one

      """
    let messages = resolve(rule, words: words)
    #expect(messages.ids == ["words-in-a-circle"])
    #expect(messages.summaries.first?.contains("one → two → one") == true)
  }

  @Test(arguments: [
    ("Data odd: odd thing\n", "urdu-missing"),
    ("Data odd: odd thing\nUrdu: عجیب\nVague: Nobody knows.\n", "vague-out-of-place"),
    ("Data odd: odd thing\nUrdu: عجیب\nLasts: 3 days\n", "cookie-label-out-of-place"),
    ("Data odd: odd thing\nUrdu: عجیب\nSame as: dpv:Odd\n", "standard-unknown"),
    ("Cookie odd: odd cookies\nUrdu: عجیب\nLasts: for ever\n", "time-unreadable"),
  ])
  func whatAWordLacks(words: String, id: String) {
    #expect(resolve(rule, words: words).ids == [id])
  }

  @Test func standardsAndCookieLabelsAreRead() throws {
    let words = """
      Standard dpv: https://w3id.org/dpv#
      Cookie counter: counters
      Urdu: شمار
      Same as: dpv:Cookie
      Names: _ga, _gid
      Lasts: 13 months
      Set by: Example
      Circumstance dear: it is dear to us
      Urdu: عزیز
      Vague: Nobody can compute this.

      """
    let messages = resolve(rule, words: words)
    #expect(messages.summaries == [])
    let lexicon = try #require(messages.resolution.policies.first).lexicon
    let counter = lexicon[try #require(lexicon.find(.cookie, "counter"))]
    #expect(counter.sameAs == ["dpv:Cookie"])
    #expect(counter.cookieNames == ["_ga", "_gid"])
    #expect(counter.lasts?.count.value == 13)
    #expect(counter.setBy == "Example")
    let dear = lexicon[try #require(lexicon.find(.circumstance, "dear"))]
    #expect(dear.vague == "Nobody can compute this.")
  }

  @Test func rulesAboutDataNeedTheRoot() {
    let words =
      "Vocabulary common: Words\n\nPerson customer: customers\nUrdu: گاہک\nData email: email\nUrdu: ڈاک\n"
    let messages = resolve(files: [words, resolveFront + resolveSection + rule + "\n"])
    #expect(messages.ids == ["no-root"])
    #expect(messages.fixes.first?.contains("Data personal-data") == true)
  }
}
