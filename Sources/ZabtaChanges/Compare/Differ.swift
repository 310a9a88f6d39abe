import ZabtaRuntime

/// Compares two editions: one line a step.
package enum Differ {
  /// Every difference in what is printed and what is enforced, as typed changes.
  package static func compare(old: EditionSnapshot, new: EditionSnapshot) -> EditionChanges {
    let pairing = Pairing(old, new)
    let places = Places(old, new, pairing)
    let moves = Moves(old, new, pairing)
    let texts = TextChanges(old, new, pairing, places, moves)
    let meaning = old.content == new.content ? nil : meaning(old, new, pairing)

    var changes = FactChanges.find(old, new)
    if let meaning {
      var rules = RuleChanges.find(meaning, old.content, new.content, places)
      var unexplained = meaning.effects[MeaningDifference.unexplained] ?? []
      unexplained = FactChanges.take(from: unexplained, for: &changes)
      rules = WordChanges(old.content, new.content, places).add(to: rules, unexplained)
      rules = RuleChanges.merged(rules)
      let promises = WithdrawnPromises(old.content, new.content, places).find(meaning)
      changes = rules.map(\.change) + promises + changes + uncertain(meaning, rules)
    }
    let leftOver = texts.attach(to: &changes, places)
    changes += leftOver + LinkChanges.find(old, new, places)
    changes += OrderChanges.find(old, new, pairing, moves)
    return EditionChanges(
      policy: new.policy, changes: inOrder(changes), redlines: texts.redlines,
      isPlainText: old.isPlainText || new.isPlainText)
  }

  private static func meaning(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing
  ) -> MeaningDifference {
    let rules =
      old.content.norms == new.content.norms ? [] : RulePairing(old, new, pairing).changed
    return MeaningDifference(old.content, new.content, rules)
  }

  /// What could not be compared is said, for silence would say that nothing changed.
  private static func uncertain(_ meaning: MeaningDifference, _ rules: [RuleChange]) -> [Change] {
    guard !meaning.inexact.isEmpty else { return [] }
    let actions = Action.allCases.filter(meaning.inexact.contains)
    let told = Set(rules.flatMap { ($0.old?.norms ?? []) + ($0.new?.norms ?? []) }.map(\.action))
    let open = actions.filter { !told.contains($0) }
    guard !open.isEmpty else { return [] }
    let verbs = WordFolding.list(open.map(\.rawValue), "and")
    return [
      Change(
        class: .other, subject: .rule,
        summary: "What the rules say with “\(verbs)” could not be compared exactly.", clauses: [])
    ]
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
