import ZabtaModel
import ZabtaSyntax

/// What may not be stored, and what must be deleted, whether or not something has to happen first.
///
/// A question about a record tells its form, circumstances and events, and nothing else. A sentence makes
/// a record go only where that is enough: not because nobody can say where it was collected, or that
/// somebody consented.
extension ReferenceRecord {
  /// A prohibition of storing: what must hold for it, and what must be known not to hold.
  private struct Refusal {
    var atoms: Set<String>
    var asked: [Tail]
    var denied: [Tail] = []
    var isProhibition = false
    var mode: ModeTree.Mode
  }

  /// Ends the keeping of what a sentence forbids to store, apart from times of keeping and forms.
  func readRefusals(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    guard sentences.qualifiers(sentence.subject).isEmpty else { return }
    var refusals: [Refusal] = []
    for verb in sentence.verbs.map(\.verb) where [.store, .collect, .keep].contains(verb) {
      refusals += self.refusals(verb, sentence.mode.mode, sentence.object, sentence.tails)
      if let second = sentence.butNot {
        let carried = sentences.carried(sentence.tails, second.tails)
        refusals += self.refusals(verb, .mayNot, second.object, carried + second.tails)
      }
    }
    for refusal in refusals {
      let reached = pieces(refusal)
      guard !reached.isEmpty else { continue }
      let end = End(coming: after(refusal.asked) ?? .past, clause: clause)
      found.ends.append(end)
      if reached == all, ReferencePeriod.isPast(end.coming, known) { found.overs.append(end) }
    }
  }

  private func refusals(
    _ verb: Verb, _ mode: ModeTree.Mode, _ object: ObjectPhrase, _ all: [Tail]
  ) -> [Refusal] {
    let exceptions = all.filter(\.isUnless)
    let asked = all.filter { !$0.isUnless }
    let atoms = sentences.atoms(object)
    switch mode {
    case .may, .must:
      // "may V D unless C": where C holds, it is forbidden. That a duty ends with its exception
      // forbids nothing.
      var found = (mode == .may ? exceptions : []).compactMap { tail -> Refusal? in
        guard case .unless(let tests) = tail.part else { return nil }
        return Refusal(atoms: atoms, asked: asked + [Tail(.if(tests), of: tail)], mode: mode)
      }
      // "may V D only if C": where C does not hold. Forms are another matter.
      for (index, tail) in asked.enumerated() where tail.modifier == .only {
        if case .form = tail.part { continue }
        var others = asked
        others.remove(at: index)
        found.append(Refusal(atoms: atoms, asked: others, denied: [tail], mode: mode))
      }
      // "may V only D": all else
      if object.isOnly {
        let others = sentences.words.universe(object.kind).subtracting(atoms)
        found.append(Refusal(atoms: others, asked: asked, mode: mode))
      }
      return found
    case .mayNot, .mustNot, .never:
      // "may not keep D for P" is a time of keeping, and what never ends is none.
      if verb == .keep, all.contains(where: \.isTime) { return [] }
      return [
        Refusal(
          atoms: atoms, asked: asked, denied: exceptions, isProhibition: true, mode: mode)
      ]
    case .right: return []
    }
  }

  private func pieces(_ refusal: Refusal) -> Set<Piece> {
    let atoms = record.intersection(refusal.atoms)
    let asked = refusal.asked.compactMap(besideAfter)
    var found: Set<Piece> = []
    for (form, one) in cases.enumerated() {
      let isMet =
        asked.allSatisfy { isTold($0, one, refusal.mode, refusal.isProhibition) }
        && refusal.denied.allSatisfy { isDenied($0, one) }
      if isMet { found.formUnion(atoms.map { Piece(atom: $0, form: form) }) }
    }
    return found
  }

  // MARK: Duties to delete

  /// What must go: after something happened, by a deadline that counts from the making, or at once.
  func readDuty(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    guard sentences.qualifiers(sentence.subject).isEmpty else { return }
    let reached = pieces(
      Refusal(
        atoms: sentences.atoms(sentence.object), asked: sentence.tails.filter { !$0.isUnless },
        denied: sentence.tails.filter(\.isUnless), mode: .must))
    guard !reached.isEmpty else { return }
    let coming = after(sentence.tails)
    found.dues.append(End(coming: coming ?? due(sentence), clause: clause))
    guard reached == all else { return }
    found.isDueWhole = true
    if coming == nil { found.waiting.insert(clause) }
  }

  private func due(_ sentence: RuleSentence) -> Coming {
    for tail in sentence.tails {
      guard case .within(let span) = tail.part else { continue }
      let end =
        span.anchor.map { ReferencePeriod.End(span: nil, since: happenings($0)) }
        ?? ReferencePeriod.End(span: span.span, since: [])
      return ReferencePeriod(ends: [end], isAnyOf: true).coming(known)
    }
    return .past
  }

  // MARK: What can be told of a record

  private func isTold(
    _ tail: Tail, _ one: ReferenceCase, _ mode: ModeTree.Mode, _ isProhibition: Bool
  ) -> Bool {
    if case .whileHolds = tail.part, let condition = sentences.whileHolds([tail]) {
      return condition.isVague && mode == .may || condition.test.holds(one)
    }
    guard let test = tails.test(tail, isProhibition: isProhibition) else { return true }
    switch tail.part {
    case .form, .if, .after, .afterSpan, .measures, .people: return test.holds(one)
    default: return false
    }
  }

  /// Known not to hold.
  private func isDenied(_ tail: Tail, _ one: ReferenceCase) -> Bool {
    switch tail.part {
    case .if(let tests), .after(let tests), .unless(let tests):
      let denied = tests.items.map { item -> Bool in
        if case .consent = item { return false }
        var alone = tests
        alone.items = [item]
        return !tails.test(alone).holds(one)
      }
      return tests.isAnyOf ? denied.allSatisfy(\.self) : denied.contains(true)
    case .afterSpan, .measures: return tails.test(tail).map { !$0.holds(one) } ?? false
    default: return false
    }
  }
}

extension Tail {
  fileprivate var isUnless: Bool {
    if case .unless = part { true } else { false }
  }

  fileprivate var isTime: Bool {
    switch part {
    case .keepFor, .untilTests, .untilSpan, .indefinitely: true
    default: false
    }
  }
}
