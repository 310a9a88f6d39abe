/// For each norm what the lists of candidates are compared with: the first number of its record in the
/// upper half, its object's mask in the lower.
///
/// A few bytes of each, one beside the other: the records themselves would have to be fetched again and
/// again.
struct NormHeads {
  let heads: UnsafeMutableBufferPointer<UInt64>
  /// How many norms permit or forbid; how many of those are about many atoms; how many atoms the others
  /// have, together.
  var (all, broad, near) = (0, 0, 0)

  init(_ count: Int) {
    heads = .allocate(capacity: max(1, count))
    heads.initialize(repeating: 0)
  }

  /// A norm's head.
  struct Head {
    let bits: UInt64

    /// Effect, action, origin and flags, as the record has them.
    var kinds: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) & 0x7FFF_FFFF }
    var objectMask: Int { Int(bits & 0xFFFF_FFFF) }
    /// True of norms about more atoms than ``FlatFormat/broadLimit``; no flag has this bit.
    var isBroad: Bool { bits >> 63 != 0 }
  }

  subscript(norm: Int) -> Head { Head(bits: heads[norm]) }

  /// Writes down a norm with so many atoms.
  mutating func add(_ norm: Int, _ kinds: UInt32, _ mask: Int, _ atoms: Int) {
    var head = UInt64(kinds) << 32 | UInt64(mask)
    if kinds & 0xFF != Norm.Effect.duty.number {
      all += 1
      if atoms > FlatFormat.broadLimit {
        broad += 1
        head |= 1 << 63
      } else {
        near += atoms
      }
    }
    heads[norm] = head
  }
}

extension FlatCheck {
  /// Checks the norms and all that hangs on them, which stands in their order without a gap.
  ///
  /// - Returns: What the lists of candidates are compared with; the caller gives it back.
  func norms(_ words: KindsOfStrings) throws(RulesetError) -> NormHeads {
    let norms = count(.norms)
    guard norms <= ContentCheck.normLimit else {
      throw RulesetError(
        path: "norms", reason: "there are more than \(ContentCheck.normLimit) norms")
    }
    var check = NormCheck(self, words)
    do throws(RulesetError) {
      for index in 0..<norms { try check.norm(index) }
      try check.close()
    } catch {
      check.heads.heads.deallocate()
      throw error
    }
    return check.heads
  }
}

/// Goes through the norms, and counts what of each section they have used.
struct NormCheck {
  let check: FlatCheck
  // Where the records stand: whoever reads them through the view has all of it copied.
  private let (norms, facts, citations):
    (UnsafePointer<UInt32>, UnsafePointer<UInt32>, UnsafePointer<UInt32>)
  let (reasons, eventCount): (Int, Int)
  let (factCount, spanCount, periodCount, endCount, deadlineCount): (Int, Int, Int, Int, Int)
  var (fact, span, period, end, deadline) = (0, 0, 0, 0, 0)
  var details: DetailCursor
  let masks: MaskCheck
  var heads: NormHeads
  /// The norm that is looked at.
  var norm = 0

  init(_ check: FlatCheck, _ words: KindsOfStrings) {
    self.check = check
    (norms, facts, citations) = (check.view.norms, check.view.facts, check.view.reasons)
    (reasons, eventCount) = (check.count(.reasons), check.count(.events))
    (factCount, spanCount) = (check.count(.facts), check.count(.spans))
    (periodCount, endCount, deadlineCount) = (
      check.count(.periods), check.count(.ends), check.count(.deadlines)
    )
    details = DetailCursor(check, words)
    masks = MaskCheck(check)
    heads = NormHeads(check.count(.norms))
  }

  // Apart, so that honest files do not run past what only the others need.
  @inline(never)
  func fault(_ reason: String) -> RulesetError { check.fault(.norms, norm, reason) }

  /// Nothing is left over.
  func close() throws(RulesetError) {
    let used: [(FlatSection, Int, Int)] = [
      (.facts, fact, factCount), (.details, details.place, details.count),
      (.spans, span, spanCount), (.periods, period, periodCount), (.ends, end, endCount),
      (.deadlines, deadline, deadlineCount),
    ]
    for (section, used, count) in used where used != count {
      throw check.fault(section, used, "no norm has it")
    }
  }

