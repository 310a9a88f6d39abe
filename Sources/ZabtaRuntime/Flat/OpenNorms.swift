extension FlatCheck {
  /// Checks the norms and all that hangs on them, which stands in their order without a gap.
  func norms(_ words: KindsOfStrings) throws(RulesetError) {
    let norms = count(.norms)
    guard norms <= ContentCheck.normLimit else {
      throw RulesetError(
        path: "norms", reason: "there are more than \(ContentCheck.normLimit) norms")
    }
    let check = NormCheck(self, words)
    for index in 0..<norms { try check.norm(index) }
    try check.close()
  }
}

/// Goes through the norms, and counts what of each section they have used.
private final class NormCheck {
  let check: FlatCheck
  let view: FlatView
  let words: KindsOfStrings
  let atoms: AtomCounts
  let (pool, reasons, eventCount): (Int, Int, Int)
  let (factCount, detailCount, spanCount, periodCount, endCount, deadlineCount):
    (Int, Int, Int, Int, Int, Int)
  let strings: UInt32
  var (fact, detail, span, period, end, deadline) = (0, 0, 0, 0, 0, 0)
  /// The norm that is looked at.
  var norm = 0

  init(_ check: FlatCheck, _ words: KindsOfStrings) {
    self.check = check
    self.words = words
    view = check.view
    atoms = AtomCounts(kinds: view.kinds)
    (pool, reasons, eventCount) = (
      check.count(.pool), check.count(.reasons), check.count(.events)
    )
    (factCount, detailCount, spanCount) = (
      check.count(.facts), check.count(.details), check.count(.spans)
    )
    (periodCount, endCount, deadlineCount) = (
      check.count(.periods), check.count(.ends), check.count(.deadlines)
    )
    strings = UInt32(truncatingIfNeeded: check.count(.strings) - 1)
  }

  private func fault(_ reason: String) -> RulesetError { check.fault(.norms, norm, reason) }

  /// Nothing is left over.
  func close() throws(RulesetError) {
    let used: [(FlatSection, Int, Int)] = [
      (.facts, fact, factCount), (.details, detail, detailCount), (.spans, span, spanCount),
      (.periods, period, periodCount), (.ends, end, endCount),
      (.deadlines, deadline, deadlineCount),
    ]
    for (section, used, count) in used where used != count {
      throw check.fault(section, used, "no norm has it")
    }
  }

  // MARK: A norm

  func norm(_ index: Int) throws(RulesetError) {
    norm = index
    let record = view.norm(index)
    let (effect, action, origin) = (record.effect, record.action, record.origin)
    guard effect < 3, action < FlatFormat.actionCount, origin < 9, record.flags < 16 else {
      throw fault("its effect, action, origin or flags are not numbers that there are")
    }
    guard record.reason < reasons, view.reason(record.reason).isPermit == (effect == 0) else {
      throw fault("there is no such citation, or it is of another effect")
    }
    guard record.detail == detail else {
      throw fault("its details do not follow those of the norm before")
    }
    let kind = Action.objectKind(action)
    let atoms = self.atoms.counts[kind]
    try check.mask(
      UInt32(truncatingIfNeeded: record.objectMask), view.slots.object, bits: atoms, .norms, index)
    try check.mask(
      UInt32(truncatingIfNeeded: record.actorMask), view.slots.actor, bits: view.slots.actors,
      .norms, index)

    let bits = try lists(kind)
    guard record.facts.lowerBound == fact, record.facts.upperBound <= factCount else {
      throw fault("its facts do not follow those of the norm before")
    }
    var shutsOutForms = false
    for place in record.facts {
      try self.fact(place, action)
      let fact = view.fact(place)
      if fact.slot == Slot.form.rawValue, fact.flags & FactFlag.isWrittenAsNot != 0 {
        shutsOutForms = effect == 1
      }
    }
    fact = record.facts.upperBound
    guard record.facts.isEmpty || view.fact(fact - 1).endsCondition else {
      throw fault("its last condition does not end")
    }
    guard record.facts.count <= ContentCheck.nameLimit else {
      throw fault("it has more than \(ContentCheck.nameLimit) facts")
    }
    if record.period != FlatFormat.none { try period(record.period) }
    if deadline < deadlineCount, view.deadline(deadline).norm == index { try deadline(index) }

    var flags: UInt32 = 0
    if bits >> NormDetail.actorShift & 3 == 0 { flags |= NormFlag.isOurs }
    if shutsOutForms { flags |= NormFlag.shutsOutForms }
    if bits & NormDetail.List.vague.bit != 0 { flags |= NormFlag.isVague }
    if bits & NormDetail.List.obligations.bit != 0 { flags |= NormFlag.hasObligations }
    guard record.flags == flags else { throw fault("its flags are not what its parts say") }
  }

