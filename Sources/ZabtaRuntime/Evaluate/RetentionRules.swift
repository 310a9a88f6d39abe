/// The norms that speak about a record.
///
/// A record of a group of data, or in a group of forms, is all of its parts: what must be kept, and what
/// must go, counts where it meets one of them; what may be kept or deleted must reach every one.
struct RetentionRules {
  /// A norm and the end that it sets.
  struct End {
    let norm: Int
    let ending: Ending
    /// True where the norm is about all of the record.
    let isWhole: Bool
  }

  private let ruleset: Ruleset
  private let view: FlatView
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
    view = ruleset.view.pointee
    self.situation = situation
    self.on = on
    for place in 0..<view.keepingCount {
      let index = Int(u32(view.keeping, place))
      let norm = view.norm(index)
      let reach = view.compare(norm.objectMask, .object, situation)
      if reach != .nowhere { add(index, norm, coversRecord: reach == .everywhere) }
    }
    if !areWhole(keeps) { keeps = [] }
  }

  private mutating func add(_ index: Int, _ norm: NormRecord, coversRecord: Bool) {
    func end(_ ending: Ending, _ reach: Truth) -> End {
      End(norm: index, ending: ending, isWhole: coversRecord && reach == .everywhere)
    }
    if norm.isFloor {
      let reach = reach(norm)
      if reach != .nowhere { floors.append(end(period(norm), reach)) }
      return
    }
    guard let effect = Norm.Effect(number: norm.effect),
      let origin = Norm.Origin(number: norm.origin), let action = Action(number: norm.action)
    else { return }
    switch (effect, action, origin) {
    case (.forbid, .store, .only):
      if norm.shutsOutForms, reach(norm) != .nowhere { shutOut.append(index) }
    case (.forbid, .store, .ceiling):
      let reach = reach(norm)
      if reach != .nowhere { ceilings.append(end(period(norm), reach)) }
    case (.permit, .store, .keep):
      if reach(norm) != .nowhere { keeps.append(index) }
    case (.permit, .delete, .right):
      if coversRecord, reach(norm) == .everywhere, let ending = occasion(norm) {
        deletions.append(end(ending, .everywhere))
        asked.append(index)
      }
    case (.duty, .delete, .plain), (.duty, .anonymise, .plain), (.duty, .archive, .plain):
      let reach = reach(norm, butHappened: true)
      if reach != .nowhere, let ending = occasion(norm) {
        let end = end(ending, reach)
        mustDelete.append(end)
        if end.isWhole { asked.append(index) }
      }
    case (.permit, .delete, .plain), (.permit, .anonymise, .plain), (.permit, .archive, .plain):
      if coversRecord, occasion(norm) != nil { disposals.append(index) }
    default: break
    }
  }

  /// True where the norms together reach all data of the record in each form that it may have.
  private func areWhole(_ norms: [Int]) -> Bool {
    let (record, forms) = (situation.atoms(.object), situation.atoms(.form).members)
    var budget = FlatView.workLimit
    for form in forms.isEmpty ? [-1] : forms {
      budget -= 1 + norms.count
      guard budget > 0 else { return false }
      var piece = situation
      if forms.count > 1 {
        for place in piece.layout.range(.form) { piece.sets[place] = 0 }
        piece.insert(.form, form)
      }
      var reached = BitSet()
      for index in norms {
        let norm = view.norm(index)
        guard reach(norm, in: piece) == .everywhere else { continue }
        reached.formUnion(view.intersection(norm.objectMask, situation))
      }
      guard record.isSubset(of: reached) else { return false }
    }
    return true
  }

  // MARK: Disposal

  /// What the permissions to dispose of the record say; nil where there are none.
  func disposal(_ unknown: [String]) -> Retention? {
    let open = disposals.filter { index in
      reach(view.norm(index), butHappened: true) == .everywhere
    }
    let stopped = disposals.filter { isStopped(view.norm($0)) }
    guard stopped.isEmpty else {
      return Retention(
        status: .keep, until: nil, clauses: ruleset.clauses(stopped), unknown: unknown)
    }
    guard !open.isEmpty else { return nil }
    let first = open.compactMap { occasion(view.norm($0)) }
      .reduce(.never, view.calendar.earlier)
    return Retention(
      status: view.calendar.hasCome(first, by: on) ? .mayDispose : .keep,
      until: view.calendar.day(of: first), clauses: ruleset.clauses(open), unknown: unknown)
  }

  /// True where an *unless* alone holds the norm up: a circumstance that must not hold.
  private func isStopped(_ norm: NormRecord) -> Bool {
    let failing = view.conditions(norm).filter {
      truth($0, situation, butHappened: true) != .everywhere
    }
    return !failing.isEmpty
      && failing.allSatisfy { clause in
        facts(clause).contains { fact in
          fact.isNegated
            && (fact.test == FactTest.circumstance || fact.test == FactTest.happened)
        }
      }
  }

  // MARK: Conditions

  private func facts(_ condition: Range<Int>) -> [FactRecord] { condition.map { view.fact($0) } }

  /// In which of the record's forms the conditions hold, those about periods (and, if asked, about what
  /// happened) aside.
  private func reach(
    _ norm: NormRecord, in piece: Situation? = nil, butHappened: Bool = false
  ) -> Truth {
    var reach = Truth.everywhere
    for clause in view.conditions(norm) {
      switch truth(clause, piece ?? situation, butHappened: butHappened) {
      case .nowhere: return .nowhere
      case .partly: reach = .partly
      case .everywhere: break
      }
    }
    return reach
  }

  private func truth(_ clause: Range<Int>, _ situation: Situation, butHappened: Bool) -> Truth {
    var best = Truth.nowhere
    for fact in facts(clause) {
      switch fact.test {
      case FactTest.over: return .everywhere
      case FactTest.happened where butHappened && !fact.isNegated: return .everywhere
      default: break
      }
      switch view.truth(fact, situation) {
      case .everywhere: return .everywhere
      case .partly: best = .partly
      case .nowhere: break
      }
    }
    return best
  }

  /// The end of a norm's period; of one that only tests a period, the end of that.
  private func period(_ norm: NormRecord) -> Ending {
    if norm.period != FlatFormat.none {
      return view.ending(Int(norm.period), situation.known)
    }
    for index in norm.facts {
      let fact = view.fact(index)
      if fact.test == FactTest.over { return view.ending(Int(fact.a), situation.known) }
    }
    return .never
  }

  /// When what the norm waits for has happened; nil where it waits for nothing.
  private func occasion(_ norm: NormRecord) -> Ending? {
    let calendar = view.calendar
    var occasion: Ending?
    for clause in view.conditions(norm) {
      var first: Ending?
      for fact in facts(clause) where !fact.isNegated && fact.test == FactTest.happened {
        let ending = view.ending(fact.b, Int(fact.a), situation.known)
        first = first.map { calendar.earlier($0, ending) } ?? ending
      }
      guard var first else { continue }
      // "If E or C": where C holds, E is not waited for.
      if facts(clause).contains(where: holdsAlready) { first = .past }
      occasion = occasion.map { calendar.later($0, first) } ?? first
    }
    return occasion
  }

  private func holdsAlready(_ fact: FactRecord) -> Bool {
    if fact.test == FactTest.happened, !fact.isNegated { return false }
    return view.truth(fact, situation) == .everywhere
  }
}
