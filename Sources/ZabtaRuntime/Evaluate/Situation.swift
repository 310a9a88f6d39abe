/// A question in numbers: what is asked about and what is known.
struct Situation {
  /// The atoms at each slot, laid out as ``Layout`` says.
  var sets: [UInt64]
  /// The slots that the question states, as bits.
  var stated: UInt32 = 0
  /// The person's age in whole years.
  var age: Int?
  /// When the record was made.
  var created: Moment?
  /// What happened.
  var events: [(event: Int, moment: Moment?)] = []
  /// The moment asked about.
  var on: Moment?

  /// A situation of which nothing is known.
  init(_ layout: Layout) {
    sets = Array(repeating: 0, count: layout.size)
  }

  /// True where the slot's word is stated.
  func isStated(_ slot: Slot) -> Bool { stated & (1 << UInt32(slot.rawValue)) != 0 }

  /// Marks a slot as stated.
  mutating func state(_ slot: Slot) { stated |= 1 << UInt32(slot.rawValue) }
}

extension CompiledNorms {
  /// Puts the atoms of a mask into a slot.
  func fill(_ situation: inout Situation, _ slot: Slot, mask: Int) {
    let start = layout.starts[slot.rawValue]
    for offset in 0..<layout.widths[slot.rawValue] {
      situation.sets[start + offset] = pool[mask + offset]
    }
    situation.state(slot)
  }

  /// Adds one bit to a slot.
  func insert(_ situation: inout Situation, _ slot: Slot, _ bit: Int) {
    let position = layout.starts[slot.rawValue] + bit / 64
    situation.sets[position] |= 1 << UInt64(bit % 64)
    situation.state(slot)
  }
}
