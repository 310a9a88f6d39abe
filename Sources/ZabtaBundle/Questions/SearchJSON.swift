package import ZabtaRuntime

/// What a search looks for: OpenID AuthZEN Authorization API 1.0, section 8.
package enum Sought: String, Sendable, CaseIterable {
  case subject, resource, action
}

/// A search: a request that lacks the name of what is looked for.
package struct Search: Sendable {
  /// What is looked for.
  package var sought: Sought
  /// The request; the id or the action that is looked for is empty.
  package var evaluation: Evaluation
  /// How many results a page holds at most; nil where the request does not say.
  package var limit: Int?
  /// Where the page goes on; nil for the first.
  package var token: String?
  /// The whole question without its page, in canonical form: pages of one search share it.
  package var question: [UInt8]
}

/// Reads searches and writes their results.
package enum SearchJSON {
  /// Reads a search.
  ///
  /// The id of what is looked for is not read, nor is the action of a search for actions.
  package static func search(
    _ bytes: [UInt8], for sought: Sought
  ) throws(JSONError) -> Search {
    let members = try RequestJSON.question(bytes)
    let subjectNode = try members.required("subject")
    let subject =
      sought == .subject
      ? try EvaluationSubject(sought: subjectNode) : try EvaluationSubject(identified: subjectNode)
    let action =
      sought == .action ? "" : try RequestJSON.action(try members.required("action"))
    let resourceNode = try members.required("resource")
    let resource =
      sought == .resource
      ? Request.Entity(
        type: try RequestJSON.object(resourceNode).required("type").string(), id: "")
      : try RequestJSON.entity(resourceNode)
    var context = subject.facts
    if let stated = try members.stated("context").map(RequestJSON.object) {
      context = try RequestJSON.context(stated, over: context)
      _ = try EvaluationJSON.negotiate(stated, &context)
    }
    let page = try members.stated("page").map(RequestJSON.object)
    let limit = page?.stated("limit")
    let count = try limit?.wholeNumber()
    if let limit, let count, count < 0 {
      throw limit.fault("a number of results is expected, 0 or more")
    }
    return Search(
      sought: sought,
      evaluation: Evaluation(
        Request(subject: subject.entity, action: action, resource: resource, context: context),
        roles: subject.roles),
      // An empty token is that of no page: who writes every member asks for the first one with it.
      limit: count, token: try page?.stated("token")?.string().nonEmpty,
      question: JSONWriter.write(
        .object(members.values.filter { $0.key != "page" && $0.value != .null })))
  }

  /// A word that a search found.
  package struct Found: Sendable {
    /// The word: the id of a subject or of a resource, or the name of an action.
    package var name: String
    /// By which it is permitted.
    package var decision: Decision

    /// Creates a result.
    package init(_ name: String, _ decision: Decision) {
      self.name = name
      self.decision = decision
    }
  }

  /// One page of results.
  package struct Page: Sendable {
    /// The results of this page, in the order of the vocabulary.
    package var results: [Found]
    /// How many there are on all pages.
    package var total: Int
    /// Where the next page goes on; empty after the last.
    package var nextToken: String
    /// Words of the question that the policy lacks.
    package var unknown: [String]
    /// What to say of a search that can find nothing.
    package var note: String?

    /// Creates a page.
    package init(
      results: [Found], total: Int, nextToken: String, unknown: [String], note: String? = nil
    ) {
      self.results = results
      self.total = total
      self.nextToken = nextToken
      self.unknown = unknown
      self.note = note
    }
  }
}

extension String {
  /// The text; nil where there is none.
  fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension AnswerJSON {
  /// The answer to a search (section 8.3): the page first, as the section recommends.
  ///
  /// A result that binds by obligations has them beside it (AuthZEN Profile for Obligations 1.0, draft 1,
  /// section 4.3).
  package func results(_ page: SearchJSON.Page, of search: Search) -> [UInt8] {
    var writer = JSONWriter()
    writer.add("{\"page\":")
    writer.add(
      .object([
        "next_token": .string(page.nextToken), "count": .int(page.results.count),
        "total": .int(page.total),
      ]))
    writer.add(",\"context\":")
    writer.add(searchContext(page))
    writer.add(",\"results\":")
    let request = search.evaluation.request
    writer.add(
      .array(
        page.results.map { found in
          var members: [String: JSONValue] =
            switch search.sought {
            case .subject: ["type": .string(request.subject.type), "id": .string(found.name)]
            case .resource: ["type": .string(request.resource.type), "id": .string(found.name)]
            case .action: ["name": .string(found.name)]
            }
          if !found.decision.obligations.isEmpty {
            members["obligations"] = profile(of: found.decision)
          }
          return .object(members)
        }))
    writer.add("}")
    return writer.bytes
  }
}
