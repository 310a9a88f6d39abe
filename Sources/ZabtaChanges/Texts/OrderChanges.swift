/// Sections and clauses that stand elsewhere now.
enum OrderChanges {
  static func find(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ moves: Moves
  ) -> [Change] {
    var changes: [Change] = []
    for pair in pairing.sections where moves.sections.contains(pair.new) {
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
    for pair in pairing.clauses where moves.clauses.contains(pair.new.position) {
      let (before, after) = (old.sections[pair.old.section], new.sections[pair.new.section])
      let hasLeft = moves.left.contains(pair.new.position)
      let heading = after.heading["en"] ?? after.id
      let isIdentical = pair.old.clause.printed == pair.new.clause.printed
      let place = hasLeft ? "from \(before.id) to \(after.id)" : "within \(after.id)"
      changes.append(
        Change(
          class: .order, subject: .clause,
          summary: "A text moved\(hasLeft ? " to" : " within") the section *\(heading)*."
            + (isIdentical ? " Its wording is the same." : ""),
          clauses: [pair.new.clause.id], heading: after.heading,
          consequences: ["moved: \(pair.new.clause.id), \(place)"]))
    }
    return changes
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
}
