import ZabtaRuntime
import ZabtaSyntax

/// Which rules the `Check:` sentences of a policy reach.
///
/// A check reaches the rules of a clause that it cites, and every rule that speaks of the same: the
/// same actor and action, related objects, and nothing beside that keeps the two apart. Words are
/// related when one includes the other.
struct CheckCoverage {
  private let lexicon: Lexicon
  private var checks: [Facets] = []

  init(_ policy: Policy) {
    lexicon = policy.lexicon
    checks = policy.checks.map { Facets($0.sentence) }
  }

  /// True where a check cites the clause, about the rule's action, or speaks of what the rule is about.
  func reaches(_ rule: RuleSentence, in clause: String) -> Bool {
    let facets = Facets(rule)
    return checks.contains { check in
      guard !check.actions.isDisjoint(with: facets.actions),
        check.isRight == facets.isRight || check.actions.contains("resolve")
      else { return false }
      if check.citing == clause { return true }
      return related(check.objects, facets.objects)
        && related(check.actors, facets.actors)
        && facets.values.allSatisfy { value in
          // What the check leaves open does not keep the two apart.
          guard let stated = check.values[value.key] else { return true }
          return related(stated, value.value)
        }
    }
  }

  private func related(_ left: [WordID], _ right: [WordID]) -> Bool {
    if left.isEmpty || right.isEmpty { return true }
    return left.contains { word in
      right.contains { other in word == other || includes(word, other) || includes(other, word) }
    }
  }

  private func includes(_ whole: WordID, _ part: WordID) -> Bool {
    if lexicon[whole].name == "personal-data", lexicon[part].kind == .data { return true }
    return !lexicon[whole].includes.isEmpty && lexicon.descendants(of: whole).contains(part)
  }
}

/// What a sentence is about.
private struct Facets {
  var actions: Set<String>
  var isRight: Bool
  var citing: String?
  var actors: [WordID] = []
  var objects: [WordID]
  /// Words by the value they are part of: purposes, recipients, places.
  var values: [SlotValue: [WordID]] = [:]

  init(_ sentence: RuleSentence) {
    isRight = sentence.mode.mode == .right
    // Keeping is storing for a time; a right brings the duty to resolve it.
    actions = Set(sentence.verbs.map { $0.verb == .keep ? "store" : $0.verb.rawValue })
    if sentence.verbs.contains(where: { $0.verb == .keep }) { actions.insert("delete") }
    if isRight { actions = ["right", "resolve"] }
    objects = sentence.object.words.map(\.word)
    if case .words(_, let words) = sentence.subject.who { actors = words.map(\.word) }
    for tail in sentence.tails {
      if case .citing(let clause) = tail.part { citing = clause.text }
    }
    for name in NamedWords.read(sentence) {
      guard let slot = name.slot, case .word(let word) = name.thing else { continue }
      switch slot {
      case .purposes, .recipients, .places: values[slot, default: []].append(word)
      default: break
      }
    }
  }
}
