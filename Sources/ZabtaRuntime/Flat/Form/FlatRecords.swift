/// A word of ``FlatSection/words``.
struct WordRecord {
  let at: UnsafePointer<UInt32>

  /// A string.
  var name: UInt32 { u32(at, 0) }
  var kind: Int { Int(u32(at, 1) & 0xFF) }
  var isVague: Bool { u32(at, 1) >> 8 & WordFlag.isVague != 0 }
  /// The one atom that it stands for, or ``FlatFormat/none``.
  var atom: UInt32 { u32(at, 2) }
  /// The mask of its several atoms, or ``FlatFormat/none``.
  var mask: UInt32 { u32(at, 3) }
  /// The atom that it has for itself; its first atom where it has none.
  var rest: Int { Int(u32(at, 4)) }
  var includes: Range<Int> { run(at, 5) }
  var labels: Range<Int> { run(at, 7) }
}

/// A norm of ``FlatSection/norms``.
struct NormRecord {
  let at: UnsafePointer<UInt32>

  var effect: UInt32 { u32(at, 0) & 0xFF }
  var action: Int { Int(u32(at, 0) >> 8 & 0xFF) }
  var origin: UInt32 { u32(at, 0) >> 16 & 0xFF }
  var flags: UInt32 { u32(at, 0) >> 24 }
  var objectMask: Int { Int(u32(at, 1)) }
  var actorMask: Int { Int(u32(at, 2)) }
  var facts: Range<Int> { run(at, 3) }
  /// A period, or ``FlatFormat/none``.
  var period: UInt32 { u32(at, 5) }
  var reason: Int { Int(u32(at, 6)) }
  var detail: Int { Int(u32(at, 7)) }

  var isOurs: Bool { flags & NormFlag.isOurs != 0 }
  var shutsOutForms: Bool { flags & NormFlag.shutsOutForms != 0 }
  var isVague: Bool { flags & NormFlag.isVague != 0 }
  var hasObligations: Bool { flags & NormFlag.hasObligations != 0 }
  /// True of a duty of ours to keep.
  var isFloor: Bool {
    isOurs && effect == Norm.Effect.duty.number && action == Action.keep.ordinal
      && origin == Norm.Origin.floor.number
  }
  var isCeiling: Bool { origin == Norm.Origin.ceiling.number }
}

/// A fact of ``FlatSection/facts``.
struct FactRecord {
  let at: UnsafePointer<UInt32>

  var test: UInt32 { u32(at, 0) & 0xFF }
  var slot: Int { Int(u32(at, 0) >> 8 & 0xFF) }
  var flags: UInt32 { u32(at, 0) >> 16 }
  var a: UInt32 { u32(at, 1) }
  var b: UInt32 { u32(at, 2) }
  var c: UInt32 { u32(at, 3) }

  var endsCondition: Bool { flags & FactFlag.endsCondition != 0 }
  var isNegated: Bool { flags & FactFlag.isNegated != 0 }
  var whenUnstated: Bool { flags & FactFlag.whenUnstated != 0 }
  /// The limit of `ageUnder`.
  var age: Int { int(at, 1) }
}

/// The conditions of a norm: ranges of facts, one of which must hold.
struct Conditions: Sequence, IteratorProtocol {
  let view: FlatView
  var facts: Range<Int>

  mutating func next() -> Range<Int>? {
    guard !facts.isEmpty else { return nil }
    var end = facts.lowerBound
    while end < facts.upperBound {
      end += 1
      if view.fact(end - 1).endsCondition { break }
    }
    let condition = facts.lowerBound..<end
    facts = end..<facts.upperBound
    return condition
  }
}

/// An end of ``FlatSection/ends``.
struct EndRecord {
  let at: UnsafePointer<UInt32>

  var closesAlternative: Bool { u32(at, 0) & 1 != 0 }
  /// A span, or ``FlatFormat/none``.
  var span: UInt32 { u32(at, 1) }
  /// The place of a list of events in the details.
  var since: Int { Int(u32(at, 2)) }
}

/// A deadline of ``FlatSection/deadlines``.
struct DeadlineRecord {
  let at: UnsafePointer<UInt32>

  var norm: Int { Int(u32(at, 0)) }
  /// 0 within, 1 immediately, 2 promptly.
  var measure: UInt32 { u32(at, 1) & 0xFF }
  var isTypical: Bool { u32(at, 1) & 256 != 0 }
  /// A span, or ``FlatFormat/none``.
  var span: UInt32 { u32(at, 2) }
  /// The place of a list of strings in the details.
  var since: Int { Int(u32(at, 3)) }
}

/// A citation of ``FlatSection/reasons``.
struct ReasonRecord {
  let at: UnsafePointer<UInt32>

  var clause: Int { Int(u32(at, 0)) }
  var isPermit: Bool { u32(at, 1) == 0 }
  var sentence: Int { int(at, 2) }
}

/// A clause of ``FlatSection/clauses``.
struct ClauseRecord {
  let at: UnsafePointer<UInt32>

  /// A string.
  var id: UInt32 { u32(at, 0) }
  var heading: Range<Int> { run(at, 1) }
  var text: Range<Int> { run(at, 3) }
  var rules: Range<Int> { run(at, 5) }
}

/// A little-endian number of a record.
@inline(__always)
func u32(_ at: UnsafePointer<UInt32>, _ field: Int) -> UInt32 {
  UInt32(littleEndian: at[field])
}

/// A number of 64 bits, the low half first.
@inline(__always)
func int(_ at: UnsafePointer<UInt32>, _ field: Int) -> Int {
  Int(truncatingIfNeeded: UInt64(u32(at, field)) | UInt64(u32(at, field + 1)) << 32)
}

/// A run of records: the first and how many.
@inline(__always)
func run(_ at: UnsafePointer<UInt32>, _ field: Int) -> Range<Int> {
  let first = Int(u32(at, field))
  return Range(uncheckedBounds: (first, first + Int(u32(at, field + 1))))
}
