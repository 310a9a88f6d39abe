import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Reads each form of sentence as the table of §5 says, without a detour over norms.
struct ReferenceSentences {
  let tails: ReferenceTails
  var words: ReferenceWords { tails.words }

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
        // Who may not keep may not store.
        let action = verb.verb == .keep ? .store : Action(rawValue: verb.verb.rawValue)
        claims += plain(
          .mayNot, subject, action, second.object,
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
  func permitted(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
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
  func shutOut(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
    let holders = subject.who == .we ? forbidden(subject) : permitted(subject)
    return { !holders($0) }
  }

  /// The tails of the first half that "but not" speaks of as well.
  func carried(_ first: [Tail], _ second: [Tail]) -> [Tail] {
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
  func forbidden(_ subject: Subject) -> (ReferenceCase.Actor) -> Bool {
    if subject.who == .we { return { $0.kind == nil || $0.kind == .role } }
    return permitted(subject)
  }
}
