/// Which section and which clause of the old edition is which of the new one.
///
/// A name is an identity; `Formerly` carries it over a renaming. What is left over pairs by
/// likeness, so that a renaming without `Formerly` still reads as one clause.
struct Pairing {
  /// The clause pairs, in the order of the new page.
  var clauses: [(old: Place, new: Place)] = []
  var removed: [Place] = []
  var added: [Place] = []
  /// Pairs of section indices, in the order of the new page.
  var sections: [(old: Int, new: Int)] = []
  /// The new id of each old clause or section.
  var renamed: [String: String] = [:]

  /// A clause and where it stands.
  struct Place {
    var section: Int
    /// Its position among all clauses.
    var position: Int
    var clause: ClauseSnapshot
  }

  init(_ old: EditionSnapshot, _ new: EditionSnapshot) {
    let oldPlaces = Pairing.places(old)
    let newPlaces = Pairing.places(new)
    let clausePairs = Pairing.pair(
      oldPlaces.map { ($0.clause.id, []) }, newPlaces.map { ($0.clause.id, $0.clause.formerly) },
      likeness: { Pairing.likeness(oldPlaces[$0].clause, newPlaces[$1].clause) })
    clauses = clausePairs.map { (oldPlaces[$0.0], newPlaces[$0.1]) }
    let pairedOld = Set(clausePairs.map(\.0))
    let pairedNew = Set(clausePairs.map(\.1))
    removed = oldPlaces.filter { !pairedOld.contains($0.position) }
    added = newPlaces.filter { !pairedNew.contains($0.position) }

    sections = Pairing.pair(
      old.sections.map { ($0.id, []) }, new.sections.map { ($0.id, $0.formerly) },
      likeness: { left, right in
        let (a, b) = (old.sections[left], new.sections[right])
        return a.heading["en"] == b.heading["en"] && !(a.heading["en"] ?? "").isEmpty ? 1 : 0
      }
    ).map { ($0.0, $0.1) }
    for pair in sections { renamed[old.sections[pair.old].id] = new.sections[pair.new].id }
    for pair in clauses { renamed[pair.old.clause.id] = pair.new.clause.id }
  }

  /// How much of two clauses' words is shared, from 0 to 1.
  static func likeness(_ old: ClauseSnapshot, _ new: ClauseSnapshot) -> Double {
    let a = words(old)
    let b = words(new)
    guard !a.isEmpty, !b.isEmpty else { return 0 }
    return Double(2 * a.intersection(b).count) / Double(a.count + b.count)
  }

  private static func words(_ clause: ClauseSnapshot) -> Set<Substring> {
    let text = (clause.printed["en"] ?? []) + clause.rules.compactMap { $0["en"] }
    return Set(text.flatMap { Token.tokens(of: $0).map(\.text) })
  }

  private static func places(_ edition: EditionSnapshot) -> [Place] {
    edition.placedClauses.enumerated().map { position, placed in
      Place(section: placed.section, position: position, clause: placed.clause)
    }
  }

  /// Pairs by id, then by former names, then by likeness of at least 0.6 (at most 64 × 64 of them).
  private static func pair(
    _ old: [(id: String, [String])], _ new: [(id: String, formerly: [String])],
    likeness: (Int, Int) -> Double
  ) -> [(Int, Int)] {
    var partner: [Int: Int] = [:]
    var open: [String: Int] = [:]
    for (index, entry) in old.enumerated() where open[entry.id] == nil { open[entry.id] = index }
    for (index, entry) in new.enumerated() {
      if let match = open.removeValue(forKey: entry.id) { partner[index] = match }
    }
    for (index, entry) in new.enumerated() where partner[index] == nil {
      for name in entry.formerly {
        guard let match = open.removeValue(forKey: name) else { continue }
        partner[index] = match
        break
      }
    }
    let leftOld = open.values.sorted().prefix(64)
    let leftNew = new.indices.filter { partner[$0] == nil }.prefix(64)
    var candidates: [(score: Double, old: Int, new: Int)] = []
    for right in leftNew {
      for left in leftOld {
        let score = likeness(left, right)
        if score >= 0.6 { candidates.append((score, left, right)) }
      }
    }
    candidates.sort { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) }
    var taken: Set<Int> = []
    for candidate in candidates
    where partner[candidate.new] == nil && taken.insert(candidate.old).inserted {
      partner[candidate.new] = candidate.old
    }
    return partner.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
  }
}

/// The members of a sequence that have to move so that the rest stands in ascending order: the
/// fewest, and of equally few the ones that stood later.
func moved(_ sequence: [Int]) -> Set<Int> {
  var tails: [Int] = []
  var before: [Int?] = Array(repeating: nil, count: sequence.count)
  for (index, value) in sequence.enumerated() {
    var (low, high) = (0, tails.count)
    while low < high {
      let middle = (low + high) / 2
      if sequence[tails[middle]] < value { low = middle + 1 } else { high = middle }
    }
    before[index] = low > 0 ? tails[low - 1] : nil
    if low < tails.count { tails[low] = index } else { tails.append(index) }
  }
  var staying: Set<Int> = []
  var next = tails.last
  while let index = next {
    staying.insert(sequence[index])
    next = before[index]
  }
  return Set(sequence).subtracting(staying)
}
