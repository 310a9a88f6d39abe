package import ZabtaRuntime

/// Writes answers, one canonical JSON object each.
package struct AnswerJSON {
  private let policy: String
  /// Nil where no edition is in force.
  private let edition: Int?
  private let clauses: [String: Clause]

  /// Prepares answers from the rules of a bundle.
  package init(_ content: BundleContent) {
    policy = content.policy
    edition = content.edition
    clauses = Dictionary(
      content.clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Prepares the answers of days on which no edition of the policy is in force.
  package init(beforeEditionsOf policy: String) {
    self.policy = policy
    edition = nil
    clauses = [:]
  }

  /// The answer to a request, in the shape of the OpenID AuthZEN Authorization API 1.0, section 5.5.
  package func decision(_ decision: Decision) -> [UInt8] {
    JSONWriter.write(
      .object([
        "decision": .bool(decision.isPermitted),
        "context": .object([
          "policy": .string(policy), "edition": editionNumber,
          "reasons": .array(decision.reasons.map(reason)),
          "obligations": names(decision.obligations), "unknown": names(decision.unknown),
        ]),
      ]))
  }

  /// The answer to a question about a record.
  package func retention(_ retention: Retention) -> [UInt8] {
    answer(
      [
        "status": .string(retention.status.rawValue),
        "until": retention.until.map { .string($0.description) } ?? .null,
        "clauses": names(retention.clauses),
      ], retention.unknown)
  }

  /// The answer to a question about a deadline.
  package func deadline(_ deadline: DueDate) -> [UInt8] {
    answer(
      [
        "due": deadline.due.map { .string($0.description) } ?? .null,
        "typical": .bool(deadline.isTypical), "clauses": names(deadline.clauses),
      ], deadline.unknown)
  }

  /// The answer to a line that is no question.
  package func refusal(_ error: JSONError) -> [UInt8] {
    JSONWriter.write(
      .object([
        "error": .object(["path": .string(error.path), "reason": .string(error.reason)])
      ]))
  }

  private func answer(_ members: [String: JSONValue], _ unknown: [String]) -> [UInt8] {
    var members = members
    members["edition"] = editionNumber
    if !unknown.isEmpty { members["unknown"] = names(unknown) }
    return JSONWriter.write(.object(members))
  }

  private var editionNumber: JSONValue { edition.map { .int($0) } ?? .null }

  /// A clause that decided, with all that a reader needs.
  func reason(_ reason: Decision.Reason) -> JSONValue {
    let clause = clauses[reason.clause] ?? Clause(id: reason.clause)
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
