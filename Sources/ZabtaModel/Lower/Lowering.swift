package import ZabtaRuntime
import ZabtaSyntax

/// Rule sentences to norms: the table of the language reference, one row a function.
///
/// Lowering is total. A sentence that the resolver reported lowers to what is left of it, so that the
/// checks after it see the rest of the policy as it will be.
package enum Lowering {
  /// The norms of all clauses, in the order of the page.
  package static func norms(of policy: Policy) -> [Norm] {
    let context = LoweringContext(policy)
    var norms: [Norm] = []
    for section in policy.sections {
      for clause in section.clauses {
        for (index, sentence) in clause.rules.enumerated() {
          norms += Self.norms(of: sentence, clause: clause.id, index: index, in: context)
        }
      }
    }
    return norms
  }

  /// The norms of one sentence.
  static func norms(
    of sentence: RuleSentence, clause: String, index: Int, in context: LoweringContext
  ) -> [Norm] {
    var lowering = SentenceLowering(sentence, clause: clause, index: index, in: context)
    lowering.run()
    return lowering.norms
  }
}

/// One sentence on its way to norms.
struct SentenceLowering {
  let sentence: RuleSentence
  let context: LoweringContext
  let clause: String
  let index: Int
  var norms: [Norm] = []

  init(_ sentence: RuleSentence, clause: String, index: Int, in context: LoweringContext) {
    self.sentence = sentence
    self.context = context
    self.clause = clause
    self.index = index
  }

  mutating func run() {
    guard sentence.mode.mode != .right else { return lowerRight() }
    for verb in sentence.verbs {
      let parts = SentenceParts(
        sentence.tails, subject: sentence.subject, verb: verb.verb, mode: sentence.mode.mode,
        in: context)
      lower(verb.verb, sentence.object, parts, mode: sentence.mode.mode)
      if let second = sentence.butNot {
        let carried = SentenceParts.carriedOver(from: sentence.tails, to: second.tails)
        let parts = SentenceParts(
          carried + second.tails, subject: sentence.subject, verb: verb.verb, mode: .mayNot,
          in: context)
        lower(verb.verb, second.object, parts, mode: .mayNot)
      }
    }
  }

  private mutating func lower(
    _ verb: Verb, _ object: ObjectPhrase, _ parts: SentenceParts, mode: ModeTree.Mode
  ) {
    if verb == .keep { return lowerKeeping(object, parts, mode: mode) }
    guard let action = Action(rawValue: verb.rawValue) else { return }
    let first = norms.count
    switch mode {
    case .may, .right:
      permit(action, object, parts)
    case .must:
      add(.duty, action, object, parts.permitted, parts)
      permit(action, object, parts, alsoForbids: false)
    case .mayNot, .mustNot, .never:
      forbid(action, object, parts)
    }
    if action == .collect { addStoring(of: norms[first...]) }
  }

  /// "may V D T": the permit, and a forbid for each *only* and each *unless*.
  ///
  /// A duty brings its permit along without the forbids of *unless*: that we need not do it then does
  /// not say that we may not.
  private mutating func permit(
    _ action: Action, _ object: ObjectPhrase, _ parts: SentenceParts, alsoForbids: Bool = true
  ) {
    add(.permit, action, object, parts.permitted, parts)
    addOnlyForbids(action, object, parts)
    guard alsoForbids else { return }
    for exception in parts.unless {
      add(.forbid, action, object, parts.stated + exception.conditions, parts, origin: .unless)
    }
  }

  /// One forbid for each *only*: before a tail, the object or the subject.
  mutating func addOnlyForbids(
    _ action: Action, _ object: ObjectPhrase, _ parts: SentenceParts
  ) {
    for closed in parts.only.indices {
      var when = parts.plain.flatMap(\.conditions)
      for (position, test) in parts.only.enumerated() {
        when += position == closed ? test.negation : test.conditions
      }
      add(.forbid, action, object, when, parts, origin: .only)
    }
    if object.isOnly {
      var rest = self.object(object)
      rest.isComplement = true
      add(.forbid, action, rest, parts.stated, parts, origin: .only)
    }
    if sentence.subject.isOnly {
      for actor in context.everybodyBut(sentence.subject.who) {
        add(.forbid, action, self.object(object), parts.stated, parts, origin: .only, actor: actor)
      }
    }
  }

  /// "may not V D T": the forbid, and a permit for each exception that *unless* names.
  private mutating func forbid(
    _ action: Action, _ object: ObjectPhrase, _ parts: SentenceParts
  ) {
    for exception in parts.unless {
      add(.permit, action, object, parts.stated + exception.conditions, parts, origin: .unless)
    }
    add(.forbid, action, object, parts.permitted, parts)
  }
}

// MARK: - Building norms

extension SentenceLowering {
  mutating func add(
    _ effect: Norm.Effect, _ action: Action, _ phrase: ObjectPhrase, _ when: [Condition],
    _ parts: SentenceParts, origin: Norm.Origin = .plain
  ) {
    add(effect, action, object(phrase), when, parts, origin: origin)
  }

  /// Adds a norm with what the sentence's tails say of norms of its effect.
  mutating func add(
    _ effect: Norm.Effect, _ action: Action, _ object: Object, _ when: [Condition],
    _ parts: SentenceParts, origin: Norm.Origin = .plain, actor: Actor? = nil,
    period: Period? = nil, vague: [String] = []
  ) {
    var norm = Norm(
      effect: effect, actor: actor ?? context.actor(sentence.subject.who), action: action,
      object: object, when: when, origin: origin, period: period, clause: clause, sentence: index)
    norm.grounds = parts.grounds
    if effect == .permit { norm.obligations = parts.obligations }
    if effect == .duty {
      norm.deadline = parts.deadline
      norm.notice = parts.notice
    }
    if effect != .forbid {
      norm.measures = parts.measures
      norm.channels = parts.channels
    }
    if period != nil {
      norm.afterwards = parts.afterwards.compactMap { Action(rawValue: $0.rawValue) }
    }
    norm.vague = vague + context.vague(in: when).filter { !vague.contains($0) }
    norms.append(norm)
  }

  func object(_ phrase: ObjectPhrase) -> Object {
    Object(
      kind: phrase.kind, names: context.names(phrase.words), except: context.names(phrase.except))
  }

  /// To collect is to take in and hold: what is said of collecting reaches storing.
  ///
  /// A touchpoint or purpose that a request to store leaves out passes the permit, and does not meet
  /// the forbid half of its *only*. A plain forbid keeps its tests as they are.
  private mutating func addStoring(of collecting: ArraySlice<Norm>) {
    for norm in collecting where norm.effect != .duty {
      var storing = norm
      storing.action = .store
      storing.origin = .collect
      if norm.effect == .permit {
        storing.when = norm.when.map { $0.answeringUnstated(true) }
      } else if norm.origin == .only {
        storing.when = norm.when.map { $0.answeringUnstated(false) }
      }
      norms.append(storing)
    }
  }
}

extension Condition {
  /// The condition with its answer where a request states no touchpoint or purpose.
  fileprivate func answeringUnstated(_ answer: Bool) -> Condition {
    Condition(
      anyOf: anyOf.map { fact in
        switch fact {
        case .among(let dimension, let names, _)
        where dimension == .touchpoint || dimension == .purpose:
          .among(dimension, names, whenUnstated: answer)
        case .notAmong(let dimension, let names, _)
        where dimension == .touchpoint || dimension == .purpose:
          .notAmong(dimension, names, whenUnstated: answer)
        default: fact
        }
      })
  }
}
