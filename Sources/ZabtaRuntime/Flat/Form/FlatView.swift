/// A flat file, ready to be read.
///
/// Made only of bytes that were checked or that ``FlatWriter`` wrote: then every index that a record
/// holds is within its section, and no read can fail. It owns nothing; ``FlatMemory`` keeps the bytes.
struct FlatView: @unchecked Sendable {
  let base: UnsafeRawPointer

  let blob: UnsafePointer<UInt8>
  let strings: UnsafePointer<UInt32>
  let kinds: UnsafePointer<UInt32>
  let words: UnsafePointer<UInt32>
  let includes: UnsafePointer<UInt32>
  let people: UnsafePointer<UInt32>
  let names: UnsafePointer<UInt32>
  let events: UnsafePointer<UInt32>
  let circumstances: UnsafePointer<UInt32>
  let pool: UnsafePointer<UInt64>
  let norms: UnsafePointer<UInt32>
  let facts: UnsafePointer<UInt32>
  let details: UnsafePointer<UInt32>
  let spans: UnsafePointer<UInt32>
  let periods: UnsafePointer<UInt32>
  let ends: UnsafePointer<UInt32>
  let deadlines: UnsafePointer<UInt32>
  let reasons: UnsafePointer<UInt32>
  let clauses: UnsafePointer<UInt32>
  let rules: UnsafePointer<UInt32>
  let texts: UnsafePointer<UInt32>
  let candidateStarts: UnsafePointer<UInt32>
  let candidates: UnsafePointer<UInt32>
  let broadStarts: UnsafePointer<UInt32>
  let broad: UnsafePointer<UInt32>
  let actionStarts: UnsafePointer<UInt32>
  let byAction: UnsafePointer<UInt32>
  let floors: UnsafePointer<UInt32>
  let keeping: UnsafePointer<UInt32>

  let floorCount: Int
  let keepingCount: Int
  let deadlineCount: Int
  let reasonCount: Int

  /// The names' places, less one: their number is a power of two.
  let nameMask: Int
  let seed: UInt32
  let slots: SlotWidths
  /// For each action, where the starts of its objects' atoms begin among the candidates' starts.
  let actionBases: ActionBases
  let timeZone: Int

  /// Takes bytes that have been checked, or that the writer has written; aligned to 8.
  init(checked base: UnsafeRawPointer) {
    func section<Item>(_ section: FlatSection, as: Item.Type = UInt32.self) -> UnsafePointer<Item> {
      (base + FlatView.offset(base, section)).assumingMemoryBound(to: Item.self)
    }
    self.base = base
    blob = section(.blob, as: UInt8.self)
    strings = section(.strings)
    kinds = section(.kinds)
    words = section(.words)
    includes = section(.includes)
    people = section(.people)
    names = section(.names)
    events = section(.events)
    circumstances = section(.circumstances)
    pool = section(.pool, as: UInt64.self)
    norms = section(.norms)
    facts = section(.facts)
    details = section(.details)
    spans = section(.spans)
    periods = section(.periods)
    ends = section(.ends)
    deadlines = section(.deadlines)
    reasons = section(.reasons)
    clauses = section(.clauses)
    rules = section(.rules)
    texts = section(.texts)
    candidateStarts = section(.candidateStarts)
    candidates = section(.candidates)
    broadStarts = section(.broadStarts)
    broad = section(.broad)
    actionStarts = section(.actionStarts)
    byAction = section(.byAction)
    floors = section(.floors)
    keeping = section(.keeping)
    floorCount = FlatView.count(base, .floors)
    keepingCount = FlatView.count(base, .keeping)
    deadlineCount = FlatView.count(base, .deadlines)
    reasonCount = FlatView.count(base, .reasons)
    nameMask = FlatView.count(base, .names) - 1
    seed = FlatView.header(base, 96)
    let atoms = AtomCounts(kinds: kinds)
    slots = SlotWidths(
      atoms, consents: Int(u32(kinds, 4 * Kind.consent.ordinal + 1)),
      circumstances: FlatView.count(base, .circumstances))
    actionBases = ActionBases(atoms)
    timeZone = Int(Int32(truncatingIfNeeded: FlatView.header(base, 72)))
  }

  /// A u32 of the header.
  static func header(_ base: UnsafeRawPointer, _ offset: Int) -> UInt32 {
    UInt32(littleEndian: base.load(fromByteOffset: offset, as: UInt32.self))
  }

