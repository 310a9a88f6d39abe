import ZabtaRuntime

/// A rule that says something else now.
struct RuleChange {
  var old: StatedRule?
  var new: StatedRule?
  var direction: Direction
  var change: Change
}

/// The rules whose meaning differs, each with its class.
enum RuleChanges {
  static func find(
    _ difference: MeaningDifference, _ old: BundleContent, _ new: BundleContent, _ places: Places
  ) -> [RuleChange] {
    let summaries = Summaries(old, new)
    var made: [RuleChange] = []
    var followed: [RuleChange] = []
    for (place, pair) in difference.rules.enumerated() {
      let found = difference.effects[place] ?? []
      let actions = Set(
        (pair.old?.norms ?? []).map(\.action) + (pair.new?.norms ?? []).map(\.action))
      let isUncertain = !actions.isDisjoint(with: difference.inexact)
      var direction = Direction(found.map(\.effect))
      if direction.class == nil, isUncertain { direction.isOther = true }
      // Without an effect it is said in other words.
      guard let `class` = direction.class else { continue }
      let clause = pair.new?.clause ?? pair.old?.clause ?? ""
      let turned =
        found.first { $0.turned != nil && $0.reason != nil } ?? found.first { $0.turned != nil }
      var change = Change(
        class: `class`, subject: .rule,
        summary: summaries.summary(pair.old, pair.new, `class`, found), clauses: [clause],
        heading: places.heading(clause), was: pair.old.map { [$0.english] } ?? [],
        now: pair.new.map { [redline(pair.old, $0)] } ?? [],
        witness: turned?.turned.map { Witness.words($0.request, isPermitted: $0.isPermitted) },
        effects: MeaningDifference.told(found))
      if `class` == .lessProtection { change.reason = reason(found, pair.new ?? pair.old) }
      let isLater = found.contains { $0.effect.direction == .wider }
      if pair.old != nil, pair.new != nil, !found.isEmpty,
        found.allSatisfy({ if case .due = $0.effect.witness { true } else { false } })
      {
        change.summary =
          isLater
          ? "We may take longer to answer you."
          : `class` == .other ? "We answer you by another time." : "We answer you sooner."
      }
      if found.isEmpty { change.summary = "A rule changed that could not be compared exactly." }
      let result = RuleChange(old: pair.old, new: pair.new, direction: direction, change: change)
      // Nobody touched a sentence that reads as before: its meaning follows from another.
      if pair.old?.english == pair.new?.english {
        followed.append(result)
      } else {
        made.append(result)
      }
    }
    return fold(followed, into: made)
      .sorted { places.position($0.change.clauses[0]) < places.position($1.change.clauses[0]) }
  }

  /// Tells once what two rules say together: all that one does, the other does as well.
  static func merged(_ rules: [RuleChange]) -> [RuleChange] {
    var merged: [RuleChange] = []
    for rule in rules {
      let own = Set(rule.change.effects)
      let home = merged.firstIndex { other in
        let told = Set(other.change.effects)
        return !own.isEmpty && !told.isEmpty && other.change.subject == rule.change.subject
          && (own.isSubset(of: told) || told.isSubset(of: own))
      }
      if let home {
        merged[home].merge(rule)
      } else {
        merged.append(rule)
      }
    }
    return merged
  }

  /// The reason of what the rule is mainly about, else the first.
  private static func reason(
    _ found: [MeaningDifference.Found], _ rule: StatedRule?
  ) -> MaterialReason? {
    let main = rule?.norms.first { $0.origin == .plain || $0.origin == .keep }?.action
    return found.first { $0.reason != nil && $0.action == main }?.reason
      ?? found.lazy.compactMap(\.reason).first
  }

  private static func redline(_ old: StatedRule?, _ new: StatedRule) -> Redline {
    guard let old else { return Redline(old: new.english, new: new.english) }
    return Redline(old: old.english, new: new.english, joiningQuantities: true)
  }

  /// What follows goes with the change that it most likely follows from: one about the same action.
  private static func fold(_ followed: [RuleChange], into made: [RuleChange]) -> [RuleChange] {
    guard !made.isEmpty else { return followed }
    var made = made
    for consequence in followed {
      let actions = Set((consequence.new?.norms ?? []).map(\.action))
      let index = made.firstIndex { change in
        ((change.new?.norms ?? []) + (change.old?.norms ?? [])).contains {
          actions.contains($0.action)
        }
      }
      let target = index ?? 0
      made[target].change.consequences += consequence.change.clauses
        .filter { !made[target].change.consequences.contains($0) }
      made[target].join(consequence.change.effects, consequence.change.reason)
    }
    return made
  }
}

extension RuleChange {
  /// Adds effects that follow from this change.
  mutating func join(_ effects: [Effect], _ reason: MaterialReason?) {
    direction.add(Direction(effects))
    change.effects += effects.filter { !change.effects.contains($0) }
    if let `class` = direction.class, `class` != change.class {
      change.class = `class`
      // What was said of the rule alone is not what it does now.
      let way: Effect.Direction = `class` == .lessProtection ? .wider : .narrower
      if let effect = effects.first(where: { $0.direction == way }) {
        change.summary = effect.sentence
      }
    }
    if change.reason == nil, change.class == .lessProtection { change.reason = reason }
  }
}

extension RuleChange {
  /// Adds another rule that does the same: the summary is of the one that does more.
  fileprivate mutating func merge(_ other: RuleChange) {
    if other.change.effects.count > change.effects.count || change.now.isEmpty {
      change.summary = other.change.summary
    }
    direction.add(other.direction)
    if let `class` = direction.class { change.class = `class` }
    let mine = change
    func joined<Item: Equatable>(_ items: KeyPath<Change, [Item]>) -> [Item] {
      mine[keyPath: items]
        + other.change[keyPath: items].filter { !mine[keyPath: items].contains($0) }
    }
    change.effects = joined(\.effects)
    change.clauses = joined(\.clauses)
    change.consequences = joined(\.consequences)
    change.was = joined(\.was)
    change.now = joined(\.now)
    change.witness = change.witness ?? other.change.witness
    change.reason = change.reason ?? other.change.reason
  }
}

/// A request in words, for whoever wants to see that a change is one.
enum Witness {
  static func words(_ request: Request, isPermitted: Bool) -> String {
    var words = "\(request.subject.id) \(request.action) \(request.resource.id)"
    let context = request.context
    for (name, value) in [
      ("with", context.recipient), ("for", context.purpose), ("through", context.touchpoint),
      ("in the form", context.form), ("of", context.person), ("to", context.region),
      ("under the law of", context.jurisdiction),
    ] {
      if let value { words += " \(name) \(value)" }
    }
    if !context.consent.isEmpty {
      words += ", with consent to \(list(context.consent.keys.sorted()))"
    }
    if !context.circumstances.isEmpty { words += ", given \(list(context.circumstances))" }
    if let age = context.age { words += ", aged \(age)" }
    if let created = context.created, let on = context.on {
      words += ", made on \(text(created)) and asked on \(text(on))"
    }
    if !context.events.isEmpty { words += ", after \(list(context.events.keys.sorted()))" }
    return words
      + (isPermitted ? ": permitted now, denied before" : ": denied now, permitted before")
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }

  private static func text(_ moment: Moment) -> String {
    if case .day(let day) = moment { return day.description }
    return ""
  }
}
