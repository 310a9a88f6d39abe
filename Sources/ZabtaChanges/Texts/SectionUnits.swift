/// The sections of two editions as units of text.
struct SectionUnits {
  private let old: EditionSnapshot
  private let new: EditionSnapshot
  private let pairing: Pairing
  private let moves: Moves
  /// The old section of each new one, and the other way round.
  private var before: [Int: Int] = [:]
  private var after: [Int: Int] = [:]
  private var oldClauses: [[Pairing.Place]]
  private var newClauses: [[Pairing.Place]]
  private var clauseBefore: [Int: Pairing.Place] = [:]
  private var clauseAfter: [Int: Pairing.Place] = [:]
  private var sectionMoves: [Int: ClauseRedline.Move] = [:]
  private var clauseMoves: [Int: ClauseRedline.Move] = [:]
  private(set) var moveCount = 0

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ moves: Moves) {
    self.old = old
    self.new = new
    self.pairing = pairing
    self.moves = moves
    oldClauses = Array(repeating: [], count: old.sections.count)
    newClauses = Array(repeating: [], count: new.sections.count)
    for pair in pairing.sections {
      before[pair.new] = pair.old
      after[pair.old] = pair.new
    }
    for pair in pairing.clauses {
      clauseBefore[pair.new.position] = pair.old
      clauseAfter[pair.old.position] = pair.new
    }
    for place in pairing.clauses.map(\.old) + pairing.removed {
      oldClauses[place.section].append(place)
    }
    for place in pairing.clauses.map(\.new) + pairing.added {
      newClauses[place.section].append(place)
    }
    for index in oldClauses.indices { oldClauses[index].sort { $0.position < $1.position } }
    for index in newClauses.indices { newClauses[index].sort { $0.position < $1.position } }
  }

  mutating func units() -> [TextUnit] {
    numberMoves()
    let outOfOrder = moved(pairing.sections.map(\.old))
    let staying = pairing.sections.filter { !outOfOrder.contains($0.old) }
    let loose = old.sections.indices.filter { index in
      after[index].map { moves.sections.contains($0) } ?? true
    }
    return woven(new: new.sections.count, staying: staying, loose: loose).flatMap { member in
      switch member {
      case .new(let index): standing(index)
      case .old(let index): gone(index)
      }
    }
  }

  private mutating func numberMoves() {
    for index in new.sections.indices {
      if moves.sections.contains(index), let earlier = before[index] {
        moveCount += 1
        let from = earlier > 0 ? old.sections[earlier - 1] : nil
        let to = index > 0 ? new.sections[index - 1] : nil
        sectionMoves[index] = ClauseRedline.Move(
          .section, .arrival, number: moveCount, from: from?.id ?? "",
          fromHeading: from.map(EditionSnapshot.name) ?? "", to: to?.id ?? "",
          toHeading: to.map(EditionSnapshot.name) ?? "")
      }
      for place in newClauses[index] where moves.clauses.contains(place.position) {
        guard let earlier = clauseBefore[place.position] else { continue }
        moveCount += 1
        let (from, to) = (old.sections[earlier.section], new.sections[index])
        clauseMoves[place.position] = ClauseRedline.Move(
          .clause, .arrival, number: moveCount, from: from.id,
          fromHeading: EditionSnapshot.name(from), to: to.id, toHeading: EditionSnapshot.name(to))
      }
    }
  }

  /// A section of the new page, with what is gone from it or went elsewhere.
  private func standing(_ index: Int) -> [TextUnit] {
    let section = new.sections[index]
    let name = EditionSnapshot.name(section)
    let earlier = before[index]
    var units = [
      TextUnit(
        id: section.id, section: section.id, heading: name, isHeading: true,
        old: TextUnit.texts(earlier.map { old.sections[$0].heading } ?? [:]),
        new: TextUnit.texts(section.heading), move: sectionMoves[index])
    ]
    let places = newClauses[index]
    let olds = earlier.map { oldClauses[$0] } ?? []
    var staying: [(old: Int, new: Int)] = []
    var loose: [Int] = []
    let newPlace = Dictionary(
      places.enumerated().map { ($1.position, $0) }, uniquingKeysWith: { first, _ in first })
    for (place, clause) in olds.enumerated() {
      if let match = clauseAfter[clause.position], !moves.clauses.contains(match.position),
        let other = newPlace[match.position]
      {
        staying.append((place, other))
      } else {
        loose.append(place)
      }
    }
    for member in woven(new: places.count, staying: staying, loose: loose) {
      switch member {
      case .new(let place):
        let position = places[place].position
        let clause = places[place].clause
        units.append(
          TextUnit(
            clauseBefore[position]?.clause, clause, id: clause.id, section: section.id,
            heading: name, move: clauseMoves[position]))
      case .old(let place):
        units += loosened(olds[place], section.id, name)
      }
    }
    return units
  }

  /// A section that is gone, or the place that a section left.
  private func gone(_ index: Int) -> [TextUnit] {
    let section = old.sections[index]
    let name = EditionSnapshot.name(section)
    var heading = TextUnit(
      id: section.id, section: section.id, heading: name, isHeading: true,
      old: TextUnit.texts(section.heading), new: [:])
    if let match = after[index] {
      heading.id = new.sections[match].id
      heading.move = sectionMoves[match]?.other
      return heading.move == nil ? [] : [heading]
    }
    return [heading] + oldClauses[index].flatMap { loosened($0, section.id, name) }
  }

  /// A clause that is gone, or the place that a clause left.
  private func loosened(_ place: Pairing.Place, _ section: String, _ name: String) -> [TextUnit] {
    guard let match = clauseAfter[place.position] else {
      return [TextUnit(place.clause, nil, id: place.clause.id, section: section, heading: name)]
    }
    guard let move = clauseMoves[match.position]?.other else { return [] }
    return [
      TextUnit(
        place.clause, nil, id: match.clause.id, section: section, heading: name, move: move)
    ]
  }
}
