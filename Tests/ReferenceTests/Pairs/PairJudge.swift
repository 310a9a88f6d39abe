import ZabtaChanges
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What the Differ says of a pair, held against the answers of the reference evaluator.
struct PairJudge {
  let pair: PolicyPair
  let changes: EditionChanges
  let decisions: DecisionDifference
  let retention: RetentionDifference
  let deadlines: DeadlineDifference

  init(_ pair: PolicyPair) {
    self.pair = pair
    let (old, new) = (pair.old.runtime, pair.new.runtime)
    changes = Differ.compare(old: pair.old.snapshot, new: pair.new.snapshot)
    decisions = DecisionDifference(old, new)
    retention = RetentionDifference(old, new)
    deadlines = DeadlineDifference(old, new)
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

  /// An answer that differs.
  struct ChangedAnswer {
    var was: String
    var now: String
    /// Nil where it is neither more nor less.
    var direction: Effect.Direction?
    /// True where a word of the question is in one edition alone.
    var isOfNewWord = false
  }

  /// Tells a question that is answered otherwise now though no listed change covers it.
  func uncovered(_ question: Question) -> String? {
    guard let answer = changedAnswer(question) else { return nil }
    let why: String
    if pair.old.policy.timeZone != pair.new.policy.timeZone {
      // Where days begin elsewhere, that is told in place of each answer.
      guard !changes.changes.contains(where: { $0.subject == .fact }) else { return nil }
      why = "that days begin elsewhere is not told"
    } else if !covers(question, answer) {
      why = "not covered by a listed change"
    } else if isSilent(answer) {
      why = "nothing that is listed says \(answer.direction.map(\.rawValue) ?? "other")"
    } else {
      return nil
    }
    return "\(why):\n\(question)\nwas \(answer.was)\nnow \(answer.now)\nlisted: \(listed)"
      + "\nto the runtime: \(enforced(question))"
  }

  func changedAnswer(_ question: Question) -> ChangedAnswer? {
    switch question {
    case .decision(let request):
      let (was, now) = (old.decide(request), new.decide(request))
      guard was.isPermitted != now.isPermitted else { return nil }
      return ChangedAnswer(
        was: "\(was)", now: "\(now)", direction: direction(request, now.isPermitted),
        isOfNewWord: was.unknown != now.unknown)
    case .retention(let question):
      let (was, now) = (old.retain(question), new.retain(question))
      guard was.status != now.status || was.until != now.until else { return nil }
      return ChangedAnswer(
        was: "\(was)", now: "\(now)", direction: direction(was, now),
        isOfNewWord: was.unknown != now.unknown)
    case .deadline(let question):
      let (was, now) = (old.deadline(question), new.deadline(question))
      guard was.due != now.due || was.isTypical != now.isTypical else { return nil }
      return ChangedAnswer(
        was: "\(was)", now: "\(now)", direction: direction(was, now),
        isOfNewWord: was.unknown != now.unknown)
    }
  }

  private func covers(_ question: Question, _ answer: ChangedAnswer) -> Bool {
    // That a word is known is told once for all questions.
    if answer.isOfNewWord { return true }
    switch question {
    case .decision(let request):
      let isGained = new.decide(request).isPermitted
      return decisions.parts(about: request).contains { $0.isGained == isGained }
    case .retention(let question): return retention.covers(question)
    case .deadline(let question): return deadlines.covers(question)
    }
  }

  /// True where the notice does not speak of an answer that went this way.
  private func isSilent(_ answer: ChangedAnswer) -> Bool {
    if answer.isOfNewWord { return changesOfMeaning.isEmpty }
    switch answer.direction {
    case .wider: return !changes.isMaterial
    case .narrower, .moved:
      return !changesOfMeaning.contains { change in
        change.class == .moreProtection || change.effects.contains { $0.direction != .wider }
          || change.subject == .fact
      }
    case nil: return changesOfMeaning.isEmpty
    }
  }

  private var listed: String {
    let lines = changesOfMeaning.map { change in
      "\(change.class.rawValue): \(change.summary) \(change.effects.map(\.sentence))"
    }
    return lines.joined(separator: "\n  ")
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

  // MARK: A listed change always has a witness

  /// Tells an effect whose witness is answered alike, or the other way than it says.
  func falseEffect() -> String? {
    let found = decisions.effects + retention.effects + deadlines.effects
    for effect in found + changesOfMeaning.flatMap(\.effects) {
      if let why = falseness(of: effect) { return "\(why):\n\(told(effect))" }
    }
    return nil
  }

  private func falseness(of effect: Effect) -> String? {
    guard let question = question(effect) else {
      let typed = Set(pair.old.typedRules.map(\.text)) != Set(pair.new.typedRules.map(\.text))
      let (before, after) = (pair.old.snapshot.content, pair.new.snapshot.content)
      return typed || before.words != after.words || before.people != after.people
        ? nil : "no sentence differs"
    }
    guard let answer = changedAnswer(question) else {
      return isChangedPromise(question, effect) ? nil : "the witness is answered alike"
    }
    guard let direction = answer.direction, direction != effect.direction else { return nil }
    // That a word is merely known takes nothing and gives nothing.
    if answer.isOfNewWord, effect.direction == .moved { return nil }
    return "the direction is \(direction.rawValue), from \(answer.was) to \(answer.now)"
  }

  /// True of a promise that comes or goes though its day cannot be told: it counts from an event.
  private func isChangedPromise(_ question: Question, _ effect: Effect) -> Bool {
    guard case .deadline(let question) = question else { return false }
    let (was, now) = (old.deadline(question), new.deadline(question))
    guard was.clauses.isEmpty != now.clauses.isEmpty else { return false }
    return effect.direction == (was.clauses.isEmpty ? .narrower : .wider)
  }

  private func question(_ effect: Effect) -> Question? {
    switch effect.witness {
    case .request(let request): .decision(request)
    case .record(let question): .retention(question)
    case .due(let question): .deadline(question)
    case .duty: nil
    }
  }

  /// Tells a material change that nothing shows, and one without a reason.
  func baselessMaterial() -> String? {
    for change in changes.changes where change.isMaterial {
      if change.subject != .fact, !change.effects.contains(where: { $0.direction == .wider }) {
        return "material without an effect that is wider:\n\(change.summary) \(change.effects)"
      }
      if change.reason == nil { return "material without a reason:\n\(change.summary)" }
    }
    return nil
  }

  // MARK: The same in other words

  /// Tells a change that is listed though the meaning was kept.
  func needlessChange() -> String? {
    guard pair.keepsMeaning else { return nil }
    let effects = decisions.effects + retention.effects + deadlines.effects
    if let effect = effects.first { return "an effect of nothing:\n\(told(effect))" }
    return changesOfMeaning.isEmpty
      ? nil : "a change is listed though the meaning is the same:\n\(listed)"
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
      let there = decisions.parts.filter { $0.isGained == isGained }
      let andBack = back.parts.filter { $0.isGained != isGained }
      guard Set(there.map(\.action)) == Set(andBack.map(\.action)) else {
        return "gained \(isGained) there: \(there.map(\.effect.sentence)),"
          + " back: \(andBack.map(\.effect.sentence))"
      }
    }
    return nil
  }

  private func told(_ effect: Effect) -> String {
    let witness = question(effect).map { "\($0)" } ?? "a duty"
    return "\(effect.direction.rawValue): \(effect.sentence)\n\(witness)"
  }
}
