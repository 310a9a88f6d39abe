extension BundleContent {
  /// Reads everything that a flat bundle says, as plain values again.
  ///
  /// What was written of content gives the same content back, and what is written of it gives the same
  /// bytes.
  init(_ view: FlatView) {
    let reader = ContentReader(view: view)
    self.init(
      policy: view.string(view.header(80)), publisher: view.string(view.header(84)),
      edition: view.edition, date: view.date, effective: view.effective, timeZone: view.timeZone,
      people: (0..<view.count(.people)).map { view.string(u32(view.people, $0)) },
      words: reader.words(), clauses: (0..<view.count(.clauses)).map(reader.clause),
      norms: reader.norms())
  }
}

extension FlatView {
  /// A number of the header.
  func header(_ offset: Int) -> UInt32 { FlatView.header(base, offset) }

  /// The edition's number.
  var edition: Int {
    Int(Int64(littleEndian: base.load(fromByteOffset: 56, as: Int64.self)))
  }

  /// The edition's date as it was released.
  var date: String? {
    header(88) == FlatFormat.none ? nil : string(header(88))
  }

  /// The first day in force.
  var effective: Day? {
    guard header(76) & HeaderFlag.hasEffective != 0 else { return nil }
    return Day(number: Int(Int64(littleEndian: base.load(fromByteOffset: 64, as: Int64.self))))
  }

  /// The digest of the norms: 32 bytes, or none.
  var digest: [UInt8]? {
    guard header(76) & HeaderFlag.hasDigest != 0 else { return nil }
    return Array(UnsafeRawBufferPointer(start: base + 24, count: 32))
  }
}

/// Turns records into values.
struct ContentReader {
  let view: FlatView

  // MARK: Words and clauses

  func words() -> [Word] {
    let declared = view.u32s(.declared)
    return (0..<view.count(.declared)).map { index in
      let word = view.word(Int(u32(declared, index)))
      return Word(
        kind: Kind.allCases[word.kind], name: view.string(word.name),
        includes: word.includes.map {
          view.string(view.word(Int(u32(view.includes, $0))).name)
        }, labels: texts(word.labels), isVague: word.isVague)
    }
  }

  func clause(_ index: Int) -> Clause {
    let clause = view.clause(index)
    return Clause(
      id: view.string(clause.id), heading: texts(clause.heading), text: texts(clause.text),
      rules: clause.rules.map { texts(run(view.rules, $0 * 2)) })
  }

  private func texts(_ run: Range<Int>) -> [String: String] {
    // Codes that differ in their bytes alone are one to a dictionary; checked content has none such.
    Dictionary(
      run.map { (view.string(u32(view.texts, $0 * 2)), view.string(u32(view.texts, $0 * 2 + 1))) },
      uniquingKeysWith: { first, _ in first })
  }

  // MARK: Norms

  func norms() -> [Norm] {
    var deadline = 0
    return (0..<view.count(.norms)).map { index in
      let isDue = deadline < view.count(.deadlines) && view.deadline(deadline).norm == index
      defer { if isDue { deadline += 1 } }
      return norm(index, deadline: isDue ? deadline : nil)
    }
  }

