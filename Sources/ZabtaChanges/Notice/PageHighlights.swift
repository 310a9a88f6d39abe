package import ZabtaPages

extension Highlights {
  /// What the page of an edition marks: its lines that the edition before did not have.
  package init(old: EditionSnapshot, new: EditionSnapshot) {
    self.init()
    for language in Language.allCases.map(\.rawValue) {
      lines[language] = Comparison(old, new, language).found
    }
  }
}

/// The new lines of one language.
private struct Comparison {
  private(set) var found: [String: [Range<Int>]] = [:]
  /// Lines are compared by their bytes: canonical equivalence could blur a change.
  private let known: Set<[UInt8]>
  private let language: String

  /// Texts of more paragraphs than that are marked whole.
  private static let mostPairs = 4096

  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ language: String) {
    self.language = language
    let clauses = old.front + old.sections.flatMap(\.clauses)
    known = Set(
      (clauses.flatMap { Comparison.lines($0, language) }
        + old.sections.map { Comparison.heading($0, language) }).map { Array($0.utf8) })
    for section in new.sections { compare([Comparison.heading(section, language)], with: []) }
    let before = Dictionary(clauses.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for clause in new.front + new.sections.flatMap(\.clauses) {
      let match = before[clause.id] ?? clause.formerly.lazy.compactMap { before[$0] }.first
      compare(
        Comparison.lines(clause, language),
        with: match.map { Comparison.lines($0, language) } ?? [])
    }
  }

  private static func lines(_ clause: ClauseSnapshot, _ language: String) -> [String] {
    clause.printed[language] ?? []
  }

  private static func heading(_ section: SectionSnapshot, _ language: String) -> String {
    section.heading[language] ?? section.heading["en"] ?? ""
  }

  private mutating func compare(_ new: [String], with old: [String]) {
    let fresh = new.filter { !known.contains(Array($0.utf8)) }
    guard !fresh.isEmpty else { return }
    let present = Set(new.map { Array($0.utf8) })
    var gone = old.filter { !present.contains(Array($0.utf8)) }
    let isAligned = gone.count == fresh.count
    for (index, line) in fresh.enumerated() {
      var ranges: [Range<Int>]?
      if isAligned {
        ranges = Comparison.newWords(line, since: gone[index])
      } else if gone.count * fresh.count <= Comparison.mostPairs {
        let likely = gone.indices.first { Comparison.newWords(line, since: gone[$0]) != nil }
        if let likely { ranges = Comparison.newWords(line, since: gone.remove(at: likely)) }
      }
      found[line] = ranges ?? []
    }
  }

  /// Where the words stand that the line did not have; nil where it is rather another line.
  private static func newWords(_ new: String, since old: String) -> [Range<Int>]? {
    var ranges: [Range<Int>] = []
    var (offset, count) = (0, 0)
    for run in Redline(old: old, new: new, joiningQuantities: true).runs
    where run.kind != .deleted {
      let end = offset + run.text.utf8.count
      if run.kind == .inserted {
        ranges.append(offset..<end)
        count += end - offset
      }
      offset = end
    }
    return count * 2 > offset ? nil : ranges
  }
}
