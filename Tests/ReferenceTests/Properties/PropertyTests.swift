import Testing
import ZabtaModel
import ZabtaRuntime

/// What must be true of every answer whatever the policy: on the published policies, and on random
/// ones of every construct.
///
/// The properties need no evaluator to compare with, so an error that both evaluators share shows here.
@Suite struct PropertyTests {
  // MARK: One norm more

  @Test(arguments: TestedPolicies.parts) func aForbidMoreNeverPermits(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      guard var norm = subject.anyNorm(&random) else { return }
      norm.effect = .forbid
      let place = random.number(0...subject.content.norms.count)
      let stricter = try subject.ruleset { $0.norms.insert(norm, at: place) }
      subject.ask(60, &random) { request, random in
        let (was, now) = (subject.rules.decide(request), stricter.decide(request))
        return now.isPermitted && !was.isPermitted ? "\(norm)\n\(was)\n\(now)" : nil
      }
    }
  }

  @Test(arguments: TestedPolicies.parts) func aPermitMoreNeverDenies(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      guard var norm = subject.anyNorm(&random) else { return }
      norm.effect = .permit
      let place = random.number(0...subject.content.norms.count)
      let wider = try subject.ruleset { $0.norms.insert(norm, at: place) }
      subject.ask(60, &random) { request, random in
        let (was, now) = (subject.rules.decide(request), wider.decide(request))
        if was.isPermitted, !now.isPermitted { return "\(norm)\n\(was)\n\(now)" }
        // What forbade goes on forbidding, by the same clauses.
        return !was.reasons.isEmpty && !was.isPermitted && was != now ? "\(norm)\n\(now)" : nil
      }
    }
  }

  /// A duty decides nothing, but for duties to keep: they silence ceilings, and so never deny.
  @Test(arguments: TestedPolicies.parts) func aDutyMoreNeverDenies(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      guard var norm = subject.anyNorm(&random) else { return }
      norm.effect = .duty
      let more = try subject.ruleset { $0.norms.append(norm) }
      let isFloor = norm.action == .keep && norm.origin == .floor && norm.actor == .we
      subject.ask(60, &random) { request, random in
        let (was, now) = (subject.rules.decide(request), more.decide(request))
        let isFine = isFloor ? now.isPermitted || !was.isPermitted : now == was
        return isFine ? nil : "\(norm)\n\(was)\n\(now)"
      }
    }
  }

  // MARK: One thing more told

  /// Telling a consent, a circumstance or an event that only permits name never denies; one that
  /// only forbids name never permits; one that none names changes nothing.
  @Test(arguments: TestedPolicies.parts) func whatIsToldTurnsOneWay(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 100) { subject, random in
      let polarity = Polarity(subject.content)
      subject.ask(100, &random) { request, random in
        guard let told = subject.anythingTold(&random) else { return nil }
        var more = request
        more.context.tell(told)
        let (was, now) = (subject.rules.decide(request), subject.rules.decide(more))
        if !polarity.hinders.contains(told), was.isPermitted, !now.isPermitted {
          return "\(told) denies\n\(was)\n\(now)"
        }
        if !polarity.helps.contains(told), !was.isPermitted, now.isPermitted {
          return "\(told) permits\n\(was)\n\(now)"
        }
        return nil
      }
    }
  }

  /// Consenting to more never denies what the published policies permit.
  ///
  /// They do forbid something to those who consent (sharing with others than a partner, "only with
  /// consent"), which nothing permits without the consent either.
  @Test(arguments: ["buy-inverter", "pumppos"])
  func aConsentMoreNeverDenies(name: String) throws {
    let subject = try TestedPolicy(ReadPolicy.published(name), "", 1)
    var random = SplitMix64(seed: 7)
    subject.ask(2_000 * Scale.factor, &random) { request, random in
      var more = request
      for consent in random.pick(2, of: subject.names(.consent)) {
        more.context.tell(.init(list: .consent, name: consent))
      }
      let (was, now) = (subject.rules.decide(request), subject.rules.decide(more))
      return was.isPermitted && !now.isPermitted ? "\(more.context.consent)\n\(now)" : nil
    }
  }

  /// A consent that is not given yet, or that a withdrawal has ended, is no consent.
  @Test(arguments: TestedPolicies.parts) func aConsentThatDoesNotHoldIsNone(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      guard let consent = random.pick(subject.names(.consent)) else { return }
      subject.ask(60, &random) { request, random in
        var without = request
        without.context.consent = [:]
        var later = without
        later.context.on = later.context.on ?? .day(Day(number: 20_000))
        var none = later
        none.context.consent = [:]
        later.context.consent = [consent: subject.later(later.context.on, by: 1)]
        if subject.rules.decide(later) != subject.rules.decide(none) {
          return "given later: \(later)"
        }

        none.context.events["consent-withdrawal"] = .some(later.context.on)
        var withdrawn = none
        withdrawn.context.consent = [consent: subject.later(later.context.on, by: -1)]
        let (one, other) = (subject.rules.decide(withdrawn), subject.rules.decide(none))
        return one == other ? nil : "withdrawn: \(withdrawn)\n\(one)\n\(other)"
      }
    }
  }

  // MARK: Groups

  /// What a group may, each of its parts may; what forbids a part forbids the group.
  @Test(arguments: TestedPolicies.parts) func aGroupIsItsParts(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 150) { subject, random in
      subject.ask(150, &random) { request, random in
        guard let action = Action(rawValue: request.action) else { return nil }
        for place in Place.all(of: request) {
          guard let name = request[keyPath: place.path] else { continue }
          for partName in subject.parts(place.kind(action), name) {
            var narrow = request
            narrow[keyPath: place.path] = partName
            let (group, one) = (subject.rules.decide(request), subject.rules.decide(narrow))
            let what = "\(place.name) \(name) ⊇ \(partName)\ngroup \(group)\npart \(one)"
            if group.isPermitted, !one.isPermitted { return what }
            if !one.isPermitted, !Set(one.reasons).isSubset(of: group.reasons) { return what }
          }
        }
        return nil
      }
    }
  }

  // MARK: Age and time

  /// Only the limits that the policy names part ages, and who tells no age is under none.
  @Test(arguments: TestedPolicies.parts) func agesDifferAtLimitsAlone(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      let limits = subject.content.norms.flatMap { $0.when.flatMap(\.anyOf) }.compactMap { fact in
        if case .ageUnder(let limit, _) = fact { limit } else { nil }
      }
      subject.ask(60, &random) { request, random in
        let age = random.number(0...30)
        var (one, other, unknown) = (request, request, request)
        one.context.age = age
        other.context.age = limits.filter { $0 > age }.min().map { $0 - 1 } ?? Int.max
        unknown.context.age = nil
        let answers = [one, other, unknown].map(subject.rules.decide)
        if answers[0] != answers[1] { return "\(answers[0])\n\(answers[1])" }
        let isOldest = limits.allSatisfy { $0 <= age }
        return isOldest && answers[0] != answers[2] ? "\(answers[0])\n\(answers[2])" : nil
      }
    }
  }

  /// What had to be deleted has to be deleted ever after, and the promised day does not move, as long
  /// as nothing else happens and no prohibition ends with a time ("only after 1 week").
  @Test(arguments: TestedPolicies.parts) func nothingDeletedComesBack(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 80) { subject, random in
      let rules = try subject.ruleset { $0.norms.removeAll(where: \.isLiftedByTime) }
      let requests = RandomRequests(policy: subject.policy)
      for _ in 0..<80 {
        var question = requests.retentionQuestion(&random)
        let start = subject.day(question.on)
        question.on = .day(Day(number: start))
        // What is known has happened by the day asked about.
        question.events = question.events.mapValues { told in
          told.map { subject.day($0) > start ? question.on : $0 }
        }
        var later = question
        let days = random.pick([1, 30, 365, 366, 2000, 5000]) ?? 1
        later.on = .day(Day(number: start + random.number(1...days)))
        let (was, now) = (rules.retain(question), rules.retain(later))
        let isBack = was.status == .delete && now.status != .delete
        let isOpen = was.until.map { $0.number > subject.day(later.on) } ?? false
        let hasMoved =
          was.status == .keep && isOpen && (now.status != .keep || now.until != was.until)
        #expect(
          !isBack && !hasMoved,
          "\(subject.told)\n\(Question.retention(question))\nlater \(later.on)\n\(was)\n\(now)")
        if isBack || hasMoved { return }
      }
    }
  }

  /// Storing that a ceiling forbids is forbidden on every later day, unless a duty to keep begins.
  @Test(arguments: TestedPolicies.parts) func aCeilingHolds(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 80) { subject, random in
      let bare = try subject.ruleset {
        $0.norms.removeAll { $0.effect != .forbid || $0.origin != .ceiling }
      }
      subject.ask(80, &random) { request, random in
        var first = request
        first.action = "store"
        guard let on = first.context.on else { return nil }
        first.context.events = first.context.events.mapValues { told in
          told.map { subject.day($0) > subject.day(on) ? .day(Day(number: subject.day(on))) : $0 }
        }
        var later = first
        later.context.on = subject.later(on, by: random.number(1...3000))
        let (was, now) = (bare.decide(first), bare.decide(later))
        return Set(was.reasons).isSubset(of: now.reasons) ? nil : "\(was)\n\(later)\n\(now)"
      }
    }
  }

  // MARK: Words

  /// A word that the policy lacks is never permitted, whatever else is said.
  @Test(arguments: TestedPolicies.parts) func anUnknownWordIsDenied(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      subject.ask(60, &random) { request, random in
        var odd = request
        let places = Place.all(of: request)
        let index = random.number(0...places.count + 1)
        switch index {
        case places.count: odd.action = "no-such-word"
        case places.count + 1: odd.subject.type = "no-such-word"
        default: odd[keyPath: places[index].path] = "no-such-word"
        }
        let answer = subject.rules.decide(odd)
        let isRefused =
          !answer.isPermitted && answer.reasons.isEmpty && answer.obligations.isEmpty
          && !answer.unknown.isEmpty
        return isRefused ? nil : "\(odd)\n\(answer)"
      }
    }
  }

  /// Members of lists that the policy lacks are named and change nothing.
  @Test(arguments: TestedPolicies.parts) func anUnknownMemberChangesNothing(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 60) { subject, random in
      subject.ask(60, &random) { request, random in
        var more = request
        for list in Polarity.Told.List.allCases {
          more.context.tell(.init(list: list, name: "no-such-word"))
        }
        var answer = subject.rules.decide(more)
        let named = answer.unknown.filter { $0.hasSuffix(": no-such-word") }
        answer.unknown = subject.rules.decide(request).unknown
        return named.count >= 3 && answer == subject.rules.decide(request) ? nil : "\(answer)"
      }
    }
  }

  /// The order of norms, of words and of lists means nothing.
  @Test(arguments: TestedPolicies.parts) func orderMeansNothing(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 120) { subject, random in
      let shuffled = try Ruleset(Rewritten.shuffled(subject.content, &random))
      subject.compare(120, &random) { question in
        let (one, other) = (PlainAnswer(subject.rules, question), PlainAnswer(shuffled, question))
        return one == other ? nil : "\(one)\n\(other)"
      }
    }
  }

  /// Nor does the spelling of words and clauses.
  @Test(arguments: TestedPolicies.parts) func spellingMeansNothing(part: Int) throws {
    try TestedPolicies.forEach(part, questions: 120) { subject, random in
      let rename = Rewritten(subject.content)
      let renamed = try Ruleset(rename(subject.content))
      subject.compare(120, &random) { question in
        let one = rename(PlainAnswer(subject.rules, question))
        let other = PlainAnswer(renamed, rename(question))
        return one == other ? nil : "\(one)\n\(other)"
      }
    }
  }
}

extension Norm {
  /// True of what forbids keeping, or has data go, for as long as some time has not gone by.
  fileprivate var isLiftedByTime: Bool {
    guard effect != .permit, action != .keep else { return false }
    return when.flatMap(\.anyOf).contains { fact in
      switch fact {
      case .over(_, let isNegated): isNegated
      case .happened(_, let after, let isNegated): isNegated && after != nil
      default: false
      }
    }
  }
}
