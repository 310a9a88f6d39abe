import Testing
import ZabtaChanges
import ZabtaRuntime

/// Each kind of effect, in both directions, with its reason.
@Suite struct EffectTests {
  // MARK: Permissions

  @Test(arguments: [
    Case(
      .use, dimension: .among(.purpose, ["ads"]), reason: .purpose,
      "We may now use name for advertising."),
    Case(
      .share, dimension: .among(.recipient, ["broker"]), reason: .recipient,
      "We may now share name with data brokers."),
    Case(.sell, dimension: nil, reason: .sale, "We may now sell name."),
    Case(
      .transfer, dimension: .among(.region, ["PK"]), reason: .transfer,
      "We may now transfer name to PK."),
    Case(
      .collect, dimension: .among(.touchpoint, ["form"]), reason: .collection,
      "We may now collect name through the form."),
    Case(.view, dimension: nil, reason: .access, "We may now view name."),
    Case(.store, dimension: nil, reason: .longerKeeping, "We may now store name."),
  ])
  func aPermissionComesAndGoes(_ example: Case) throws {
    let permit = Norm.rule(.permit, example.action, ["name"], example.conditions)
    let come = try onlyChange([], [permit])
    #expect(come.class == .lessProtection)
    #expect(come.reason == example.reason)
    #expect(come.effects.map(\.sentence) == [example.sentence])
    #expect(come.effects.map(\.direction) == [.wider])
    #expect(come.effects.first?.newClauses == ["c0"])

    let gone = try onlyChange([permit], [])
    #expect(gone.class == .moreProtection)
    #expect(gone.reason == nil)
    #expect(gone.effects.map(\.direction) == [.narrower])
    #expect(
      gone.effects.map(\.sentence) == [
        example.sentence.replacing("may now", with: "may no longer")
      ])
  }

  struct Case: Sendable {
    var action: Action
    var dimension: Fact?
    var reason: MaterialReason
    var sentence: String

    init(_ action: Action, dimension: Fact?, reason: MaterialReason, _ sentence: String) {
      self.action = action
      self.dimension = dimension
      self.reason = reason
      self.sentence = sentence
    }

    var conditions: [Fact] { dimension.map { [$0] } ?? [] }
  }

  @Test func aWiderPurposeForAKnownRecipient() throws {
    let orders = Norm.rule(
      .permit, .share, ["name"], [.among(.recipient, ["broker"]), .among(.purpose, ["orders"])])
    let both = Norm.rule(
      .permit, .share, ["name"],
      [.among(.recipient, ["broker"]), .among(.purpose, ["orders", "ads"])])
    #expect(try onlyChange([orders], [both]).reason == .purpose)
  }

  @Test func consentIsNoLongerAskedFor() throws {
    let asked = Norm.rule(.permit, .use, ["name"], [.consent(["mail"])])
    let free = Norm.rule(.permit, .use, ["name"])
    let change = try onlyChange([asked], [free])
    #expect(change.reason == .consent)
    #expect(
      change.effects.map(\.sentence) == [
        "We may now use name even without your consent to messages."
      ])
    let back = try onlyChange([free], [asked])
    #expect(back.class == .moreProtection)
    #expect(
      back.effects.map(\.sentence) == [
        "We may no longer use name without your consent to messages."
      ])
  }

  @Test func agesCircumstancesAndTimes() throws {
    let free = Norm.rule(.permit, .use, ["name"])
    for (fact, words) in [
      (Fact.ageUnder(18), "of people under 18"), (.circumstance("need"), "if it is needed"),
      (.happened(["leaving"]), "after the day you leave"),
      (.happened(["leaving"], after: Span(30, .day)), "30 days after the day you leave"),
      (.over(Period(ends: [[.init(span: Span(2, .year))]])), "once the record is 2 years old"),
      (.among(.form, ["counted"]), "in counted form"),
    ] {
      let forbid = Norm.rule(.forbid, .use, ["name"], [fact])
      let change = try onlyChange([free], [free, forbid])
      #expect(change.class == .moreProtection)
      #expect(change.effects.map(\.sentence) == ["We may no longer use name \(words)."])
      #expect(try onlyChange([free, forbid], [free]).class == .lessProtection)
    }
  }

  @Test func staff() throws {
    let customer = Norm.rule(.permit, .view, ["name"], actor: .named(.role, ["desk"]))
    let change = try onlyChange([], [customer])
    #expect(change.effects.map(\.sentence) == ["The desk may now view name."])
    #expect(change.reason == .access)
  }

  @Test func wideningAndNarrowingIsMaterial() throws {
    let name = Norm.rule(.permit, .use, ["name"])
    let phone = Norm.rule(.permit, .use, ["phone"])
    let change = try onlyChange([name], [phone])
    #expect(change.class == .lessProtection)
    #expect(Set(change.effects.map(\.direction)) == [.wider, .narrower])
  }

  // MARK: The same in other words

  @Test func rulesOfTheSameMeaningAreNoChange() {
    let whole = Norm.rule(.permit, .use, ["contact"])
    let parts = Norm.rule(.permit, .use, ["name", "phone"])
    let (name, phone) = (Norm.rule(.permit, .use, ["name"]), Norm.rule(.permit, .use, ["phone"]))
    let forbidden = Norm.rule(.forbid, .use, ["phone"], [.ageUnder(18)])
    let shut = Norm.rule(.forbid, .use, ["phone"], [.ageUnder(18), .consent([], negated: true)])
    for (old, new) in [
      ([whole], [parts]), ([parts], [name, phone]), ([name, phone], [whole]),
      ([name, phone], [phone, name]), ([whole, forbidden], [whole, forbidden, shut]),
      ([whole, name], [whole]),
    ] {
      #expect(changes(old, new).isEmpty, "\(old) \(new)")
    }
  }

  @Test func aPermissionThatIsForbiddenAnywayIsNoChange() {
    let never = Norm.rule(.forbid, .sell, ["personal-data"])
    let sale = Norm.rule(.permit, .sell, ["name"])
    #expect(changes([never], [never, sale]).isEmpty)
  }

  // MARK: Words

  @Test func aGroupThatGrowsCarriesItsRules() throws {
    let rule = Norm.rule(.permit, .use, ["contact"])
    let old = edition([rule])
    var new = old
    new.edit("contact") { $0.includes = ["name", "phone", "email"] }
    let change = try #require(Differ.compare(old: old, new: new).changes.first)
    #expect(change.subject == .word)
    #expect(change.summary == "“contact details” now includes e-mail.")
    #expect(change.reason == .purpose)
    #expect(change.effects.map(\.sentence) == ["We may now use e-mail."])
  }

  /// Every part is answered as before; the word for all of them is not.
  @Test func aGroupOfOtherPartsIsAnsweredOtherwise() throws {
    let old = edition([.rule(.permit, .use, ["name", "phone"]), .rule(.forbid, .use, ["email"])])
    var new = old
    new.edit("contact") { $0.includes = ["name", "phone", "email"] }
    let change = try #require(Differ.compare(old: old, new: new).changes.first)
    #expect(change.class == .moreProtection)
    guard case .request(let request)? = change.effects.first?.witness else {
      Issue.record("no request")
      return
    }
    #expect(request.resource.id == "contact")
  }

  @Test func aWordThatDecidesNothingIsMerelyKnown() throws {
    let old = edition([.rule(.permit, .use, ["name"])])
    var new = old
    new.content.words.append(
      Word(kind: .recipient, name: "installer", labels: ["en": "installers"]))
    let changes = Differ.compare(old: old, new: new).changes
    #expect(changes.map(\.class) == [.other])
    #expect(changes.map(\.summary) == ["This policy now knows “installers”."])
  }

  @Test func aNewConsentThatNobodyAsksForIsNoChange() {
    let old = edition([.rule(.permit, .use, ["name"], [.consent(["mail"])])])
    var new = old
    new.content.words.append(Word(kind: .consent, name: "calls"))
    #expect(Differ.compare(old: old, new: new).changes.isEmpty)
  }

  // MARK: Keeping

  @Test func floorsAndCeilings() throws {
    let longer = try onlyChange(keeping(.ceiling, 2), keeping(.ceiling, 3))
    #expect(longer.reason == .longerKeeping)
    #expect(
      longer.effects.map(\.sentence) == ["We now keep name for 3 years; before, for 2 years."])
    #expect(try onlyChange(keeping(.ceiling, 3), keeping(.ceiling, 2)).class == .moreProtection)
    // A floor on the same data suspends the ceiling: nothing differs while it holds.
    let floor = keeping(.floor, 5)
    #expect(changes(keeping(.ceiling, 2) + floor, keeping(.ceiling, 3) + floor).isEmpty)
  }

  /// Where a person decided how long, keeping without an end takes that end away.
  @Test func whatAPersonDecidedIsKeptForGood() throws {
    func talks(_ isVague: Bool) -> Norm {
      var permit = Norm.rule(.permit, .store, ["name"])
      permit.origin = .keep
      permit.period = Period(ends: [])
      permit.clause = "keep"
      if isVague { permit.vague = ["need"] }
      return permit
    }
    let longer = try onlyChange([talks(true)], [talks(false)])
    #expect(longer.reason == .longerKeeping)
    #expect(longer.effects.map(\.direction).contains(.wider))
  }

  private func keeping(_ origin: Norm.Origin, _ years: Int) -> [Norm] {
    let period = Period(ends: [[.init(span: Span(years, .year))]])
    var permit = Norm.rule(.permit, .store, ["name"], [.over(period, negated: true)])
    permit.origin = .keep
    permit.period = period
    var bound = Norm.rule(.forbid, .store, ["name"], [.over(period)])
    bound.origin = .ceiling
    bound.period = period
    permit.clause = "keep-\(origin.rawValue)"
    bound.clause = permit.clause
    guard origin == .floor else { return [permit, bound] }
    bound = Norm.rule(.duty, .keep, ["name"])
    bound.origin = .floor
    bound.period = period
    bound.clause = permit.clause
    return [permit, bound]
  }

  // MARK: Rights, deadlines and promises

  @Test func aRightIsLost() throws {
    let right = Norm.rule(.permit, .request, ["access"], actor: .people)
    let lost = try onlyChange([right], [])
    #expect(lost.reason == .lostRight)
    #expect(lost.effects.map(\.sentence) == ["People may no longer ask for access."])
    #expect(try onlyChange([], [right]).class == .moreProtection)
  }

  @Test func requestsAreAnsweredLater() throws {
    func duty(_ days: Int) -> Norm {
      var duty = Norm.rule(.duty, .resolve, ["access"])
      duty.origin = .right
      duty.deadline = Deadline(.within(Span(days, .day)))
      return duty
    }
    let later = try onlyChange([duty(30)], [duty(60)])
    #expect(later.reason == .slowerAnswer)
    #expect(
      later.effects.map(\.sentence) == [
        "Requests for access are answered within 60 days now; before, within 30 days."
      ])
    #expect(try onlyChange([duty(60)], [duty(30)]).class == .moreProtection)
  }

  @Test func aMeasureIsWeaker() throws {
    func duty(_ measures: [String]) -> Norm {
      var duty = Norm.rule(.duty, .protect, ["name"])
      duty.measures = measures
      return duty
    }
    let weaker = try onlyChange([duty(["lock", "cipher"])], [duty(["lock"])])
    #expect(weaker.reason == .weakerMeasure)
    #expect(weaker.effects.map(\.sentence) == ["We no longer protect name by encryption."])
    #expect(weaker.effects.map(\.witness) == [.duty])
    #expect(try onlyChange([duty(["lock"])], [duty(["lock", "cipher"])]).class == .moreProtection)
    // The same promise in two sentences is the same promise.
    #expect(changes([duty(["lock", "cipher"])], [duty(["lock"]), duty(["cipher"])]).isEmpty)
  }

  /// That we may protect data does not stand in for having to, though another duty remains.
  @Test func aDutyThatBecomesAPermissionIsWeaker() throws {
    func rule(_ effect: Norm.Effect, _ measure: String) -> Norm {
      var rule = Norm.rule(effect, .protect, ["name"])
      rule.measures = [measure]
      return rule
    }
    let (lock, cipher) = (rule(.duty, "lock"), rule(.duty, "cipher"))
    // Whoever must protect data may.
    let may = Norm.rule(.permit, .protect, ["name"])
    let weaker = try onlyChange([may, lock, cipher], [may, lock, rule(.permit, "cipher")])
    #expect(weaker.reason == .weakerMeasure)
    #expect(weaker.effects.map(\.sentence) == ["We no longer protect name by encryption."])
    let back = try onlyChange([may, lock, rule(.permit, "cipher")], [may, lock, cipher])
    #expect(back.class == .moreProtection)
  }

  /// A group with one part stands for something of its own, which is promised what the group is.
  @Test func aGroupOfOnePartIsNoExceptionFromAPromise() throws {
    func measured(_ measures: [String]) -> EditionSnapshot {
      var duty = Norm.rule(.duty, .protect, ["personal-data"])
      duty.measures = measures
      var edition = edition([duty])
      edition.edit("contact") { $0.includes = ["phone"] }
      edition.edit("personal-data") { $0.includes = ["name", "contact", "email"] }
      return edition
    }
    let changes = Differ.compare(old: measured(["lock", "cipher"]), new: measured(["lock"])).changes
    #expect(
      changes.flatMap(\.effects).map(\.sentence) == [
        "We no longer protect personal data by encryption."
      ])
  }

  /// "Promptly" names no day: a day instead is neither sooner nor later.
  @Test func aDayInsteadOfPromptlyIsToldAsSuch() throws {
    func right(_ deadline: Deadline.Measure) -> Norm {
      var duty = Norm.rule(.duty, .resolve, ["access"])
      duty.origin = .right
      duty.deadline = Deadline(deadline)
      return duty
    }
    let answer = try onlyChange([right(.promptly)], [right(.within(Span(1, .year)))])
    #expect(answer.class == .other)
    #expect(answer.summary == "We answer you by another time.")
    #expect(
      try onlyChange([right(.within(Span(1, .year)))], [right(.promptly)]).class == .lessProtection)

    func deletion(_ deadline: Deadline.Measure) -> Norm {
      var duty = Norm.rule(.duty, .delete, ["name"])
      duty.deadline = Deadline(deadline)
      return duty
    }
    let deleted = try onlyChange([deletion(.promptly)], [deletion(.within(Span(90, .day)))])
    // A record that had to go at once stays for ninety days.
    #expect(deleted.class == .lessProtection)
    #expect(
      deleted.effects.map(\.sentence) == [
        "Name: kept for 90 days now; before, to be deleted.",
        "We now delete name within 90 days; before, promptly.",
      ])
  }

  @Test func aProhibitionThatGoesLeavesWhatTheOthersAsk() throws {
    let counted = Norm.rule(.permit, .use, ["name"], [.among(.form, ["counted"])])
    let only = Norm.rule(.forbid, .use, ["name"], [.notAmong(.form, ["counted"])])
    let left = Norm.rule(.forbid, .use, ["name"], [.happened(["leaving"])])
    let change = try onlyChange([counted, only, left], [counted, only])
    #expect(
      change.effects.map(\.sentence) == [
        "We may now use name even after the day you leave where another rule permits it."
      ])
  }

  @Test func lessNoticeAndFewerChannels() throws {
    func duty(_ days: Int, _ channels: [String]) -> Norm {
      var duty = Norm.rule(.duty, .announce, ["update"])
      duty.notice = Span(days, .day)
      duty.channels = channels
      return duty
    }
    #expect(try onlyChange([duty(30, ["post"])], [duty(7, ["post"])]).reason == .lessNotice)
    #expect(
      try onlyChange([duty(7, ["post", "banner"])], [duty(7, ["post"])]).reason == .lessNotice)
    #expect(try onlyChange([duty(7, ["post"])], [duty(30, ["post"])]).class == .moreProtection)
  }

  @Test func aRecipientIsBoundByLess() throws {
    var bound = Norm.rule(.permit, .share, ["name"], [.among(.recipient, ["broker"])])
    let free = bound
    bound.obligations = ["cipher"]
    #expect(try onlyChange([bound], [free]).reason == .weakerMeasure)
    #expect(try onlyChange([free], [bound]).class == .moreProtection)
  }

  @Test func anotherReasonIsTold() throws {
    var duty = Norm.rule(.permit, .use, ["name"])
    let bare = duty
    duty.grounds = ["law"]
    let change = try onlyChange([bare], [duty])
    #expect(change.class == .other)
    #expect(change.effects.map(\.direction) == [.moved])
    #expect(change.reason == nil)
  }

  @Test func fewerPeopleAreCovered() throws {
    let old = edition([.rule(.permit, .request, ["access"], actor: .people)])
    var new = old
    new.content.people = ["customer"]
    let change = try #require(Differ.compare(old: old, new: new).changes.first)
    #expect(change.reason == .coverage)
    #expect(change.effects.map(\.direction) == [.wider])
  }
}