  /// Checks what stands first in a norm's details; answers its bits.
  private func lists(_ object: Int) throws(RulesetError) -> UInt32 {
    let bits = try next()
    guard bits & ~NormDetail.all == 0 else {
      throw fault("its details have bits that there are not")
    }
    let form = bits >> NormDetail.actorShift & 3
    let kind = bits >> NormDetail.actorKindShift & 31
    if form < 2 {
      guard kind == 0, bits & NormDetail.List.actor.bit == 0 else {
        throw fault("we and people have no kind and no names")
      }
    } else {
      let canAct =
        kind == UInt32(Kind.role.ordinal) || kind == UInt32(Kind.recipient.ordinal)
        || kind == UInt32(Kind.person.ordinal)
      guard canAct else { throw fault("words of the kind \(kind) cannot act") }
    }
    if bits & NormDetail.hasNotice != 0 { try span(try next()) }
    var rest = bits & NormDetail.lists
    while rest != 0 {
      guard try peek() > 0 else { throw fault("a list of its details is empty") }
      switch UInt32(truncatingIfNeeded: rest.trailingZeroBitCount) {
      case NormDetail.List.obligations.rawValue, NormDetail.List.measures.rawValue:
        try names(Kind.measure.bit)
      case NormDetail.List.grounds.rawValue: try names(Kind.reason.bit)
      case NormDetail.List.vague.rawValue: try names(Kind.circumstance.bit)
      case NormDetail.List.channels.rawValue: try names(0)
      case NormDetail.List.afterwards.rawValue: try numbers(below: FlatFormat.actionCount)
      case NormDetail.List.actor.rawValue: try names(1 << kind)
      default: try names(1 << UInt32(object))
      }
      rest &= rest - 1
    }
    return bits
  }

  // MARK: Details

  private func peek() throws(RulesetError) -> UInt32 {
    guard detail < detailCount else { throw fault("its details end too early") }
    return u32(view.details, detail)
  }

  private func next() throws(RulesetError) -> UInt32 {
    let number = try peek()
    detail += 1
    return number
  }

  /// The places of a list's items; the list begins where the details were read to.
  @inline(__always)
  private func list() throws(RulesetError) -> Range<Int> {
    let count = Int(try next())
    guard count <= detailCount - detail else { throw fault("a list of its details is too long") }
    guard count <= ContentCheck.nameLimit else {
      throw fault("there are more than \(ContentCheck.nameLimit) names in a list")
    }
    let items = detail..<detail + count
    detail = items.upperBound
    return items
  }

  /// A list of names, of one of some kinds; of any string where none is given.
  private func names(_ kinds: UInt32) throws(RulesetError) {
    for place in try list() {
      let string = u32(view.details, place)
      guard string < strings else { throw fault("there is no string \(string)") }
      guard kinds == 0 || words[Int(string)] & kinds != 0 else {
        throw fault("\"\(view.string(string))\" is no word of the kind that is meant")
      }
    }
  }

  private func numbers(below limit: Int) throws(RulesetError) {
    for place in try list() {
      guard Int(u32(view.details, place)) < limit else {
        throw fault("there is no number \(u32(view.details, place)) in what it lists")
      }
    }
  }

  // MARK: Facts

