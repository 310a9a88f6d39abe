import ZabtaBundle
import ZabtaRuntime

/// The ways to ask that are quicker or say more than a request by names.
extension Policy {
  /// Asks so many questions whose words were looked up before, one by one and all at once.
  func askInterned(_ count: Int, _ random: inout Damage) throws(Finding) {
    guard let rules = set.rulesets.last else { return }
    let clock = ContinuousClock()
    let start = clock.now
    var citations = Citations(capacity: 1)
    var questions: [Question] = []
    var verdicts: [Verdict] = []
    for number in 0..<count {
      let asked = request(&random)
      if var question = try? rules.question(asked) {
        let verdict = rules.decide(question, into: &citations)
        let decision = rules.decide(asked)
        guard verdict.isPermitted == decision.isPermitted,
          rules.permits(question) == decision.isPermitted
        else { throw Finding("a request and its question are decided differently: \(asked)") }
        guard rules.reasons(citations) == decision.reasons,
          rules.obligations(citations) == decision.obligations
        else { throw Finding("a request and its question cite different clauses: \(asked)") }
        questions.append(question)
        verdicts.append(verdict)
        alter(&question, of: rules, &random)
        _ = rules.decide(question, into: &citations)
        _ = rules.reasons(citations).count
      }
      if number % 16 == 15, clock.now - start > .milliseconds(300) { break }
    }
    var together: [Verdict] = []
    rules.decide(questions, into: &together)
    guard together == verdicts else { throw Finding("questions are decided differently in a row") }
    if let question = questions.first, set.rulesets.count > 1 {
      guard set.rulesets[0].verdict(question) == .ofAnotherEdition else {
        throw Finding("a question of another edition is answered")
      }
    }
  }

  /// Tells a question more, or something else.
  private func alter(_ question: inout Question, of rules: Ruleset, _ random: inout Damage) {
    for _ in 0..<random.below(4) {
      switch random.below(7) {
      case 0:
        let dimension = random.pick(Dimension.allCases, or: .form)
        let kind = Kind(rawValue: dimension.rawValue) ?? .place
        try? question.set(
          dimension, random.onceIn(4) ? nil : try? rules.word(kind, word(kind, &random)))
      case 1:
        let kind = random.pick([Kind.role, .recipient, .person], or: .role)
        try? question.set(subject: try? rules.word(kind, word(kind, &random)))
      case 2:
        let kind = random.pick(Kind.allCases, or: .data)
        if let object = try? rules.word(kind, word(kind, &random)) {
          try? question.set(object: object)
        }
      case 3:
        if let consent = try? rules.word(.consent, word(.consent, &random)) {
          try? question.tell(consent: consent, at: moment(&random))
        }
      case 4:
        if let event = try? rules.event(word(.event, &random)) {
          try? question.tell(event, at: moment(&random))
        }
      case 5:
        if let held = try? rules.circumstance(word(.circumstance, &random)) {
          try? question.tell(held)
        }
      default:
        question.age = random.pick([nil, 0, 17, .max, .min], or: nil)
        question.on = moment(&random)
      }
    }
  }

  /// Asks so many times who may, what is missing and why.
  func search(_ count: Int, _ random: inout Damage) throws(Finding) {
    guard let rules = set.rulesets.last else { return }
    for _ in 0..<count {
      let asked = request(&random)
      var found: FoundPage?
      switch random.below(6) {
      case 0:
        let needs = rules.needs(of: asked)
        for facts in needs.alternatives.prefix(2) {
          guard rules.decide(asked.adding(facts)).isPermitted else {
            throw Finding("what is said to be missing does not permit: \(asked)")
          }
        }
      case 1:
        let explanation = rules.explain(asked, limit: random.pick([0, 3, -1], or: 1))
        guard explanation.decision == rules.decide(asked) else {
          throw Finding("a decision is explained as another: \(asked)")
        }
        let catalogue = ObligationCatalogue(rules.content)
        _ = catalogue.obligations(of: explanation.decision).count
      case 2:
        found = find(
          AccessSearch(
            subjects: asked.subject.type, action: asked.action, resource: asked.resource,
            context: asked.context), rules, &random)
      case 3:
        found = find(
          AccessSearch(
            resources: asked.resource.type, subject: asked.subject, action: asked.action,
            context: asked.context), rules, &random)
      default:
        found = find(
          AccessSearch(actionsOf: asked.subject, on: asked.resource, context: asked.context),
          rules, &random)
      }
      for word in found?.words ?? [] where word.isUnconditional && !word.decision.isPermitted {
        throw Finding("a search lists what is not permitted: \(word.name)")
      }
    }
  }

  private func find(
    _ search: AccessSearch, _ rules: Ruleset, _ random: inout Damage
  ) -> FoundPage {
    var search = search
    search.listing = random.pick([.every, .leaves, .widest], or: .every)
    search.includesConditional = random.onceIn(3)
    let after = random.onceIn(4) ? word(.data, &random) : nil
    return rules.find(search, after: after, limit: random.pick([1, 5, 0, .max], or: 1))
  }
}
