import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Reads each form of sentence as the table of §5 says, without a detour over norms.
struct ReferenceSentences {
  let tails: ReferenceTails
  private var words: ReferenceWords { tails.words }

  init(_ tails: ReferenceTails) {
    self.tails = tails
  }

  /// Everything that a sentence permits and forbids.
  func claims(_ sentence: RuleSentence, clause: String, index: Int) -> [ReferenceClaim] {
    var claims: [ReferenceClaim]
    if sentence.mode.mode == .right {
      claims = right(sentence, clause: clause)
    } else {
      claims = sentence.verbs.flatMap { verb -> [ReferenceClaim] in
        verb.verb == .keep
          ? keep(sentence, clause: clause)
          : plain(
            sentence.mode.mode, sentence.subject, Action(rawValue: verb.verb.rawValue),
            sentence.object, sentence.tails, clause: clause)
      }
    }
    if let second = sentence.butNot {
      // X may V D₁ T₁ but not D₂ T₂: the sentence "X may not V D₂ T₂", with what T₁ says of the
      // places of a request of which T₂ says nothing.
      var subject = sentence.subject
      subject.isOnly = false
      for verb in sentence.verbs {
        claims += plain(
          .mayNot, subject, Action(rawValue: verb.verb.rawValue), second.object,
          carried(sentence.tails, second.tails) + second.tails, clause: clause)
      }
    }
    // "To collect is to take in and hold: permits and forbids of collect reach store."
    for claim in claims where claim.action == .collect {
      var storing = claim
      storing.action = .store
      storing.isImpliedStoring = true
      claims.append(storing)
    }
    for place in claims.indices { claims[place].sentence = index }
    return claims
  }

  private func plain(
    _ mode: ModeTree.Mode, _ subject: Subject, _ action: Action?, _ object: ObjectPhrase,
    _ allTails: [Tail], clause: String
  ) -> [ReferenceClaim] {
    guard let action else { return [] }
    let isProhibition = [.mayNot, .mustNot, .never].contains(mode)
    let tests = allTails.compactMap { tails.test($0, isProhibition: isProhibition) }
    let given = qualifiers(subject) + tests
    let exceptions = allTails.compactMap(unless)
    let data = atoms(object)
    let obligations = Set(
      allTails.flatMap { tail -> [String] in
        guard case .measures(let refs) = tail.part else { return [] }
        return refs.map(tails.name)
      })

    func permit(_ requires: [ReferenceTest], _ refutes: [ReferenceTest]) -> ReferenceClaim {
      ReferenceClaim(
        effect: .permit, action: action, actor: permitted(subject), object: data,
        requires: requires, refutes: refutes, obligations: obligations, clause: clause)
    }
    func forbid(
      _ source: ReferenceClaim.Source, _ requires: [ReferenceTest], _ refutes: [ReferenceTest]
    ) -> ReferenceClaim {
      ReferenceClaim(
        effect: .forbid, source: source, action: action, actor: forbidden(subject), object: data,
        requires: requires, refutes: refutes, clause: clause)
    }

    switch mode {
    case .may, .must:
      // we may V D T: permit(V, D, T); with an *unless*: permit(…, not C). We must V D T: a duty,
      // and the same permit.
      var claims = [permit(given, exceptions)]
      // … and forbid(V, D, T, C). Where an *unless* ends a duty, nothing is said about who does so
      // all the same.
      if mode == .may { claims += exceptions.map { forbid(.unless, given + [$0], []) } }
      // we may V D only T₁ T₂: forbid(V, D, not T₁, T₂), one for each *only*; where the exception
      // of an *unless* holds, what is shut out stays shut out
      for (index, tail) in allTails.enumerated() where tail.modifier == .only {
        guard let test = tails.test(tail) else { continue }
        var others = allTails
        others.remove(at: index)
        let rest = qualifiers(subject) + others.compactMap { tails.test($0) }
        claims.append(forbid(.only, rest, [test]))
      }
      // only R may V D: forbid(anybody else, V, D)
      if subject.isOnly {
        var claim = forbid(.only, given, [])
        claim.actor = shutOut(subject)
        claims.append(claim)
      }
      // we may V only D with R: forbid(V, all else, R)
      if object.isOnly {
        var claim = forbid(.only, given, [])
        claim.object = words.universe(object.kind).subtracting(data)
        claims.append(claim)
      }
      return claims
    case .mayNot, .mustNot, .never:
      // we may not V D T unless C: permit(V, D, T, C); forbid(V, D, T, not C)
      guard !exceptions.isEmpty else { return [forbid(.sentence, given, [])] }
      return exceptions.map { permit(given + [$0], []) } + [forbid(.unless, given, exceptions)]
    case .right:
      return []
    }
  }

