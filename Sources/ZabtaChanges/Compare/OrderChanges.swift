/// Sections and clauses that stand elsewhere now.
enum OrderChanges {
  static func find(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing
  ) -> [Change] {
    let movedSections = moved(pairing.sections.map(\.old))
    var changes: [Change] = []
    for pair in pairing.sections where movedSections.contains(pair.old) {
      let section = new.sections[pair.new]
      let isIdentical = old.sections[pair.old] == section
      let heading = section.heading["en"] ?? section.id
      changes.append(
        Change(
          class: .order, subject: .section,
          summary: "The section *\(heading)* moved."
            + (isIdentical ? " No wording and no rule changed." : ""),
          clauses: [section.id], heading: section.heading,
          consequences: [position(section, pair.new, new, isIdentical)]))
    }
    return changes + clauses(old, new, pairing)
  }

  /// For instance "moved: transfers, before children (16 lines, identical)".
  private static func position(
    _ section: SectionSnapshot, _ index: Int, _ new: EditionSnapshot, _ isIdentical: Bool
  ) -> String {
    let place =
      if new.sections.indices.contains(index + 1) {
        "before \(new.sections[index + 1].id)"
      } else {
        "to the end"
      }
    let lines = section.lines > 0 ? "\(section.lines) lines, " : ""
    return "moved: \(section.id), \(place) (\(lines)\(isIdentical ? "identical" : "edited"))"
  }

  private static func clauses(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing
  ) -> [Change] {
    var sectionOf: [Int: Int] = [:]
    for pair in pairing.sections { sectionOf[pair.new] = pair.old }
    // Within its section a clause moves among those that stayed in it.
    var changes: [Change] = []
    let bySection = Dictionary(grouping: pairing.clauses, by: \.new.section)
    for index in new.sections.indices {
      let pairs = bySection[index] ?? []
      let staying = pairs.filter { sectionOf[index] == $0.old.section }
      let outOfOrder = moved(staying.map(\.old.position))
      for pair in pairs {
        let hasLeft = sectionOf[index] != pair.old.section
        // The clauses of a section that was renamed beyond recognition did not move.
        guard hasLeft && sectionOf[index] != nil || outOfOrder.contains(pair.old.position) else {
          continue
        }
        let heading = new.sections[index].heading
        let isIdentical = pair.old.clause.printed == pair.new.clause.printed
        changes.append(
          Change(
            class: .order, subject: .clause,
            summary:
              "A text moved\(hasLeft ? " to" : " within") the section *\(heading["en"] ?? new.sections[index].id)*."
              + (isIdentical ? " Its wording is the same." : ""),
            clauses: [pair.new.clause.id], heading: heading,
            consequences: [
              "moved: \(pair.new.clause.id)\(hasLeft ? ", from \(old.sections[pair.old.section].id) to \(new.sections[index].id)" : ", within \(new.sections[index].id)")"
            ]))
      }
    }
    return changes
  }
}
