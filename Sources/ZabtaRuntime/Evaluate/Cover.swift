/// Questions about groups, answered by cutting the situation at the words where norms part until each
/// norm applies to all of a piece or to none of it. Exact, and no piece is looked at twice.
///
/// There are as many pieces as combinations of the groups' parts that norms tell apart: a few for any
/// question that services ask, but several wide groups at once multiply. So the looks
/// at norms are counted, and a question that takes more than the limit (some tens of milliseconds) is
/// denied: who asks about less gets an answer.
extension Ruleset {
  /// How often one question may look at a norm.
  static let workLimit = 500_000

  /// True where the norm applies to some tuple of the situation.
  func meets(_ norm: CompiledNorm, _ situation: Situation) -> Bool {
    guard let parts = parts(norm, situation) else { return false }
    // One place that parts has atoms on both sides, and nothing else limits it.
    guard parts > 1 else { return true }
    var budget = Self.workLimit
    return meets(norm, situation, &budget)
  }

  private func meets(_ norm: CompiledNorm, _ situation: Situation, _ budget: inout Int) -> Bool {
    guard let parts = parts(norm, situation) else { return false }
    budget -= 1
    guard parts > 1, budget > 0, let (inside, outside) = cut(situation, at: norm) else {
      return true
    }
    return meets(norm, inside, &budget) || meets(norm, outside, &budget)
  }

  /// True where the norms together apply to every tuple of the situation.
  func covers(_ norms: [CompiledNorm], _ situation: Situation) -> Bool {
    var budget = Self.workLimit
    return covers(norms, situation, &budget)
  }

  private func covers(
    _ norms: [CompiledNorm], _ situation: Situation, _ budget: inout Int
  ) -> Bool {
    budget -= 1 + norms.count
    guard budget > 0 else { return false }
    var open: [CompiledNorm] = []
    for norm in norms {
      guard let parts = parts(norm, situation) else { continue }
      if parts == 0 { return true }
      open.append(norm)
    }
    guard let first = open.first, let (inside, outside) = cut(situation, at: first) else {
      return false
    }
    return covers(open, inside, &budget) && covers(open, outside, &budget)
  }

  /// The two pieces of a situation on either side of the first mask by which a norm parts it.
  private func cut(_ situation: Situation, at norm: CompiledNorm) -> (Situation, Situation)? {
    guard let mask = seam(norm, situation) else { return nil }
    var (inside, outside) = (situation, situation)
    for offset in 0..<mask.width {
      inside.sets[mask.start + offset] &= compiled.pool[mask.position + offset]
      outside.sets[mask.start + offset] &= ~compiled.pool[mask.position + offset]
    }
    return (inside, outside)
  }

  private func seam(_ norm: CompiledNorm, _ situation: Situation) -> Mask? {
    // Other places before the object: they have fewer atoms, and permits share their masks.
    for clause in norm.clauses where truth(clause, situation) == .partly {
      for fact in compiled.clauses[clause] {
        guard case .among(let mask, _) = compiled.facts[fact].test,
          truth(compiled.facts[fact], situation) == .partly
        else { continue }
        return mask
      }
    }
    if compare(norm.actor, situation) == .partly { return norm.actor }
    if compare(norm.object, situation) == .partly { return norm.object }
    return nil
  }
}