  /// we may keep D for P: permit(store, D, age ≤ P); forbid(store, D, age > P).
  private func keep(_ sentence: RuleSentence, clause: String) -> [ReferenceClaim] {
    let all = sentence.tails
    let subject = sentence.subject
    let exceptions = all.compactMap(unless)
    let data = atoms(sentence.object)
    let mode = sentence.mode.mode
    let isDuty = mode == .must
    let isProhibition = [.mayNot, .mustNot, .never].contains(mode)
    let given =
      qualifiers(subject) + all.compactMap { tails.test($0, isProhibition: isProhibition) }
    let isOver = over(all)

    func claim(
      _ effect: ReferenceClaim.Effect, _ source: ReferenceClaim.Source, _ action: Action,
      _ requires: [ReferenceTest], _ refutes: [ReferenceTest]
    ) -> ReferenceClaim {
      ReferenceClaim(
        effect: effect, source: source, action: action,
        actor: effect == .permit ? permitted(subject) : forbidden(subject), object: data,
        requires: requires, refutes: refutes, clause: clause)
    }

    // What *only* shuts out, and what *unless* excepts, is forbidden whether or not the period is
    // over; and when it is over, the exception no longer matters.
    var during: [ReferenceTest] = []
    if let condition = whileHolds(all), mode != .may || !condition.isVague {
      during = [condition.test]
    }

    var claims: [ReferenceClaim] = []
    if isProhibition {
      // "may not keep D for P" forbids storing once P is over; without a time, storing. What never
      // ends cannot be over.
      if all.contains(where: { if case .indefinitely = $0.part { true } else { false } }) {
        return exceptions.map { claim(.permit, .unless, .store, given + [$0], []) }
      }
      claims = exceptions.map { claim(.permit, .unless, .store, given + during + [$0], []) }
      if let isOver {
        claims.append(claim(.forbid, .ceiling, .store, given + [isOver], exceptions))
      } else {
        claims.append(claim(.forbid, .sentence, .store, given + during, exceptions))
      }
      return claims
    }
    if let isOver {
      claims.append(claim(.permit, .keep, .store, given, exceptions + [isOver]))
      claims.append(claim(.forbid, .ceiling, .store, given + [isOver], []))
      // "also permit and duty(delete, D) once the period is over", or what `then` names
      for action in afterwards(all) {
        claims.append(claim(.permit, .keep, action, given + [isOver], []))
      }
      if isDuty {
        claims.append(claim(.forbid, .floor, .delete, given, exceptions + [isOver]))
      }
    } else {
      // must keep while C: permit(store, D, C); duty; forbid(delete, D, C); no ceiling.
      // may keep while C, C vague: permit(store, D); a person decides. Indefinitely: the same.
      claims.append(claim(.permit, .keep, .store, given + during, exceptions))
      if isDuty { claims.append(claim(.forbid, .floor, .delete, given + during, exceptions)) }
    }
    if !isDuty {
      claims += exceptions.map {
        claim(.forbid, .unless, .store, given + during + [$0], [])
      }
    }
    for (index, tail) in all.enumerated() where tail.modifier == .only {
      guard let test = tails.test(tail) else { continue }
      var others = all
      others.remove(at: index)
      let rest = qualifiers(subject) + others.compactMap { tails.test($0) }
      claims.append(claim(.forbid, .only, .store, rest + during, [test]))
    }
    if subject.isOnly {
      var others = claim(.forbid, .only, .store, given + during, [])
      others.actor = shutOut(subject)
      claims.append(others)
    }
    if sentence.object.isOnly {
      var rest = claim(.forbid, .only, .store, given + during, [])
      rest.object = words.universe(sentence.object.kind).subtracting(data)
      claims.append(rest)
    }
    return claims
  }

  /// people have the right to Q T: permit(people, request, Q) and the duty to resolve it; of a
  /// deletion also permit(delete, D except X) once such a request was made.
  private func right(_ sentence: RuleSentence, clause: String) -> [ReferenceClaim] {
    // How a right is fulfilled (its form) is not a condition of asking for it.
    let conditions = sentence.tails.filter {
      if case .form = $0.part { false } else { true }
    }
    let given = qualifiers(sentence.subject) + conditions.compactMap { tails.test($0) }
    let exceptions = sentence.tails.compactMap(unless)
    var claims = [
      ReferenceClaim(
        effect: .permit, source: .right, action: .request, actor: permitted(sentence.subject),
        object: atoms(sentence.object), requires: given, refutes: exceptions, clause: clause),
      // A right is a duty of ours, and what we must do we may do.
      ReferenceClaim(
        effect: .permit, source: .right, action: .resolve, actor: { $0.kind == nil },
        object: atoms(sentence.object), requires: given, refutes: exceptions, clause: clause),
    ]
    for name in sentence.object.words.compactMap({ deletion(tails.name($0)) }) {
      let asked = ReferenceTest {
        $0.known.hasHappened($0.known.happenings(.request, name), ago: nil)
      }
      claims.append(
        ReferenceClaim(
          effect: .permit, source: .right, action: .delete, actor: { $0.kind == nil },
          object: scope(of: sentence, name), requires: given + [asked], refutes: exceptions,
          clause: clause))
    }
    return claims
  }

