/// The first look at a norm: which words a question may have at eight of its places, as 96 bits.
///
/// Each place has a group of bits; bit 0 of a group (but of the actor's) stands for "not stated", and
/// atoms share the others by turns. A question has one bit in each group, a norm every bit under which
/// it can apply. A norm that lacks a bit of the question does not apply; one that has them all is
/// looked at in full, unless ``exact`` says that there is no more to see.
struct Filter: Hashable {
  /// The groups of the actor, the recipient and the purpose.
  var first: UInt64
  /// The groups of the other places.
  var second: UInt32

  /// Every bit: it holds back nothing.
  static let open = Filter(first: .max, second: .max)
  /// No bit.
  static let empty = Filter(first: 0, second: 0)

  /// The bit of a candidate's norm that says that the filter tells all: no condition beside words at
  /// places that have a bit for each atom.
  static let exact: UInt32 = 1 << 31

  /// A place's group of bits.
  struct Group {
    let shift: UInt64
    let width: UInt64
    let isFirst: Bool
    /// True where bit 0 stands for "not stated".
    let isOptional: Bool

    /// How many atoms have a bit of their own.
    var room: Int { Int(width) - (isOptional ? 1 : 0) }
  }

  /// The group of a place; nil for those that have none (the object, consents and circumstances).
  static func group(_ slot: Slot) -> Group? {
    switch slot {
    case .actor: Group(shift: 0, width: 16, isFirst: true, isOptional: false)
    case .recipient: Group(shift: 16, width: 24, isFirst: true, isOptional: true)
    case .purpose: Group(shift: 40, width: 24, isFirst: true, isOptional: true)
    case .touchpoint: Group(shift: 0, width: 12, isFirst: false, isOptional: true)
    case .person: Group(shift: 12, width: 6, isFirst: false, isOptional: true)
    case .form: Group(shift: 18, width: 6, isFirst: false, isOptional: true)
    case .region: Group(shift: 24, width: 4, isFirst: false, isOptional: true)
    case .jurisdiction: Group(shift: 28, width: 4, isFirst: false, isOptional: true)
    case .object, .consent, .circumstance: nil
    }
  }

  /// The bit of an atom at a place, or of "not stated".
  static func bit(_ slot: Slot, _ atom: Int?) -> Filter {
    guard let group = group(slot) else { return .empty }
    let index: UInt64
    if group.isOptional {
      index = atom.map { 1 + UInt64($0) % (group.width - 1) } ?? 0
    } else {
      index = UInt64(atom ?? 0) % group.width
    }
    return group.isFirst
      ? Filter(first: 1 << (group.shift + index), second: 0)
      : Filter(first: 0, second: 1 << UInt32(group.shift + index))
  }

  /// The bits of a place.
  static func bits(of slot: Slot) -> Filter {
    guard let group = group(slot) else { return .empty }
    let bits = ((UInt64(1) << group.width) - 1) << group.shift
    return group.isFirst ? Filter(first: bits, second: 0) : Filter(first: 0, second: UInt32(bits))
  }

  /// Adds the bits of another.
  mutating func formUnion(_ other: Filter) {
    first |= other.first
    second |= other.second
  }

  /// Puts the bits of another at a place.
  mutating func replace(_ slot: Slot, with other: Filter) {
    let place = Filter.bits(of: slot)
    first = first & ~place.first | other.first
    second = second & ~place.second | other.second
  }

  /// Keeps, at a place, the bits of another alone.
  mutating func restrict(_ slot: Slot, to other: Filter) {
    let place = Filter.bits(of: slot)
    first &= other.first | ~place.first
    second &= other.second | ~place.second
  }
}
