import Hummingbird
import ZabtaBundle
import ZabtaRuntime

/// Searches: OpenID AuthZEN Authorization API 1.0, section 8.
extension Endpoint {
  /// Where searches are asked.
  static var search: [Endpoint] {
    Sought.allCases.flatMap { sought in
      ofPolicy("/access/v1/search/\(sought.rawValue)", otherwise: .badRequest) {
        call, policy throws(Refusal) in
        try search(sought, call, policy)
      }
    }
  }

  private static func search(
    _ sought: Sought, _ call: Call, _ policy: LoadedPolicy
  ) throws(Refusal) -> Reply {
    var search = try reading { () throws(JSONError) in
      try SearchJSON.search(call.body, for: sought)
    }
    let now = policy.moment(call.now)
    let own = search.evaluation.request.context.on
    let chosen = policy.answering.edition(for: own, at: now, isClock: true)
    let most = call.service.limits.page
    var page = PageToken(start: 0, limit: min(search.limit ?? most, most), moment: call.now)
    guard let ruleset = chosen.ruleset else {
      call.tell(policy, chosen, .search(search, found: 0, unknown: chosen.unknown))
      return .json(
        chosen.answers.results(
          SearchJSON.Page(names: [], total: 0, nextToken: "", unknown: chosen.unknown), of: search))
    }
    let rules = "\(ruleset.edition) \(policy.digest(of: ruleset))"
    if let token = search.token {
      guard let first = PageToken(token, question: search.question, rules: rules) else {
        throw Refusal(
          .badRequest,
          "this token goes with another question or with rules that have changed since; ask for the "
            + "first page again, without a token", path: "page.token")
      }
      guard search.limit.map({ min($0, most) == first.limit }) ?? true else {
        throw Refusal(
          .badRequest, "the first page was asked with the limit \(first.limit)", path: "page.limit")
      }
      page = first
    }
    search.evaluation.request.context.on = own ?? policy.moment(page.moment)
    var found = ruleset.search(search)
    if let freshness = policy.freshness, policy.isStale(at: call.now) {
      let action = search.evaluation.request.action
      found.names.removeAll { name in
        policy.refuses(RuleClass(asking: sought == .action ? name : action), at: call.now)
      }
      found.total = found.names.count
      found.unknown.append(freshness.note)
    }
    let all = found.names
    found.names = Array(all.dropFirst(page.start).prefix(page.limit))
    found.unknown += chosen.unknown
    let (end, isBeyond) = page.start.addingReportingOverflow(found.names.count)
    if !isBeyond, end < all.count {
      page.start = end
      found.nextToken = page.text(question: search.question, rules: rules)
    }
    call.tell(policy, chosen, .search(search, found: all.count, unknown: found.unknown))
    return .json(chosen.answers.results(found, of: search))
  }
}

extension Ruleset {
  /// Everything that a search finds, on one page.
  ///
  /// Listed are the words of the vocabulary in its order, groups too: a group where all of it is
  /// permitted.
  fileprivate func search(_ search: Search) -> SearchJSON.Page {
    var evaluation = search.evaluation
    var unknown: [String]?
    func isPermitted() -> Bool {
      let decision = decide(evaluation)
      if unknown == nil { unknown = decision.unknown }
      return decision.isPermitted
    }
    var names: [String] = []
    var note = search.sought == .subject ? nil : evaluation.note
    switch search.sought {
    case .subject:
      let type = evaluation.request.subject.type
      if type == "user" {
        note =
          "the rules know no users; search for subjects of the type role, and for the users who have it"
      }
      names = subjects(ofType: type).filter { name in
        evaluation.request.subject.id = name
        return isPermitted()
      }
    case .resource:
      guard let action = Action(rawValue: evaluation.request.action) else {
        unknown = ["action: \(evaluation.request.action)"]
        break
      }
      guard action.objectKind.rawValue == evaluation.request.resource.type else { break }
      names = words(action.objectKind).filter { name in
        evaluation.request.resource.id = name
        return isPermitted()
      }
    case .action:
      let type = evaluation.request.resource.type
      names = Action.allCases.filter { $0.objectKind.rawValue == type }.map(\.rawValue).filter {
        evaluation.request.action = $0
        return isPermitted()
      }
    }
    return SearchJSON.Page(
      names: names, total: names.count, nextToken: "", unknown: unknown ?? [], note: note)
  }

  private func subjects(ofType type: String) -> [String] {
    switch type {
    case "organisation": [content.publisher]
    case "role": words(.role)
    case "recipient": words(.recipient)
    case "person": words(.person)
    default: []
    }
  }

  private func words(_ kind: Kind) -> [String] {
    content.words.filter { $0.kind == kind }.map(\.name)
  }
}
