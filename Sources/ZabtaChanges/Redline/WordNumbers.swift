/// Words as numbers: equal bytes, equal number.
///
/// Words are compared by their bytes: canonical equivalence could blur a change. A table of its own,
/// because a dictionary of arrays costs more than the comparison that it serves.
struct WordNumbers {
  /// The bytes of the words seen, one after the other.
  private var pool: [UInt8] = []
  private var ends: [Int] = []
  private var hashes: [UInt64] = []
  /// Places of words by hash, each number plus one; zero is empty.
  private var slots: [Int] = Array(repeating: 0, count: 1 << 10)

  /// How many different words there are.
  var count: Int { ends.count }

  /// The number of a word, new or known.
  mutating func number(_ word: ArraySlice<UInt8>) -> Int {
    if ends.count * 2 >= slots.count { grow() }
    let hash = WordNumbers.hash(word)
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] > 0 {
      let known = slots[slot] - 1
      if hashes[known] == hash, self.word(known).elementsEqual(word) { return known }
      slot = (slot + 1) & mask
    }
    pool.append(contentsOf: word)
    ends.append(pool.count)
    hashes.append(hash)
    slots[slot] = ends.count
    return ends.count - 1
  }

  /// The numbers of a text's words, in order.
  mutating func numbers(_ tokens: Tokens) -> [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(tokens.count)
    for token in tokens.indices { numbers.append(number(tokens.word(token))) }
    return numbers
  }

  private func word(_ number: Int) -> ArraySlice<UInt8> {
    pool[(number > 0 ? ends[number - 1] : 0)..<ends[number]]
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] > 0 { slot = (slot + 1) & mask }
      slots[slot] = number + 1
    }
  }

  /// FNV-1a, its bits mixed once more.
  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
  }
}
