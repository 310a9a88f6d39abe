package import ZabtaRuntime

extension RequestSpace {
  /// The requests that a norm speaks of; nil where its conditions branch too often to be listed.
  package func boxes(of norm: Norm) -> [Box]? {
    guard norm.action == action else { return [] }
    let (actors, objects) = (actors(norm.actor, norm.effect), objects(norm.object))
    guard !actors.isEmpty, !objects.isEmpty else { return [] }
    var start = Box(.actor, actors)
    start.choose(Axis.object.rawValue, objects)
    return narrowed(start, by: norm.when.map { $0.anyOf.flatMap { boxes(of: $0) } })
  }

  func objects(_ object: Object) -> BitSet {
    let table = ruleset.atoms(object.kind)
    let named = atoms(object.names, table).subtracting(atoms(object.except, table))
    return object.isComplement ? named.complement(table.count) : named
  }

  /// Position 0 is the organisation; roles, recipients and persons follow.
  ///
  /// A forbid for us reaches our staff, a permit does not.
  func actors(_ actor: Actor, _ effect: Norm.Effect) -> BitSet {
    switch actor {
    case .we:
      return BitSet(upTo: effect == .forbid ? 1 + ruleset.atoms(.role).count : 1)
    case .people: return actors(.person, ruleset.content.people)
    case .named(let kind, let names): return actors(kind, names)
    case .anybodyBut(let kind, let names):
      return actors(kind, names).complement(all(Axis.actor.rawValue).count)
    }
  }

  private func actors(_ kind: Kind, _ names: [String]) -> BitSet {
    let first = firstActor(kind)
    return BitSet(atoms(names, ruleset.atoms(kind)).members.map { $0 + first })
  }

  /// Where the subjects of a kind begin on the axis of actors.
  func firstActor(_ kind: Kind) -> Int {
    var first = 1
    for other in Self.actorKinds {
      if other == kind { break }
      first += ruleset.atoms(other).count
    }
    return first
  }

  private func atoms(_ names: [String], _ table: AtomTable) -> BitSet {
    names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
  }

  // MARK: Facts

  private func boxes(of fact: Fact) -> [Box] {
    switch fact {
    case .among(let dimension, let names, let unstated):
      return restricted(dimension, unstated) { $0 = atoms(names, $1) }
    case .notAmong(let dimension, let names, let unstated):
      return restricted(dimension, unstated) { $0 = atoms(names, $1).complement($1.count) }
    case .ageUnder(let age, let negated):
      // Position 0 is an unknown age; then come the spans between the ages at which norms part.
      let under = BitSet(ages.indices.filter { ages[$0] <= age }.map { $0 + 1 })
      return [Box(.age, negated ? under.complement(ages.count + 2) : under)]
    case .consent(let names, let negated):
      return some(
        of: Self.consents(names, ruleset).map { .consent($0) }, isNegated: negated)
    case .circumstance(let name, let negated):
      return some(of: [.circumstance(name)], isNegated: negated)
    case .happened(let names, let after, let negated):
      return some(of: events(names, after), isNegated: negated)
    case .over(let period, let negated): return boxes(of: period, isNegated: negated)
    }
  }

  private func restricted(
    _ dimension: Dimension, _ unstated: Bool, _ choose: (inout BitSet, AtomTable) -> Void
  ) -> [Box] {
    let table = ruleset.atoms(dimension.kind(for: action))
    let axis = Axis(dimension)
    var set = BitSet()
    choose(&set, table)
    if unstated { set.insert(table.count) }
    set = set.intersection(all(axis.rawValue))
    return set.isEmpty ? [] : [Box(axis, set)]
  }

  private func events(_ names: [String], _ after: Span?) -> [Variable] {
    Set(names.map { eventClasses[$0] ?? $0 }).sorted().map { .happened($0, after) }
  }

  private func some(of variables: [Variable], isNegated: Bool) -> [Box] {
    some(of: variables.compactMap { index[$0] }, isNegated: isNegated)
  }

  private func boxes(of period: Period, isNegated: Bool) -> [Box] {
    let ends = period.ends.filter { !$0.isEmpty }.map { ends in
      ends.map { end -> [Int] in
        let variables =
          end.since.isEmpty ? end.span.map { [.aged($0)] } ?? [] : events(end.since, end.span)
        return variables.compactMap { index[$0] }
      }
    }
    return boxes(ofEnds: ends, isNegated: isNegated)
  }
}
