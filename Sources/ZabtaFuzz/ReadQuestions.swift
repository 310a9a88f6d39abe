import ZabtaBundle
import ZabtaRuntime

/// A line of JSON as each kind of question, also as services send them, put to the published policies.
enum ReadQuestions {
  static func run(_ bytes: [UInt8], _ surroundings: Surroundings) throws(Finding) -> Bool {
    let today = Moment.day(Day(number: 20_700))
    var isQuestion = false
    if let request = try? RequestJSON.decision(bytes) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(request, on: today) }
    }
    if let question = try? RequestJSON.retention(bytes, on: today) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(question) }
    }
    if let question = try? RequestJSON.deadline(bytes) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(question) }
    }
    if let evaluation = try? EvaluationJSON.evaluation(bytes) {
      isQuestion = true
      for policy in surroundings.policies { try policy.ask(evaluation) }
    }
    if case .several(let evaluations, _)? = try? EvaluationJSON.evaluations(bytes, atMost: 20) {
      isQuestion = true
      for case .success(let evaluation) in evaluations {
        for policy in surroundings.policies { try policy.ask(evaluation) }
      }
    }
    for sought in Sought.allCases {
      guard let search = try? SearchJSON.search(bytes, for: sought) else { continue }
      isQuestion = true
      try page(search)
      for policy in surroundings.policies { try policy.ask(search) }
    }
    return isQuestion
  }

  /// A token is taken with its own question and no other, and only as it was written.
  private static func page(_ search: Search) throws(Finding) {
    let rules = "1 sha256:00"
    if let token = search.token, PageToken(token, question: search.question, rules: rules) != nil {
      // It may be the right one, which anybody can make up; it is nothing but a place.
      return
    }
    let limit = max(0, search.limit ?? 100)
    let token = PageToken(start: limit, limit: limit, moment: -1)
    let text = token.text(question: search.question, rules: rules)
    guard PageToken(text, question: search.question, rules: rules) == token else {
      throw Finding("a token of a page is read as another")
    }
    guard PageToken(text, question: search.question + [0], rules: rules) == nil,
      PageToken(text, question: search.question, rules: "2") == nil
    else { throw Finding("a token is taken for another question") }
  }
}

/// Questions as the HTTP service puts them.
extension Policy {
  /// Decides an evaluation, while the rules are in date and afterwards.
  func ask(_ evaluation: Evaluation) throws(Finding) {
    guard let place = set.rulesets.indices.last else { return }
    let decision = set.rulesets[place].decide(evaluation)
    if evaluation.roles?.isEmpty == true, decision.isPermitted {
      throw Finding("a user without roles is permitted")
    }
    if let honours = evaluation.request.context.honours, decision.isPermitted,
      !decision.obligations.allSatisfy(honours.contains)
    {
      throw Finding("permitted with a measure that the caller cannot honour")
    }
    for inProfile in [true, evaluation.wantsProfile] {
      try read(
        answers[place].decision(decision, note: evaluation.note, inProfile: inProfile))
    }
    try askLate(evaluation.request)
  }

  /// Rules out of date permit nothing but what goes on.
  private func askLate(_ request: Request) throws(Finding) {
    let end = request.context.on ?? request.context.created ?? .instant(seconds: 0, offset: 0)
    let freshness = Freshness(expires: end, goesOn: [.action(.share), .deadline])
    for late in [end, Moment.instant(seconds: .max, offset: 0), .day(Day(number: .max))] {
      let standing = freshness.standing(of: RuleClass(asking: request.action), at: late)
      let decision = set.decide(request, within: freshness, at: late)
      guard standing != .refused || !decision.isPermitted else {
        throw Finding("permitted by rules that are out of date: \(request)")
      }
    }
    let shorter = freshness.ending(by: end)
    guard shorter.standing(of: .deadline, at: .instant(seconds: .max, offset: 0)) == .refused else {
      throw Finding("rules go on beyond the keys that they were signed with")
    }
  }

  /// Writes a page of results.
  func ask(_ search: Search) throws(Finding) {
    guard let answer = answers.last else { return }
    try read(
      answer.results(
        SearchJSON.Page(
          names: [search.evaluation.request.subject.type], total: 1, nextToken: "x",
          unknown: [search.evaluation.request.action], note: search.evaluation.note), of: search))
  }
}
