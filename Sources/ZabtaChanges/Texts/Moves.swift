/// What stands elsewhere now.
struct Moves {
  /// The pairs of sections whose place among the others is another, by the new index.
  private(set) var sections: Set<Int> = []
  /// The pairs of clauses that stand elsewhere, by the new position.
  private(set) var clauses: Set<Int> = []
  /// Those of them that left their section.
  private(set) var left: Set<Int> = []

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing) {
    var oldSection: [Int: Int] = [:]
    var newSection: [Int: Int] = [:]
    for pair in pairing.sections {
      oldSection[pair.new] = pair.old
      newSection[pair.old] = pair.new
    }
    let movedSections = moved(pairing.sections.map(\.old))
    let oldParents = Moves.parents(old)
    let newParents = Moves.parents(new)
    for pair in pairing.sections where movedSections.contains(pair.old) {
      // A subsection goes where its section goes.
      if let parent = oldParents[pair.old], movedSections.contains(parent),
        newParents[pair.new] == newSection[parent]
      {
        continue
      }
      sections.insert(pair.new)
    }
    // Within its section a clause moves among those that stayed in it.
    let bySection = Dictionary(grouping: pairing.clauses, by: \.new.section)
    for (section, pairs) in bySection {
      let staying = pairs.filter { oldSection[section] == $0.old.section }
      let outOfOrder = moved(staying.map(\.old.position))
      for pair in pairs {
        if oldSection[section] == pair.old.section {
          if outOfOrder.contains(pair.old.position) { clauses.insert(pair.new.position) }
        } else if oldSection[section] != nil || newSection[pair.old.section] != nil {
          // The clauses of a section that was renamed beyond recognition did not move.
          clauses.insert(pair.new.position)
          left.insert(pair.new.position)
        }
      }
    }
  }

  /// The section that each subsection stands in.
  private static func parents(_ edition: EditionSnapshot) -> [Int: Int] {
    var parents: [Int: Int] = [:]
    var open: [(level: Int, index: Int)] = []
    for (index, section) in edition.sections.enumerated() {
      while let last = open.last, last.level >= section.level { open.removeLast() }
      if let last = open.last { parents[index] = last.index }
      open.append((section.level, index))
    }
    return parents
  }
}