// MARK: - Editions of a few norms

extension Norm {
  static func rule(
    _ effect: Effect, _ action: Action, _ names: [String], _ facts: [Fact] = [],
    actor: Actor = .we
  ) -> Norm {
    Norm(
      effect: effect, actor: actor, action: action,
      object: Object(kind: action.objectKind, names: names), when: facts.map { Condition($0) },
      clause: "")
  }
}

private func onlyChange(_ old: [Norm], _ new: [Norm]) throws -> Change {
  let changes = changes(old, new)
  #expect(changes.count == 1, "\(changes.map(\.summary))")
  let change = try #require(changes.first)
  for effect in change.effects {
    guard case .request(let request) = effect.witness else { continue }
    let before = try Ruleset(edition(old).content).decide(request)
    let after = try Ruleset(edition(new).content).decide(request)
    #expect(before.isPermitted != after.isPermitted)
  }
  return change
}

private func changes(_ old: [Norm], _ new: [Norm]) -> [Change] {
  Differ.compare(old: edition(old), new: edition(new)).changes.filter { $0.class != .wording }
}

/// An edition with a clause for each norm.
private func edition(_ norms: [Norm]) -> EditionSnapshot {
  func word(_ kind: Kind, _ name: String, _ label: String, _ includes: [String] = []) -> Word {
    Word(kind: kind, name: name, includes: includes, labels: ["en": label])
  }
  var content = BundleContent(
    policy: "p", publisher: "us", people: ["customer", "visitor"],
    words: [
      word(.data, "name", "name"), word(.data, "phone", "phone"), word(.data, "email", "e-mail"),
      word(.data, "contact", "contact details", ["name", "phone"]),
      word(.data, "personal-data", "personal data", ["contact", "email"]),
      word(.purpose, "ads", "advertising"), word(.purpose, "orders", "orders"),
      word(.recipient, "broker", "data brokers"), word(.recipient, "courier", "couriers"),
      word(.touchpoint, "form", "the form"), word(.touchpoint, "shop", "the shop"),
      word(.role, "desk", "the desk"), word(.role, "boss", "the boss"),
      word(.person, "customer", "customers"), word(.person, "visitor", "visitors"),
      word(.consent, "mail", "messages"), word(.circumstance, "need", "it is needed"),
      word(.event, "leaving", "the day you leave"), word(.event, "update", "an update"),
      word(.form, "identified", "identified"), word(.form, "counted", "counted"),
      word(.request, "access", "access"), word(.measure, "lock", "locks"),
      word(.measure, "cipher", "encryption"), word(.channel, "post", "post"),
      word(.channel, "banner", "a banner"), word(.reason, "law", "the law"),
    ])
  var clauses: [ClauseSnapshot] = []
  for (index, norm) in norms.enumerated() {
    var norm = norm
    if norm.clause.isEmpty { norm.clause = "c\(index)" }
    content.norms.append(norm)
    guard !content.clauses.contains(where: { $0.id == norm.clause }) else { continue }
    content.clauses.append(Clause(id: norm.clause))
    clauses.append(
      clause(
        norm.clause,
        "Rule \(norms.filter { $0.clause == norm.clause || $0.clause.isEmpty }) \(index)."))
  }
  return EditionSnapshot(
    policy: "p", title: ["en": "Policy"],
    sections: [SectionSnapshot(id: "s", heading: ["en": "Section"], clauses: clauses)],
    content: content)
}

extension EditionSnapshot {
  fileprivate mutating func edit(_ word: String, _ change: (inout Word) -> Void) {
    for index in content.words.indices where content.words[index].name == word {
      change(&content.words[index])
    }
  }
}
