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
    // In a text that was only ever a text a heading is the name, and ids are made of it.
    let isPlainText = old.isPlainText && new.isPlainText
    sections = Pairing.pair(
      old.sections.map { Named(id: $0.id, heading: Pairing.heading($0)) },
      new.sections.map {
        Named(id: $0.id, formerly: $0.formerly, heading: Pairing.heading($0))
      },
      headingsFirst: isPlainText, atLeast: 0.5, &numbers,
      oldText: { old.sections[$0].clauses.flatMap(Pairing.words) },
      newText: { new.sections[$0].clauses.flatMap(Pairing.words) })
    let clausePairs =
      isPlainText
      ? Pairing.following(sections, oldPlaces, newPlaces)
      : Pairing.pair(
        oldPlaces.map { Named(id: $0.clause.id) },
        newPlaces.map { Named(id: $0.clause.id, formerly: $0.clause.formerly) },
        headingsFirst: false, atLeast: 0.6, &numbers,
        oldText: { Pairing.words(oldPlaces[$0].clause) },
        newText: { Pairing.words(newPlaces[$0].clause) })
    clauses = clausePairs.map { (oldPlaces[$0.0], newPlaces[$0.1]) }
    let pairedOld = Set(clausePairs.map(\.0))
    let pairedNew = Set(clausePairs.map(\.1))
    removed = oldPlaces.filter { !pairedOld.contains($0.position) }
    added = newPlaces.filter { !pairedNew.contains($0.position) }

    for pair in sections { renamed[old.sections[pair.old].id] = new.sections[pair.new].id }
    for pair in clauses { renamed[pair.old.clause.id] = pair.new.clause.id }
  }

  /// The clauses of a text, of which a section has one, go with their sections.
  private static func following(
    _ sections: [(old: Int, new: Int)], _ old: [Place], _ new: [Place]
  ) -> [(old: Int, new: Int)] {
    let oldClause = Dictionary(
      old.map { ($0.section, $0.position) }, uniquingKeysWith: { first, _ in first })
    let newClause = Dictionary(
      new.map { ($0.section, $0.position) }, uniquingKeysWith: { first, _ in first })
    return sections.compactMap { pair in
      guard let before = oldClause[pair.old], let after = newClause[pair.new] else { return nil }
      return (before, after)
    }
  }

  private static func heading(_ section: SectionSnapshot) -> String {
    section.heading.isEmpty ? "" : EditionSnapshot.name(section)
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

  /// Pairs by id, then by former names, then by heading (or by heading before all), then by likeness.
  private static func pair(
    _ old: [Named], _ new: [Named], headingsFirst: Bool, atLeast threshold: Double,
    _ numbers: inout WordNumbers, oldText: (Int) -> [String], newText: (Int) -> [String]
  ) -> [(old: Int, new: Int)] {
    var partner: [Int: Int] = [:]
    var taken: Set<Int> = []
    func pair(by keys: (Named) -> [String], with names: (Named) -> [String]) {
      var open: [[UInt8]: Int] = [:]
      for (index, entry) in old.enumerated() where !taken.contains(index) {
        for key in keys(entry) where !key.isEmpty && open[Array(key.utf8)] == nil {
          open[Array(key.utf8)] = index
        }
      }
      guard !open.isEmpty else { return }
      for (index, entry) in new.enumerated() where partner[index] == nil {
        guard let name = names(entry).first(where: { open[Array($0.utf8)] != nil }),
          let match = open.removeValue(forKey: Array(name.utf8))
        else { continue }
        partner[index] = match
        taken.insert(match)
      }
    }
    if headingsFirst { pair(by: { [$0.heading] }, with: { [$0.heading] }) }
    pair(by: { [$0.id] }, with: { [$0.id] })
    pair(by: { [$0.id] }, with: \.formerly)
    if !headingsFirst { pair(by: { [$0.heading] }, with: { [$0.heading] }) }
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
