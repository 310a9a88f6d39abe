package import ZabtaRuntime

extension Ruleset {
  /// Everything that a search finds, on one page.
  ///
  /// Listed are the words of the vocabulary in its order, groups too: a group where all of it is
  /// permitted.
  package func everything(of search: Search) -> SearchJSON.Page {
    var evaluation = search.evaluation
    var unknown: [String]?
    func found(_ name: String) -> SearchJSON.Found? {
      let decision = decide(evaluation)
      if unknown == nil { unknown = decision.unknown }
      return decision.isPermitted ? SearchJSON.Found(name, decision) : nil
    }
    var results: [SearchJSON.Found] = []
    var note = search.sought == .subject ? nil : evaluation.note
    switch search.sought {
    case .subject:
      let type = evaluation.request.subject.type
      if type == "user" {
        note =
          "the rules know no users; search for subjects of the type role, and for the users who have it"
      }
      results = subjects(ofType: type).compactMap { name in
        evaluation.request.subject.id = name
        return found(name)
      }
    case .resource:
      guard let action = Action(rawValue: evaluation.request.action) else {
        unknown = ["action: \(evaluation.request.action)"]
        break
      }
      guard action.objectKind.rawValue == evaluation.request.resource.type else { break }
      results = words(action.objectKind).compactMap { name in
        evaluation.request.resource.id = name
        return found(name)
      }
    case .action:
      let type = evaluation.request.resource.type
      results = Action.allCases.filter { $0.objectKind.rawValue == type }.compactMap { action in
        evaluation.request.action = action.rawValue
        return found(action.rawValue)
      }
    }
    return SearchJSON.Page(
      results: results, total: results.count, nextToken: "", unknown: unknown ?? [], note: note)
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

extension Search {
  /// Where the page that is asked for stands: the first, or the one that its token goes on with.
  ///
  /// - Parameters:
  ///   - rules: The edition and the digest of the rules, to which tokens are bound.
  ///   - most: The most results of a page.
  ///   - now: Seconds since 1970, at which a first page is asked.
  /// - Returns: The place, to which the next page's token is made.
  /// - Throws: Where the token is of another question, of other rules or of pages of another size.
  package func place(
    inRules rules: String, atMost most: Int, now: Int
  ) throws(JSONError) -> PageToken {
    guard let token else {
      return PageToken(start: 0, limit: min(limit ?? most, most), moment: now)
    }
    guard let place = PageToken(token, question: question, rules: rules) else {
      throw JSONError(
        path: "page.token",
        reason:
          "this token goes with another question or with rules that have changed since; ask for the "
          + "first page again, without a token")
    }
    guard limit.map({ min($0, most) == place.limit }) ?? true else {
      throw JSONError(
        path: "page.limit", reason: "the first page was asked with the limit \(place.limit)")
    }
    return place
  }

  /// The page of everything that was found which stands at a place, and where the next one goes on.
  package func page(
    of everything: SearchJSON.Page, at place: PageToken, inRules rules: String
  ) -> SearchJSON.Page {
    var page = everything
    page.results = Array(everything.results.dropFirst(place.start).prefix(place.limit))
    let (end, isBeyond) = place.start.addingReportingOverflow(page.results.count)
    if !isBeyond, end < everything.results.count {
      var next = place
      next.start = end
      page.nextToken = next.text(question: question, rules: rules)
    }
    return page
  }
}
