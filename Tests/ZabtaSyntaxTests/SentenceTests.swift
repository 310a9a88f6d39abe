import Testing
import ZabtaSyntax

@Suite struct SentenceTests {
  @Test(arguments: [
    "We may collect ip-address through browsing for security and analytics.",
    "We never sell, rent or trade personal-data.",
    "We may share name, phone and delivery-address with logistics-partner only for delivery.",
    "Only accounting may view transaction-records but not support-history unless required-for-task.",
    "Customer-service may view contact-details, but not payment-data.",
    "We may share only email with data-broker.",
    "We may set essential-cookie even without consent.",
    "We must keep x for 7 years after purchase because of tax-law, then delete or archive.",
    "We must keep x until 1 year after warranty-end.",
    "We may archive or delete inactive-account after 3 years of inactivity unless legal-hold.",
    "People in EU have the right to access, erasure by privacy-email, typically within 30 days.",
    "People have the right to deletion of personal-data, except x and y, unless legal-hold.",
    "We must announce material-change by email-notice 30 days ahead.",
    "We never penalise people in US-CA for rights-request.",
    "We may transfer personal-data to anywhere else only under safeguards.",
    "We may collect the data of quotations and payment-method through purchase.",
    "We may collect x from people under 18 with consent to marketing if p, q or r.",
    "We may store x if consent to marketing and p.",
    "We must answer inquiry within 72 hours of receipt, citing contact.",
    "We may use x for y only in aggregate or anonymised form.",
    "We must delete x promptly.",
    "We may keep x while legal-hold.",
    "We may keep x indefinitely.",
    "We may send marketing-message to the customer",
  ])
  func sentencesRead(_ input: String) {
    let (sentence, diagnostics) = Parser.sentence(SourceText(path: "", text: input), file: 0)
    #expect(diagnostics.map(\.summary) == [])
    #expect(sentence != nil)
  }

  @Test func onlyAndEvenStandBeforeTheirPart() throws {
    let text = SourceText(
      path: "", text: "Only accounting may share only x with y only for z even after e.")
    let sentence = try #require(Parser.sentence(text, file: 0).0)
    #expect(sentence.subject.only != nil)
    #expect(sentence.object.only != nil)
    #expect(sentence.tails.map(\.modifier) == [nil, .only, .even])
    #expect(
      sentence.tails.map { text.string($0.range) } == ["with y", "only for z", "even after e"])
    #expect(Shape.of(sentence.subject.who) == "names(['accounting'])")
  }

  @Test func whatFollowsButNotBelongsToIt() throws {
    let text = SourceText(path: "", text: "We may view a1 for p but not b1, c1 unless t.")
    let sentence = try #require(Parser.sentence(text, file: 0).0)
    #expect(sentence.tails.count == 1)
    #expect(sentence.butNot?.object.things.count == 2)
    #expect(sentence.butNot?.tails.count == 1)
  }

  @Test func placesKeepTheirCapitals() throws {
    let text = SourceText(path: "", text: "We may transfer x to PK, US-CA and EU.")
    let sentence = try #require(Parser.sentence(text, file: 0).0)
    #expect(Shape.of(sentence.tails) == "[(to(['PK' 'US-CA' 'EU']))]")
  }

  /// Sentence → the ids of its messages.
  @Test(arguments: [
    ("We share y.", "no-mode"), ("We will share z with foo.", "no-mode"),
    ("We don't share x.", "not-in-rules"), ("We may disclose x to y.", "no-verb"),
    ("We may share x with .", "no-name"), ("We may keep x for seven years.", "no-number"),
    ("We may keep x for 99999 years.", "number-too-large"),
    ("We may keep x for 99999999999999999999999999 years.", "number-too-large"),
    ("We may share Phone with foo.", "not-a-name"), ("We may share x wth foo.", "does-not-fit"),
    ("We may share \"x\" with foo.", "not-in-rules"),
    ("We may collect phone number.", "does-not-fit"),
    ("We may share use with foo.", "no-name"), ("We may use nameé for foo.", "not-a-name"),
    ("We may share x only.", "does-not-fit"), ("We may keep x for 3 fortnights.", "no-unit"),
    ("We may collect x if p, q.", "and-or-or"),
    ("We never sell x unless p.", "never-unless"),
    ("We may collect x if p or q and r.", "mixed-conditions"),
    ("We may use x for y and share it with z.", "second-verb"),
    ("We may keep x 3 days.", "does-not-fit"), ("We may collect {data}.", "not-in-rules"),
    ("From the form.", "no-subject"), ("We may.", "no-verb"),
    ("We may collect data.", "reserved-word"),
  ])
  func oneMistakeOneMessage(_ input: String, _ id: String) {
    let parsed = Sources.parse(Sources.body("Rule r:\n\(input)\nWe may collect z through w.\n"))
    #expect(parsed.diagnostics.map(\.id) == [id], "\(input)")
  }

  @Test func aForgottenStopCostsNothing() {
    let parsed = Sources.parse(Sources.body("Rule r:\nWe may collect x\nWe may use y for z.\n"))
    #expect(parsed.diagnostics.map(\.id) == ["missing-full-stop"])
    #expect(Shape.of(parsed.tree).last?.contains("collect") == true)
    #expect(Shape.of(parsed.tree).last?.contains("use") == true)
  }

  @Test func reservedWordsAreKnown() {
    #expect(Parser.reservedWords.contains("never"))
    #expect(Parser.reservedWords.contains("indefinitely"))
    #expect(Set(Parser.reservedWords).count == Parser.reservedWords.count)
  }
}