  /// Which deletion a right asks for: a part of `deletion` itself (`erasure` is one, whoever lists
  /// it), and `deletion` where the right is a group that includes it.
  func deletion(_ name: String) -> String? {
    let deletion = words.isDeclared(.request, "deletion") ? "deletion" : "erasure"
    if words.descendants(.request, deletion).contains(name) || name == "erasure" { return name }
    return words.descendants(.request, name).contains(deletion) ? deletion : nil
  }

  /// What a right reaches; without `of` it "inherits the scope of the policy's scoped right of that
  /// name or its parent" (§4).
  func scope(of sentence: RuleSentence, _ name: String) -> Set<String> {
    if let own = scope(sentence) { return own }
    let distances = words.distances(.request, from: name)
    for distance in 0...(distances.values.max() ?? 0) {
      var found: Set<String>?
      for other in tails.policy.clauses.flatMap(\.rules) where other.mode.mode == .right {
        let names = other.object.words.map(tails.name)
        guard names.contains(where: { distances[$0] == distance }) else { continue }
        if let scope = scope(other) { found = (found ?? []).union(scope) }
      }
      if let found { return found }
    }
    return words.universe(.data)
  }

  private func scope(_ sentence: RuleSentence) -> Set<String>? {
    for tail in sentence.tails {
      if case .scope(let refs, let except) = tail.part {
        return words.atoms(refs).subtracting(words.atoms(except))
      }
    }
    return nil
  }

  /// "People in EU", "people under 18".
  func qualifiers(_ subject: Subject) -> [ReferenceTest] {
    var tests: [ReferenceTest] = []
    if !subject.places.isEmpty { tests.append(tails.jurisdiction(subject.places)) }
    if let under = subject.under { tests.append(tails.age(under.value)) }
    return tests
  }

  func unless(_ tail: Tail) -> ReferenceTest? {
    guard case .unless(let tests) = tail.part else { return nil }
    return tails.test(tests)
  }

  func atoms(_ object: ObjectPhrase) -> Set<String> {
    words.atoms(object.words).subtracting(words.atoms(object.except))
  }

  /// Whom a permission reaches.
  private func permitted(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
    switch subject.who {
    case .we:
      return { $0.kind == nil }
    case .people:
      let people = tails.people
      return { $0.kind == .person && people.contains($0.atom) }
    case .words(let kind, let refs):
      let atoms = words.atoms(refs)
      return { $0.kind == kind && atoms.contains($0.atom) }
    }
  }

  /// Whom "only X may" shuts out; of *only we* everybody but us and our staff.
  private func shutOut(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
    let holders = subject.who == .we ? forbidden(subject) : permitted(subject)
    return { !holders($0) }
  }

  /// The tails of the first half that "but not" speaks of as well.
  private func carried(_ first: [Tail], _ second: [Tail]) -> [Tail] {
    let own = second.compactMap(place)
    return first.filter { tail in
      guard let place = place(tail), tail.modifier != .even else { return false }
      return !own.contains(place)
    }.map { tail in
      var tail = tail
      tail.modifier = nil
      return tail
    }
  }

  /// The place of a request that a tail speaks of.
  private func place(_ tail: Tail) -> String? {
    switch tail.part {
    case .purposes: "purpose"
    case .recipients, .anyone, .anyoneElse: "recipient"
    case .people, .persons: "person"
    case .destinations, .anywhere, .anywhereElse: "region"
    case .touchpoints: "touchpoint"
    case .form: "form"
    case .places: "jurisdiction"
    case .underAge: "age"
    default: nil
    }
  }

  /// Whom a prohibition reaches: what we may not do, our staff may not do either.
  private func forbidden(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
    if subject.who == .we { return { $0.kind == nil || $0.kind == .role } }
    return permitted(subject)
  }

  func over(_ all: [Tail]) -> ReferenceTest? {
    let hasPeriod = all.contains {
      switch $0.part {
      case .keepFor, .untilTests, .untilSpan: true
      default: false
      }
    }
    guard hasPeriod else { return nil }
    return ReferenceTest { tails.period(all, $0.known)?.isOver($0.known) ?? false }
  }

  func whileHolds(_ all: [Tail]) -> (test: ReferenceTest, isVague: Bool)? {
    for tail in all {
      guard case .whileHolds(let ref) = tail.part else { continue }
      let (kind, name) = (tails.kind(ref), tails.name(ref))
      let isVague = tails.policy.lexicon[ref.word].vague != nil
      return (ReferenceTest { $0.known.isTold(kind, name) }, isVague)
    }
    return nil
  }

  private func afterwards(_ all: [Tail]) -> [Action] {
    for tail in all {
      if case .then(let verbs) = tail.part {
        return verbs.compactMap { Action(rawValue: $0.verb.rawValue) }
      }
    }
    return [.delete]
  }
}
