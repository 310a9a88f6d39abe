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
  /// Duties to delete, at once or after something happened.
  private(set) var mustDelete: [End] = []
  /// The forbids of storing: at once, once a period is over, or after something happened.
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
    case (.forbid, .store, .ceiling):
      let reach = reach(norm)
      if reach != .nowhere { ceilings.append(end(period(norm), reach)) }
    case (.forbid, .store, _) where norm.shutsOutForms:
      if view.conditions(norm).allSatisfy({ view.truth($0, situation) != .nowhere }) {
        shutOut.append(index)
      }
    case (.forbid, .store, _):
      // What may not be stored may not be kept.
      let reach = reach(norm, butHappened: true, isTold: true)
      if reach != .nowhere { ceilings.append(end(occasion(norm) ?? .past, reach)) }
    case (.permit, .store, .keep):
      if reach(norm) != .nowhere { keeps.append(index) }
    case (.permit, .delete, .right):
      if coversRecord, reach(norm) == .everywhere, let ending = occasion(norm) {
        deletions.append(end(ending, .everywhere))
        asked.append(index)
      }
    case (.duty, .delete, .plain), (.duty, .anonymise, .plain), (.duty, .archive, .plain):
      let reach = reach(norm, butHappened: true, isTold: true)
      if reach != .nowhere {
        let end = end(occasion(norm) ?? due(index), reach)
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
  ///
  /// With `isTold`, nothing holds because a question about a record cannot tell otherwise: a record does
  /// not go because nobody could say where it was collected, or that somebody consented.
  private func reach(
    _ norm: NormRecord, in piece: Situation? = nil, butHappened: Bool = false,
    isTold: Bool = false
  ) -> Truth {
    var reach = Truth.everywhere
    for clause in view.conditions(norm) {
      switch truth(clause, piece ?? situation, butHappened: butHappened, isTold: isTold) {
      case .nowhere: return .nowhere
      case .partly: reach = .partly
      case .everywhere: break
      }
    }
    return reach
  }

  private func truth(
    _ clause: Range<Int>, _ situation: Situation, butHappened: Bool, isTold: Bool = false
  ) -> Truth {
    var best = Truth.nowhere
    for fact in facts(clause) where !isTold || fact.isToldOfRecords {
      switch fact.test {
      case FactTest.over where !isTold || fact.waits: return .everywhere
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
      for fact in facts(clause) where fact.waits {
        let ending =
          fact.test == FactTest.over
          ? view.ending(Int(fact.a), situation.known)
          : view.ending(fact.b, Int(fact.a), situation.known)
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
    !fact.waits && fact.isToldOfRecords && view.truth(fact, situation) == .everywhere
  }

  /// When a duty to dispose is due that waits for nothing: from the event on from which its deadline
  /// counts; at the deadline, where that counts from the making of the record; else at once.
  private func due(_ index: Int) -> Ending {
    guard let deadline = view.deadline(of: index), deadline.span != FlatFormat.none else {
      return .past
    }
    let (names, count) = view.list(deadline.since)
    guard count > 0 else { return view.ending(deadline.span, deadline.since, situation.known) }
    var first = Ending.never
    for place in 0..<count {
      let number = view.number(NameList.event, view.bytes(u32(names, place)))
      for event in situation.known.events where number == Int(event.event) {
        first = view.calendar.earlier(first, event.moment.map { .at($0) } ?? .past)
      }
    }
    return first
  }
}

extension FactRecord {
  /// True of what a norm waits for: something that happens, or a time that goes by.
  fileprivate var waits: Bool {
    !isNegated && (test == FactTest.happened || test == FactTest.over)
  }

  /// False of what nobody tells of a record and what holds for that reason alone: that it was *not*
  /// collected somewhere, or *without* consent.
  fileprivate var isToldOfRecords: Bool {
    switch test {
    case FactTest.among:
      slot == Slot.form.rawValue || flags & FactFlag.isWrittenAsNot == 0
    case FactTest.consent, FactTest.ageUnder: !isNegated
    default: true
    }
  }
}

extension FlatView {
  /// The deadline of a norm; they stand in the order of the norms.
  fileprivate func deadline(of norm: Int) -> DeadlineRecord? {
    var (low, high) = (0, deadlineCount)
    while low < high {
      let middle = low + (high - low) / 2
      if deadline(middle).norm < norm { low = middle + 1 } else { high = middle }
    }
    guard low < deadlineCount, deadline(low).norm == norm else { return nil }
    return deadline(low)
  }
}
