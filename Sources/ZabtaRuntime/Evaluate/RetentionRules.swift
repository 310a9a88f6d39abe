/// The norms that speak about a record.
struct RetentionRules {
  /// A norm and the end that it sets.
  struct End {
    let norm: Int
    let ending: Ending
  }

  private let ruleset: Ruleset
  private let situation: Situation
  private let on: Moment

  /// Duties to keep some of the record, with the ends of their periods.
  private(set) var floors: [End] = []
  /// The forbids of storing data in this form.
  private(set) var shutOut: [Int] = []
  /// Deletions that a person asked for.
  private(set) var deletions: [End] = []
  /// Duties to delete after something happened.
  private(set) var mustDelete: [End] = []
  /// The forbids of storing once a period is over.
  private(set) var ceilings: [End] = []
  /// The permissions to keep, where together they cover the record.
  private(set) var keeps: [Int] = []
  /// Permissions to dispose of the record after something happened.
  private var disposals: [Int] = []

  /// The norms that make the record go even where no rule keeps it.
  private(set) var asked: [Int] = []

  /// Gathers the publisher's norms about the record of a situation.
  init(_ ruleset: Ruleset, _ situation: Situation, on: Moment) {
    self.ruleset = ruleset
    self.situation = situation
    self.on = on
    for index in ruleset.compiled.keeping {
      let norm = ruleset.compiled.norms[index]
      let reach = ruleset.compare(norm.object, situation)
      if reach != .nowhere { add(index, norm, coversRecord: reach == .everywhere) }
    }
    let kept = keeps.reduce(into: BitSet()) { set, index in
      set.formUnion(
        ruleset.intersection(ruleset.compiled.norms[index].object, situation))
    }
    let layout = ruleset.compiled.layout
    let start = layout.starts[Slot.object.rawValue]
    let record = situation.sets[start..<start + layout.widths[Slot.object.rawValue]]
    if !BitSet(bits: record).isSubset(of: kept) { keeps = [] }
  }

  private mutating func add(_ index: Int, _ norm: CompiledNorm, coversRecord: Bool) {
    if norm.isFloor {
      if holds(norm) { floors.append(End(norm: index, ending: period(norm))) }
      return
    }
    switch (norm.effect, norm.action, norm.origin) {
    case (.forbid, .store, .only):
      if norm.shutsOutForms, holds(norm) { shutOut.append(index) }
    case (.forbid, .store, .ceiling):
      if holds(norm) { ceilings.append(End(norm: index, ending: period(norm))) }
    case (.permit, .store, .keep):
      if holds(norm) { keeps.append(index) }
    case (.permit, .delete, .right):
      if coversRecord, holds(norm), let ending = occasion(norm) {
        deletions.append(End(norm: index, ending: ending))
        asked.append(index)
      }
    case (.duty, .delete, .plain), (.duty, .anonymise, .plain), (.duty, .archive, .plain):
      if holds(norm, butHappened: true), let ending = occasion(norm) {
        mustDelete.append(End(norm: index, ending: ending))
        if coversRecord { asked.append(index) }
      }
    case (.permit, .delete, .plain), (.permit, .anonymise, .plain), (.permit, .archive, .plain):
      if coversRecord, occasion(norm) != nil { disposals.append(index) }
    default: break
    }
  }

  /// True where the norm is about all of the record.
  func covers(_ index: Int) -> Bool {
    ruleset.compare(ruleset.compiled.norms[index].object, situation) == .everywhere
  }

  // MARK: Disposal

  /// What the permissions to dispose of the record say; nil where there are none.
  func disposal(_ unknown: [String]) -> Retention? {
    let open = disposals.filter { index in
      holds(ruleset.compiled.norms[index], butHappened: true)
    }
    let stopped = disposals.filter { isStopped(ruleset.compiled.norms[$0]) }
    guard stopped.isEmpty else {
      return Retention(
        status: .keep, until: nil, clauses: ruleset.clauses(stopped), unknown: unknown)
    }
    guard !open.isEmpty else { return nil }
    let first = open.compactMap { occasion(ruleset.compiled.norms[$0]) }
      .reduce(.never, ruleset.earlier)
    return Retention(
      status: ruleset.hasCome(first, by: on) ? .mayDispose : .keep,
      until: ruleset.day(of: first), clauses: ruleset.clauses(open), unknown: unknown)
  }

  /// True where an *unless* alone holds the norm up: a circumstance that must not hold.
  private func isStopped(_ norm: CompiledNorm) -> Bool {
    let failing = norm.clauses.filter { !holds($0, butHappened: true) }
    return !failing.isEmpty
      && failing.allSatisfy { clause in
        facts(clause).contains { fact in
          switch fact.test {
          case .circumstance, .happened: fact.isNegated
          default: false
          }
        }
      }
  }

  // MARK: Conditions

  private func facts(_ clause: Int) -> ArraySlice<CompiledFact> {
    ruleset.compiled.facts[ruleset.compiled.clauses[clause]]
  }

  /// True where the conditions hold, those about periods (and, if asked, about what happened) aside.
  private func holds(_ norm: CompiledNorm, butHappened: Bool = false) -> Bool {
    norm.clauses.allSatisfy { holds($0, butHappened: butHappened) }
  }

  private func holds(_ clause: Int, butHappened: Bool) -> Bool {
    facts(clause).contains { fact in
      switch fact.test {
      case .over: return true
      case .happened:
        return butHappened && !fact.isNegated || ruleset.truth(fact, situation) == .everywhere
      default: return ruleset.truth(fact, situation) == .everywhere
      }
    }
  }

  /// The end of a norm's period; of one that only tests a period, the end of that.
  private func period(_ norm: CompiledNorm) -> Ending {
    let periods = ruleset.compiled.periods
    if norm.period >= 0 { return ruleset.ending(periods[norm.period], situation) }
    for clause in norm.clauses {
      for fact in facts(clause) {
        if case .over(let period) = fact.test { return ruleset.ending(periods[period], situation) }
      }
    }
    return .never
  }

  /// When what the norm waits for has happened; nil where it waits for nothing.
  private func occasion(_ norm: CompiledNorm) -> Ending? {
    var occasion: Ending?
    for clause in norm.clauses {
      var first: Ending?
      for fact in facts(clause) where !fact.isNegated {
        guard case .happened(let events, let after) = fact.test else { continue }
        let end = CompiledPeriod.End(
          span: after, since: Array(ruleset.compiled.eventLists[events]))
        let ending = ruleset.ending(CompiledPeriod(ends: [[end]]), situation)
        first = first.map { ruleset.earlier($0, ending) } ?? ending
      }
      if let first { occasion = occasion.map { ruleset.later($0, first) } ?? first }
    }
    return occasion
  }
}