  private static func line(_ section: FlatSection) -> Int {
    FlatFormat.headerSize + Int(section.rawValue - 1) * FlatFormat.lineSize
  }

  static func offset(_ base: UnsafeRawPointer, _ section: FlatSection) -> Int {
    Int(header(base, line(section) + 8))
  }

  static func count(_ base: UnsafeRawPointer, _ section: FlatSection) -> Int {
    Int(header(base, line(section) + 12))
  }

  /// How many records a section has.
  func count(_ section: FlatSection) -> Int { FlatView.count(base, section) }

  // MARK: Records

  func word(_ index: Int) -> WordRecord { WordRecord(at: words + index * 10) }
  @inline(__always)
  func norm(_ index: Int) -> NormRecord { NormRecord(at: norms + index * 8) }
  @inline(__always)
  func fact(_ index: Int) -> FactRecord { FactRecord(at: facts + index * 4) }
  func end(_ index: Int) -> EndRecord { EndRecord(at: ends + index * 4) }
  func deadline(_ index: Int) -> DeadlineRecord { DeadlineRecord(at: deadlines + index * 4) }
  func reason(_ index: Int) -> ReasonRecord { ReasonRecord(at: reasons + index * 4) }
  func clause(_ index: Int) -> ClauseRecord { ClauseRecord(at: clauses + index * 8) }

  /// The ends of a period.
  func period(_ index: Int) -> Range<Int> { run(periods, index * 2) }

  /// The conditions of a norm.
  func conditions(_ norm: NormRecord) -> Conditions { Conditions(view: self, facts: norm.facts) }

  /// The norms of an action that permit or forbid, in order.
  func norms(_ action: Int, permits: Bool) -> UnsafeBufferPointer<UInt32> {
    let place = action * 2 + (permits ? 1 : 0)
    let start = Int(u32(actionStarts, place))
    return UnsafeBufferPointer(
      start: byAction + start, count: Int(u32(actionStarts, place + 1)) - start)
  }

  /// A length of time.
  func span(_ index: Int) -> Span {
    let unit: Span.Unit =
      switch u32(spans, index * 4 + 2) {
      case 0: .hour
      case 1: .day
      case 2: .week
      case 3: .month
      default: .year
      }
    return Span(int(spans, index * 4), unit)
  }

  /// A list of the details: where its items begin and how many they are.
  @inline(__always)
  func list(_ place: Int) -> (items: UnsafePointer<UInt32>, count: Int) {
    (details + place + 1, Int(u32(details, place)))
  }

  /// The mask's word of bits.
  @inline(__always)
  func bits(_ mask: Int, _ offset: Int) -> UInt64 { UInt64(littleEndian: pool[mask + offset]) }

  /// True where an atom is of a mask.
  @inline(__always)
  func has(_ mask: Int, _ atom: Int) -> Bool {
    bits(mask, atom &>> 6) &>> UInt64(atom & 63) & 1 != 0
  }

  // MARK: Strings and names

  /// A string's bytes.
  func bytes(_ string: UInt32) -> UnsafeRawBufferPointer {
    let start = Int(u32(strings, Int(string)))
    let end = Int(u32(strings, Int(string) + 1))
    return UnsafeRawBufferPointer(start: blob + start, count: end - start)
  }

  /// A string.
  func string(_ string: UInt32) -> String { String(decoding: bytes(string), as: UTF8.self) }

  /// The number of a name in a list; nil where the list lacks it.
  func number(_ list: UInt32, _ name: UnsafeRawBufferPointer) -> Int? {
    let hash = FlatHash.hash(name, list: list, seed: seed)
    let low = UInt32(truncatingIfNeeded: hash)
    var place = Int(low) & nameMask
    for _ in 0...FlatFormat.probeLimit {
      let entry = names + place * 4
      let found = u32(entry, 1)
      if found == FlatFormat.none { return nil }
      if found == list, u32(entry, 0) == low, isSame(bytes(u32(entry, 2)), name) {
        return Int(u32(entry, 3))
      }
      place = (place + 1) & nameMask
    }
    return nil
  }

  /// The number of a name in a list; nil where the list lacks it.
  @inline(__always)
  func number(_ list: UInt32, _ name: String) -> Int? {
    withBytes(name) { number(list, $0) }
  }
}

/// True where two texts have the same bytes.
@inline(__always)
func isSame(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
  guard one.count == other.count else { return false }
  var index = 0
  while index < one.count {
    if one[index] != other[index] { return false }
    index += 1
  }
  return true
}
