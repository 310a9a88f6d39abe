/// Writes one norm.
struct NormWriter {
  let names: NameNumbers
  /// The norm's place in the content, for errors.
  let path: String
  /// What a first look at the norm can hold back.
  private var filter = Filter.open
  private var isExact = true

  init(names: NameNumbers, path: String) {
    self.names = names
    self.path = path
  }

  /// Writes a norm with its facts, periods, deadline and details.
  mutating func write(
    _ norm: Norm, reason: UInt32, into writer: inout FlatWriter
  ) throws(RulesetError) {
    let detail = writer.count(.details)
    try lists(norm, &writer)
    let object = try self.object(norm.object, &writer)
    let actor = try self.actor(norm, &writer)
    let firstFact = writer.count(.facts)
    for condition in norm.when { try self.condition(condition, norm.action, &writer) }
    let factCount = writer.count(.facts) - firstFact
    var period = FlatFormat.none
    if let own = norm.period { period = try self.period(own, &writer) }
    if let deadline = norm.deadline { try self.deadline(deadline, &writer) }

    var flags: UInt32 = 0
    if norm.actor == .we { flags |= NormFlag.isOurs }
    if norm.shutsOutForms { flags |= NormFlag.shutsOutForms }
    if !norm.vague.isEmpty { flags |= NormFlag.isVague }
    if !norm.obligations.isEmpty { flags |= NormFlag.hasObligations }
    let kinds = norm.effect.number | UInt32(norm.action.ordinal) << 8 | norm.origin.number << 16
    let objectMask = writer.masks.place(object, width: writer.slots.object)
    writer[.norms] += [
      kinds | flags << 24, objectMask, writer.masks.place(actor, width: writer.slots.actor),
      firstFact, factCount, period, reason, detail,
    ]
    // A ceiling gives way to a floor: there is more to see.
    if norm.effect == .forbid, norm.origin == .ceiling { isExact = false }
    writer.sketches.append(
      NormSketch(
        object: Int(objectMask), atoms: object.count, filter: filter, isExact: isExact))
  }

  // MARK: Lists

  private func lists(_ norm: Norm, _ writer: inout FlatWriter) throws(RulesetError) {
    var bits: UInt32 = 0
    var actorNames: [String] = []
    switch norm.actor {
    case .we: break
    case .people: bits |= 1 << NormDetail.actorShift
    case .named(let kind, let names):
      bits |= 2 << NormDetail.actorShift | UInt32(kind.ordinal) << NormDetail.actorKindShift
      actorNames = names
    case .anybodyBut(let kind, let names):
      bits |= 3 << NormDetail.actorShift | UInt32(kind.ordinal) << NormDetail.actorKindShift
      actorNames = names
    }
    if norm.object.isComplement { bits |= NormDetail.isComplement }
    if norm.notice != nil { bits |= NormDetail.hasNotice }
    let place = writer[.details].count
    writer[.details].append(0)
    if let notice = norm.notice { writer[.details].append(span(notice, &writer)) }
    for list in NormDetail.List.allCases {
      let items: [UInt32] =
        switch list {
        case .obligations: norm.obligations.map { writer.strings.intern($0) }
        case .measures: norm.measures.map { writer.strings.intern($0) }
        case .channels: norm.channels.map { writer.strings.intern($0) }
        case .grounds: norm.grounds.map { writer.strings.intern($0) }
        case .afterwards: norm.afterwards.map { UInt32($0.ordinal) }
        case .vague: norm.vague.map { writer.strings.intern($0) }
        case .actor: actorNames.map { writer.strings.intern($0) }
        case .object: norm.object.names.map { writer.strings.intern($0) }
        case .except: norm.object.except.map { writer.strings.intern($0) }
        }
      guard !items.isEmpty else { continue }
      bits |= list.bit
      self.list(items, &writer)
    }
    writer[.details][place] = bits
  }

  /// Adds a list to the details; answers its place.
  @discardableResult
  private func list(_ items: [UInt32], _ writer: inout FlatWriter) -> UInt32 {
    let place = writer.count(.details)
    writer[.details].append(UInt32(truncatingIfNeeded: items.count))
    writer[.details] += items
    return place
  }

  /// The number of a name in a list, and its string.
  private func find(
    _ list: UInt32, _ name: String, _ writer: inout FlatWriter
  ) throws(RulesetError) -> (number: Int, string: UInt32) {
    let string = writer.strings.intern(name)
    guard let number = names.number(list, string) else {
      throw RulesetError(path: path, reason: "there is no \"\(name)\" among the words")
    }
    return (number, string)
  }

