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
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ pairing: Pairing, _ places: Places,
    _ space: DecisionSpace?
  ) -> [RuleChange] {
    guard old.content.norms != new.content.norms else { return [] }
    let summaries = Summaries(old.content, new.content)
    var made: [RuleChange] = []
    var followed: [RuleChange] = []
    for pair in RulePairing(old, new, pairing).changed {
      guard let direction = direction(pair.old, pair.new, space) else { continue }
      let finding = direction.finding
      let clause = pair.new?.clause ?? pair.old?.clause ?? ""
      let change = Change(
        class: direction.class, subject: .rule,
        summary: summaries.summary(pair.old, pair.new, direction.class), clauses: [clause],
        heading: places.heading(clause), was: pair.old.map { [$0.english] } ?? [],
        now: pair.new.map { [redline(pair.old, $0)] } ?? [],
        witness: finding.witness.map { Witness.words($0, isPermitted: finding.witnessIsPermitted) })
      let result = RuleChange(
        old: pair.old, new: pair.new, direction: finding.direction, change: change)
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

  /// Class and finding; nil where both say the same in other words.
  private static func direction(
    _ old: StatedRule?, _ new: StatedRule?, _ space: DecisionSpace?
  ) -> (class: Change.Class, finding: DecisionSpace.Finding)? {
    var finding = space?.compare(old, new) ?? DecisionSpace.Finding()
    let same = (old?.meaning ?? []).intersection(new?.meaning ?? [])
    func changed(_ rule: StatedRule?) -> [Norm] {
      (rule?.norms ?? []).map(Meaning.canonical).filter { !same.contains($0) }
    }
    finding.direction.add(DutyComparison.direction(changed(old), changed(new)))
    if space == nil || !finding.isExhaustive, finding.direction.class == nil {
      finding.direction.isOther = true
    }
    return finding.direction.class.map { ($0, finding) }
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
      made[target].direction.add(consequence.direction)
      if let weightier = made[target].direction.class,
        consequence.change.class == .lessProtection
      {
        made[target].change.class = weightier
      }
    }
    return made
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
