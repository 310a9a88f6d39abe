/// For how much of a question something holds; only groups leave some.
enum Reach {
  case none, some, all

  init(_ holds: Bool) { self = holds ? .all : .none }
}

/// A request as the norms read it, fact by fact, for explanations: which conditions hold, which fail.
///
/// Decisions are made by the evaluator alone; this is slower and tells more. A test holds the two
/// against each other.
struct RequestReading {
  let rules: Ruleset
  let request: Request
  let action: Action

  private let calendar: Calendar
  private let object: BitSet
  private let actorKind: Kind?
  private let actor: BitSet
  private let words: [Dimension: BitSet]
  private let consents: Set<String>
  private let circumstances: Set<String>

  /// Reads a request; nil where one of its single words is not the policy's.
  init?(_ rules: Ruleset, _ request: Request) {
    guard let action = Action(rawValue: request.action),
      request.resource.type == action.objectKind.rawValue,
      let object = rules.reading(action.objectKind, request.resource.id)
    else { return nil }
    self.rules = rules
    self.request = request
    self.action = action == .keep ? .store : action
    self.object = object
    calendar = Calendar(timeZone: rules.content.timeZone)
    if request.subject.type == "organisation" {
      guard request.subject.id == rules.content.publisher else { return nil }
      actorKind = nil
      actor = BitSet()
    } else {
      guard let kind = AccessSearch.subjectKinds[request.subject.type],
        let atoms = rules.reading(kind, request.subject.id)
      else { return nil }
      actorKind = kind
      actor = atoms
    }
    var words: [Dimension: BitSet] = [:]
    for dimension in Dimension.allCases {
      guard let word = request.context[dimension] else { continue }
      guard let atoms = rules.reading(dimension.kind(for: action), word) else { return nil }
      words[dimension] = atoms
    }
    if words[.form] == nil { words[.form] = rules.atoms(.form).atoms(of: "identified") }
    self.words = words
    consents = request.context.consent.isEmpty ? [] : rules.heldConsents(request.context)
    var circumstances: Set<String> = []
    for name in request.context.circumstances {
      for kind in [Kind.circumstance, .measure] {
        for holder in rules.atoms(kind).ancestors(of: name) { circumstances.insert(holder.name) }
      }
    }
    self.circumstances = circumstances
  }

  // MARK: Norms

  /// For how much of the request the norm applies, as far as object, actor and conditions tell one by one.
  func reach(_ norm: Norm) -> Reach {
    var least = reach(norm.object)
    for reach in [reach(norm.actor, norm.effect)] + norm.when.map(reach) {
      if reach == .none { return .none }
      if reach == .some { least = least == .none ? .none : .some }
    }
    return least
  }

  /// How much of the resource an object phrase means.
  func reach(_ phrase: Object) -> Reach {
    guard phrase.kind == action.objectKind else { return .none }
    let table = rules.atoms(phrase.kind)
    let named = atoms(phrase.names, table).subtracting(atoms(phrase.except, table))
    return compare(object, phrase.isComplement ? named.complement(table.count) : named)
  }

  /// How much of the subject an actor phrase means.
  func reach(_ phrase: Actor, _ effect: Norm.Effect) -> Reach {
    switch phrase {
    case .we:
      // What we may not do, our staff may not do either.
      return Reach(actorKind == nil || (effect == .forbid && actorKind == .role))
    case .people:
      return actorKind == .person
        ? compare(actor, atoms(rules.content.people, rules.atoms(.person))) : .none
    case .named(let kind, let names):
      return actorKind == kind ? compare(actor, atoms(names, rules.atoms(kind))) : .none
    case .anybodyBut(let kind, let names):
      guard actorKind == kind else { return .all }
      let table = rules.atoms(kind)
      return compare(actor, atoms(names, table).complement(table.count))
    }
  }

  /// Where a condition holds: where one of its facts does.
  func reach(_ condition: Condition) -> Reach {
    var best = Reach.none
    for fact in condition.anyOf {
      switch reach(fact) {
      case .all: return .all
      case .some: best = .some
      case .none: break
      }
    }
    return best
  }

  // MARK: Facts

  /// Where a fact holds.
  func reach(_ fact: Fact) -> Reach {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      guard let word = words[dimension] else { return Reach(whenUnstated) }
      return compare(word, atoms(names, rules.atoms(dimension.kind(for: action))))
    case .notAmong(let dimension, let names, let whenUnstated):
      guard let word = words[dimension] else { return Reach(whenUnstated) }
      let table = rules.atoms(dimension.kind(for: action))
      return compare(word, atoms(names, table).complement(table.count))
    case .consent(let names, let isNegated):
      let table = rules.atoms(.consent)
      let holds =
        names.isEmpty
        ? !consents.isEmpty
        : names.contains { name in
          table.descendants(of: name).contains { consents.contains($0) }
        }
      return Reach(holds != isNegated)
    case .circumstance(let name, let isNegated):
      return Reach(circumstances.contains(name) != isNegated)
    case .ageUnder(let limit, let isNegated):
      return Reach((request.context.age.map { $0 < limit } ?? false) != isNegated)
    case .happened(let names, let after, let isNegated):
      return Reach(rules.hasHappened(names, after, request.context) != isNegated)
    case .over(let period, let isNegated):
      return Reach(isOver(period) != isNegated)
    }
  }

  /// True where one of the period's alternatives has wholly ended.
  private func isOver(_ period: Period) -> Bool {
    period.ends.contains { ends in !ends.isEmpty && ends.allSatisfy(hasCome) }
  }

  private func hasCome(_ end: Period.End) -> Bool {
    let context = request.context
    if let span = end.span { return rules.isOver(span, since: end.since, context) }
    guard end.since.isEmpty else { return rules.hasHappened(end.since, nil, context) }
    guard let created = context.created else { return false }
    return context.on.map { calendar.isNotAfter(created, $0) } ?? true
  }

  // MARK: Sets

  private func atoms(_ names: [String], _ table: AtomTable) -> BitSet {
    names.reduce(into: BitSet()) { set, name in
      if let atoms = table.atoms(of: name) { set.formUnion(atoms) }
    }
  }

  private func compare(_ word: BitSet, _ wanted: BitSet) -> Reach {
    if !word.intersects(wanted) { return .none }
    return word.isSubset(of: wanted) ? .all : .some
  }
}
