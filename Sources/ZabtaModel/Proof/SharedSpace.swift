package import ZabtaRuntime

/// Every request there can be about one action, as far as the norms of two editions can tell two
/// requests apart.
///
/// The axes are words, not atoms: a request names words, and each edition reads them with its own
/// vocabulary. Words that every norm of both editions treats alike are one position. A norm becomes
/// boxes of requests: a forbid those that it meets, a permit those that it covers, alone or together
/// with others.
package struct SharedSpace: BoxFrame {
  package typealias Axis = RequestSpace.Axis

  package let action: Action
  /// The earlier and the later edition.
  package let rulesets: [Ruleset]
  package let facts: SharedFacts
  /// The words of each axis; nil for ages.
  package let words: [AxisWords?]
  /// For each axis the words of each position, as places among ``words``.
  package private(set) var members: [[[Int]]] = []
  /// For each axis the position of each word.
  private(set) var classOf: [[Int]] = []
  private var full: [BitSet] = []
  /// For each axis and edition what each position stands for.
  private var readings: [[[BitSet?]]] = []
  /// The axes on which no norm of either edition chooses: words there decide nothing, if they are known.
  package private(set) var idle: Set<Axis> = []
  /// The norms of the action in either edition, with their places in the content.
  let norms: [[(index: Int, norm: Norm)]]
  /// Each edition's own axes of atoms.
  private let readers: [RequestSpace]

  package var implied: [BitSet] { facts.implied }
  package var implying: [BitSet] { facts.implying }
  package func all(_ axis: Int) -> BitSet { full[axis] }

  /// Creates the space of an action.
  package init(_ rulesets: [Ruleset], action: Action, _ shared: inout SharedWords) {
    self.action = action
    self.rulesets = rulesets
    let wanted: Set<Action> = action == .store ? [.store, .keep] : [action]
    norms = rulesets.map { ruleset in
      ruleset.content.norms.enumerated().filter { wanted.contains($0.element.action) }
        .map { ($0.offset, $0.element) }
    }
    facts = SharedFacts(norms.map { $0.map(\.norm) }, rulesets)
    readers = rulesets.map { RequestSpace($0, action: action, norms: []) }
    words = Axis.allCases.map { axis in
      switch axis {
      case .actor: shared.actors()
      case .object: shared.words(action.objectKind)
      case .age: nil
      default: axis.dimension.map { shared.orUnstated($0.kind(for: action)) }
      }
    }
    classify()
  }

  /// The positions that a word of a request stands for; nil where neither edition knows it.
  package func positions(_ axis: Axis, _ kind: Kind, _ name: String?) -> BitSet? {
    guard let words = words[axis.rawValue] else { return nil }
    guard let name else {
      let place = axis == .actor ? 0 : words.unstated
      return place.map { BitSet([classOf[axis.rawValue][$0]]) }
    }
    return words.positions(of: kind, name).map { found in
      BitSet(found.members.map { classOf[axis.rawValue][$0] })
    }
  }

  /// The words of positions.
  package func words(_ axis: Axis, _ positions: BitSet) -> [AxisWords.Position] {
    guard let words = words[axis.rawValue] else { return [] }
    return positions.members.flatMap { members[axis.rawValue][$0] }.sorted()
      .map { words.positions[$0] }
  }

  /// The atoms that a position stands for in an edition; nil where that lacks the word.
  func reading(_ axis: Int, _ position: Int, _ edition: Int) -> BitSet? {
    readings[axis][edition][position]
  }

  // MARK: Positions

  /// Joins the words that every norm treats alike.
  private mutating func classify() {
    var choices = Array(repeating: [[BitSet]](repeating: [], count: 2), count: Axis.allCases.count)
    for edition in 0..<2 {
      var seen: Set<Box.Choice> = []
      for (_, norm) in norms[edition] {
        for choice in rawChoices(norm, edition) where seen.insert(choice).inserted {
          choices[choice.axis][edition].append(choice.positions)
        }
      }
    }
    for axis in Axis.allCases {
      guard let words = words[axis.rawValue] else {
        // An unknown age, then the spans between the ages at which norms part.
        members.append((0..<facts.ages.count + 2).map { [$0] })
        classOf.append(Array(0..<facts.ages.count + 2))
        full.append(BitSet(upTo: facts.ages.count + 2))
        readings.append([[], []])
        continue
      }
      if axis.dimension != nil, choices[axis.rawValue].allSatisfy(\.isEmpty) { idle.insert(axis) }
      var index: [[UInt64]: Int] = [:]
      var members: [[Int]] = []
      var classOf: [Int] = []
      for (place, position) in words.positions.enumerated() {
        let key =
          idle.contains(axis)
          ? position.readings.map { $0 == nil ? 0 : 1 }
          : signature(position, choices[axis.rawValue], place, words.unstated == place)
        let number = index[key] ?? members.count
        if number == members.count {
          index[key] = number
          members.append([])
        }
        members[number].append(place)
        classOf.append(number)
      }
      self.members.append(members)
      self.classOf.append(classOf)
      full.append(BitSet(upTo: members.count))
      readings.append(
        (0..<2).map { edition in
          members.map { $0.first.flatMap { words.positions[$0].readings[edition] } }
        })
    }
  }

  private func signature(
    _ position: AxisWords.Position, _ choices: [[BitSet]], _ place: Int, _ isAlone: Bool
  ) -> [UInt64] {
    var bits: [UInt64] = [0]
    var count = 0
    func add(_ bit: Bool) {
      if count == 64 {
        bits.append(0)
        count = 0
      }
      if bit { bits[bits.count - 1] |= 1 << UInt64(count) }
      count += 1
    }
    for edition in 0..<2 {
      add(position.readings[edition] != nil)
      let atoms = position.readings[edition] ?? BitSet()
      // Several atoms may be permitted together by several norms: such a word stands alone.
      if atoms.count > 1 { return [.max, UInt64(place)] }
      for choice in choices[edition] { add(atoms.intersects(choice)) }
    }
    if isAlone { return [.max, .max] }
    // Words of two kinds act differently in a sentence.
    let kind = position.kind.flatMap { RequestSpace.actorKinds.firstIndex(of: $0) } ?? 7
    return bits + [UInt64(kind)]
  }

  private func rawChoices(_ norm: Norm, _ edition: Int) -> [Box.Choice] {
    var choices = [
      Box.Choice(axis: Axis.actor.rawValue, positions: actors(norm, edition)),
      Box.Choice(axis: Axis.object.rawValue, positions: readers[edition].objects(norm.object)),
    ]
    for fact in norm.when.flatMap(\.anyOf) {
      if let box = among(fact, edition) { choices += box.choices }
    }
    return choices
  }

  // MARK: Norms as boxes of atoms

  func actors(_ norm: Norm, _ edition: Int) -> BitSet {
    readers[edition].actors(norm.actor, norm.effect)
  }

  /// What a norm speaks of in the atoms of its edition; nil where its conditions branch too often.
  func rawBoxes(_ norm: Norm, _ edition: Int, anybody: Bool = false) -> [Box]? {
    let objects = readers[edition].objects(norm.object)
    var start = Box(.object, objects)
    if !anybody {
      let actors = actors(norm, edition)
      guard !actors.isEmpty else { return [] }
      start.choose(Axis.actor.rawValue, actors)
    }
    guard !objects.isEmpty else { return [] }
    return narrowed(start, by: norm.when.map { $0.anyOf.flatMap { rawBoxes($0, edition) } })
  }

  private func rawBoxes(_ fact: Fact, _ edition: Int) -> [Box] {
    switch fact {
    case .among, .notAmong: return among(fact, edition).map { [$0] } ?? []
    case .ageUnder(let age, let negated):
      let ages = facts.ages
      let under = BitSet(ages.indices.filter { ages[$0] <= age }.map { $0 + 1 })
      return [Box(.age, negated ? under.complement(ages.count + 2) : under)]
    case .consent(let names, let negated):
      return some(of: facts.consent(names, edition), isNegated: negated)
    case .circumstance(let name, let negated):
      return some(of: facts.circumstance(name, edition), isNegated: negated)
    case .happened(let names, let after, let negated):
      return some(of: facts.happened(names, after), isNegated: negated)
    case .over(let period, let negated): return boxes(of: period, isNegated: negated)
    }
  }

  private func among(_ fact: Fact, _ edition: Int) -> Box? {
    let (dimension, names, unstated, isComplement): (Dimension, [String], Bool, Bool)
    switch fact {
    case .among(let place, let words, let free):
      (dimension, names, unstated, isComplement) = (place, words, free, false)
    case .notAmong(let place, let words, let free):
      (dimension, names, unstated, isComplement) = (place, words, free, true)
    default: return nil
    }
    let table = rulesets[edition].atoms(dimension.kind(for: action))
    var set = names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
    if isComplement { set = set.complement(table.count) }
    if unstated { set.insert(table.count) }
    let axis = Axis(dimension)
    set = set.intersection(readers[edition].all(axis.rawValue))
    return set.isEmpty ? nil : Box(axis, set)
  }

  /// That a period is over, or that it is not.
  func boxes(of period: Period, isNegated: Bool) -> [Box] {
    let ends = period.ends.filter { !$0.isEmpty }.map { ends in ends.map { facts.ended($0) } }
    return boxes(ofEnds: ends, isNegated: isNegated)
  }

  func intersection(_ one: [Box], _ other: [Box]) -> [Box] {
    one.flatMap { box in other.compactMap { box.intersection($0) } }
  }
}

/// The words of both editions, read once for all actions.
package struct SharedWords {
  private let rulesets: [Ruleset]
  private var byKind: [Kind: AxisWords] = [:]
  private var withNone: [Kind: AxisWords] = [:]
  private var acting: AxisWords?

  package init(_ rulesets: [Ruleset]) { self.rulesets = rulesets }

  mutating func words(_ kind: Kind) -> AxisWords {
    if let known = byKind[kind] { return known }
    let words = AxisWords(kind, rulesets)
    byKind[kind] = words
    return words
  }

  /// The words of a kind that one edition alone knows.
  package mutating func oneSided(_ kind: Kind) -> [AxisWords.Position] {
    words(kind).positions.filter { ($0.readings[0] == nil) != ($0.readings[1] == nil) }
  }

  mutating func orUnstated(_ kind: Kind) -> AxisWords {
    if let known = withNone[kind] { return known }
    let words = words(kind).orUnstated(kind, rulesets)
    withNone[kind] = words
    return words
  }

  mutating func actors() -> AxisWords {
    if let acting { return acting }
    let words = AxisWords(actorsOf: rulesets)
    acting = words
    return words
  }
}
