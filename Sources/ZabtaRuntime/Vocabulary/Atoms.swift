/// The words of one kind and what they stand for.
///
/// A leaf is its own atom. A group stands for the atoms of its parts; where it has only one part, it
/// has an atom of its own besides, the rest of the group: a permit for `delivery` alone does not serve
/// `order-fulfilment`.
package struct AtomTable: Sendable {
  /// A word before its atoms are known.
  struct Entry {
    var name: String
    /// The indices of the words it includes.
    var parts: [Int] = []
    /// True where it has an atom of its own even with several parts.
    var hasRemainder = false
    /// True where it never has one.
    var isUnion = false
  }

  /// The words, in the order of their indices.
  package let names: [String]
  /// The index of each word.
  package let index: [String: Int]
  /// The word that each atom belongs to: a leaf, or a group of which the atom is the rest.
  package let owners: [String]
  /// The words that include each word directly, by index.
  let parents: [[Int]]
  /// The words that each word includes directly, by index.
  let children: [[Int]]
  /// The atoms of each word, by index.
  let sets: [BitSet]

  /// How many atoms there are.
  package var count: Int { owners.count }

  /// The atoms that a word stands for; nil for a word that is not declared.
  package func atoms(of name: String) -> BitSet? {
    index[name].map { sets[$0] }
  }

  /// Every word that names exactly or includes the given one, with the steps up to it.
  package func ancestors(of name: String) -> [(name: String, steps: Int)] {
    guard let start = index[name] else { return [] }
    return climb(from: start).map { (names[$0.word], $0.steps) }
  }

  /// The word itself and everything above it, nearest first.
  func climb(from start: Int) -> [(word: Int, steps: Int)] {
    reach(from: start, through: parents)
  }

  private func reach(
    from start: Int, through links: [[Int]]
  ) -> [(word: Int, steps: Int)] {
    var found = [(word: start, steps: 0)]
    var seen: Set<Int> = [start]
    var next = 0
    while next < found.count {
      let (word, steps) = found[next]
      next += 1
      for link in links[word] where seen.insert(link).inserted {
        found.append((link, steps + 1))
      }
    }
    return found
  }

  /// The word itself and everything under it.
  package func descendants(of name: String) -> [String] {
    guard let start = index[name] else { return [] }
    return reach(from: start, through: children).map { names[$0.word] }
  }

  /// The atom that a group has for itself beside its parts'; its first atom where it has none.
  func remainder(of word: Int) -> Int {
    let atoms = sets[word].members
    return atoms.first { owners[$0] == names[word] } ?? atoms.first ?? 0
  }

  /// A table without words.
  init() {
    (names, index, owners, parents, children, sets) = ([], [:], [], [], [], [])
  }

  /// Builds the table.
  ///
  /// Names are unique and parts are valid indices.
  ///
  /// - Throws: The name of a word that includes itself, at last.
  init(_ entries: [Entry]) throws(Circle) {
    names = entries.map(\.name)
    index = Dictionary(zip(names, names.indices), uniquingKeysWith: { first, _ in first })
    var parents: [[Int]] = Array(repeating: [], count: entries.count)
    var waiting = entries.map { Set($0.parts).count }
    for (word, entry) in entries.enumerated() {
      for part in Set(entry.parts).sorted() { parents[part].append(word) }
    }
    // Parts before groups, without recursion: a chain of includes may be as long as the vocabulary.
    var ready = entries.indices.filter { waiting[$0] == 0 }
    var sets = Array(repeating: BitSet(), count: entries.count)
    var owners: [String] = []
    var next = 0
    while next < ready.count {
      let word = ready[next]
      next += 1
      let entry = entries[word]
      let parts = Set(entry.parts)
      for part in parts { sets[word].formUnion(sets[part]) }
      if !entry.isUnion, parts.count < 2 || entry.hasRemainder {
        sets[word].insert(owners.count)
        owners.append(entry.name)
      }
      for parent in parents[word] {
        waiting[parent] -= 1
        if waiting[parent] == 0 { ready.append(parent) }
      }
    }
    if let stuck = waiting.firstIndex(where: { $0 > 0 }) { throw Circle(name: names[stuck]) }
    self.parents = parents
    children = entries.map(\.parts)
    self.sets = sets
    self.owners = owners
  }

  /// A word that can never be built, for it includes itself through others.
  struct Circle: Error {
    let name: String
  }
}
