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
    var numbers = WordNumbers()
    let clausePairs = Pairing.pair(
      oldPlaces.map { Named(id: $0.clause.id) },
      newPlaces.map { Named(id: $0.clause.id, formerly: $0.clause.formerly) }, atLeast: 0.6,
      &numbers, oldText: { Pairing.words(oldPlaces[$0].clause) },
      newText: { Pairing.words(newPlaces[$0].clause) })
    clauses = clausePairs.map { (oldPlaces[$0.0], newPlaces[$0.1]) }
    let pairedOld = Set(clausePairs.map(\.0))
    let pairedNew = Set(clausePairs.map(\.1))
    removed = oldPlaces.filter { !pairedOld.contains($0.position) }
    added = newPlaces.filter { !pairedNew.contains($0.position) }

    sections = Pairing.pair(
      old.sections.map {
        Named(id: $0.id, heading: $0.heading.isEmpty ? "" : EditionSnapshot.name($0))
      },
      new.sections.map {
        Named(
          id: $0.id, formerly: $0.formerly,
          heading: $0.heading.isEmpty ? "" : EditionSnapshot.name($0))
      },
      atLeast: 0.5, &numbers, oldText: { old.sections[$0].clauses.flatMap(Pairing.words) },
      newText: { new.sections[$0].clauses.flatMap(Pairing.words) })
    for pair in sections { renamed[old.sections[pair.old].id] = new.sections[pair.new].id }
    for pair in clauses { renamed[pair.old.clause.id] = pair.new.clause.id }
  }

  private static func words(_ clause: ClauseSnapshot) -> [String] {
    (clause.printed["en"] ?? clause.printed.min { $0.key < $1.key }?.value ?? [])
      + clause.rules.compactMap { $0["en"] }
  }

  private static func places(_ edition: EditionSnapshot) -> [Place] {
    edition.placedClauses.enumerated().map { position, placed in
      Place(section: placed.section, position: position, clause: placed.clause)
    }
  }

  /// What a clause or section is known by.
  private struct Named {
    var id: String
    var formerly: [String] = []
    var heading = ""
  }

  /// Pairs by id, then by former names, then by heading, then by likeness.
  private static func pair(
    _ old: [Named], _ new: [Named], atLeast threshold: Double, _ numbers: inout WordNumbers,
    oldText: (Int) -> [String], newText: (Int) -> [String]
  ) -> [(old: Int, new: Int)] {
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
    var taken = Set(partner.values)
    var byHeading: [[UInt8]: Int] = [:]
    for (index, entry) in old.enumerated() where !taken.contains(index) && !entry.heading.isEmpty {
      let key = Array(entry.heading.utf8)
      if byHeading[key] == nil { byHeading[key] = index }
    }
    for (index, entry) in new.enumerated() where partner[index] == nil {
      guard let match = byHeading.removeValue(forKey: Array(entry.heading.utf8)) else { continue }
      partner[index] = match
      taken.insert(match)
    }
    let leftOld = old.indices.filter { !taken.contains($0) }
    let leftNew = new.indices.filter { partner[$0] == nil }
    guard !leftOld.isEmpty, !leftNew.isEmpty else {
      return partner.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
    }
    let oldBags = leftOld.map { WordBag(oldText($0), &numbers) }
    let newBags = leftNew.map { WordBag(newText($0), &numbers) }
    for pair in LikenessPairs.pairs(
      old: oldBags, new: newBags, wordCount: numbers.count, atLeast: threshold)
    {
      partner[leftNew[pair.new]] = leftOld[pair.old]
    }
    return partner.sorted { $0.key < $1.key }.map { ($0.value, $0.key) }
  }
}