  /// The atoms of some words of a kind together, and the words' strings.
  private func atoms(
    _ kind: Kind, _ names: [String], _ writer: inout FlatWriter
  ) throws(RulesetError) -> (set: BitSet, strings: [UInt32]) {
    var set = BitSet()
    var strings: [UInt32] = []
    strings.reserveCapacity(names.count)
    for name in names {
      let (number, string) = try find(UInt32(kind.ordinal), name, &writer)
      set.formUnion(writer.vocabulary.table(kind).sets[number])
      strings.append(string)
    }
    return (set, strings)
  }

  // MARK: Who and what

  private func object(
    _ object: Object, _ writer: inout FlatWriter
  ) throws(RulesetError) -> BitSet {
    var set = try atoms(object.kind, object.names, &writer).set
    if !object.except.isEmpty {
      set = set.subtracting(try atoms(object.kind, object.except, &writer).set)
    }
    return object.isComplement ? set.complement(writer.atoms[object.kind]) : set
  }

  private mutating func actor(
    _ norm: Norm, _ writer: inout FlatWriter
  ) throws(RulesetError) -> BitSet {
    let set: BitSet
    switch norm.actor {
    case .we:
      // What we may not do, our staff may not do either.
      set = BitSet(upTo: norm.effect == .forbid ? writer.slots.firstRecipient : 1)
    case .people: set = try actors(.person, writer.content.people, &writer)
    case .named(let kind, let names): set = try actors(kind, names, &writer)
    case .anybodyBut(let kind, let names):
      set = try actors(kind, names, &writer).complement(writer.slots.actors)
    }
    restrict(.actor, [set], unstated: false, atoms: writer.slots.actors)
    return set
  }

  private func actors(
    _ kind: Kind, _ names: [String], _ writer: inout FlatWriter
  ) throws(RulesetError) -> BitSet {
    let first = writer.slots.firstActor(kind) ?? 0
    return try atoms(kind, names, &writer).set.shifted(by: first)
  }

  /// Narrows the filter at a place to some sets of atoms.
  private mutating func restrict(_ slot: Slot, _ sets: [BitSet], unstated: Bool, atoms: Int) {
    guard let group = Filter.group(slot) else { return }
    var bits = unstated ? Filter.bit(slot, nil) : .empty
    for set in sets { set.forEach { bits.formUnion(Filter.bit(slot, $0)) } }
    filter.restrict(slot, to: bits)
    if atoms > group.room { isExact = false }
  }

  // MARK: Conditions

  private mutating func condition(
    _ condition: Condition, _ action: Action, _ writer: inout FlatWriter
  ) throws(RulesetError) {
    var slot: Slot?
    var isOneSlot = true
    var sets: [BitSet] = []
    var unstated = false
    var atoms = 0
    for (index, fact) in condition.anyOf.enumerated() {
      let ends = index == condition.anyOf.count - 1 ? FactFlag.endsCondition : 0
      if let (dimension, set, passes) = try self.fact(fact, action, ends, &writer) {
        if slot == nil { slot = dimension.slot }
        if slot != dimension.slot { isOneSlot = false }
        sets.append(set)
        unstated = unstated || passes
        atoms = writer.atoms[dimension.kind(for: action)]
      } else {
        isOneSlot = false
      }
    }
    guard let slot, isOneSlot else {
      isExact = false
      return
    }
    restrict(slot, sets, unstated: unstated, atoms: atoms)
  }

