/// Units of text → their redlines, paragraph by paragraph.
enum ParagraphRedlines {
  /// Below this likeness a paragraph is struck out whole: single words that both happen to have do
  /// not help anyone to read it.
  private static let rewritten = 0.25

  static func redlines(_ texts: TextUnits) -> [ClauseRedline] {
    let units = texts.units
    var byUnit: [[ClauseRedline]] = Array(repeating: [], count: units.count)
    var moveCount = texts.moveCount
    for language in Set(units.flatMap(\.languages)).sorted() {
      var comparison = Comparison(units, language, moveCount)
      for (unit, redline) in comparison.redlines() { byUnit[unit].append(redline) }
      moveCount = comparison.moveCount
    }
    return byUnit.flatMap(\.self)
  }

  /// All units in one language.
  private struct Comparison {
    let units: [TextUnit]
    let language: String
    var moveCount: Int
    private var pairing = ParagraphPairing()
    private var alignments: [Alignment] = []
    /// Where a paragraph that moved alone came from, and where it went.
    private var arrivals: [Spot: (from: Spot, move: ClauseRedline.Move)] = [:]
    private var departures: [Spot: ClauseRedline.Move] = [:]

    /// A paragraph of a unit.
    private struct Spot: Hashable {
      var unit: Int
      var block: Int
    }

    private struct Alignment {
      var unit: Int
      var old: [Int]
      var new: [Int]
      var pairs: [(old: Int, new: Int)]
    }

    init(_ units: [TextUnit], _ language: String, _ moveCount: Int) {
      self.units = units
      self.language = language
      self.moveCount = moveCount
    }

    mutating func redlines() -> [(Int, ClauseRedline)] {
      for (index, unit) in units.enumerated()
      where unit.move != nil || unit.differs(language) { align(index, unit) }
      findMoves()
      return alignments.map { ($0.unit, redline($0)) }
    }

    private mutating func align(_ index: Int, _ unit: TextUnit) {
      guard unit.old[language] != nil || unit.new[language] != nil else { return }
      let old = (unit.old[language] ?? []).map { pairing.number($0) }
      let new = (unit.new[language] ?? []).map { pairing.number($0) }
      let pairs = unit.isDeparture ? [] : pairing.pairs(old, new)
      alignments.append(Alignment(unit: index, old: old, new: new, pairs: pairs))
    }

    /// Paragraphs that one unit lost and another, or the same elsewhere, gained.
    private mutating func findMoves() {
      var gone: [(spot: Spot, number: Int)] = []
      var come: [(spot: Spot, number: Int)] = []
      for alignment in alignments where !units[alignment.unit].isDeparture {
        guard !units[alignment.unit].isHeading else { continue }
        let olds = Set(alignment.pairs.map(\.old))
        let news = Set(alignment.pairs.map(\.new))
        for (block, number) in alignment.old.enumerated() where !olds.contains(block) {
          gone.append((Spot(unit: alignment.unit, block: block), number))
        }
        for (block, number) in alignment.new.enumerated() where !news.contains(block) {
          come.append((Spot(unit: alignment.unit, block: block), number))
        }
      }
      for pair in pairing.moves(gone: gone.map(\.number), come: come.map(\.number)) {
        let (from, to) = (gone[pair.old].spot, come[pair.new].spot)
        moveCount += 1
        let move = ClauseRedline.Move(
          .paragraph, .arrival, number: moveCount, from: units[from.unit].section,
          fromHeading: units[from.unit].heading, to: units[to.unit].section,
          toHeading: units[to.unit].heading)
        arrivals[to] = (from, move)
        departures[from] = move.other
      }
    }

    private mutating func redline(_ alignment: Alignment) -> ClauseRedline {
      let unit = units[alignment.unit]
      let partner = Dictionary(
        alignment.pairs.map { ($0.new, $0.old) }, uniquingKeysWith: { first, _ in first })
      let olds = Set(alignment.pairs.map(\.old))
      let loose = alignment.old.indices.filter { !olds.contains($0) }
      var paragraphs: [ParagraphRedline] = []
      for member in woven(new: alignment.new.count, staying: alignment.pairs, loose: loose) {
        switch member {
        case .new(let block):
          let spot = Spot(unit: alignment.unit, block: block)
          if let arrival = arrivals[spot] {
            paragraphs.append(
              ParagraphRedline(compare(arrival.from, spot), move: arrival.move))
          } else {
            let old = partner[block].map { Spot(unit: alignment.unit, block: $0) }
            paragraphs.append(ParagraphRedline(compare(old, spot)))
          }
        case .old(let block):
          let spot = Spot(unit: alignment.unit, block: block)
          paragraphs.append(ParagraphRedline(compare(spot, nil), move: departures[spot]))
        }
      }
      return ClauseRedline(
        clause: unit.id, section: unit.section, heading: unit.heading, language: language,
        isHeading: unit.isHeading, move: unit.move, paragraphs: paragraphs)
    }

    private mutating func compare(_ old: Spot?, _ new: Spot?) -> Redline {
      let before = old.flatMap { units[$0.unit].old[language]?[$0.block] }
      let after = new.flatMap { units[$0.unit].new[language]?[$0.block] }
      let oldValues = old.map { units[$0.unit].values(language, $0.block, ofOld: true) } ?? []
      let newValues = new.map { units[$0.unit].values(language, $0.block, ofOld: false) } ?? []
      if let before, let after, !before.utf8.elementsEqual(after.utf8), let new,
        !units[new.unit].isHeading
      {
        let likeness = pairing.bag(pairing.number(before))
          .likeness(pairing.bag(pairing.number(after)))
        if likeness < rewritten {
          return Redline(
            replacing: before, by: after, oldValues: oldValues, newValues: newValues)
        }
      }
      return Redline(
        old: before ?? "", new: after ?? "", oldValues: oldValues, newValues: newValues)
    }
  }
}
