import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Sentences about keeping: storing with a time.
extension ReferenceSentences {
  /// we may keep D for P: permit(store, D, age ≤ P); forbid(store, D, age > P).
  func keep(_ sentence: RuleSentence, clause: String) -> [ReferenceClaim] {
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
