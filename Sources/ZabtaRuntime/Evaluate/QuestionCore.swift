/// A question in numbers: a single atom or a group at each of nine places, and what is known.
struct QuestionCore: Sendable {
  /// How many of the slots hold words: all but consents and circumstances.
  static let slotCount = 9
  /// Where ``known`` stands in memory, after one line of the cache.
  static var knownOffset: Int { 64 }
  /// Stands at a place of which the question says nothing.
  static let unstated: Int32 = -1

  /// By slot: the atom; ``unstated``; or a group's word, turned into a number below that.
  ///
  /// Stays the first member, so that ``word(of:_:)`` finds them; with all that stands before ``known`` it
  /// fills one line of the cache.
  private(set) var words = Words()
  /// The bits by which most norms are passed over.
  private(set) var filter: Filter
  /// What is done, as the norms name it (`keep` is `store` with a time).
  var action: UInt8
  /// True where one of the words stands for several atoms.
  private(set) var hasGroups = false
  /// The stamp of the ruleset whose numbers these are; 0 of a question that is not kept.
  var stamp: UInt64 = 0
  var known = Known()

  /// A number for each slot that holds words, one after the other.
  struct Words: Sendable {
    private var numbers: (Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32, Int32) =
      (-1, -1, -1, -1, -1, -1, -1, -1, -1)

    subscript(slot: Int) -> Int32 {
      get {
        withUnsafeBytes(of: numbers) { $0.load(fromByteOffset: slot * 4, as: Int32.self) }
      }
      set {
        withUnsafeMutableBytes(of: &numbers) {
          $0.storeBytes(of: newValue, toByteOffset: slot * 4, as: Int32.self)
        }
      }
    }
  }

  /// The word at a slot of a question, read where it stands: through `pointee` all of them would be copied.
  @inline(__always)
  static func word(of core: UnsafePointer<QuestionCore>, _ slot: Int) -> Int32 {
    UnsafeRawPointer(core).load(fromByteOffset: slot &* 4, as: Int32.self)
  }

  /// A question that states nothing but what is done.
  init(action: Int) {
    self.action = UInt8(
      truncatingIfNeeded:
        action == Action.keep.ordinal ? Action.store.ordinal : action)
    filter = .nothingStated
  }

  /// The word that a number of ``words`` stands for.
  static func group(_ value: Int32) -> Int { -2 - Int(value) }

  /// States the atom at a place.
  mutating func set(_ slot: Slot, atom: Int) {
    put(slot, Int32(truncatingIfNeeded: atom), atom)
  }

  /// States a group at a place.
  mutating func set(_ slot: Slot, group word: Int) {
    put(slot, Int32(truncatingIfNeeded: -2 - word), nil)
  }

  /// Takes back what is stated at a place.
  mutating func clear(_ slot: Slot) {
    put(slot, QuestionCore.unstated, nil)
  }

  /// True where a place is stated.
  func isStated(_ slot: Slot) -> Bool { words[slot.rawValue] != QuestionCore.unstated }

  @inline(__always)
  private mutating func put(_ slot: Slot, _ value: Int32, _ atom: Int?) {
    words[slot.rawValue] = value
    filter.replace(slot, with: Filter.bit(slot, atom))
    if value < QuestionCore.unstated {
      hasGroups = true
    } else if hasGroups {
      hasGroups = (0..<QuestionCore.slotCount).contains { words[$0] < QuestionCore.unstated }
    }
  }
}

extension Filter {
  /// The bits of a question that states none of the places.
  static let nothingStated = {
    var filter = Filter.empty
    for slot in Slot.allCases { filter.formUnion(Filter.bit(slot, nil)) }
    return filter
  }()
}
