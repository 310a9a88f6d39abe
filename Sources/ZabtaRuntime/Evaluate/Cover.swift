/// Questions about groups, answered by cutting the situation at the words where norms part until each
/// norm applies to all of a piece or to none of it. Exact, and no piece is looked at twice.
extension Ruleset {
  /// True where the norm applies to some tuple of the situation.
  func meets(_ norm: CompiledNorm, _ situation: Situation) -> Bool {
    guard let parts = parts(norm, situation) else { return false }
    // One place that parts has atoms on both sides, and nothing else limits it.
    guard parts > 1, let (inside, outside) = cut(situation, at: norm) else { return true }
    return meets(norm, inside) || meets(norm, outside)
  }

  /// True where the norms together apply to every tuple of the situation.
  func covers(_ norms: [CompiledNorm], _ situation: Situation) -> Bool {
    var open: [CompiledNorm] = []
    for norm in norms {
      guard let parts = parts(norm, situation) else { continue }
      if parts == 0 { return true }
      open.append(norm)
    }
    guard let first = open.first, let (inside, outside) = cut(situation, at: first) else {
      return false
    }
    return covers(open, inside) && covers(open, outside)
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
