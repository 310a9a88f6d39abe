package import ZabtaRuntime

/// What a tail tests: facts of which each must hold, or one.
///
/// A sentence never mixes *and* with *or*, so a test and its negation are both in the form that norms
/// take: conditions each of which holds when one of its facts does.
struct Test {
  var facts: [Fact]
  var isAnyOf = false

  init(_ facts: [Fact], isAnyOf: Bool = false) {
    self.facts = facts
    self.isAnyOf = isAnyOf
  }

  init(_ fact: Fact) {
    facts = [fact]
  }

  /// That it holds.
  var conditions: [Condition] { Self.conditions(facts, isAnyOf: isAnyOf) }

  /// That it does not hold.
  var negation: [Condition] { Self.conditions(facts.map(\.negation), isAnyOf: !isAnyOf) }

  private static func conditions(_ facts: [Fact], isAnyOf: Bool) -> [Condition] {
    guard !facts.isEmpty else { return [] }
    return isAnyOf ? [Condition(anyOf: facts)] : facts.map { Condition($0) }
  }
}

extension Fact {
  /// The fact that holds exactly when this one does not.
  package var negation: Fact {
    switch self {
    case .among(let dimension, let names, let unstated):
      .notAmong(dimension, names, whenUnstated: !unstated)
    case .notAmong(let dimension, let names, let unstated):
      .among(dimension, names, whenUnstated: !unstated)
    case .consent(let names, let negated): .consent(names, negated: !negated)
    case .circumstance(let name, let negated): .circumstance(name, negated: !negated)
    case .ageUnder(let age, let negated): .ageUnder(age, negated: !negated)
    case .happened(let names, let after, let negated):
      .happened(names, after: after, negated: !negated)
    case .over(let period, let negated): .over(period, negated: !negated)
    }
  }
}
