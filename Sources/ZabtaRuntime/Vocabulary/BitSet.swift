/// A set of small numbers (atoms), as bits.
package struct BitSet: Sendable, Hashable {
  /// The bits, 64 a word, the lowest first; never ends with an empty word, so equal sets are equal.
  package private(set) var words: [UInt64]

  /// Creates an empty set.
  package init() {
    words = []
  }

  /// Creates the set of 0..<count.
  package init(upTo count: Int) {
    words = Array(repeating: ~0, count: max(0, count) / 64)
    if count % 64 > 0 { words.append((1 << UInt64(count % 64)) - 1) }
  }

  /// Creates a set from its members.
  package init(_ members: some Sequence<Int>) {
    words = []
    for member in members { insert(member) }
  }

  /// True where the set has no members.
  package var isEmpty: Bool { words.isEmpty }

  /// How many members the set has.
  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// The members, in order.
  package var members: [Int] {
    var members: [Int] = []
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        members.append(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
    return members
  }

  /// True where the number (not negative) is a member.
  package func contains(_ member: Int) -> Bool {
    member / 64 < words.count && words[member / 64] & (1 << UInt64(member % 64)) != 0
  }

  /// Adds a number (not negative).
  package mutating func insert(_ member: Int) {
    while words.count <= member / 64 { words.append(0) }
    words[member / 64] |= 1 << UInt64(member % 64)
  }

  /// Adds the members of another set.
  package mutating func formUnion(_ other: BitSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  /// The members of either set.
  package func union(_ other: BitSet) -> BitSet {
    var result = self
    result.formUnion(other)
    return result
  }

  /// The members of both sets.
  package func intersection(_ other: BitSet) -> BitSet {
    BitSet(words: zip(words, other.words).map { $0 & $1 })
  }

  /// The members that the other set lacks.
  package func subtracting(_ other: BitSet) -> BitSet {
    BitSet(
      words: words.indices.map { index in
        index < other.words.count ? words[index] & ~other.words[index] : words[index]
      })
  }

  /// The numbers of 0..<count that are no members.
  package func complement(_ count: Int) -> BitSet {
    BitSet(upTo: count).subtracting(self)
  }

  /// True where the sets share a member.
  package func intersects(_ other: BitSet) -> Bool {
    zip(words, other.words).contains { $0 & $1 != 0 }
  }

  /// True where the other set has every member of this one.
  package func isSubset(of other: BitSet) -> Bool {
    words.count <= other.words.count && zip(words, other.words).allSatisfy { $0 & ~$1 == 0 }
  }

  /// Creates a set from its bits, 64 a word.
  package init(bits: some Sequence<UInt64>) {
    self.init(words: Array(bits))
  }

  private init(words: [UInt64]) {
    self.words = words
    while self.words.last == 0 { self.words.removeLast() }
  }
}

extension BitSet {
  /// Runs the body for each member, in order.
  func forEach(_ body: (Int) -> Void) {
    for (index, word) in words.enumerated() {
      var rest = word
      while rest != 0 {
        body(index * 64 + rest.trailingZeroBitCount)
        rest &= rest - 1
      }
    }
  }

  /// The members, each so much higher.
  func shifted(by distance: Int) -> BitSet {
    var result = BitSet()
    forEach { result.insert($0 + distance) }
    return result
  }
}
