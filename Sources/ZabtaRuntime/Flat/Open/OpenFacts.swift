extension NormCheck {
  // MARK: Facts

  @inline(__always)
  mutating func fact(
    _ fact: FactRecord, _ index: Int, _ action: Int
  ) throws(RulesetError) {
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
      try masks.words(fact.a, slot, kind, index)
      guard fact.b == 0, Int(fact.c) == details.place else {
        throw fault("its list is not the next one")
      }
      try details.names(1 << UInt32(kind))
    case FactTest.consent:
      hasSlot = slot == Slot.consent.rawValue
      try masks.consents(fact.a, index)
      guard fact.b == 0, Int(fact.c) == details.place else {
        throw fault("its list is not the next one")
      }
      try details.names(Kind.consent.bit)
    case FactTest.circumstance:
      guard Int(fact.a) < check.count(.circumstances), fact.b | fact.c == 0 else {
        throw fault("there is no circumstance \(fact.a)")
      }
    case FactTest.ageUnder:
      guard fact.c == 0 else { throw fault("its last number is not 0") }
    case FactTest.happened:
      guard Int(fact.a) == details.place, fact.c == 0 else {
        throw fault("its list is not the next one")
      }
      try details.numbers(below: eventCount)
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

  mutating func span(_ index: UInt32) throws(RulesetError) {
    guard Int(index) == span, span < spanCount else { throw fault("its time is not the next one") }
    let place = span * 4
    guard int(check.view.spans, place) >= 0 else {
      throw check.fault(.spans, span, "a time cannot be negative")
    }
    guard u32(check.view.spans, place + 2) < 5, u32(check.view.spans, place + 3) == 0 else {
      throw check.fault(.spans, span, "there is no such unit, or its last number is not 0")
    }
    span += 1
  }

  mutating func period(_ index: UInt32) throws(RulesetError) {
    guard Int(index) == period, period < periodCount else {
      throw fault("its period is not the next one")
    }
    let ends = check.view.period(period)
    guard ends.lowerBound == end, ends.upperBound <= endCount else {
      throw check.fault(.periods, period, "its ends do not follow those of the period before")
    }
    for place in ends {
      let record = check.view.end(place)
      guard u32(record.at, 0) <= 1, u32(record.at, 3) == 0, record.since == details.place else {
        throw check.fault(
          .ends, place, "its flag, its list or its last number is not what it has to be")
      }
      try details.numbers(below: eventCount)
      if record.span != FlatFormat.none { try span(record.span) }
    }
    guard ends.isEmpty || check.view.end(ends.upperBound - 1).closesAlternative else {
      throw check.fault(.periods, period, "its last alternative does not end")
    }
    end = ends.upperBound
    period += 1
  }

  mutating func deadline(_ norm: Int) throws(RulesetError) {
    let record = check.view.deadline(deadline)
    func fault(_ reason: String) -> RulesetError { check.fault(.deadlines, deadline, reason) }
    guard u32(record.at, 1) & ~256 < 3 else { throw fault("there is no such measure") }
    guard record.since == details.place else { throw fault("its list is not the next one") }
    try details.strings(fault)
    if record.measure == 0 {
      try span(record.span)
    } else if record.span != FlatFormat.none {
      throw fault("only a deadline within a time has one")
    }
    deadline += 1
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
