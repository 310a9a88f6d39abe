import ZabtaModel
import ZabtaRuntime

/// Prohibitions that one edition alone states, of what neither edition permits.
///
/// What nothing permits is denied, so no answer differs and nothing is material; yet who reads that
/// something is never done relies on it.
struct WithdrawnPromises {
  /// So many steps the comparison of one action may take.
  private static let budget = 50_000
  /// So many cases of one sentence are told one by one.
  private static let mostCases = 4

  private let old: BundleContent
  private let new: BundleContent
  private let places: Places

  /// What is no longer said, or now.
  fileprivate struct Case: Hashable {
    var isNew: Bool
    var subject: String
    /// What it is done to and under which conditions.
    var rest: String
  }

  /// The cases of one changed rule, or of one clause.
  fileprivate struct Told {
    var rule: Int
    var clause: String
    var cases: [(told: Case, actions: [Action])] = []
  }

  init(_ old: BundleContent, _ new: BundleContent, _ places: Places) {
    self.old = old
    self.new = new
    self.places = places
  }

  func find(_ meaning: MeaningDifference) -> [Change] {
    guard let decisions = meaning.decisions else { return [] }
    let attribution = Attribution(old, new, meaning.rules)
    var shared = SharedWords([decisions.old, decisions.new])
    var told: [Told] = []
    for action in touchedActions() {
      let space =
        decisions.spaces[action]
        ?? SharedSpace([decisions.old, decisions.new], action: action, &shared)
      let sides = decisions.sides[action] ?? [space.side(0), space.side(1)]
      guard sides.allSatisfy(\.isExact) else { continue }
      for edition in 0..<2 {
        var budget = Self.budget
        for unsaid in space.unsaid(sides, by: edition, budget: &budget) ?? [] {
          let rule = attribution.rule(edition: edition, norms: [unsaid.norm])
          // Where answers of the rule differ as well, they tell it.
          if isTold(rule, action, meaning) { continue }
          let norm = [old, new][edition].norms[unsaid.norm]
          if isLimit(norm, edition) { continue }
          let clause = norm.clause
          let place = told.firstIndex {
            $0.rule == rule && (rule != MeaningDifference.unexplained || $0.clause == clause)
          }
          if place == nil { told.append(Told(rule: rule, clause: clause)) }
          let writer = EffectSentence(space, edition: edition)
          for box in unsaid.boxes {
            told[place ?? told.count - 1].add(
              Case(
                isNew: edition == 1, subject: writer.never(box),
                rest: object(box, space, edition) + writer.circumstances(box)),
              action)
          }
        }
      }
    }
    return told.map { change($0, meaning) }
      .sorted { places.position($0.clauses[0]) < places.position($1.clauses[0]) }
  }

  private func isTold(_ rule: Int, _ action: Action, _ meaning: MeaningDifference) -> Bool {
    guard let effects = meaning.effects[rule] else { return false }
    return rule != MeaningDifference.unexplained || effects.contains { $0.action == action }
  }

  /// The actions whose prohibitions differ, or whose words may.
  private func touchedActions() -> [Action] {
    func prohibitions(_ content: BundleContent) -> [Action: Set<Norm>] {
      Dictionary(grouping: content.norms.filter { $0.effect == .forbid && $0.origin == .plain }) {
        $0.action
      }.mapValues(Meaning.of)
    }
    let (before, after) = (prohibitions(old), prohibitions(new))
    let isSameWords = old.words == new.words && Set(old.people) == Set(new.people)
    return Action.allCases.filter { action in
      before[action] != nil || after[action] != nil
    }.filter { !isSameWords || before[$0] != after[$0] }
  }

  /// True of the *but not* of a sentence that permits: without the permission it says nothing.
  private func isLimit(_ norm: Norm, _ edition: Int) -> Bool {
    [old, new][edition].norms.contains {
      $0.effect == .permit && $0.action == norm.action && $0.clause == norm.clause
        && $0.sentence == norm.sentence
    }
  }

  private func object(_ box: Box, _ space: SharedSpace, _ edition: Int) -> String {
    // Nobody else is covered.
    let axis = SharedSpace.Axis.object
    if space.action.objectKind == .person, let chosen = box.positions(axis.rawValue),
      WordFolding(space, edition: edition).arePeople(axis, chosen)
    {
      return "people"
    }
    return EffectSentence(space, edition: edition).object(box)
  }

  private func change(_ told: Told, _ meaning: MeaningDifference) -> Change {
    let pair: (old: StatedRule?, new: StatedRule?) =
      meaning.rules.indices.contains(told.rule) ? meaning.rules[told.rule] : (nil, nil)
    let clause = pair.new?.clause ?? pair.old?.clause ?? told.clause
    var sentences = told.cases.prefix(Self.mostCases).map { sentence($0.told, $0.actions) }
    if told.cases.count > Self.mostCases { sentences.append("So it is with other cases.") }
    return Change(
      class: .other, subject: .rule, summary: sentences.joined(separator: " "), clauses: [clause],
      heading: places.heading(clause), was: pair.old.map { [$0.english] } ?? [],
      now: pair.new.map { [Redline(old: pair.old?.english ?? $0.english, new: $0.english)] } ?? [])
  }

  private func sentence(_ told: Case, _ actions: [Action]) -> String {
    let verbs = WordFolding.list(
      actions.map { $0 == .request ? "ask for" : $0.rawValue }, "or")
    return told.isNew
      ? "We now say that \(told.subject) \(verbs) \(told.rest); nothing permitted it before."
      : "We no longer say that \(told.subject) \(verbs) \(told.rest); still, nothing permits it."
  }
}

extension WithdrawnPromises.Told {
  /// Actions of which the same is said are told together.
  fileprivate mutating func add(_ told: WithdrawnPromises.Case, _ action: Action) {
    guard let index = cases.firstIndex(where: { $0.told == told }) else {
      cases.append((told, [action]))
      return
    }
    if !cases[index].actions.contains(action) { cases[index].actions.append(action) }
  }
}

extension EffectSentence {
  /// Who never does it: "we never", "delivery companies may never".
  fileprivate func never(_ box: Box) -> String {
    let subject = subject(box)
    if subject == "We" || subject.hasPrefix("We ") || subject.hasPrefix("We,") { return "we never" }
    return subject.prefix(1).lowercased() + subject.dropFirst() + " may never"
  }
}
