import Testing
import ZabtaChanges
import ZabtaModel
import ZabtaRuntime

/// Pairs that are easily got wrong: what is listed is exactly what differs.
@Suite struct HandmadePairTests {
  @Test(arguments: overlaps + fineprint + recipients + keeping + people + words)
  func listsWhatDiffers(_ made: HandmadePair) throws {
    let pair = try #require(made.pair)
    let judge = PairJudge(pair)
    let parts = judge.decisions.parts
    let listed = Set(parts.map { "\($0.effect.direction.rawValue) \($0.action.rawValue)" })
    #expect(listed == made.listed, "\(parts.map(\.effect.sentence))")
    // What no request shows may be weaker, too: a recipient who is bound no longer, say.
    let isPromised = judge.changes.changes.flatMap(\.effects).contains { effect in
      effect.direction == .wider && effect.witness == .duty
    }
    #expect(
      judge.changes.isMaterial == (isPromised || listed.contains { $0.hasPrefix("wider") }))
    try PairExamination(pair).expectTruth()
  }

  @Test(arguments: times)
  func listsOtherTimes(_ made: HandmadePair) throws {
    let pair = try #require(made.pair)
    let judge = PairJudge(pair)
    let listed = Set(
      judge.retention.effects.map { "\($0.direction.rawValue) keeping" }
        + judge.deadlines.effects.map { "\($0.direction.rawValue) deadline" })
    #expect(listed == made.listed)
    #expect(judge.changes.isMaterial == listed.contains { $0.hasPrefix("wider") })
    try PairExamination(pair).expectTruth()
  }

  /// A group that holds what must be kept is kept as well, for as long as that: listed with it.
  @Test func aGroupIsListedWithThePartThatKeepsIt() throws {
    let made = HandmadePair(
      "until another day after an event",
      "We must keep payments until 14 days after account-closure.",
      "We must keep payments until 11 days after account-closure.", lists: ["narrower keeping"])
    let judge = PairJudge(try #require(made.pair))
    for record in ["payments", "personal-data"] {
      var question = RetentionQuestion(record: record, on: .day(Day(number: 20_818)))
      question.events["account-closure"] = .some(.day(Day(number: 47_266)))
      #expect(judge.changedAnswer(.retention(question))?.direction == .narrower)
      #expect(judge.uncovered(.retention(question)) == nil)
    }
  }

  /// Where two sentences speak of the same thing.
  static let overlaps = [
    HandmadePair(
      "one of two forbids goes, and the other holds in part",
      "We may use personal-data for orders.\nWe may not use email for delivery.\n"
        + "We may not use contact for delivery if disputed.",
      "We may use personal-data for orders.\nWe may not use contact for delivery if disputed.",
      lists: ["wider use"]),
    HandmadePair(
      "what one forbid no longer says another says anyhow",
      "We may use personal-data for orders.\nWe may not use email for delivery.\n"
        + "We may not use contact for delivery if disputed.",
      "We may use personal-data for orders.\nWe may not use email for delivery.\n"
        + "We may not use name and phone for delivery if disputed.", lists: []),
    HandmadePair(
      "a permit that a prohibition takes away again",
      "We never use contact for marketing.",
      "We never use contact for marketing.\nWe may use email for marketing.", lists: []),
    HandmadePair(
      "permits on all parts make the permit on the group needless",
      "We may use contact for marketing.\nWe may use name for marketing.\n"
        + "We may use email and phone for marketing.",
      "We may use name for marketing.\nWe may use email and phone for marketing.", lists: []),
    HandmadePair(
      "a group and its parts", "We may use contact for marketing.",
      "We may use name, email and phone for marketing.", lists: []),
    HandmadePair(
      "two groups of the same parts", "We may use contact for orders.",
      "We may use reachability for delivery and billing.", lists: []),
    HandmadePair(
      "a part, then its group", "We may use email for marketing.",
      "We may use contact for marketing.", lists: ["wider use"]),
    HandmadePair(
      "an exception, and the rest by name", "We may use contact except phone for analytics.",
      "We may use name and email for analytics.", lists: []),
    HandmadePair(
      "but not, where somebody else permits it",
      "Agent may view contact but not phone.\nSupport-team may view phone.",
      "Agent may view name and email.\nSupport-team may view phone.", lists: ["wider view"]),
    HandmadePair(
      "but not, where nobody permits it", "Agent may view contact but not phone.",
      "Agent may view name and email.", lists: []),
    HandmadePair(
      "the same rules in another order",
      "We may use email for marketing.\nWe may not use email for marketing if disputed.",
      "We may not use email for marketing if disputed.\nWe may use email for marketing.", lists: []),
  ]

  /// Only, unless, never, consent, ages.
  static let fineprint = [
    HandmadePair(
      "only, where nothing else was permitted", "We may share phone with courier for delivery.",
      "We may share phone with courier only for delivery.", lists: []),
    HandmadePair(
      "only, where something else was permitted",
      "We may share phone with courier for delivery.\nWe may share contact with courier for billing.",
      "We may share phone with courier only for delivery.\n"
        + "We may share contact with courier for billing.", lists: ["narrower share"]),
    HandmadePair(
      "never in place of may not", "We may not sell personal-data.\nWe may use email for orders.",
      "We never sell personal-data.\nWe may use email for orders.", lists: []),
    HandmadePair(
      "may not unless is may only if",
      "We may not use email for marketing unless consent to marketing.",
      "We may use email for marketing only if consent to marketing.", lists: []),
    HandmadePair(
      "an exception that asks for more",
      "We may not share phone with bank unless consent to marketing.",
      "We may not share phone with bank unless consent to marketing and disputed.",
      lists: ["narrower share"]),
    HandmadePair(
      "and becomes or",
      "We may share phone with bank if consent to marketing and consent to profiling.",
      "We may share phone with bank if consent to marketing or consent to profiling.",
      lists: ["wider share"]),
    HandmadePair(
      "of several consents any one will do",
      "We may use email for marketing with consent to marketing.",
      "We may use email for marketing with consent to marketing and profiling.",
      lists: ["wider use"]),
    HandmadePair(
      "if turns into unless", "We may use email for marketing if disputed.",
      "We may use email for marketing unless disputed.", lists: ["wider use", "narrower use"]),
    HandmadePair(
      "another age",
      "We may collect personal-data.\nWe may not collect personal-data from people under 13.",
      "We may collect personal-data.\nWe may not collect personal-data from people under 16.",
      lists: ["narrower collect", "narrower store"]),
    HandmadePair(
      "no form any more", "We may use personal-data for analytics in anonymised form.",
      "We may use personal-data for analytics.", lists: ["wider use"]),
    HandmadePair(
      "a part of a form", "We may use personal-data for analytics only in nameless form.",
      "We may use personal-data for analytics only in aggregate form.", lists: ["narrower use"]),
    HandmadePair(
      "the law of fewer places",
      "We may use email for marketing.\nWe may not use email for marketing in EU.",
      "We may use email for marketing.\nWe may not use email for marketing in DE.",
      lists: ["wider use"]),
    HandmadePair(
      "cookies are asked for now", "We may set tracker.",
      "We may set tracker only with consent to profiling.", lists: ["narrower set"]),
    HandmadePair(
      "a measure becomes a condition", "We may share phone with bank under contract.",
      "We may share phone with bank only under contract.", lists: ["narrower share"]),
  ]

  /// Anyone else, anywhere else.
  static let recipients = [
    HandmadePair(
      "who is named is nobody else any more",
      "We may share phone with courier for delivery.\n"
        + "We may share personal-data with anyone else with consent to marketing.",
      "We may share phone with courier for delivery.\nWe may share name with bank.\n"
        + "We may share personal-data with anyone else with consent to marketing.",
      lists: ["wider share", "narrower share"]),
    HandmadePair(
      "only with is with nobody else", "We may share phone with courier and bank.",
      "We may share phone only with courier.", lists: ["narrower share"]),
    HandmadePair(
      "a place that is named",
      "We may transfer email to PK.\nWe may transfer personal-data to anywhere else under contract.",
      "We may transfer email to PK and DE.\n"
        + "We may transfer personal-data to anywhere else under contract.",
      lists: ["narrower transfer"]),
    HandmadePair(
      "a group of recipients, then one of them", "We may share email with carriers.",
      "We may share email with courier.", lists: ["narrower share"]),
    HandmadePair(
      "collect covers store, and not the other way round", "We may collect email.",
      "We may store email.", lists: ["narrower collect"]),
    HandmadePair(
      "the storing that collecting implies asks for no touchpoint",
      "We may collect email through purchase.", "We may store email through purchase.",
      lists: ["narrower collect", "narrower store"]),
  ]

  /// Floors, ceilings, disposal.
  static let keeping = [
    HandmadePair(
      "a floor and a ceiling that are longer", "We must keep payments for 7 years.",
      "We must keep payments for 10 years.", lists: ["wider store", "wider delete"]),
    HandmadePair(
      "a ceiling below a floor", "We must keep payments for 7 years.",
      "We must keep payments for 7 years.\nWe may keep payments for 2 years.", lists: []),
    HandmadePair(
      "a ceiling on more than the floor protects", "We must keep payments for 7 years.",
      "We must keep payments for 7 years.\nWe may keep personal-data for 2 years.",
      lists: ["wider store", "narrower delete"]),
    HandmadePair(
      "seven years are not eighty-four months and a day", "We may keep payments for 84 months.",
      "We may keep payments for 7 years.", lists: []),
    HandmadePair(
      "deletion is permitted later", "We may delete email after 3 years of account-closure.",
      "We may delete email after 5 years of account-closure.", lists: ["wider delete"]),
    HandmadePair(
      "a condition more", "We may keep email for 2 years.",
      "We may keep email for 2 years unless disputed.",
      lists: ["narrower store"]),
  ]

  /// Staff, rights, messages.
  static let people = [
    HandmadePair(
      "what we may not do our staff may not do", "Accountant may view payments.",
      "Accountant may view payments.\nWe may not view payments if disputed.",
      lists: ["narrower view"]),
    HandmadePair(
      "only some may", "Accountant and support-team may view payments.",
      "Accountant and support-team may view payments.\nOnly accountant may view payments.",
      lists: ["narrower view"]),
    HandmadePair(
      "a right is gone", "People have the right to deletion of personal-data.",
      "People have the right to access.",
      lists: [
        "wider request", "wider resolve", "narrower request", "narrower resolve", "wider delete",
      ]),
    HandmadePair(
      "a right reaches less", "People have the right to deletion of personal-data.",
      "People have the right to deletion of personal-data except payments.",
      lists: ["wider delete"]),
    HandmadePair(
      "a right for some", "People have the right to access.",
      "People in EU have the right to access.", lists: ["wider request", "wider resolve"]),
    HandmadePair(
      "messages to more", "We may send newsletter to the customer.",
      "We may send newsletter to people.", lists: ["wider send"]),
  ]

  /// The vocabulary changes and no sentence does.
  static let words = [
    HandmadePair(
      "a word joins a permitted group", "We may use contact for orders.",
      "We may use contact for orders.",
      words: [("Includes: name, email, phone", "Includes: name, email, phone, payments")],
      lists: ["wider use"]),
    HandmadePair(
      "a new word in a permitted group", "We may use contact for orders.",
      "We may use contact for orders.",
      words: [
        ("Includes: name, email, phone", "Includes: name, email, phone, fax"),
        ("Data payments:", "Data fax: fax\nUrdu: فیکس\nData payments:"),
      ], lists: ["wider use"]),
    HandmadePair(
      "a role joins a group", "Support-team may view payments.",
      "Support-team may view payments.",
      words: [("Includes: agent, supervisor", "Includes: agent, supervisor, accountant")],
      lists: ["wider view"]),
    HandmadePair(
      "a role joins a group that only may",
      "Only support-team may view payments.\nAccountant may view payments.",
      "Only support-team may view payments.\nAccountant may view payments.",
      words: [("Includes: agent, supervisor", "Includes: agent, supervisor, accountant")],
      lists: ["wider view"]),
    HandmadePair(
      "a part leaves a forbidden group",
      "We may use personal-data for marketing.\nWe may not use contact for marketing.",
      "We may use personal-data for marketing.\nWe may not use contact for marketing.",
      words: [("Includes: name, email, phone", "Includes: name, email")], lists: ["wider use"]),
    HandmadePair(
      "a new recipient", "We may share phone with courier for delivery.",
      "We may share phone with courier and installer for delivery.",
      words: [
        ("Recipient bank:", "Recipient installer: installers\nUrdu: لگانے والے\nRecipient bank:")
      ],
      lists: ["wider share"]),
    HandmadePair(
      "a new purpose", "We may use contact for orders.", "We may use contact for orders and games.",
      words: [("Purpose analytics:", "Purpose games: games\nUrdu: کھیل\nPurpose analytics:")],
      lists: ["wider use"]),
    HandmadePair(
      "a new purpose that nothing names", "We may use contact for orders.",
      "We may use contact for orders.",
      words: [("Purpose analytics:", "Purpose games: games\nUrdu: کھیل\nPurpose analytics:")],
      lists: []),
  ]

  /// When data goes, and when people are answered.
  static let times = [
    HandmadePair(
      "kept for longer", "We must keep payments for 7 years.",
      "We must keep payments for 10 years.", lists: ["wider keeping"]),
    HandmadePair(
      "the same time in another unit", "We may keep payments for 84 months.",
      "We may keep payments for 7 years.", lists: []),
    HandmadePair(
      "a ceiling below a floor", "We must keep payments for 7 years.",
      "We must keep payments for 7 years.\nWe may keep payments for 2 years.", lists: []),
    HandmadePair(
      "of two ceilings the first counts", "We may keep contact for 2 years.",
      "We may keep contact for 2 years.\nWe may keep email for 1 year.",
      lists: ["narrower keeping"]),
    HandmadePair(
      "a time becomes an event", "We may keep email for 2 years.",
      "We may keep email until account-closure.", lists: ["wider keeping", "narrower keeping"]),
    HandmadePair(
      "who asks for deletion is heard", "We may keep email for 2 years.",
      "We may keep email for 2 years.\nPeople have the right to deletion of email.",
      lists: ["narrower keeping"]),
    HandmadePair(
      "answered later", "We must resolve access within 30 days.",
      "We must resolve access within 45 days.", lists: ["wider deadline"]),
    HandmadePair(
      "the nearest word counts", "We must resolve rights-request within 30 days.",
      "We must resolve rights-request within 30 days.\nWe must resolve access within 10 days.",
      lists: ["narrower deadline"]),
    HandmadePair(
      "the same deadline said twice", "We must resolve rights-request within 30 days.",
      "We must resolve rights-request within 30 days.\nWe must resolve access within 30 days.",
      lists: []),
    HandmadePair(
      "a deadline for some", "We must resolve access within 30 days.",
      "We must resolve access within 30 days in EU.", lists: ["wider deadline"]),
    HandmadePair(
      "a promise whose day nobody can tell is more than none", "We may use email for orders.",
      "We may use email for orders.\n"
        + "We must resolve access typically within 6 months after account-closure.",
      lists: ["narrower deadline"]),
    HandmadePair(
      "such a promise is gone",
      "We may use email for orders.\n"
        + "We must resolve access typically within 6 months after account-closure.",
      "We may use email for orders.", lists: ["wider deadline"]),
  ]
}