  private func norm(_ index: Int, deadline: Int?) -> Norm {
    let record = view.norm(index)
    let action = Action.allCases[record.action]
    let reason = view.reason(record.reason)
    var place = record.detail
    let bits = u32(view.details, place)
    place += 1
    var notice: Span?
    if bits & NormDetail.hasNotice != 0 {
      notice = view.span(Int(u32(view.details, place)))
      place += 1
    }
    var lists: [[UInt32]] = []
    for list in NormDetail.List.allCases {
      guard bits & list.bit != 0 else {
        lists.append([])
        continue
      }
      let (items, count) = view.list(place)
      lists.append((0..<count).map { u32(items, $0) })
      place += 1 + count
    }
    func names(_ list: NormDetail.List) -> [String] {
      lists[Int(list.rawValue)].map { view.string($0) }
    }
    return Norm(
      effect: Norm.Effect.allCases[Int(record.effect)], actor: actor(bits, names(.actor)),
      action: action,
      object: Object(
        kind: action.objectKind, names: names(.object), except: names(.except),
        isComplement: bits & NormDetail.isComplement != 0),
      when: conditions(record.facts), origin: Norm.Origin.allCases[Int(record.origin)],
      period: record.period == FlatFormat.none ? nil : period(Int(record.period)),
      deadline: deadline.map { self.deadline($0) }, obligations: names(.obligations),
      measures: names(.measures), channels: names(.channels), grounds: names(.grounds),
      afterwards: lists[Int(NormDetail.List.afterwards.rawValue)].map {
        Action.allCases[Int($0)]
      }, vague: names(.vague), notice: notice, clause: view.string(view.clause(reason.clause).id),
      sentence: reason.sentence)
  }

  private func actor(_ bits: UInt32, _ names: [String]) -> Actor {
    let kind = Kind.allCases[Int(bits >> NormDetail.actorKindShift & 31)]
    switch bits >> NormDetail.actorShift & 3 {
    case 0: return .we
    case 1: return .people
    case 2: return .named(kind, names)
    default: return .anybodyBut(kind, names)
    }
  }

  // MARK: Conditions

  private func conditions(_ facts: Range<Int>) -> [Condition] {
    var conditions: [Condition] = []
    var open: [Fact] = []
    for index in facts {
      open.append(fact(view.fact(index)))
      if view.fact(index).endsCondition {
        conditions.append(Condition(anyOf: open))
        open = []
      }
    }
    return conditions
  }

  private func fact(_ fact: FactRecord) -> Fact {
    switch fact.test {
    case FactTest.among:
      let dimension = Dimension.allCases[fact.slot - Slot.recipient.rawValue]
      let names = strings(Int(fact.c))
      return fact.flags & FactFlag.isWrittenAsNot != 0
        ? .notAmong(dimension, names, whenUnstated: fact.whenUnstated)
        : .among(dimension, names, whenUnstated: fact.whenUnstated)
    case FactTest.consent: return .consent(strings(Int(fact.c)), negated: fact.isNegated)
    case FactTest.circumstance:
      let name = view.string(u32(view.circumstances, Int(fact.a) * 2))
      return .circumstance(name, negated: fact.isNegated)
    case FactTest.ageUnder: return .ageUnder(fact.age, negated: fact.isNegated)
    case FactTest.happened:
      return .happened(events(Int(fact.a)), after: span(fact.b), negated: fact.isNegated)
    default: return .over(period(Int(fact.a)), negated: fact.isNegated)
    }
  }

  private func strings(_ list: Int) -> [String] {
    let (items, count) = view.list(list)
    return (0..<count).map { view.string(u32(items, $0)) }
  }

  private func events(_ list: Int) -> [String] {
    let (items, count) = view.list(list)
    return (0..<count).map { view.string(u32(view.events, Int(u32(items, $0)) * 2)) }
  }

  // MARK: Times

  private func span(_ index: UInt32) -> Span? {
    index == FlatFormat.none ? nil : view.span(Int(index))
  }

  private func period(_ index: Int) -> Period {
    var ends: [[Period.End]] = []
    var open: [Period.End] = []
    for place in view.period(index) {
      let end = view.end(place)
      open.append(Period.End(span: span(end.span), since: events(end.since)))
      if end.closesAlternative {
        ends.append(open)
        open = []
      }
    }
    return Period(ends: ends)
  }

  private func deadline(_ index: Int) -> Deadline {
    let record = view.deadline(index)
    let measure: Deadline.Measure =
      switch record.measure {
      case 0: .within(view.span(Int(record.span)))
      case 1: .immediately
      default: .promptly
      }
    return Deadline(measure, isTypical: record.isTypical, since: strings(record.since))
  }
}
