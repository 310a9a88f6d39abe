/// Everything printed of two editions, piece by piece in the order of the new page; what is gone or
/// went elsewhere has its place after the piece that it followed.
struct TextUnits {
  private(set) var units: [TextUnit] = []
  /// How many moves of sections and clauses there are.
  private(set) var moveCount = 0

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ moves: Moves) {
    append(heading: "title", old.title, new.title, named: "Title")
    front(old.front, new.front, named: new.isPlainText ? "At the top of the file" : "")
    var builder = SectionUnits(old, new, pairing, moves)
    units += builder.units()
    moveCount = builder.moveCount
  }

  private mutating func append(
    heading id: String, _ old: [String: String], _ new: [String: String], named name: String
  ) {
    units.append(
      TextUnit(
        id: id, section: "", heading: name, isHeading: true, old: TextUnit.texts(old),
        new: TextUnit.texts(new)))
  }

  private mutating func front(
    _ old: [ClauseSnapshot], _ new: [ClauseSnapshot], named name: String
  ) {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for part in new {
      units.append(TextUnit(before[part.id], part, id: part.id, section: "", heading: name))
    }
    let present = Set(new.map(\.id))
    for part in old where !present.contains(part.id) {
      units.append(TextUnit(part, nil, id: part.id, section: "", heading: name))
    }
  }
}

/// A title, a heading or a clause, before and after, in all languages.
struct TextUnit {
  var id: String
  /// The section that it stands in, by id and by heading.
  var section: String
  var heading: String
  var isHeading = false
  /// Paragraphs by language code; empty where there was none.
  var old: [String: [String]]
  var new: [String: [String]]
  var oldClause: ClauseSnapshot?
  var newClause: ClauseSnapshot?
  var move: ClauseRedline.Move?

  var isDeparture: Bool { move?.side == .departure }

  /// The languages that either side has.
  var languages: [String] { Set(old.keys).union(new.keys).sorted() }

  /// True where the printed bytes of a language differ.
  func differs(_ language: String) -> Bool {
    let (before, after) = (old[language] ?? [], new[language] ?? [])
    return before.count != after.count
      || zip(before, after).contains { !$0.utf8.elementsEqual($1.utf8) }
  }

  func values(_ language: String, _ block: Int, ofOld isOld: Bool) -> [Range<Int>] {
    guard let blocks = (isOld ? oldClause : newClause)?.values[language],
      blocks.indices.contains(block)
    else { return [] }
    return blocks[block]
  }

  static func texts(_ texts: [String: String]) -> [String: [String]] {
    texts.filter { !$0.value.isEmpty }.mapValues { [$0] }
  }
}

extension TextUnit {
  init(
    _ old: ClauseSnapshot?, _ new: ClauseSnapshot?, id: String, section: String, heading: String,
    move: ClauseRedline.Move? = nil
  ) {
    self.init(
      id: id, section: section, heading: heading, old: old?.printed ?? [:],
      new: new?.printed ?? [:], oldClause: old, newClause: new, move: move)
  }
}

extension EditionSnapshot {
  /// The id of what a text without a name for it begins with.
  static let opening = "opening"

  /// The words of a heading, English first; its id where it has none.
  static func name(_ section: SectionSnapshot) -> String {
    if section.heading.isEmpty, section.id == opening { return "Opening" }
    return section.heading["en"] ?? section.heading.min { $0.key < $1.key }?.value ?? section.id
  }
}
