/// What is printed otherwise than before.
struct TextChanges {
  /// Every printed difference, in the order of the page.
  private(set) var redlines: [ClauseRedline] = []
  private var differing: [Differing] = []
  private let isPlainText: Bool

  /// A clause, heading or front part of which some language differs.
  private struct Differing {
    var id: String
    var languages: [String]
    /// True where only values that rules give differ.
    var isDerived: Bool
    var reads: [String]
    var isHeading: Bool
    /// True where the clause is new or gone.
    var isWhole: Bool
    /// True where its paragraphs only stand elsewhere.
    var isOnlyMoved = false
  }

  init(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ places: Places,
    _ moves: Moves
  ) {
    isPlainText = old.isPlainText || new.isPlainText
    let units = TextUnits(old, new, pairing, moves)
    redlines = ParagraphRedlines.redlines(units)
    let byUnit = Dictionary(grouping: redlines.filter { !$0.isDeparture }, by: \.clause)
    for unit in units.units where !unit.isDeparture {
      let languages = unit.languages.filter(unit.differs)
      guard !languages.isEmpty else { continue }
      let texts = (byUnit[unit.id] ?? []).filter { $0.isHeading == unit.isHeading }
      differing.append(
        Differing(
          id: unit.id, languages: languages, isDerived: TextChanges.isDerived(unit, languages),
          reads: (unit.oldClause?.reads ?? []) + (unit.newClause?.reads ?? []),
          isHeading: unit.isHeading,
          isWhole: !unit.isHeading && (unit.oldClause == nil || unit.newClause == nil),
          isOnlyMoved: !texts.isEmpty
            && texts.allSatisfy { text in
              text.paragraphs.allSatisfy { paragraph in
                paragraph.redline.isUnchanged || paragraph.move?.side == .departure
              }
            }))
    }
  }

  /// True where the wording is the same and only what rules print in it differs.
  private static func isDerived(_ unit: TextUnit, _ languages: [String]) -> Bool {
    guard let old = unit.oldClause, let new = unit.newClause else { return false }
    return languages.allSatisfy { language in
      guard let before = old.pattern[language], let after = new.pattern[language] else {
        return false
      }
      return before.utf8.elementsEqual(after.utf8)
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
    if text.isOnlyMoved {
      return Change(
        class: .order, subject: .text(languages: text.languages),
        summary: "Paragraphs moved. Their wording is the same.", clauses: [text.id],
        heading: places.heading(text.id), consequences: ["moved: paragraphs of \(text.id)"])
    }
    let summary =
      switch text.languages {
      case _ where isPlainText: "Wording."
      case ["ur"]: "Wording, Urdu only."
      case ["en"] where !text.isWhole: "Wording, English only."
      default: "Wording."
      }
    return Change(
      class: .wording, subject: .text(languages: text.languages), summary: summary,
      clauses: [text.id], heading: places.heading(text.id))
  }
}