  mutating func norm(_ index: Int) throws(RulesetError) {
    norm = index
    details.norm = index
    let record = NormRecord(at: norms + index * 8)
    let (effect, action, origin) = (record.effect, record.action, record.origin)
    guard effect < 3, action < FlatFormat.actionCount, origin < 9, record.flags < 16 else {
      throw fault("its effect, action, origin or flags are not numbers that there are")
    }
    guard record.reason < reasons,
      ReasonRecord(at: citations + record.reason * 4).isPermit == (effect == 0)
    else {
      throw fault("there is no such citation, or it is of another effect")
    }
    guard record.detail == details.place else {
      throw fault("its details do not follow those of the norm before")
    }
    let kind = Action.objectKind(action)
    try masks.object(record.objectMask, kind, index)
    try masks.actor(record.actorMask, index)
    heads.add(
      index, u32(record.at, 0), record.objectMask, masks.atoms(record.objectMask))

    let bits = try lists(kind)
    let facts = record.facts
    guard facts.lowerBound == fact, facts.upperBound <= factCount else {
      throw fault("its facts do not follow those of the norm before")
    }
    var shutsOutForms = false
    for place in facts {
      let fact = FactRecord(at: self.facts + place * 4)
      try self.fact(fact, place, action)
      if fact.slot == Slot.form.rawValue, fact.flags & FactFlag.isWrittenAsNot != 0 {
        shutsOutForms = effect == 1
      }
    }
    fact = facts.upperBound
    guard facts.isEmpty || FactRecord(at: self.facts + (fact - 1) * 4).endsCondition else {
      throw fault("its last condition does not end")
    }
    guard facts.count <= ContentCheck.nameLimit else {
      throw fault("it has more than \(ContentCheck.nameLimit) facts")
    }
    if record.period != FlatFormat.none { try period(record.period) }
    if deadline < deadlineCount, check.view.deadline(deadline).norm == index { try deadline(index) }

    var flags: UInt32 = 0
    if bits >> NormDetail.actorShift & 3 == 0 { flags |= NormFlag.isOurs }
    if shutsOutForms { flags |= NormFlag.shutsOutForms }
    if bits & NormDetail.List.vague.bit != 0 { flags |= NormFlag.isVague }
    if bits & NormDetail.List.obligations.bit != 0 { flags |= NormFlag.hasObligations }
    guard record.flags == flags else { throw fault("its flags are not what its parts say") }
  }

  /// Checks what stands first in a norm's details; answers its bits.
  @inline(__always)
  private mutating func lists(_ object: Int) throws(RulesetError) -> UInt32 {
    let bits = try details.next()
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
      guard 1 << kind & NormDetail.actors != 0 else {
        throw fault("words of the kind \(kind) cannot act")
      }
    }
    if bits & NormDetail.hasNotice != 0 { try span(try details.next()) }
    let names = bits & NormDetail.lists
    if names & NormDetail.rare != 0 { try rare(names) }
    if names & NormDetail.List.actor.bit != 0 { try details.names(1 << kind, orNone: false) }
    if names & NormDetail.List.object.bit != 0 {
      try details.names(1 << UInt32(truncatingIfNeeded: object), orNone: false)
    }
    if names & NormDetail.List.except.bit != 0 {
      try details.names(1 << UInt32(truncatingIfNeeded: object), orNone: false)
    }
    return bits
  }

  /// Checks the lists that stand before those of the actor and the object, which few norms have.
  private mutating func rare(_ names: UInt32) throws(RulesetError) {
    for list in NormDetail.List.allCases where names & NormDetail.rare & list.bit != 0 {
      switch list {
      case .obligations, .measures: try details.names(Kind.measure.bit, orNone: false)
      case .grounds: try details.names(Kind.reason.bit, orNone: false)
      case .vague: try details.names(Kind.circumstance.bit, orNone: false)
      case .channels: try details.names(.max, orNone: false)
      case .afterwards: try details.numbers(below: FlatFormat.actionCount, orNone: false)
      case .actor, .object, .except: continue
      }
    }
  }
}

extension NormDetail {
  /// The bits of all lists.
  fileprivate static let lists: UInt32 = 0x1FF
  /// The bits of the lists before the actor's.
  fileprivate static let rare: UInt32 = 0x3F
  /// The bits of the kinds whose words can act.
  fileprivate static var actors: UInt32 { Kind.role.bit | Kind.recipient.bit | Kind.person.bit }
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
