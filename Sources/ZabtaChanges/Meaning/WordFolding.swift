import ZabtaModel
import ZabtaRuntime

/// Sets of words in the fewest words: by the group that is exactly the set, by several, or by what
/// it leaves out.
struct WordFolding {
  /// What a set of words comes to.
  enum Folded {
    /// Every word, and none.
    case anything
    /// Every word, but not none.
    case anyWord
    /// No word.
    case none
    case words([String])
    case allBut([String])
  }

  let space: SharedSpace
  /// The edition in whose words it is told.
  let edition: Int
  private let content: BundleContent

  init(_ space: SharedSpace, edition: Int) {
    self.space = space
    self.edition = edition
    content = space.rulesets[edition].content
  }

  /// The words of a kind at a box's axis.
  func fold(_ axis: SharedSpace.Axis, _ kind: Kind, _ box: Box) -> Folded {
    guard let chosen = box.positions(axis.rawValue) else { return .anything }
    return fold(axis, kind, chosen)
  }

  func fold(_ axis: SharedSpace.Axis, _ kind: Kind, _ chosen: BitSet) -> Folded {
    let inside = space.words(axis, chosen).filter { $0.kind == kind }
    let all = space.words(axis, space.all(axis.rawValue)).filter { $0.kind == kind }
    let isNoneChosen = inside.contains { $0.name == nil }
    let hasNone = all.contains { $0.name == nil }
    let named = known(inside)
    let others = known(all.filter { position in !inside.contains(position) })
    if others.isEmpty {
      if named.isEmpty { return .none }
      // Of the only thing there is, the name says more than "all".
      if named.count == 1, axis == .object { return .words(named.compactMap(\.name)) }
      return isNoneChosen || !hasNone ? .anything : .anyWord
    }
    if named.isEmpty { return isNoneChosen ? .none : unknown(inside) }
    let words = cover(named, avoiding: others, kind)
    if words.count > 1, isNoneChosen || !hasNone || others.count < named.count {
      let left = cover(others, avoiding: named, kind)
      if left.count < words.count { return .allBut(left) }
    }
    return .words(words)
  }

  /// True where the persons chosen are those whom the policy covers, or nobody is named.
  func arePeople(_ axis: SharedSpace.Axis, _ chosen: BitSet) -> Bool {
    let ruleset = space.rulesets[edition]
    let people = Set(content.people.flatMap { ruleset.atoms(.person).descendants(of: $0) })
    let persons = space.words(axis, chosen).filter { $0.kind == .person }
    let all = space.words(axis, space.all(axis.rawValue)).filter { $0.kind == .person }
    func isCovered(_ position: AxisWords.Position) -> Bool {
      position.name.map(people.contains) ?? true
    }
    let known = all.filter { $0.name == nil || $0.readings[edition] != nil }
    return !persons.isEmpty && known.allSatisfy { isCovered($0) == persons.contains($0) }
  }

  /// A word of the other edition alone.
  private func unknown(_ positions: [AxisWords.Position]) -> Folded {
    let names = positions.compactMap(\.name)
    return names.isEmpty ? .none : .words(names)
  }

  private func known(_ positions: [AxisWords.Position]) -> [AxisWords.Position] {
    positions.filter { $0.name != nil && $0.readings[edition] != nil }
  }

  /// The fewest words that stand for the positions and for none of the others, largest first.
  private func cover(
    _ positions: [AxisWords.Position], avoiding others: [AxisWords.Position], _ kind: Kind
  ) -> [String] {
    if positions.count == 1 { return positions.compactMap(\.name) }
    // The last word that stands for a set of atoms is as good as the first.
    var groups: [(name: String, covered: Set<Int>)] = []
    let ruleset = space.rulesets[edition]
    // Of places the tool itself knows what some are made of.
    for word in content.words
    where word.kind == kind && (kind == .place || !word.includes.isEmpty) {
      let leaves = Set(ruleset.atoms(kind).descendants(of: word.name))
      let covered = positions.indices.filter { leaves.contains(positions[$0].name ?? "") }
      guard covered.count > 1,
        !others.contains(where: { leaves.contains($0.name ?? "") && $0.name != word.name })
      else { continue }
      groups.append((word.name, Set(covered)))
    }
    var open = Set(positions.indices)
    var words: [String] = []
    while !open.isEmpty {
      let best = groups.max { one, other in
        let (mine, theirs) = (
          one.covered.intersection(open).count, other.covered.intersection(open).count
        )
        return mine == theirs ? one.name > other.name : mine < theirs
      }
      guard let best, best.covered.intersection(open).count > 1 else { break }
      words.append(best.name)
      open.subtract(best.covered)
    }
    return words + open.sorted().compactMap { positions[$0].name }
  }

  /// A word as it is printed.
  func label(_ kind: Kind, _ name: String) -> String {
    for edition in [edition, 1 - edition] {
      let words = space.rulesets[edition].content.words
      if let label = words.first(where: { $0.kind == kind && $0.name == name })?.labels["en"],
        !label.isEmpty
      {
        return label
      }
    }
    return name
  }

  func labels(_ kind: Kind, _ names: [String], _ joint: String = "and") -> String {
    WordFolding.list(names.map { label(kind, $0) }, joint)
  }

  static func list(_ items: [String], _ joint: String) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " \(joint) " + last
  }
}
