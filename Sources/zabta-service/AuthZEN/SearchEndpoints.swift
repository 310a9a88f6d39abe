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
    guard let ruleset = chosen.ruleset else {
      call.tell(policy, chosen, .search(search, found: 0, unknown: chosen.unknown))
      return .json(
        chosen.answers.results(
          SearchJSON.Page(results: [], total: 0, nextToken: "", unknown: chosen.unknown), of: search
        ))
    }
    let rules = "\(ruleset.edition) \(policy.digest(of: ruleset))"
    let place = try reading { () throws(JSONError) in
      try search.place(inRules: rules, atMost: call.service.limits.page, now: call.now)
    }
    search.evaluation.request.context.on = own ?? policy.moment(place.moment)
    var found = ruleset.everything(of: search)
    if let freshness = policy.freshness, policy.isStale(at: call.now) {
      let action = search.evaluation.request.action
      found.results.removeAll { result in
        policy.refuses(RuleClass(asking: sought == .action ? result.name : action), at: call.now)
      }
      found.total = found.results.count
      found.unknown.append(freshness.note)
    }
    found.unknown += chosen.unknown
    call.tell(policy, chosen, .search(search, found: found.total, unknown: found.unknown))
    let page = search.page(of: found, at: place, inRules: rules)
    return .json(chosen.answers.results(page, of: search))
  }
}
