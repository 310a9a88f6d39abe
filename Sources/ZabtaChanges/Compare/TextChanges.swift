/// What is printed otherwise than before.
struct TextChanges {
  /// Every printed difference, in the order of the page.
  private(set) var redlines: [ClauseRedline] = []
  private var differing: [Differing] = []

  /// A clause, heading or front part of which some language differs.
  private struct Differing {
    var id: String
    var languages: [String]
    /// True where only values that rules give differ.
    var isDerived: Bool
    var reads: [String]
    var isHeading = false
    /// True where the clause is new or gone.
    var isWhole = false
  }

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ places: Places) {
    compareHeading("title", old.title, new.title, "Title")
    compareFront(old, new)
    var before: [Int: Int] = [:]
    for pair in pairing.sections { before[pair.new] = pair.old }
    var clauseBefore: [Int: ClauseSnapshot] = [:]
    for pair in pairing.clauses { clauseBefore[pair.new.position] = pair.old.clause }
    var position = 0
    for (index, section) in new.sections.enumerated() {
      let heading = section.heading["en"] ?? section.id
      if let match = before[index] {
        compareHeading(section.id, old.sections[match].heading, section.heading, heading)
      } else {
        compareHeading(section.id, [:], section.heading, heading)
      }
      for clause in section.clauses {
        compare(clauseBefore[position], clause, heading)
        position += 1
      }
    }
    let gone = Set(old.sections.indices).subtracting(pairing.sections.map(\.old))
    for (index, section) in old.sections.enumerated() {
      let heading = section.heading["en"] ?? section.id
      if gone.contains(index) { compareHeading(section.id, section.heading, [:], heading) }
      for place in pairing.removed where place.section == index {
        compare(place.clause, nil, heading)
      }
    }
  }

  /// Tells each printed change with the rule that made it; what is left is wording.
  func attach(to changes: inout [Change], _ places: Places) -> [Change] {
    var wording: [Change] = []
    for text in differing {
      let own = changes.indices.filter { changes[$0].clauses.contains(text.id) }
      let sources = changes.indices.filter { index in
        !Set(changes[index].clauses).isDisjoint(with: text.reads)
      }
      if text.isDerived, own.isEmpty, !sources.isEmpty {
        let label = places.label(text.id)
        // Within the rule's own section the redline tells it.
        let heading = places.heading(text.id)
        for index in sources
        where changes[index].heading != heading && !changes[index].alsoShowsIn.contains(label) {
          changes[index].alsoShowsIn.append(label)
        }
      } else if own.isEmpty || text.isHeading {
        wording.append(change(text, places))
      }
    }
    return wording
  }

  private func change(_ text: Differing, _ places: Places) -> Change {
    let summary =
      switch text.languages {
      case ["ur"]: "Wording, Urdu only."
      case ["en"] where !text.isWhole: "Wording, English only."
      default: "Wording."
      }
    return Change(
      class: .wording, subject: .text(languages: text.languages), summary: summary,
      clauses: [text.id], heading: places.heading(text.id))
  }

  private mutating func compareFront(_ old: EditionSnapshot, _ new: EditionSnapshot) {
    let before = Dictionary(old.front.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for part in new.front { compare(before[part.id], part, "") }
    let present = Set(new.front.map(\.id))
    for part in old.front where !present.contains(part.id) { compare(part, nil, "") }
  }

  private mutating func compareHeading(
    _ id: String, _ old: [String: String], _ new: [String: String], _ heading: String
  ) {
    let languages = Set(old.keys).union(new.keys).sorted().filter { language in
      !same(old[language] ?? "", new[language] ?? "")
    }
    guard !languages.isEmpty else { return }
    for language in languages {
      append(id, heading, language, old[language] ?? "", new[language] ?? "")
    }
    differing.append(
      Differing(id: id, languages: languages, isDerived: false, reads: [], isHeading: true))
  }

  private mutating func compare(_ old: ClauseSnapshot?, _ new: ClauseSnapshot?, _ heading: String) {
    guard let id = new?.id ?? old?.id else { return }
    func text(_ clause: ClauseSnapshot?, _ language: String) -> String {
      (clause?.printed[language] ?? []).joined(separator: "\n")
    }
    let all = Set(old?.printed.keys.map(\.self) ?? []).union(new?.printed.keys.map(\.self) ?? [])
    let languages = all.sorted().filter { !same(text(old, $0), text(new, $0)) }
    guard !languages.isEmpty else { return }
    for language in languages {
      append(id, heading, language, text(old, language), text(new, language))
    }
    let isDerived =
      old != nil && new != nil
      && languages.allSatisfy { language in
        guard let before = old?.pattern[language], let after = new?.pattern[language] else {
          return false
        }
        return same(before, after)
      }
    differing.append(
      Differing(
        id: id, languages: languages, isDerived: isDerived,
        reads: (old?.reads ?? []) + (new?.reads ?? []), isWhole: old == nil || new == nil))
  }

  private mutating func append(
    _ id: String, _ heading: String, _ language: String, _ old: String, _ new: String
  ) {
    redlines.append(
      ClauseRedline(
        clause: id, heading: heading, language: language, redline: Redline(old: old, new: new)))
  }

  private func same(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}
