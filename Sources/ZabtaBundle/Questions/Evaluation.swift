package import ZabtaRuntime

/// A request as services send it: of one actor, or of a user who acts in roles.
package struct Evaluation: Sendable, Hashable {
  /// The most roles that a user may have.
  package static let roleLimit = 64

  /// The request; of a user, the subject is the user.
  package var request: Request
  /// The roles in which a user acts, each once; nil where the subject is no user.
  package var roles: [String]?
  /// True where the caller wants obligations as the AuthZEN Profile for Obligations has them.
  package var wantsProfile = false

  /// Creates an evaluation.
  package init(_ request: Request, roles: [String]? = nil) {
    self.request = request
    self.roles = roles
  }

  /// What to say where a user has no role.
  ///
  /// Nothing speaks about a person of our staff but their roles.
  package var note: String? {
    guard let roles, roles.isEmpty else { return nil }
    return "the user has no roles: subject.properties.roles names none, so nothing permits this"
  }
}

extension Ruleset {
  /// Decides what a service asks.
  ///
  /// Of a user, any role's forbid denies and is cited; otherwise any role's permit allows, and what
  /// every permitting role is permitted by is cited. A role that the policy lacks permits nothing and
  /// is named. Without roles nothing is permitted, and with an obligation that the caller says it cannot
  /// honour neither.
  package func decide(_ evaluation: Evaluation) -> Decision {
    let context = evaluation.request.context
    guard let roles = evaluation.roles else {
      return decide(evaluation.request).enforced(for: context)
    }
    var request = evaluation.request
    var permitted: [Decision] = []
    var denied: [Decision] = []
    var unknown: [String] = []
    for role in roles {
      request.subject = Request.Entity(type: "role", id: role)
      let decision = decide(request)
      for word in decision.unknown where !unknown.contains(word) { unknown.append(word) }
      if decision.isPermitted { permitted.append(decision) } else { denied.append(decision) }
    }
    let isForbidden = denied.contains { !$0.reasons.isEmpty }
    let deciding = isForbidden ? denied : permitted
    return Decision(
      isPermitted: !isForbidden && !permitted.isEmpty,
      reasons: inOrderOfThePage(deciding.flatMap(\.reasons)),
      obligations: isForbidden ? [] : Set(permitted.flatMap(\.obligations)).sorted(),
      unknown: unknown
    ).enforced(for: context)
  }

  /// Each reason once, in the order of the page.
  private func inOrderOfThePage(_ reasons: [Decision.Reason]) -> [Decision.Reason] {
    let wanted = Set(reasons.map(\.clause))
    var places: [String: Int] = [:]
    for (place, clause) in content.clauses.enumerated() where wanted.contains(clause.id) {
      places[clause.id] = place
    }
    return Set(reasons).sorted { left, right in
      let (first, second) = (places[left.clause] ?? 0, places[right.clause] ?? 0)
      return (first, left.sentence, left.effect.rawValue)
        < (second, right.sentence, right.effect.rawValue)
    }
  }
}
