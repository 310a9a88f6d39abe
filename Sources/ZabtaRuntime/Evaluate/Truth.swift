/// For how much of a situation something holds.
///
/// Only groups leave a part.
enum Truth {
  case nowhere, partly, everywhere

  init(_ holds: Bool) {
    self = holds ? .everywhere : .nowhere
  }
}

extension FlatView {
  /// Where in the situation the norm applies: `partly` counts the places at which the words of a
  /// group part, 0 is everywhere, nil is nowhere as far as each place tells by itself.
  func parts(_ norm: NormRecord, _ situation: Situation) -> Int? {
    var parts = 0
    switch compare(norm.objectMask, .object, situation) {
    case .nowhere: return nil
    case .partly: parts += 1
    case .everywhere: break
    }
    switch compare(norm.actorMask, .actor, situation) {
    case .nowhere: return nil
    case .partly: parts += 1
    case .everywhere: break
    }
    var facts = norm.facts
    while !facts.isEmpty {
      switch firstTruth(&facts, situation) {
      case .nowhere: return nil
      case .partly: parts += 1
      case .everywhere: break
      }
    }
    return parts
  }

  /// Where the first condition of some facts holds, which are then left without it.
  private func firstTruth(_ facts: inout Range<Int>, _ situation: Situation) -> Truth {
    var best = Truth.nowhere
    var index = facts.lowerBound
    while index < facts.upperBound {
      let fact = fact(index)
      index += 1
      if best != .everywhere {
        let truth = truth(fact, situation)
        if truth != .nowhere { best = truth }
      }
      if fact.endsCondition { break }
    }
    facts = index..<max(index, facts.upperBound)
    return best
  }

  /// Where a condition holds, as far as its facts tell one by one.
  func truth(_ condition: Range<Int>, _ situation: Situation) -> Truth {
    var best = Truth.nowhere
    for index in condition {
      switch truth(fact(index), situation) {
      case .everywhere: return .everywhere
      case .partly: best = .partly
      case .nowhere: break
      }
    }
    return best
  }

  /// Where a fact holds.
  func truth(_ fact: FactRecord, _ situation: Situation) -> Truth {
    guard fact.test == FactTest.among else { return Truth(holds(fact, situation.known)) }
    guard let slot = Slot(rawValue: fact.slot), situation.isStated(slot) else {
      return Truth(fact.whenUnstated)
    }
    return compare(Int(fact.a), slot, situation)
  }

  /// How much of the atoms at a slot lies in a mask.
  func compare(_ mask: Int, _ slot: Slot, _ situation: Situation) -> Truth {
    var inside: UInt64 = 0
    var outside: UInt64 = 0
    let start = situation.layout.starts[slot.rawValue]
    for offset in 0..<situation.layout.widths[slot.rawValue] {
      let known = situation.sets[start + offset]
      let wanted = bits(mask, offset)
      inside |= known & wanted
      outside |= known & ~wanted
    }
    if inside == 0 { return .nowhere }
    return outside == 0 ? .everywhere : .partly
  }

  /// True where a fact that is not about a word holds.
  func holds(_ fact: FactRecord, _ known: Known) -> Bool {
    withUnsafePointer(to: self) { view in
      withUnsafePointer(to: known) { FlatView.holds(view, fact, $0) }
    }
  }

  /// True where a fact that is not about a word holds; nothing is copied or counted.
  static func holds(
    _ view: UnsafePointer<FlatView>, _ fact: FactRecord, _ known: UnsafePointer<Known>
  ) -> Bool {
    let holds =
      switch fact.test {
      case FactTest.consent:
        known.pointee.consents.intersects(
          view, mask: Int(fact.a), width: view.pointee.slots.consent)
      case FactTest.circumstance: known.pointee.circumstances.contains(Int(fact.a))
      case FactTest.ageUnder: known.pointee.age.map { $0 < fact.age } ?? false
      case FactTest.happened: hasHappened(view, Int(fact.a), fact.b, known)
      default: isOver(view, Int(fact.a), known)
      }
    return holds != fact.isNegated
  }
}
