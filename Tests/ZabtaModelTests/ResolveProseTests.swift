import Testing
import ZabtaModel
import ZabtaSyntax

/// Slots, links and translations.
@Suite struct ResolveProseTests {
  private let keep = "Rule alpha: We must keep invoices for 7 years.\n\n"

  @Test(arguments: [
    "We keep {data} {period}.", "{invoices}", "{period of invoices}", "{period of alpha}",
    "{parts of contact-information}", "{privacy-email}", "{people}", "{see start}", "{see alpha}",
    "{consent marketing}", "{table of retention}", "{list of data}", "[bills](invoices)",
    "[us](https://example.org)", "[us](mailto:a@example.org)",
  ])
  func slotsAndLinksResolve(prose: String) {
    #expect(resolve(keep + prose).summaries == [])
  }

  @Test(arguments: [
    ("{deadline}", "slot-without-answer"), ("{marketing}", "word-of-two-kinds"),
    ("{invoice-numbers}", "prose-word-unknown"), ("[x](javascript:alert)", "link-unsafe"),
    ("{see nowhere}", "see-unknown"), ("{colour marketing}", "kind-unknown"),
  ])
  func whatASlotCannotPrint(prose: String, id: String) {
    #expect(resolve(keep + prose).ids == [id])
  }

  @Test func aValueComesFromTheNearestRule() throws {
    let body = """
      Rule alpha: We must keep personal-data for 2 years.

      Rule beta: We must keep contact-information for 3 years.

      Text gamma:
      {period of email} and {period of invoices}
      """
    let messages = resolve(body)
    #expect(messages.summaries == [])
    let block = try #require(messages.resolution.policies.first?.clauses.last?.prose.first)
    let rules = block.english.inlines.compactMap { inline -> [String]? in
      guard case .slot(.value(_, let rules, _, _), _) = inline else { return nil }
      return rules.map(\.clause)
    }
    #expect(rules == [["beta"], ["alpha"]])
  }

  @Test func twoAnswersAreAnErrorThatNamesBoth() throws {
    let messages = resolve(
      "Rule alpha:\nWe must keep invoices for 7 years.\nWe may keep email for 2 years.\n\n{period}")
    let message = try #require(messages.diagnostic("slot-with-two-answers"))
    #expect(message.also.count == 2)
    let same = resolve(
      "Rule alpha:\nWe must keep invoices for 7 years.\nWe may keep email for 7 years.\n\n{period}")
    #expect(same.summaries == [])
  }

  @Test func theClausesRulesTellTwoKindsApart() {
    #expect(
      resolve("Rule alpha: We may use email for marketing.\n\nFor {marketing}.").summaries == [])
  }

  @Test func aLinkBindsAllTheKindsThatTheRulesName() throws {
    let messages = resolve(
      """
      Rule alpha: We may use email for marketing only with consent to marketing.

      We do [this](marketing).
      """)
    #expect(messages.summaries == [])
    let block = try #require(messages.resolution.policies.first?.clauses.last?.prose.first)
    var depth = 0
    var inlines = block.english.inlines
    while case .bound(let inner, _, _) = inlines.first(where: {
      if case .bound = $0 { true } else { false }
    }) {
      depth += 1
      inlines = inner
    }
    #expect(depth == 2)
  }

  @Test(arguments: [
    "{ڈیٹا}: {مدت}", "{رسیدیں}", "{رسیدیں کی مدت}", "{رابطے کی تفصیلات کے حصے}", "{ہماری ای میل}",
    "{لوگ}", "{دیکھیے شروع}", "{مدتوں کا جدول}", "{ڈیٹا کی فہرست}", "[الفاظ](رسیدیں)",
  ])
  func urduSlotsResolve(urdu: String) {
    #expect(resolve(keep + "{invoices}\n\nUrdu: " + urdu).summaries == [])
  }

  @Test func aTranslationStandsBlockByBlock() throws {
    let good = resolve(keep + "- One.\n- Two.\n\nUrdu:\n- ایک۔\n- دو۔")
    #expect(good.summaries == [])
    let prose = try #require(good.resolution.policies.first?.clauses.last).prose
    #expect(prose.map { $0.translations.keys.sorted() } == [["ur"], ["ur"]])
    let short = resolve(keep + "- One.\n- Two.\n\nUrdu:\n- ایک۔")
    #expect(short.ids == ["translation-does-not-match"])
    #expect(short.summaries.first?.contains("1") == true)
    #expect(short.summaries.first?.contains("2") == true)
    #expect(resolve(keep + "- One.\n\nUrdu: ایک۔").ids == ["translation-does-not-match"])
  }

  @Test func aTranslationReachesBackToTheOneBefore() {
    #expect(
      resolve(keep + "One.\n\nTwo.\n\nUrdu:\nایک۔\n\nThree.\n\nUrdu: تین۔").ids.contains(
        "translation-does-not-match"))
    #expect(resolve(keep + "One.\n\nUrdu: ایک۔\n\nTwo.\n\nUrdu: دو۔").summaries == [])
  }

  @Test func aTranslationNeedsSomethingAboveIt() {
    #expect(resolve(keep + "Urdu: ایک۔").ids == ["nothing-to-translate"])
  }

  @Test func proseAfterACheckBelongsToTheLastClause() throws {
    let messages = resolve(keep + "Check:\nWe must keep invoices for 7 years.\n\nMore words.")
    #expect(messages.summaries == [])
    #expect(messages.resolution.policies.first?.clauses.last?.prose.count == 1)
  }

  @Test func anUnnamedRuleComesFirst() {
    #expect(resolve("Rule: We never sell email.").summaries == [])
    #expect(resolve(keep + "Rule: We never sell email.").ids == ["unnamed-rule-late"])
  }
}
