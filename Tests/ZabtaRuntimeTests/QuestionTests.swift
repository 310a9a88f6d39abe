import Testing

@testable import ZabtaRuntime

/// Questions whose words were looked up once.
@Suite struct QuestionTests {
  @Test func theFastWayAndTheSlowWayAgree() throws {
    var random = RandomContent(seed: 11)
    var singles = 0
    var permitted = 0
    var forbidden = 0
    for _ in 0..<120 {
      let rules = try Ruleset(random.content())
      for _ in 0..<80 {
        let request = random.request()
        let decision = rules.decide(request)
        let question = try rules.question(request)
        var citations = Citations(capacity: 1)
        let verdict = rules.decide(question, into: &citations)
        #expect(verdict.isPermitted == decision.isPermitted)
        #expect(rules.verdict(question) == verdict)
        #expect(rules.permits(question) == decision.isPermitted)
        #expect(rules.reasons(citations) == decision.reasons)
        #expect(
          verdict.isPermitted
            ? rules.obligations(citations) == decision.obligations : decision.obligations.isEmpty)
        guard !question.core.hasGroups else { continue }
        singles += 1
        permitted += verdict == .permitted ? 1 : 0
        forbidden += verdict == .forbidden ? 1 : 0
        // The way of groups, taken by a question about single things.
        let situation = Situation(question.core, rules.owner.layout, rules.view.pointee)
        let slow = rules.view.pointee.decide(Int(question.core.action), situation)
        citations.take(slow.norms, rules.view, slow.verdict)
        #expect(slow.verdict == verdict)
        #expect(rules.reasons(citations) == decision.reasons)
      }
    }
    // The sample has every kind of answer.
    #expect(singles > 2000)
    #expect(permitted > 100)
    #expect(forbidden > 100)
  }

  @Test func aQuestionIsBuiltWordByWord() throws {
    let rules = try Shop.rules(
      permit(
        .share, data("contact"), .among(.recipient, ["courier"]), .consent(["mail"]),
        obligations: ["contract"], clause: "two"),
      forbid(.share, data("email"), .ageUnder(16), clause: "three"),
      forbid(.share, data("email"), .circumstance("hold"), clause: "one"),
      forbid(.share, data("email"), .happened(["closure"]), clause: "four"))
    var citations = Citations()
    var question = try rules.question(.share, rules.word(.data, "email"))
    #expect(rules.verdict(question) == .notPermitted)
    try question.set(.recipient, rules.word(.recipient, "courier"))
    try question.tell(consent: rules.word(.consent, "mail"))
    #expect(rules.decide(question, into: &citations) == .permitted)
    #expect(rules.reasons(citations).map(\.clause) == ["two"])
    #expect(rules.obligations(citations) == ["contract"])
    question.age = 15
    #expect(rules.decide(question, into: &citations) == .forbidden)
    #expect(rules.reasons(citations).map(\.clause) == ["three"])
    #expect(rules.obligations(citations) == [])
    try question.tell(rules.circumstance("court"))
    try question.tell(rules.event("closure"), at: Moment("2026-01-01"))
    question.on = Moment("2025-01-01")
    #expect(rules.decide(question, into: &citations) == .forbidden)
    #expect(rules.reasons(citations).map(\.clause) == ["one", "three"])
    question.on = Moment("2027-01-01")
    #expect(rules.decide(question, into: &citations) == .forbidden)
    #expect(rules.reasons(citations).map(\.clause) == ["one", "three", "four"])
    question.forget()
    #expect(rules.verdict(question) == .notPermitted)
  }

  @Test func aWithdrawalEndsConsentInWhateverOrderItIsTold() throws {
    let rules = try Shop.rules(permit(.use, data("email"), .consent(["mail"])))
    var question = try rules.question(.use, rules.word(.data, "email"))
    try question.tell(rules.event("consent-withdrawal"), at: Moment("2026-05-01"))
    try question.tell(consent: rules.word(.consent, "mail"), at: Moment("2026-04-01"))
    question.on = Moment("2026-04-20")
    #expect(rules.permits(question))
    question.on = Moment("2026-06-01")
    #expect(!rules.permits(question))
    try question.tell(consent: rules.word(.consent, "mail"), at: Moment("2026-05-20"))
    #expect(rules.permits(question))
    question.on = Moment("2026-05-10")
    #expect(!rules.permits(question))
  }

  @Test func whatIsToldAgainReplacesWhatWasTold() throws {
    let rules = try Shop.rules(
      permit(.use, data("email"), .consent(["mail"])),
      forbid(.use, data("email"), .happened(["closure"])))
    let mail = try rules.word(.consent, "mail")
    var question = try rules.question(.use, rules.word(.data, "email"))
    question.on = Moment("2026-06-01")
    try question.tell(consent: mail)
    #expect(rules.permits(question))
    try question.tell(consent: mail, at: Moment("2026-07-01"))
    #expect(!rules.permits(question))
    try question.tell(consent: mail, at: Moment("2026-05-01"))
    #expect(rules.permits(question))
    // A withdrawal counts though the consent was told before it; told again, it is another one.
    try question.tell(rules.event("consent-withdrawal"), at: Moment("2026-05-15"))
    #expect(!rules.permits(question))
    try question.tell(rules.event("consent-withdrawal"), at: Moment("2026-08-01"))
    #expect(rules.permits(question))
    try question.tell(rules.event("closure"), at: Moment("2026-05-15"))
    #expect(!rules.permits(question))
    try question.tell(rules.event("closure"), at: Moment("2026-08-01"))
    #expect(rules.permits(question))
    question.forget()
    question.on = Moment("2026-06-01")
    #expect(!rules.permits(question))
  }

  /// Of two events of one day, that without a time comes first, in whatever order they are told.
  @Test func aDayBeginsBeforeItsInstants() throws {
    let period = Period(ends: [[.init(span: Span(36, .hour), since: ["closure", "breach"])]])
    let rules = try Shop.rules(permit(.delete, data("email"), .over(period)))
    for isDayFirst in [true, false] {
      var question = try rules.question(.delete, rules.word(.data, "email"))
      question.on = Moment("2026-01-02T10:00:00+05:00")
      let told = [("closure", "2026-01-01"), ("breach", "2026-01-01T15:00:00+05:00")]
      for (name, text) in isDayFirst ? told : told.reversed() {
        try question.tell(rules.event(name), at: Moment(text))
      }
      #expect(rules.permits(question))
    }
  }

  @Test func aWordThatIsTakenBackIsNotStated() throws {
    let rules = try Shop.rules(
      permit(.share, data("email"), .among(.recipient, ["courier"], whenUnstated: true)))
    var question = try rules.question(.share, rules.word(.data, "email"))
    try question.set(.recipient, rules.word(.recipient, "bank"))
    #expect(!rules.permits(question))
    try question.set(.recipient, nil)
    #expect(rules.permits(question))
  }

  @Test func wordsThatThePolicyLacksAreToldAtBuilding() throws {
    let rules = try Shop.rules(permit(.use, data("email")))
    let error = #expect(throws: QuestionError.self) { try rules.word(.data, "fax") }
    #expect(error?.description == "there is no data \"fax\" in shop.privacy, edition 3")
    #expect(throws: QuestionError.self) { try rules.event("fax") }
    #expect(throws: QuestionError.self) { try rules.circumstance("fax") }
    let whole = #expect(throws: QuestionError.self) {
      try rules.question(request("use", "fax") { $0.circumstances = ["flood"] })
    }
    #expect(
      whole?.description
        == "shop.privacy, edition 3, does not know resource: fax, circumstances: flood")
    let purpose = try rules.word(.purpose, "delivery")
    #expect(throws: QuestionError.self) { try rules.question(.use, purpose) }
    var question = try rules.question(.use, rules.word(.data, "email"))
    #expect(throws: QuestionError.self) { try question.set(.recipient, purpose) }
    #expect(throws: QuestionError.self) { try question.set(subject: purpose) }
    #expect(throws: QuestionError.self) { try question.tell(consent: purpose) }
    #expect(rules.permits(question))
  }

  @Test func anotherEditionDeniesAQuestionAndSaysSo() throws {
    let content = Shop.content([permit(.use, data("email"))])
    let (old, new) = (try Ruleset(content), try Ruleset(content))
    let question = try old.question(.use, old.word(.data, "email"))
    #expect(old.verdict(question) == .permitted)
    #expect(new.verdict(question) == .ofAnotherEdition)
    #expect(!new.permits(question))
    var citations = Citations()
    #expect(old.decide(question, into: &citations) == .permitted)
    #expect(new.reasons(citations) == [])
    #expect(new.decide(question, into: &citations) == .ofAnotherEdition)
    #expect(old.reasons(citations) == [])
    var other = try new.question(.use, new.word(.data, "email"))
    #expect(throws: QuestionError.self) {
      try other.set(.purpose, old.word(.purpose, "delivery"))
    }
  }

  @Test func aCopyOfAQuestionIsAnotherQuestion() throws {
    let rules = try Shop.rules(
      permit(.share, data("email"), .among(.recipient, ["courier"]), .consent(["mail"])))
    var first = try rules.question(.share, rules.word(.data, "email"))
    try first.set(.recipient, rules.word(.recipient, "courier"))
    var second = first
    try second.tell(consent: rules.word(.consent, "mail"), at: Moment("2026-03-01"))
    #expect(rules.permits(second))
    #expect(!rules.permits(first))
    var third = second
    third.on = Moment("2026-01-01")
    #expect(!rules.permits(third))
    #expect(rules.permits(second))
    var fourth = second
    fourth.forget()
    try fourth.set(.recipient, nil)
    #expect(!rules.permits(fourth))
    #expect(rules.permits(second))
  }

  @Test func aDecisionReadsOneLineOfTheQuestion() {
    #expect(MemoryLayout<QuestionCore>.offset(of: \.known) == QuestionCore.knownOffset)
    var core = QuestionCore(action: 3)
    for slot in 0..<QuestionCore.slotCount {
      core.set(Slot.allCases[slot], atom: slot + 100)
    }
    withUnsafePointer(to: core) { core in
      for slot in 0..<QuestionCore.slotCount {
        #expect(QuestionCore.word(of: core, slot) == Int32(slot + 100))
        #expect(core.pointee.words[slot] == Int32(slot + 100))
      }
    }
  }

  @Test func manyQuestionsAreAnsweredInTheirOrder() throws {
    var random = RandomContent(seed: 5)
    let rules = try Ruleset(random.content())
    let questions = try (0..<300).map { _ in try rules.question(random.request()) }
    var verdicts: [Verdict] = [.permitted]
    rules.decide(questions, into: &verdicts)
    #expect(verdicts == questions.map { rules.verdict($0) })
    rules.decide([], into: &verdicts)
    #expect(verdicts == [])
  }

  @Test func citationsAreNeverDropped() throws {
    // More clauses than there is room for, in an order that is not the page's.
    var content = Shop.content([])
    content.clauses = (0..<100).map { Clause(id: "c\($0)") }
    content.norms = (0..<100).reversed().map {
      permit(.use, data("email"), clause: "c\($0)")
    }
    let rules = try Ruleset(content)
    var citations = Citations(capacity: 1)
    let question = try rules.question(.use, rules.word(.data, "email"))
    #expect(rules.decide(question, into: &citations) == .permitted)
    #expect(rules.reasons(citations).map(\.clause) == (0..<100).map { "c\($0)" })
    #expect(rules.decide(request("use", "email")).reasons == rules.reasons(citations))
  }
}
