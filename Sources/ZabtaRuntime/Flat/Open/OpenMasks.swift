/// Checks the masks of norms and facts; what many of them share is gone through once.
final class MaskCheck {
  private let check: FlatCheck
  private let atoms: AtomCounts
  private let slots: SlotWidths
  private let pool: Int
  /// For each place of the pool, as which masks it has been checked: a bit for each slot of a fact, then
  /// one for each kind of object.
  private let checked: UnsafeMutableBufferPointer<UInt32>
  /// For each place of the pool how many atoms a norm's object has there: ``many`` of those beyond
  /// ``FlatFormat/broadLimit``, ``unknown`` of what was not counted.
  private let counts: UnsafeMutableBufferPointer<UInt8>

  private static let many: UInt8 = 65
  private static let unknown: UInt8 = 255
  /// The bits of those who act, of consents, and of purposes that are requests.
  private static let actors: UInt32 = 1
  private static let consents: UInt32 = 1 << 9
  private static let requests: UInt32 = 1 << 11
  private static let firstObject: UInt32 = 12

  init(_ check: FlatCheck) {
    self.check = check
    atoms = AtomCounts(kinds: check.view.kinds)
    slots = check.view.slots
    pool = check.count(.pool)
    checked = .allocate(capacity: max(1, pool))
    checked.initialize(repeating: 0)
    counts = .allocate(capacity: max(1, pool))
    counts.initialize(repeating: MaskCheck.unknown)
  }

  deinit {
    checked.deallocate()
    counts.deallocate()
  }

  /// Checks the mask of a norm's object, of a kind.
  @inline(__always)
  func object(_ mask: Int, _ kind: Int, _ norm: Int) throws(RulesetError) {
    let bit: UInt32 = 1 << (MaskCheck.firstObject &+ UInt32(truncatingIfNeeded: kind))
    if isChecked(mask, bit) { return }
    try once(mask, bit, slots.object, atoms.counts[kind], .norms, norm)
  }

  /// Checks the mask of those who act.
  @inline(__always)
  func actor(_ mask: Int, _ norm: Int) throws(RulesetError) {
    if isChecked(mask, MaskCheck.actors) { return }
    try once(mask, MaskCheck.actors, slots.actor, slots.actors, .norms, norm)
  }

  /// Checks the mask of a fact's words, of a kind.
  @inline(__always)
  func words(_ mask: UInt32, _ slot: Int, _ kind: Int, _ fact: Int) throws(RulesetError) {
    let bit: UInt32 =
      kind == Kind.request.ordinal ? MaskCheck.requests : 1 << UInt32(truncatingIfNeeded: slot)
    if isChecked(Int(mask), bit) { return }
    try once(Int(mask), bit, slots.width(slot), atoms.counts[kind], .facts, fact)
  }

  /// Checks the mask of a fact's consents.
  @inline(__always)
  func consents(_ mask: UInt32, _ fact: Int) throws(RulesetError) {
    if isChecked(Int(mask), MaskCheck.consents) { return }
    let count = Int(u32(check.view.kinds, Kind.consent.ordinal * 4 + 1))
    try once(Int(mask), MaskCheck.consents, slots.consent, count, .facts, fact)
  }

  @inline(__always)
  private func isChecked(_ mask: Int, _ bit: UInt32) -> Bool {
    mask < pool && checked[mask] & bit != 0
  }

  @inline(never)
  private func once(
    _ mask: Int, _ bit: UInt32, _ width: Int, _ bits: Int, _ section: FlatSection, _ index: Int
  ) throws(RulesetError) {
    try check.mask(UInt32(truncatingIfNeeded: mask), width, bits: bits, section, index)
    if mask < pool { checked[mask] |= bit }
  }

  /// How many atoms a checked mask of an object has; of many atoms, only that they are many.
  @inline(__always)
  func atoms(_ mask: Int) -> Int {
    guard mask < pool else { return 0 }
    let count = counts[mask]
    return Int(count == MaskCheck.unknown ? self.count(mask) : count)
  }

  @inline(never)
  private func count(_ mask: Int) -> UInt8 {
    var atoms = 0
    for offset in 0..<slots.object { atoms += check.view.bits(mask, offset).nonzeroBitCount }
    counts[mask] = atoms > FlatFormat.broadLimit ? MaskCheck.many : UInt8(atoms)
    return counts[mask]
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
