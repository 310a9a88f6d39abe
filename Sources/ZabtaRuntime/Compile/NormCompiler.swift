/// Turns checked content into masks and numbers.
struct NormCompiler {
  private let content: BundleContent
  private let vocabulary: Vocabulary
  private let layout: Layout
  private var pool: [UInt64] = []
  private var masks: [[UInt64]: Int] = [:]
  private var wordMasks: [[Int]]
  private var clauses: [Range<Int>] = []
  private var facts: [CompiledFact] = []
  private var eventLists: [Int] = []
  private var periods: [CompiledPeriod] = []

  /// Compiles the norms of content that has passed ``ContentCheck``.
  static func compile(_ content: BundleContent, _ vocabulary: Vocabulary) -> CompiledNorms {
    var compiler = NormCompiler(content, vocabulary)
    compiler.layOutWords()
    let (reasons, places) = citations(content)
    let norms = zip(content.norms, places).map { compiler.compile($0, reason: $1) }
    func select(_ effect: Norm.Effect) -> [[Int]] {
      var lists = Array(repeating: [Int](), count: Action.allCases.count)
      for (index, norm) in norms.enumerated() where norm.effect == effect {
        lists[norm.action.ordinal].append(index)
      }
      return lists
    }
    return CompiledNorms(
      layout: compiler.layout, pool: compiler.pool, wordMasks: compiler.wordMasks, norms: norms,
      clauses: compiler.clauses, facts: compiler.facts, eventLists: compiler.eventLists,
      periods: compiler.periods, reasons: reasons, forbids: select(.forbid),
      permits: select(.permit),
      floors: norms.indices.filter { norms[$0].isFloor },
      keeping: norms.indices.filter { norms[$0].isOurs && norms[$0].isAboutKeeping })
  }

  private init(_ content: BundleContent, _ vocabulary: Vocabulary) {
    self.content = content
    self.vocabulary = vocabulary
    layout = Layout(vocabulary)
    wordMasks = Array(
      repeating: Array(repeating: 0, count: Kind.allCases.count), count: Slot.allCases.count)
  }

  /// Writes the masks of all words into the pool, for every slot that can hold their kind.
  private mutating func layOutWords() {
    for slot in Slot.allCases {
      let kinds: [Kind] =
        switch slot {
        case .object: Kind.objects
        case .actor: [.role, .recipient, .person]
        case .recipient: [.recipient]
        case .purpose: [.purpose, .request]
        case .touchpoint: [.touchpoint]
        case .form: [.form]
        case .person: [.person]
        case .region, .jurisdiction: [.place]
        case .consent, .circumstance: []
        }
      for kind in kinds {
        wordMasks[slot.rawValue][kind.ordinal] = pool.count
        for set in vocabulary.table(kind).sets {
          pool += padded(slot == .actor ? shifted(set, kind) : set, slot)
        }
      }
    }
  }

  private mutating func compile(_ norm: Norm, reason: Int) -> CompiledNorm {
    let first = clauses.count
    for condition in norm.when {
      let start = facts.count
      for fact in condition.anyOf { facts.append(compile(fact, norm.action)) }
      clauses.append(start..<facts.count)
    }
    return CompiledNorm(
      effect: norm.effect, action: norm.action, origin: norm.origin,
      object: mask(object(norm.object), .object),
      actor: mask(actor(norm.actor, norm.effect), .actor), clauses: first..<clauses.count,
      period: norm.period.map { intern($0) } ?? -1, reason: reason, isOurs: norm.actor == .we,
      shutsOutForms: norm.effect == .forbid
        && norm.when.contains { $0.anyOf.contains(where: \.shutsOutForms) })
  }

  // MARK: Sets

  private func object(_ object: Object) -> BitSet {
    let table = vocabulary.table(object.kind)
    let named = table.atoms(ofAny: object.names).subtracting(table.atoms(ofAny: object.except))
    return object.isComplement ? named.complement(table.count) : named
  }

  private func actor(_ actor: Actor, _ effect: Norm.Effect) -> BitSet {
    let everybody =
      1 + [Kind.role, .recipient, .person].reduce(0) { $0 + vocabulary.table($1).count }
    switch actor {
    case .we:
      // What we may not do, our staff may not do either.
      return effect == .forbid
        ? BitSet(upTo: 1 + vocabulary.table(.role).count) : BitSet(upTo: 1)
    case .people: return named(.person, content.people)
    case .named(let kind, let names): return named(kind, names)
    case .anybodyBut(let kind, let names): return named(kind, names).complement(everybody)
    }
  }

  private func named(_ kind: Kind, _ names: [String]) -> BitSet {
    shifted(vocabulary.table(kind).atoms(ofAny: names), kind)
  }

