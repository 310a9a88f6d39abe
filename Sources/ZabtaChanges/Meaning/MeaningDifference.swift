import ZabtaRuntime

/// All that two editions answer or promise otherwise, each effect with the changed rule that makes it.
struct MeaningDifference {
  /// An effect with what is known about it beside its words.
  struct Found {
    var effect: Effect
    var action: Action
    var reason: MaterialReason?
    /// The request whose answer turned, and to what.
    var turned: (request: Request, isPermitted: Bool)?
    /// True where a word is merely known now, or no longer.
    var isMereWord = false
    /// What was promised, where the effect is one of a promise.
    var promise: Promise?
    /// True where it holds only for a record that holds several kinds of data at once.
    var isMixed = false
  }

  /// What no single changed rule explains: a word's parts, or several rules together.
  static let unexplained = -1

  /// The rules that differ, as pairs of the earlier and the later one.
  let rules: [(old: StatedRule?, new: StatedRule?)]
  /// The effects of each of them, by its place.
  private(set) var effects: [Int: [Found]] = [:]
  /// The actions that could not be compared exactly.
  private(set) var inexact: Set<Action> = []
  let decisions: DecisionDifference?
  let retention: RetentionDifference?
  let deadlines: DeadlineDifference?

  init(_ old: BundleContent, _ new: BundleContent, _ rules: [(old: StatedRule?, new: StatedRule?)])
  {
    self.rules = rules
    let attribution = Attribution(old, new, rules)
    guard let before = try? Ruleset(old), let after = try? Ruleset(new) else {
      (decisions, retention, deadlines) = (nil, nil, nil)
      inexact = Set(Action.allCases)
      return
    }
    let decisions = DecisionDifference(before, after, group: attribution.rule(edition:norms:))
    let retention = RetentionDifference(before, after) {
      attribution.rule([.store, .keep, .delete, .anonymise, .archive], $0, $1)
    }
    let deadlines = DeadlineDifference(before, after) {
      attribution.rule([.resolve, .answer], $0, $1)
    }
    var spaces = decisions.spaces
    let promises = PromiseDifference(
      before, after, &spaces, group: attribution.rule(edition:norms:))
    (self.decisions, self.retention, self.deadlines) = (decisions, retention, deadlines)
    inexact = Set(decisions.inexact + promises.inexact)

    for part in retention.parts {
      add(part.group, part.effect, .store, part.effect.direction == .wider ? .longerKeeping : nil)
      if part.isMixed, let last = effects[part.group]?.indices.last {
        effects[part.group]?[last].isMixed = true
      }
    }
    for part in decisions.parts {
      let reason = Materiality.reason(part, before)
      add(part.group, part.effect, part.action, reason, (part.witness, part.isGained))
      if part.word != nil, let last = effects[part.group]?.indices.last {
        effects[part.group]?[last].isMereWord = true
      }
    }
    for part in deadlines.parts {
      add(part.group, part.effect, .resolve, part.effect.direction == .wider ? .slowerAnswer : nil)
    }
    for part in promises.parts {
      add(part.group, part.effect, part.action, Materiality.reason(part))
      if let last = effects[part.group]?.indices.last {
        effects[part.group]?[last].promise = part.promise
      }
    }
    effects = effects.mapValues(MeaningDifference.withoutMixed)
  }

  /// Leaves out what is true of no single kind of data, where something else tells what changed.
  ///
  /// What takes protection away stays, unless something that is told takes away as well.
  private static func withoutMixed(_ found: [Found]) -> [Found] {
    let plain = found.filter { !$0.isMixed }
    return found.filter { one in
      guard one.isMixed else { return true }
      return !plain.contains { other in
        other.effect.direction == one.effect.direction
          || (one.effect.direction != .wider && other.effect.direction == .moved)
      }
    }
  }

  private mutating func add(
    _ group: Int, _ effect: Effect, _ action: Action, _ reason: MaterialReason?,
    _ turned: (Request, Bool)? = nil
  ) {
    effects[group, default: []].append(
      Found(effect: effect, action: action, reason: reason, turned: turned))
  }

  /// The effects of a rule to be told: the time of keeping says what it makes of storing and deleting.
  static func told(_ found: [Found]) -> [Effect] {
    let keeping: Set<Action> = [.store, .delete, .anonymise, .archive]
    let times = found.filter { if case .record = $0.effect.witness { true } else { false } }
    let isMoreThanWords = found.contains { !$0.isMereWord }
    return found.filter { found in
      // Of a word with other effects it goes without saying that it is known.
      if isMoreThanWords, found.isMereWord { return false }
      guard found.turned != nil, keeping.contains(found.action) else { return true }
      return !times.contains { $0.effect.direction == found.effect.direction }
    }.map(\.effect)
  }
}

/// Which changed rule a norm or a clause belongs to.
struct Attribution {
  /// For each edition the rule of each norm that differs, by its place in the content.
  private var byNorm: [[Int: Int]] = [[:], [:]]
  private var rules: [(old: StatedRule?, new: StatedRule?, actions: Set<Action>)] = []

  private struct Sentence: Hashable {
    var clause: String
    var number: Int
  }

  init(
    _ old: BundleContent, _ new: BundleContent, _ pairs: [(old: StatedRule?, new: StatedRule?)]
  ) {
    var places: [[Sentence: Int]] = [[:], [:]]
    var same: [Set<Norm>] = []
    for (place, pair) in pairs.enumerated() {
      let common = (pair.old?.meaning ?? []).intersection(pair.new?.meaning ?? [])
      same.append(common)
      for (edition, rule) in [pair.old, pair.new].enumerated() {
        guard let rule else { continue }
        places[edition][Sentence(clause: rule.clause, number: rule.sentence)] = place
      }
      let norms = [pair.old, pair.new].compactMap(\.self).flatMap(\.norms)
      let differing = norms.filter { !common.contains(Meaning.canonical($0)) }
      rules.append((pair.old, pair.new, Set(differing.map(\.action))))
    }
    guard !pairs.isEmpty else { return }
    for (edition, content) in [old, new].enumerated() {
      for (index, norm) in content.norms.enumerated() {
        guard let place = places[edition][Sentence(clause: norm.clause, number: norm.sentence)],
          !same[place].contains(Meaning.canonical(norm))
        else { continue }
        byNorm[edition][index] = place
      }
    }
  }

  /// The changed rule of one of the norms of an edition.
  func rule(edition: Int, norms: [Int]) -> Int {
    norms.lazy.compactMap { byNorm[edition][$0] }.first ?? MeaningDifference.unexplained
  }

  /// The changed rule about one of the actions in the clauses that decide.
  func rule(_ actions: Set<Action>, _ old: [String], _ new: [String]) -> Int {
    let candidates = rules.indices.filter { !rules[$0].actions.isDisjoint(with: actions) }
    func isOld(_ place: Int) -> Bool { rules[place].old.map { old.contains($0.clause) } ?? false }
    func isNew(_ place: Int) -> Bool { rules[place].new.map { new.contains($0.clause) } ?? false }
    return candidates.first { isOld($0) && isNew($0) } ?? candidates.first { isNew($0) }
      ?? candidates.first { isOld($0) } ?? candidates.first ?? MeaningDifference.unexplained
  }
}
