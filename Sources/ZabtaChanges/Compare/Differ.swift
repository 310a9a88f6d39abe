import ZabtaRuntime

/// Compares two editions: one line a step.
package enum Differ {
  /// Every difference in what is printed and what is enforced, as typed changes.
  package static func compare(old: EditionSnapshot, new: EditionSnapshot) -> EditionChanges {
    let pairing = Pairing(old, new)
    let places = Places(old, new, pairing)
    let moves = Moves(old, new, pairing)
    let space = old.content == new.content ? nil : DecisionSpace(old.content, new.content)

    let texts = TextChanges(old, new, pairing, places, moves)
    var rules = RuleChanges.find(old, new, pairing, places, space)
    rules = WordChanges.add(to: rules, old, new, places, space)
    let facts = FactChanges.find(old, new)
    var changes = rules.map(\.change)
    let leftOver = texts.attach(to: &changes, places)
    changes += facts + leftOver + LinkChanges.find(old, new, places)
    changes += OrderChanges.find(old, new, pairing, moves)
    return EditionChanges(
      policy: new.policy, changes: inOrder(changes), redlines: texts.redlines,
      stale: StaleTexts.find(old, new),
      isPlainText: old.isPlainText || new.isPlainText)
  }

  /// The weightiest class first; within a class the order in which they were found, which is the page's.
  private static func inOrder(_ changes: [Change]) -> [Change] {
    Change.Class.allCases.flatMap { `class` in changes.filter { $0.class == `class` } }
  }
}

/// Where clauses stand: the headings that a change names.
struct Places {
  private var headings: [String: [String: String]] = [:]
  private var leads: [String: [String: String]] = [:]
  /// Each clause's place on the page, new before gone.
  private var order: [String: Int] = [:]

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing) {
    for edition in [new, old] {
      for section in edition.sections {
        for id in [section.id] + section.clauses.map(\.id) where headings[id] == nil {
          headings[id] = section.heading
        }
        for clause in section.clauses where order[clause.id] == nil {
          leads[clause.id] = clause.lead
          order[clause.id] = order.count
        }
      }
    }
  }

  func heading(_ clause: String) -> [String: String] { headings[clause] ?? [:] }

  /// "Your rights, Deletion": the section's heading and the clause's own title, where it has one.
  func label(_ clause: String) -> String {
    let heading = headings[clause]?["en"] ?? clause
    guard let lead = leads[clause]?["en"], !lead.isEmpty, lead != heading else { return heading }
    return "\(heading), \(lead)"
  }

  func position(_ clause: String) -> Int { order[clause] ?? .max }
}
