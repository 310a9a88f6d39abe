import ZabtaChanges
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What the Differ says of a pair, held against the answers of the reference evaluator.
struct PairJudge {
  let pair: PolicyPair
  let difference: DecisionDifference

  init(_ pair: PolicyPair) {
    self.pair = pair
    difference = DecisionDifference(pair.old.runtime, pair.new.runtime)
  }

  /// All that the Differ lists.
  var changes: EditionChanges {
    Differ.compare(old: pair.old.snapshot, new: pair.new.snapshot)
  }

  private var old: ReferenceEvaluator { pair.old.reference }
  private var new: ReferenceEvaluator { pair.new.reference }

  /// The changes of what is enforced; the others are about words on the page.
  var changesOfMeaning: [Change] {
    changes.changes.filter { change in
      switch change.class {
      case .lessProtection, .moreProtection, .other: true
      case .wording, .order: false
      }
    }
  }

  // MARK: A changed answer is always covered by a listed change

  /// Tells a question that is answered otherwise now though no listed change covers it.
  func uncovered(_ question: Question) -> String? {
    guard let (was, now) = changedAnswer(question), !covers(question) else { return nil }
    return "not covered by a listed change:\n\(question)\nwas \(was)\nnow \(now)"
      + "\nto the runtime: \(enforced(question))"
  }

  /// What the runtime answers, in case it is the one that is wrong.
  private func enforced(_ question: Question) -> String {
    let (old, new) = (pair.old.runtime, pair.new.runtime)
    switch question {
    case .decision(let request):
      return "\(old.decide(request).isPermitted), then \(new.decide(request).isPermitted)"
    case .retention(let question):
      return "\(old.retain(question)), then \(new.retain(question))"
    case .deadline(let question):
      return "\(old.deadline(question)), then \(new.deadline(question))"
    }
  }

  func changedAnswer(_ question: Question) -> (was: String, now: String)? {
    switch question {
    case .decision(let request):
      let (was, now) = (old.decide(request), new.decide(request))
      guard was.isPermitted != now.isPermitted else { return nil }
      return ("\(was)", "\(now)")
    case .retention(let question):
      let (was, now) = (old.retain(question), new.retain(question))
      guard was.status != now.status || was.until != now.until, was.unknown == now.unknown else {
        return nil
      }
      return ("\(was)", "\(now)")
    case .deadline(let question):
      let (was, now) = (old.deadline(question), new.deadline(question))
      guard was.due != now.due || was.isTypical != now.isTypical, was.unknown == now.unknown else {
        return nil
      }
      return ("\(was)", "\(now)")
    }
  }

  private func covers(_ question: Question) -> Bool {
    // Days begin elsewhere: told as a fact.
    if pair.old.policy.timeZone != pair.new.policy.timeZone { return true }
    switch question {
    case .decision(let request):
      if difference.isUncertain(request) { return true }
      let isGained = new.decide(request).isPermitted
      return difference.parts(about: request).contains { $0.isGained == isGained }
    case .retention(let question):
      return covers(
        pair.old.runtime.retain(question).clauses + pair.new.runtime.retain(question).clauses)
    case .deadline(let question):
      return covers(
        pair.old.runtime.deadline(question).clauses + pair.new.runtime.deadline(question).clauses)
    }
  }

  private func covers(_ cited: [String]) -> Bool {
    changesOfMeaning.contains { change in
      let clauses =
        change.clauses + change.consequences
        + change.effects.flatMap { $0.oldClauses + $0.newClauses }
      return change.subject == .word || change.subject == .fact
        || !Set(clauses).isDisjoint(with: cited)
    }
  }

  // MARK: A listed change always has a witness

  /// Tells an effect whose witness is answered alike, or the other way than it says.
  func falseEffect() -> String? {
    for effect in difference.effects {
      if let why = falseness(of: effect) { return "\(why):\n\(told(effect))" }
    }
    return nil
  }

  private func falseness(of effect: Effect) -> String? {
    switch effect.witness {
    case .request(let request):
      let (was, now) = (old.decide(request).isPermitted, new.decide(request).isPermitted)
      if was == now { return "the witness is answered alike (\(now))" }
      // A word that decides nothing is merely known now, or no longer.
      if effect.direction == .moved, haveOtherWords { return nil }
      let isProtective = Action(rawValue: request.action)?.isForPeople ?? false
      let direction: Effect.Direction = now == isProtective ? .narrower : .wider
      return effect.direction == direction ? nil : "the direction is \(direction)"
    case .record(let question):
      let (was, now) = (old.retain(question), new.retain(question))
      return was.status == now.status && was.until == now.until
        ? "the record is answered alike (\(now))" : nil
    case .due(let question):
      let (was, now) = (old.deadline(question), new.deadline(question))
      return was.due == now.due && was.isTypical == now.isTypical
        ? "the request is due alike (\(now))" : nil
    case .duty:
      let typed = Set(pair.old.typedRules.map(\.text)) != Set(pair.new.typedRules.map(\.text))
      return typed || haveOtherWords ? nil : "no sentence differs"
    }
  }

  private var haveOtherWords: Bool {
    pair.old.snapshot.content.words != pair.new.snapshot.content.words
  }

  /// Tells a material change that nothing shows.
  func baselessMaterial() -> String? {
    for change in changes.changes where change.isMaterial && change.subject != .fact {
      if !change.effects.contains(where: { $0.direction != .narrower }) {
        return "material without an effect that is wider:\n\(change.summary) \(change.clauses)"
      }
    }
    return nil
  }

  // MARK: The same in other words

  /// Tells a change that is listed though the meaning was kept.
  func needlessChange() -> String? {
    guard pair.keepsMeaning else { return nil }
    if let effect = difference.effects.first { return "an effect of nothing:\n\(told(effect))" }
    return nil
  }

  /// Tells whether an edition differs from itself.
  func changeOfNothing() -> String? {
    Differ.compare(old: pair.new.snapshot, new: pair.new.snapshot).isEmpty
      ? nil : "an edition differs from itself"
  }

  /// Tells whether the way back is not the same way.
  func crookedMirror() -> String? {
    let back = DecisionDifference(pair.new.runtime, pair.old.runtime)
    for isGained in [true, false] {
      let there = difference.parts.filter { $0.isGained == isGained }
      let andBack = back.parts.filter { $0.isGained != isGained }
      guard Set(there.map(\.action)) == Set(andBack.map(\.action)) else {
        return "gained \(isGained) there: \(there.map(\.effect.sentence)),"
          + " back: \(andBack.map(\.effect.sentence))"
      }
    }
    return nil
  }

  private func told(_ effect: Effect) -> String {
    let witness: String =
      switch effect.witness {
      case .request(let request): "\(Question.decision(request))"
      case .record(let question): "\(Question.retention(question))"
      case .due(let question): "\(Question.deadline(question))"
      case .duty: "a duty"
      }
    return "\(effect.direction.rawValue): \(effect.sentence)\n\(witness)"
  }
}

extension Action {
  /// True of what is done for people: more of it protects them more.
  var isForPeople: Bool {
    switch self {
    case .delete, .anonymise, .archive, .protect, .answer, .resolve, .announce, .request: true
    case .collect, .use, .share, .sell, .rent, .trade, .store, .keep, .view, .transfer, .send,
      .set, .penalise:
      false
    }
  }
}
