/// Links that lead elsewhere while the words stayed.
enum LinkChanges {
  static func find(_ old: EditionSnapshot, _ new: EditionSnapshot, _ places: Places) -> [Change] {
    let before = Dictionary(
      old.placedClauses.map { ($0.clause.id, $0.clause) }, uniquingKeysWith: { first, _ in first })
    return new.placedClauses.compactMap { _, clause -> Change? in
      guard let earlier = before[clause.id], earlier.links != clause.links,
        earlier.printed == clause.printed
      else { return nil }
      return Change(
        class: .wording, subject: .text(languages: clause.printed.keys.sorted()),
        summary: "A link leads elsewhere.", clauses: [clause.id],
        heading: places.heading(clause.id), was: [earlier.links.joined(separator: ", ")],
        now: [Redline(old: "", new: clause.links.joined(separator: ", "))])
    }
  }
}
