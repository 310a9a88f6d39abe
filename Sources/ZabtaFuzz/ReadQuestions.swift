import ZabtaBundle
import ZabtaRuntime

/// A line of JSON as each kind of question, also as services send them, put to the published policies.
enum ReadQuestions {
  static func run(_ bytes: [UInt8], _ surroundings: Surroundings) throws(Finding) -> Bool {
    // Each reader below would find out by itself.
    guard (try? JSONParser.parse(bytes)) != nil else { return false }
    var random = Damage(of: bytes)
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
      // To find everything takes as many decisions as there are words, so it is done now and then.
      for policy in surroundings.policies where random.onceIn(6) { try policy.ask(search) }
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

  /// Goes through the pages of a search, as a caller does who follows the tokens.
  func ask(_ search: Search) throws(Finding) {
    // A user's roles are each asked about each word.
    guard let rules = set.rulesets.last, let answer = answers.last,
      search.evaluation.roles.map({ $0.count <= 4 }) ?? true
    else { return }
    let (bound, most) = ("\(rules.edition)", 50)
    let all = rules.everything(of: search)
    guard let first = try? search.place(inRules: bound, atMost: most, now: 0) else {
      try read(answer.results(all, of: search))
      return
    }
    let found = all.results.map(\.name)
    var (place, names) = (first, found.prefix(first.start))
    while place.limit > 0 {
      let page = search.page(of: all, at: place, inRules: bound)
      try read(answer.results(page, of: search))
      names += page.results.map(\.name)
      guard !page.nextToken.isEmpty else { break }
      var next = search
      next.token = page.nextToken
      guard let following = try? next.place(inRules: bound, atMost: most, now: 0),
        following.start > place.start
      else { throw Finding("the next page is not to be had: \(search)") }
      // Pages of one result say no more than larger ones, and take longer.
      if following.start - first.start > 5 * place.limit { return }
      place = following
    }
    guard place.limit == 0 || names == found[...] else {
      throw Finding("the pages together are not what was found: \(search)")
    }
  }
}
