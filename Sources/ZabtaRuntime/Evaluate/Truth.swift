/// For how much of a situation something holds.
///
/// Only groups leave a part.
enum Truth {
  case nowhere, partly, everywhere

  init(_ holds: Bool) {
    self = holds ? .everywhere : .nowhere
  }
}

extension Ruleset {
  /// Where in the situation the norm applies: `partly` counts the places at which the words of a
  /// group part, 0 is everywhere, nil is nowhere as far as each place tells by itself.
  @inline(__always)
  func parts(_ norm: CompiledNorm, _ situation: Situation) -> Int? {
    var parts = 0
    switch compare(norm.object, situation) {
    case .nowhere: return nil
    case .partly: parts += 1
    case .everywhere: break
    }
    switch compare(norm.actor, situation) {
    case .nowhere: return nil
    case .partly: parts += 1
    case .everywhere: break
    }
    for clause in norm.clauses {
      switch truth(clause, situation) {
      case .nowhere: return nil
      case .partly: parts += 1
      case .everywhere: break
      }
    }
    return parts
  }

  /// Where a condition holds, as far as its facts tell one by one.
  func truth(_ clause: Int, _ situation: Situation) -> Truth {
    var best = Truth.nowhere
    for fact in compiled.clauses[clause] {
      switch truth(compiled.facts[fact], situation) {
      case .everywhere: return .everywhere
      case .partly: best = .partly
      case .nowhere: break
      }
    }
    return best
  }

  /// Where a fact holds.
  func truth(_ fact: CompiledFact, _ situation: Situation) -> Truth {
    switch fact.test {
    case .among(let mask, let whenUnstated):
      return situation.isStated(mask.slot) ? compare(mask, situation) : Truth(whenUnstated)
    case .consent(let mask):
      return Truth((compare(mask, situation) != .nowhere) != fact.isNegated)
    case .circumstance(let index):
      return Truth(isTold(index, situation) != fact.isNegated)
    case .ageUnder(let limit):
      return Truth((situation.age.map { $0 < limit } ?? false) != fact.isNegated)
    case .happened(let events, let after):
      return Truth(hasHappened(events, after, situation) != fact.isNegated)
    case .over(let period):
      return Truth(isOver(compiled.periods[period], situation) != fact.isNegated)
    }
  }

  /// How much of the atoms at a mask's slot lies in it.
  @inline(__always)
  func compare(_ mask: Mask, _ situation: Situation) -> Truth {
    var inside: UInt64 = 0
    var outside: UInt64 = 0
    for offset in 0..<mask.width {
      let bits = situation.sets[mask.start + offset]
      let wanted = compiled.pool[mask.position + offset]
      inside |= bits & wanted
      outside |= bits & ~wanted
    }
    if inside == 0 { return .nowhere }
    return outside == 0 ? .everywhere : .partly
  }

  private func isTold(_ index: Int, _ situation: Situation) -> Bool {
    guard index >= 0, situation.isStated(.circumstance) else { return false }
    let start = compiled.layout.starts[Slot.circumstance.rawValue]
    return situation.sets[start + index / 64] & (1 << UInt64(index % 64)) != 0
  }
}
