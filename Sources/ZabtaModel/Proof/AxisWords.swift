package import ZabtaRuntime

/// The words that may stand at one place of a request, as two editions read them.
///
/// A word is a position of its own unless others are exactly its parts in both editions: then their
/// answers are its answer. So a group whose parts changed is a position beside its parts, and a
/// word of one edition alone is one that the other does not read.
package struct AxisWords: Sendable {
  /// A word (or none) and the atoms that it stands for in either edition.
  package struct Position: Sendable, Hashable {
    /// The kind of the word; nil for the publisher.
    package var kind: Kind?
    /// The word; nil for the publisher and where none is stated.
    package var name: String?
    /// The atoms in the earlier and the later edition; nil where that edition lacks the word.
    package var readings: [BitSet?]
  }

  private struct Key: Hashable {
    var kind: Kind
    var name: String
  }

  package private(set) var positions: [Position] = []
  /// The positions of each word.
  private var parts: [Key: BitSet] = [:]

  /// The position where no word is stated, where there is one.
  package private(set) var unstated: Int?

  /// The words of one kind.
  init(_ kind: Kind, _ rulesets: [Ruleset]) {
    add(kind, rulesets, shifts: [0, 0])
  }

  /// Those who act: the publisher, roles, recipients and persons.
  init(actorsOf rulesets: [Ruleset]) {
    let publisher = BitSet([0])
    positions.append(Position(kind: nil, name: nil, readings: [publisher, publisher]))
    var shifts = [1, 1]
    for kind in RequestSpace.actorKinds {
      add(kind, rulesets, shifts: shifts)
      shifts = zip(shifts, rulesets).map { $0 + $1.atoms(kind).count }
    }
  }

  /// The same words and none.
  func orUnstated(_ kind: Kind, _ rulesets: [Ruleset]) -> AxisWords {
    var words = self
    words.unstated = positions.count
    let readings = rulesets.map { ruleset -> BitSet? in
      // Data is identified unless stated otherwise.
      if kind == .form, let usual = ruleset.atoms(.form).atoms(of: "identified") { return usual }
      return BitSet([ruleset.atoms(kind).count])
    }
    words.positions.append(Position(kind: kind, name: nil, readings: readings))
    return words
  }

  /// The positions that a request's word stands for; nil where neither edition knows it.
  func positions(of kind: Kind, _ name: String) -> BitSet? {
    if let known = parts[Key(kind: kind, name: name)] { return known }
    guard kind == .place, let country = Places.countryOfSubdivision(name) else { return nil }
    return parts[Key(kind: .place, name: AxisWords.unnamed(country))]
      ?? parts[Key(kind: .place, name: country)]
  }

  private mutating func add(_ kind: Kind, _ rulesets: [Ruleset], shifts: [Int]) {
    var names = rulesets[1].atoms(kind).names
    let known = rulesets[1].atoms(kind).index
    names += rulesets[0].atoms(kind).names.filter { known[$0] == nil }
    if kind == .place {
      let countries = Set(names.compactMap { Places.countryOfSubdivision($0) })
      names += countries.sorted().map(AxisWords.unnamed)
    }
    var groups: [(size: Int, position: Position)] = []
    for name in names {
      let readings = zip(rulesets, shifts).map { ruleset, shift in
        ruleset.reading(kind, name).map { atoms in
          shift == 0 ? atoms : BitSet(atoms.members.map { $0 + shift })
        }
      }
      let position = Position(kind: kind, name: name, readings: readings)
      let size = readings.map { $0?.count ?? 1 }.reduce(0, +)
      if size > 2 { groups.append((size, position)) } else { append(position, kind, name) }
    }
    // Small groups first: a large one may be made of them.
    for (_, group) in groups.sorted(by: {
      ($0.size, $0.position.name ?? "") < ($1.size, $1.position.name ?? "")
    }) {
      if let known = decompose(group) {
        parts[Key(kind: kind, name: group.name ?? "")] = known
      } else {
        append(group, kind, group.name ?? "")
      }
    }
  }

  private mutating func append(_ position: Position, _ kind: Kind, _ name: String) {
    parts[Key(kind: kind, name: name)] = BitSet([positions.count])
    positions.append(position)
  }

  /// The positions that are exactly the group's parts in both editions.
  private func decompose(_ group: Position) -> BitSet? {
    var found = BitSet()
    var unions = [BitSet(), BitSet()]
    next: for (index, position) in positions.enumerated() where position.kind == group.kind {
      for edition in 0..<2 {
        switch (position.readings[edition], group.readings[edition]) {
        case (nil, nil): break
        case (let part?, let whole?) where part.isSubset(of: whole): break
        default: continue next
        }
      }
      found.insert(index)
      for edition in 0..<2 {
        if let part = position.readings[edition] { unions[edition].formUnion(part) }
      }
    }
    let isWhole = (0..<2).allSatisfy {
      group.readings[$0] == nil || unions[$0] == group.readings[$0]
    }
    return isWhole ? found : nil
  }

  /// A subdivision that no edition names: what is asked about the rest of a country.
  private static func unnamed(_ country: String) -> String { country + "-000" }
}