  /// The actors are numbered together: the publisher, roles, recipients, persons.
  private func shifted(_ set: BitSet, _ kind: Kind) -> BitSet {
    var shift = 1
    if kind != .role { shift += vocabulary.table(.role).count }
    if kind == .person { shift += vocabulary.table(.recipient).count }
    return BitSet(set.members.map { $0 + shift })
  }

  // MARK: Facts

  private mutating func compile(_ fact: Fact, _ action: Action) -> CompiledFact {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      let set = vocabulary.table(dimension.kind(for: action)).atoms(ofAny: names)
      return among(dimension, set, whenUnstated)
    case .notAmong(let dimension, let names, let whenUnstated):
      let table = vocabulary.table(dimension.kind(for: action))
      return among(dimension, table.atoms(ofAny: names).complement(table.count), whenUnstated)
    case .consent(let names, let isNegated):
      let table = vocabulary.table(.consent)
      let wanted = names.flatMap { table.descendants(of: $0) }.compactMap { table.index[$0] }
      let set = names.isEmpty ? BitSet(upTo: table.names.count) : BitSet(wanted)
      return CompiledFact(test: .consent(mask(set, .consent)), isNegated: isNegated)
    case .circumstance(let name, let isNegated):
      let index = vocabulary.circumstances[name] ?? -1
      return CompiledFact(test: .circumstance(index), isNegated: isNegated)
    case .ageUnder(let age, let isNegated):
      return CompiledFact(test: .ageUnder(age), isNegated: isNegated)
    case .happened(let names, let after, let isNegated):
      let start = eventLists.count
      eventLists += names.compactMap { vocabulary.events[$0] }
      let test = CompiledFact.Test.happened(start..<eventLists.count, after: after)
      return CompiledFact(test: test, isNegated: isNegated)
    case .over(let period, let isNegated):
      return CompiledFact(test: .over(period: intern(period)), isNegated: isNegated)
    }
  }

  private mutating func among(
    _ dimension: Dimension, _ set: BitSet, _ whenUnstated: Bool
  ) -> CompiledFact {
    CompiledFact(
      test: .among(mask(set, dimension.slot), whenUnstated: whenUnstated), isNegated: false)
  }

  private mutating func intern(_ period: Period) -> Int {
    periods.append(
      CompiledPeriod(
        ends: period.ends.map { ends in
          ends.map { end in
            let since = end.since.compactMap { vocabulary.events[$0] }
            return CompiledPeriod.End(span: end.span, since: since)
          }
        }))
    return periods.count - 1
  }

  // MARK: The pool

  private mutating func mask(_ set: BitSet, _ slot: Slot) -> Mask {
    let bits = padded(set, slot)
    let position = masks[bits] ?? pool.count
    if masks.updateValue(position, forKey: bits) == nil { pool += bits }
    return Mask(
      slot: slot, start: layout.starts[slot.rawValue], width: bits.count, position: position)
  }

  private func padded(_ set: BitSet, _ slot: Slot) -> [UInt64] {
    let missing = layout.widths[slot.rawValue] - set.words.count
    return set.words + Array(repeating: 0, count: max(0, missing))
  }

  /// The citations in the order of the page, and the place of each norm's among them.
  private static func citations(_ content: BundleContent) -> ([Decision.Reason], [Int]) {
    let ids = content.clauses.map(\.id)
    let order = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    func key(_ norm: Norm) -> [Int] {
      [order[norm.clause] ?? 0, norm.sentence, norm.effect == .permit ? 0 : 1]
    }
    let keys = content.norms.map(key)
    let sorted = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(uniqueKeysWithValues: zip(sorted, sorted.indices))
    let reasons = sorted.map { key in
      Decision.Reason(
        clause: ids[key[0]], effect: key[2] == 0 ? .permit : .forbid, sentence: key[1])
    }
    return (reasons, keys.map { places[$0] ?? 0 })
  }
}

extension CompiledNorm {
  /// True of a duty to keep.
  var isFloor: Bool { effect == .duty && action == .keep && origin == .floor }
}

extension AtomTable {
  /// The atoms of all these words together.
  func atoms(ofAny names: [String]) -> BitSet {
    names.reduce(into: BitSet()) { set, name in
      if let word = index[name] { set.formUnion(sets[word]) }
    }
  }
}

extension CompiledNorm {
  /// True of what the keeping of records is read from.
  fileprivate var isAboutKeeping: Bool {
    switch action {
    case .keep, .store, .delete, .anonymise, .archive: true
    default: false
    }
  }
}

extension Fact {
  /// True where only some forms are left.
  fileprivate var shutsOutForms: Bool {
    if case .notAmong(.form, _, _) = self { true } else { false }
  }
}