  private func fact(_ index: Int, _ action: Int) throws(RulesetError) {
    let fact = view.fact(index)
    func fault(_ reason: String) -> RulesetError { check.fault(.facts, index, reason) }
    let (test, slot, flags) = (fact.test, fact.slot, fact.flags)
    var allowed = FactFlag.endsCondition | FactFlag.isNegated
    var hasSlot = slot == 0
    switch test {
    case FactTest.among:
      allowed = FactFlag.endsCondition | FactFlag.whenUnstated | FactFlag.isWrittenAsNot
      hasSlot = slot >= Slot.recipient.rawValue && slot <= Slot.jurisdiction.rawValue
      guard hasSlot else { throw fault("there is no slot \(slot) for a word") }
      let place = Slot.kind(slot)
      let kind = slot == Slot.purpose.rawValue && action == 19 ? Kind.request.ordinal : place
      try check.mask(
        fact.a, view.slots.width(slot), bits: atoms.counts[kind], .facts, index)
      guard fact.b == 0, Int(fact.c) == detail else { throw fault("its list is not the next one") }
      try names(1 << UInt32(kind))
    case FactTest.consent:
      hasSlot = slot == Slot.consent.rawValue
      let count = Int(u32(view.kinds, Kind.consent.ordinal * 4 + 1))
      try check.mask(fact.a, view.slots.consent, bits: count, .facts, index)
      guard fact.b == 0, Int(fact.c) == detail else { throw fault("its list is not the next one") }
      try names(Kind.consent.bit)
    case FactTest.circumstance:
      guard Int(fact.a) < check.count(.circumstances), fact.b | fact.c == 0 else {
        throw fault("there is no circumstance \(fact.a)")
      }
    case FactTest.ageUnder:
      guard fact.c == 0 else { throw fault("its last number is not 0") }
    case FactTest.happened:
      guard Int(fact.a) == detail, fact.c == 0 else { throw fault("its list is not the next one") }
      try numbers(below: eventCount)
      if fact.b != FlatFormat.none { try span(fact.b) }
    case FactTest.over:
      guard fact.b | fact.c == 0 else { throw fault("its last numbers are not 0") }
      try period(fact.a)
    default: throw fault("there is no test \(test)")
    }
    guard hasSlot, flags & ~allowed == 0 else {
      throw fault("its slot or its flags do not fit what it tests")
    }
  }

  // MARK: Times

  private func span(_ index: UInt32) throws(RulesetError) {
    guard Int(index) == span, span < spanCount else { throw fault("its time is not the next one") }
    let place = span * 4
    guard int(view.spans, place) >= 0 else {
      throw check.fault(.spans, span, "a time cannot be negative")
    }
    guard u32(view.spans, place + 2) < 5, u32(view.spans, place + 3) == 0 else {
      throw check.fault(.spans, span, "there is no such unit, or its last number is not 0")
    }
    span += 1
  }

  private func period(_ index: UInt32) throws(RulesetError) {
    guard Int(index) == period, period < periodCount else {
      throw fault("its period is not the next one")
    }
    let ends = view.period(period)
    guard ends.lowerBound == end, ends.upperBound <= endCount else {
      throw check.fault(.periods, period, "its ends do not follow those of the period before")
    }
    for place in ends {
      let record = view.end(place)
      guard u32(record.at, 0) <= 1, u32(record.at, 3) == 0, record.since == detail else {
        throw check.fault(
          .ends, place, "its flag, its list or its last number is not what it has to be")
      }
      try numbers(below: eventCount)
      if record.span != FlatFormat.none { try span(record.span) }
    }
    guard ends.isEmpty || view.end(ends.upperBound - 1).closesAlternative else {
      throw check.fault(.periods, period, "its last alternative does not end")
    }
    end = ends.upperBound
    period += 1
  }

  private func deadline(_ norm: Int) throws(RulesetError) {
    let record = view.deadline(deadline)
    func fault(_ reason: String) -> RulesetError { check.fault(.deadlines, deadline, reason) }
    guard u32(record.at, 1) & ~256 < 3 else { throw fault("there is no such measure") }
    guard record.since == detail else { throw fault("its list is not the next one") }
    for place in try list() {
      let string = u32(view.details, place)
      guard string < strings else { throw fault("there is no string \(string)") }
    }
    if record.measure == 0 {
      try span(record.span)
    } else if record.span != FlatFormat.none {
      throw fault("only a deadline within a time has one")
    }
    deadline += 1
  }
}

extension NormDetail {
  /// The bits of all lists.
  fileprivate static let lists: UInt32 = 0x1FF
}

extension Action {
  /// The kind of an action's object, both as numbers.
  static func objectKind(_ action: Int) -> Int {
    switch action {
    case 14: Kind.message.ordinal
    case 15: Kind.cookie.ordinal
    case 16, 17, 20: Kind.request.ordinal
    case 18: Kind.event.ordinal
    case 19: Kind.person.ordinal
    default: Kind.data.ordinal
    }
  }
}

extension Slot {
  /// The kind of the word at a slot, both as numbers.
  fileprivate static func kind(_ slot: Int) -> Int {
    switch slot {
    case 2: Kind.recipient.ordinal
    case 3: Kind.purpose.ordinal
    case 4: Kind.touchpoint.ordinal
    case 5: Kind.form.ordinal
    case 6: Kind.person.ordinal
    default: Kind.place.ordinal
    }
  }
}

extension SlotWidths {
  /// The width of a slot by its number.
  @inline(__always)
  fileprivate func width(_ slot: Int) -> Int {
    switch slot {
    case 2: recipient
    case 3: purpose
    case 4: touchpoint
    case 5: form
    case 6: person
    default: place
    }
  }
}