  /// Writes a fact; answers the place and the atoms of one about a word.
  private func fact(
    _ fact: Fact, _ action: Action, _ ends: UInt32, _ writer: inout FlatWriter
  ) throws(RulesetError) -> (Dimension, BitSet, Bool)? {
    func add(
      _ test: UInt32, _ flags: UInt32, slot: Slot? = nil, _ a: UInt32, _ b: UInt32 = 0,
      _ c: UInt32 = 0
    ) {
      let slot = UInt32(slot?.rawValue ?? 0)
      writer[.facts] += [test | slot << 8 | (flags | ends) << 16, a, b, c]
    }
    switch fact {
    case .among(let dimension, let names, let passes):
      let (set, strings) = try atoms(dimension.kind(for: action), names, &writer)
      let mask = writer.masks.place(set, width: writer.slots.width(dimension.slot))
      let list = list(strings, &writer)
      add(
        FactTest.among, passes ? FactFlag.whenUnstated : 0, slot: dimension.slot, mask, 0, list)
      return (dimension, set, passes)
    case .notAmong(let dimension, let names, let passes):
      let kind = dimension.kind(for: action)
      let (left, strings) = try atoms(kind, names, &writer)
      let set = left.complement(writer.atoms[kind])
      let mask = writer.masks.place(set, width: writer.slots.width(dimension.slot))
      let list = list(strings, &writer)
      let flags = FactFlag.isWrittenAsNot | (passes ? FactFlag.whenUnstated : 0)
      add(FactTest.among, flags, slot: dimension.slot, mask, 0, list)
      return (dimension, set, passes)
    case .consent(let names, let isNegated):
      let (set, strings) = try consents(names, &writer)
      let mask = writer.masks.place(set, width: writer.slots.consent)
      let list = list(strings, &writer)
      add(
        FactTest.consent, isNegated ? FactFlag.isNegated : 0, slot: .consent, mask, 0, list)
    case .circumstance(let name, let isNegated):
      let number = try find(NameList.circumstance, name, &writer).number
      add(FactTest.circumstance, isNegated ? FactFlag.isNegated : 0, UInt32(number))
    case .ageUnder(let age, let isNegated):
      let bits = UInt64(bitPattern: Int64(age))
      add(
        FactTest.ageUnder, isNegated ? FactFlag.isNegated : 0, UInt32(truncatingIfNeeded: bits),
        UInt32(truncatingIfNeeded: bits >> 32))
    case .happened(let names, let after, let isNegated):
      let list = try events(names, &writer)
      let after = after.map { span($0, &writer) } ?? FlatFormat.none
      add(FactTest.happened, isNegated ? FactFlag.isNegated : 0, list, after)
    case .over(let period, let isNegated):
      let period = try self.period(period, &writer)
      add(FactTest.over, isNegated ? FactFlag.isNegated : 0, period)
    }
    return nil
  }

  /// The consents one of which must be given: those named and their parts; all, where none is named.
  private func consents(
    _ names: [String], _ writer: inout FlatWriter
  ) throws(RulesetError) -> (BitSet, [UInt32]) {
    let table = writer.vocabulary.table(.consent)
    guard !names.isEmpty else { return (BitSet(upTo: table.names.count), []) }
    var set = BitSet()
    var strings: [UInt32] = []
    for name in names {
      strings.append(try find(UInt32(Kind.consent.ordinal), name, &writer).string)
      for part in table.descendants(of: name) {
        if let number = table.index[part] { set.insert(number) }
      }
    }
    return (set, strings)
  }

  // MARK: Times

  private func events(
    _ names: [String], _ writer: inout FlatWriter
  ) throws(RulesetError) -> UInt32 {
    var numbers: [UInt32] = []
    for name in names {
      numbers.append(UInt32(try find(NameList.event, name, &writer).number))
    }
    return list(numbers, &writer)
  }

  private func span(_ span: Span, _ writer: inout FlatWriter) -> UInt32 {
    let count = UInt64(bitPattern: Int64(span.count))
    writer[.spans] += [
      UInt32(truncatingIfNeeded: count), UInt32(truncatingIfNeeded: count >> 32),
      span.unit.number, 0,
    ]
    return writer.count(.spans) - 1
  }

  private func period(
    _ period: Period, _ writer: inout FlatWriter
  ) throws(RulesetError) -> UInt32 {
    let first = writer.count(.ends)
    for alternative in period.ends {
      for (index, end) in alternative.enumerated() {
        let since = try events(end.since, &writer)
        let span = end.span.map { self.span($0, &writer) } ?? FlatFormat.none
        writer[.ends] += [index == alternative.count - 1 ? 1 : 0, span, since, 0]
      }
    }
    writer[.periods] += [first, writer.count(.ends) - first]
    return writer.count(.periods) - 1
  }

  private func deadline(
    _ deadline: Deadline, _ writer: inout FlatWriter
  ) throws(RulesetError) {
    let typical: UInt32 = deadline.isTypical ? 256 : 0
    let since = list(deadline.since.map { writer.strings.intern($0) }, &writer)
    let (measure, span): (UInt32, UInt32) =
      switch deadline.measure {
      case .within(let time): (0, self.span(time, &writer))
      case .immediately: (1, FlatFormat.none)
      case .promptly: (2, FlatFormat.none)
      }
    // The norm's own record follows.
    writer[.deadlines] += [writer.count(.norms), measure | typical, span, since]
  }
}
