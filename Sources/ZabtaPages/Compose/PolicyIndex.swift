import ZabtaModel

/// Sections and clauses by name, for a page that asks for them hundreds of times.
struct PolicyIndex {
  private let policy: Policy
  private var clauses: [String: (section: Int, clause: Int)] = [:]
  private var sections: [String: Int] = [:]

  init(_ policy: Policy) {
    self.policy = policy
    for (number, section) in policy.sections.enumerated() {
      sections[section.id] = number
      for (clauseNumber, clause) in section.clauses.enumerated() where clauses[clause.id] == nil {
        clauses[clause.id] = (number, clauseNumber)
      }
    }
  }

  func section(_ id: String) -> Section? {
    sections[id].map { policy.sections[$0] }
  }

  func rule(_ reference: RuleReference) -> RuleSentence? {
    guard let place = clauses[reference.clause] else { return nil }
    let rules = policy.sections[place.section].clauses[place.clause].rules
    return rules.indices.contains(reference.sentence) ? rules[reference.sentence] : nil
  }

  func rules(_ references: [RuleReference]) -> [RuleSentence] {
    references.compactMap(rule)
  }
}
