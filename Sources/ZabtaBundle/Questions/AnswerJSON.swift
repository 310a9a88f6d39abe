package import ZabtaRuntime

/// Writes answers, one canonical JSON object each.
package struct AnswerJSON {
  private let policy: String
  /// Nil where no edition is in force.
  private let edition: Int?
  private let clauses: [String: Clause]
  /// The deciding sentences as they are cited, written once: a service cites them again and again.
  private let citations: [Decision.Reason: [UInt8]]
  /// Nil where no edition is in force.
  private let obligations: ObligationCatalogue?

  /// Prepares answers from the rules of a bundle.
  package init(_ content: BundleContent) {
    policy = content.policy
    edition = content.edition
    clauses = Dictionary(
      content.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var citations: [Decision.Reason: [UInt8]] = [:]
    for norm in content.norms where norm.effect != .duty {
      let reason = Decision.Reason(
        clause: norm.clause, effect: norm.effect, sentence: norm.sentence)
      guard citations[reason] == nil, let clause = clauses[norm.clause] else { continue }
      citations[reason] = JSONWriter.write(AnswerJSON.citation(reason, clause))
    }
    self.citations = citations
    obligations = ObligationCatalogue(content)
  }

  /// Prepares the answers of days on which no edition of the policy is in force.
  package init(beforeEditionsOf policy: String) {
    self.policy = policy
    edition = nil
    clauses = [:]
    citations = [:]
    obligations = nil
  }

  /// The answer to a request, in the shape of the OpenID AuthZEN Authorization API 1.0, section 5.5.
  ///
  /// - Parameters:
  ///   - decision: The answer.
  ///   - note: What says in words why nothing could be decided.
  ///   - stale: That the rules are out of date.
  ///   - inProfile: True where obligations are objects, as the AuthZEN Profile for Obligations 1.0
  ///     (draft 1, section 3) has them; else they are the names of their measures.
  /// - Returns: One JSON object.
  package func decision(
    _ decision: Decision, note: String? = nil, stale: Stale? = nil, inProfile: Bool = false
  ) -> [UInt8] {
    // Members in the order of their names, as canonical JSON wants them.
    var writer = JSONWriter()
    writer.add("{\"context\":{\"edition\":")
    writer.add(editionNumber)
    if !decision.lacking.isEmpty {
      writer.add(",\"lacking\":")
      writer.add(names(decision.lacking))
    }
    if let note {
      writer.add(",\"note\":")
      writer.add(.string(note))
    }
    writer.add(",\"obligations\":")
    writer.add(inProfile ? profile(of: decision) : names(decision.obligations))
    writer.add(",\"policy\":")
    writer.add(.string(policy))
    writer.add(",\"reasons\":[")
    for (index, reason) in decision.reasons.enumerated() {
      if index > 0 { writer.add(",") }
      writer.add(written: citations[reason] ?? JSONWriter.write(self.reason(reason)))
    }
    writer.add("]")
    if let stale {
      writer.add(",\"stale\":")
      writer.add(stale.json)
    }
    writer.add(",\"unknown\":")
    writer.add(names(decision.unknown))
    writer.add(decision.isPermitted ? "},\"decision\":true}" : "},\"decision\":false}")
    return writer.bytes
  }

  /// Obligations as objects; their type is `custom`, for the measures are the policy's own.
  func profile(of decision: Decision) -> JSONValue {
    let typed = obligations?.obligations(of: decision) ?? []
    return .array(
      typed.map { obligation in
        .object([
          "id": .string(obligation.measure), "type": .string("custom"),
          "properties": .object([
            "clauses": names(obligation.clauses), "measure": .string(obligation.measure),
            "label": .object(obligation.labels.mapValues { .string($0) }),
          ]),
        ])
      })
  }

  /// The answer to a question about a record.
  package func retention(_ retention: Retention, stale: Stale? = nil) -> [UInt8] {
    answer(
      [
        "status": .string(retention.status.rawValue),
        "until": retention.until.map { .string($0.description) } ?? .null,
        "clauses": names(retention.clauses),
      ], retention.unknown, stale)
  }

  /// The answer to a question about a deadline.
  package func deadline(_ deadline: DueDate, stale: Stale? = nil) -> [UInt8] {
    answer(
      [
        "due": deadline.due.map { .string($0.description) } ?? .null,
        "typical": .bool(deadline.isTypical), "clauses": names(deadline.clauses),
      ], deadline.unknown, stale)
  }

  /// The answer to what is no question.
  package static func refusal(_ error: JSONError) -> [UInt8] {
    JSONWriter.write(
      .object([
        "error": .object(["path": .string(error.path), "reason": .string(error.reason)])
      ]))
  }

  private func answer(
    _ members: [String: JSONValue], _ unknown: [String], _ stale: Stale?
  ) -> [UInt8] {
    var members = members
    if let stale { members["stale"] = stale.json }
    members["edition"] = editionNumber
    if !unknown.isEmpty { members["unknown"] = names(unknown) }
    return JSONWriter.write(.object(members))
  }

  /// What is told beside the results of a search.
  func searchContext(_ page: SearchJSON.Page) -> JSONValue {
    var context: [String: JSONValue] = [
      "policy": .string(policy), "edition": editionNumber, "unknown": names(page.unknown),
    ]
    if let note = page.note { context["note"] = .string(note) }
    return .object(context)
  }

  private var editionNumber: JSONValue { edition.map { .int($0) } ?? .null }

  /// A clause that decided, with all that a reader needs.
  func reason(_ reason: Decision.Reason) -> JSONValue {
    AnswerJSON.citation(reason, clauses[reason.clause] ?? Clause(id: reason.clause))
  }

  private static func citation(_ reason: Decision.Reason, _ clause: Clause) -> JSONValue {
    func texts(_ texts: [String: String]) -> JSONValue {
      .object(texts.mapValues { .string($0) })
    }
    let rule = clause.rules.indices.contains(reason.sentence) ? clause.rules[reason.sentence] : [:]
    return .object([
      "clause": .string(reason.clause), "effect": .string(reason.effect.rawValue),
      "anchor": .string("#" + reason.clause), "heading": texts(clause.heading),
      "text": texts(clause.text), "rule": texts(rule),
    ])
  }
}
