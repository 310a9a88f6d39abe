/// The facts that could help a request.
struct Additions {
  private let rules: Ruleset
  private let action: Action
  /// The norms that could matter: about the action, and about some of the object and the subject.
  private let permits: [Norm]
  private let forbids: [Norm]
  private let floors: [Norm]

  /// Gathers the norms that speak about a request's action, object and subject, which facts do not change.
  init(_ rules: Ruleset, _ reading: RequestReading) {
    self.rules = rules
    action = reading.action
    func isNear(_ norm: Norm) -> Bool {
      norm.action == reading.action && reading.reach(norm.object) != .none
        && reading.reach(norm.actor, norm.effect) != .none
    }
    permits = rules.content.norms.filter { $0.effect == .permit && isNear($0) }
    forbids = rules.content.norms.filter { $0.effect == .forbid && isNear($0) }
    floors =
      action == .store || action == .delete
      ? rules.content.norms.filter { $0.effect == .duty && $0.origin == .floor && $0.actor == .we }
      : []
  }

  /// The facts by which a denied request could come nearer to a permission, sorted.
  func helping(_ request: Request, _ decision: Decision) -> [MissingFact] {
    guard let reading = RequestReading(rules, request) else { return [] }
    var facts: Set<MissingFact> = []
    if let reason = decision.reasons.first {
      // Each norm that the first citation may stand for has to be lifted.
      for norm in forbids where norm.clause == reason.clause && norm.sentence == reason.sentence {
        guard reading.reach(norm) != .none else { continue }
        for fact in norm.when.flatMap(\.anyOf) where reading.reach(fact) != .none {
          facts.formUnion(ways(to: false, fact, reading))
        }
        // A ceiling gives way to a duty to keep.
        guard norm.origin == .ceiling else { continue }
        for fact in floors.flatMap(\.when).flatMap(\.anyOf) where reading.reach(fact) != .all {
          facts.formUnion(ways(to: true, fact, reading))
        }
      }
    } else {
      for norm in permits {
        let failing = norm.when.filter { reading.reach($0) != .all }
        let mending = failing.map { condition in
          Set(condition.anyOf.flatMap { self.ways(to: true, $0, reading) })
        }
        // A permission with a condition that nothing can mend never helps.
        let isHopeless = zip(failing, mending).contains { condition, facts in
          facts.isEmpty && reading.reach(condition) == .none
        }
        if !isHopeless { mending.forEach { facts.formUnion($0) } }
      }
    }
    return facts.sorted(by: MissingFact.isBefore)
  }

  /// True where every fact of a smaller (or another) set is in the set, itself or by a part of its word.
  func isCovered(_ set: [MissingFact], by other: [MissingFact]) -> Bool {
    other.allSatisfy { wide in set.contains { isPart($0, of: wide) } }
  }

  private func isPart(_ fact: MissingFact, of wide: MissingFact) -> Bool {
    if fact == wide { return true }
    switch (fact, wide) {
    case (.word(let one, let part), .word(let other, let whole)):
      return one == other && contains(one.kind(for: action), whole, part)
    case (.consent(let part), .consent(let whole)): return contains(.consent, whole, part)
    case (.circumstance(let part), .circumstance(let whole)):
      return contains(.circumstance, whole, part) || contains(.measure, whole, part)
    default: return false
    }
  }

  private func contains(_ kind: Kind, _ whole: String, _ part: String) -> Bool {
    rules.atoms(kind).descendants(of: whole).contains(part)
  }

  // MARK: Ways

  /// The facts by each of which a fact of a norm comes to hold, or no longer does.
  private func ways(to hold: Bool, _ fact: Fact, _ reading: RequestReading) -> [MissingFact] {
    let context = reading.request.context
    switch fact {
    case .among(let dimension, let names, _):
      return words(dimension, inside: hold, names, context)
    case .notAmong(let dimension, let names, _):
      return words(dimension, inside: !hold, names, context)
    case .consent(let names, let isNegated):
      guard hold != isNegated else { return [] }
      let table = rules.atoms(.consent)
      let wanted = names.isEmpty ? table.names : names.flatMap { table.descendants(of: $0) }
      let held = rules.heldConsents(context)
      return wanted.filter { !held.contains($0) }.map { .consent($0) }
    case .circumstance(let name, let isNegated):
      guard hold != isNegated else { return [] }
      let all = [Kind.circumstance, .measure].flatMap { rules.atoms($0).descendants(of: name) }
      return all.filter { !context.circumstances.contains($0) }.map { .circumstance($0) }
    case .ageUnder(let limit, let isNegated):
      return hold != isNegated && context.age == nil && limit > 0 ? [.ageUnder(limit)] : []
    case .happened(let names, let after, let isNegated):
      guard hold != isNegated else { return [] }
      return events(names, after, context)
    case .over(let period, let isNegated):
      guard hold != isNegated else { return [] }
      return period.ends.joined().flatMap { end -> [MissingFact] in
        guard end.since.isEmpty else { return events(end.since, end.span, context) }
        guard context.created == nil, end.span == nil || context.on != nil else { return [] }
        return [.created(ago: end.span)]
      }
    }
  }

  private func events(_ names: [String], _ after: Span?, _ context: Context) -> [MissingFact] {
    guard after == nil || context.on != nil else { return [] }
    return names.filter { name in
      // Of what is told without a date, a date may still be told.
      guard let told = context.events[name] else { return true }
      return told == nil && after != nil
    }.map { .event($0, ago: after) }
  }

  /// The words for a place that the request leaves open, at least partly inside or outside of the
  /// given ones: the rest of a group may be permitted by another norm.
  private func words(
    _ dimension: Dimension, inside: Bool, _ names: [String], _ context: Context
  ) -> [MissingFact] {
    guard context[dimension] == nil, dimension != .form else { return [] }
    let table = rules.atoms(dimension.kind(for: action))
    let named = names.reduce(into: BitSet()) { set, name in
      if let atoms = table.atoms(of: name) { set.formUnion(atoms) }
    }
    var words = known(dimension).filter { word in
      guard let atoms = table.atoms(of: word) else { return false }
      return inside ? atoms.intersects(named) : !atoms.isSubset(of: named)
    }
    if !inside, dimension.kind(for: action) == .place { words += elsewhere(table) }
    return words.map { .word(dimension, $0) }
  }

  /// The words that may stand at a dimension; of places those that the policy names.
  private func known(_ dimension: Dimension) -> [String] {
    let kind = dimension.kind(for: action)
    let declared = rules.content.words.filter { $0.kind == kind }.map(\.name)
    guard kind == .place else { return declared }
    return Array(Set(declared + rules.content.namedPlaces)).sorted { $0.isBytewiseBefore($1) }
  }

  /// A country that no rule names, for all of those.
  private func elsewhere(_ table: AtomTable) -> [String] {
    let named = rules.content.namedPlaces.reduce(into: BitSet()) { set, name in
      if let atoms = table.atoms(of: name) { set.formUnion(atoms) }
    }
    let country = table.names.first { name in
      Places.isCountry(name) && table.atoms(of: name).map { !$0.intersects(named) } == true
    }
    return country.map { [$0] } ?? []
  }
}
