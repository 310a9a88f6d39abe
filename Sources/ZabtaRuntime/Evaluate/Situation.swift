/// A question about groups: at each place, the set of atoms that it is about.
struct Situation {
  let layout: Layout
  /// The atoms at each slot, laid out as ``Layout`` says.
  var sets: [UInt64]
  /// The slots that the question states, as bits.
  var stated: UInt32 = 0
  var known: Known

  /// A situation of which nothing is known.
  init(_ layout: Layout) {
    self.layout = layout
    sets = Array(repeating: 0, count: layout.size)
    known = Known()
  }

  /// The situation that a question describes.
  init(_ core: borrowing QuestionCore, _ layout: Layout, _ view: FlatView) {
    self.init(layout)
    known = core.known
    for slot in Slot.allCases.prefix(QuestionCore.slotCount) {
      let value = core.words[slot.rawValue]
      if value >= 0 {
        insert(slot, Int(value))
      } else if value != QuestionCore.unstated {
        fill(slot, view.word(QuestionCore.group(value)), view)
      }
    }
  }

  /// True where the slot's word is stated.
  func isStated(_ slot: Slot) -> Bool { stated & (1 << UInt32(slot.rawValue)) != 0 }

  /// Adds an atom to a slot.
  mutating func insert(_ slot: Slot, _ atom: Int) {
    sets[layout.starts[slot.rawValue] + atom / 64] |= 1 << UInt64(atom % 64)
    stated |= 1 << UInt32(slot.rawValue)
  }

  /// Puts the atoms of a word of several into a slot.
  private mutating func fill(_ slot: Slot, _ word: WordRecord, _ view: FlatView) {
    guard let kind = Kind(ordinal: word.kind), word.mask != FlatFormat.none else { return }
    let width = (view.atomCount(word.kind) + 63) / 64
    let shift = slot == .actor ? view.slots.firstActor(kind) ?? 0 : 0
    for offset in 0..<width {
      var rest = view.bits(Int(word.mask), offset)
      while rest != 0 {
        insert(slot, shift + offset * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// The atoms at a slot.
  func atoms(_ slot: Slot) -> BitSet { BitSet(bits: sets[layout.range(slot)]) }
}

extension Kind {
  /// The kind at a place among `allCases`.
  init?(ordinal: Int) {
    let all = Kind.allCases
    guard all.indices.contains(ordinal) else { return nil }
    self = all[ordinal]
  }
}

extension FlatView {
  /// How many atoms a kind has.
  func atomCount(_ kind: Int) -> Int { Int(u32(kinds, kind * 4 + 2)) }
}
