import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What a sentence says of a record besides its time of keeping: what shuts it out, stays its
/// disposal, or makes it go.
extension ReferenceRecord {
  /// A form that *only* shuts out.
  func isShut(out sentence: RuleSentence) -> Bool {
    guard !record.isDisjoint(with: sentences.atoms(sentence.object)) else { return false }
    for (index, tail) in sentence.tails.enumerated() where tail.modifier == .only {
      guard case .form = tail.part, let test = tails.test(tail) else { continue }
      var others = sentence.tails
      others.remove(at: index)
      var rest = others.compactMap { tails.test($0) }
      if let condition = sentences.whileHolds(sentence.tails),
        !condition.isVague || sentence.mode.mode == .must
      {
        rest.append(condition.test)
      }
      if cases.contains(where: { one in
        !test.holds(one) && rest.allSatisfy { $0.holds(one) }
      }) {
        return true
      }
    }
    return false
  }

  /// An *unless* that holds: keep.
  func isStayed(_ sentence: RuleSentence) -> Bool {
    let exceptions = sentence.tails.compactMap(sentences.unless)
    return cases.contains { one in exceptions.contains { $0.holds(one) } }
  }

  /// What a tail asks beside what it waits for; nil where it asks nothing else.
  ///
  /// An event under *if* is waited for as one under *after* is; of "if E or C" each will do.
  func besideAfter(_ tail: Tail) -> Tail? {
    switch tail.part {
    case .afterSpan: return nil
    case .after(let tests): return beside(tests).map { Tail(.after($0), of: tail) }
    case .if(let tests): return beside(tests).map { Tail(.if($0), of: tail) }
    default: return tail
    }
  }

  private func beside(_ tests: Tests) -> Tests? {
    var rest = tests
    rest.items.removeAll(where: isHappening)
    if rest.items.count == tests.items.count { return tests }
    return tests.isAnyOf || rest.items.isEmpty ? nil : rest
  }

  private func isHappening(_ item: Tests.Item) -> Bool {
    if case .happening = item { true } else { false }
  }

  /// When all comes that a sentence waits for; nil where it waits for nothing.
  func after(_ asked: [Tail]) -> Coming? {
    var waits: [[ReferencePeriod.End]] = []
    for tail in asked where tail.modifier != .even {
      switch tail.part {
      case .afterSpan(let span):
        waits.append([.init(span: span.span, since: span.anchor.map(happenings) ?? [])])
      case .after(let tests), .if(let tests):
        let ends = tests.items.compactMap { item -> ReferencePeriod.End? in
          guard case .happening(let ref) = item else { return nil }
          return .init(span: nil, since: happenings(ref))
        }
        guard !ends.isEmpty else { continue }
        guard tests.isAnyOf else {
          waits += ends.map { [$0] }
          continue
        }
        var others = tests
        others.items.removeAll(where: isHappening)
        let test = tails.test(others)
        let holdsAlready = !others.items.isEmpty && cases.allSatisfy { test.holds($0) }
        waits.append(holdsAlready ? [] : ends)
      default: continue
      }
    }
    guard !waits.isEmpty else { return nil }
    // The last of what is waited for, each with its first way to come; an empty list has come.
    let comings = waits.map { ends in
      ends.isEmpty ? .past : ReferencePeriod(ends: ends, isAnyOf: true).coming(known)
    }
    if comings.contains(.unknown) { return .unknown }
    return comings.compactMap(moment).max(by: isBefore).map { .at($0) } ?? .past
  }

  func happenings(_ ref: Ref) -> Set<String> {
    known.happenings(tails.kind(ref), tails.name(ref))
  }

  /// The day from which a deletion request that reaches the record asks to delete it.
  func deletion(_ sentence: RuleSentence) -> Coming? {
    // How a right is fulfilled (its form) is not a condition of asking for it.
    let conditions = sentence.tails.filter {
      if case .form = $0.part { false } else { true }
    }
    let given =
      sentences.qualifiers(sentence.subject) + conditions.compactMap { tails.test($0) }
    let exceptions = sentence.tails.compactMap(sentences.unless)
    let isGiven = cases.allSatisfy { one in
      given.allSatisfy { $0.holds(one) } && !exceptions.contains { $0.holds(one) }
    }
    guard isGiven else { return nil }
    var comings: [Coming] = []
    for name in sentence.object.words.compactMap({ sentences.deletion(tails.name($0)) }) {
      guard sentences.scope(of: sentence, name).isSuperset(of: record) else { continue }
      let names = known.happenings(.request, name)
      // A request that has not been made yet is none.
      guard known.hasHappened(names, ago: nil) else { continue }
      comings.append(
        ReferencePeriod(ends: [.init(span: nil, since: names)], isAnyOf: true).coming(known))
    }
    if comings.contains(.past) { return .past }
    guard let first = comings.compactMap(moment).min(by: isBefore) else { return nil }
    return .at(first)
  }
}

extension Tail {
  /// A tail of another meaning at the same place.
  init(_ part: Part, of tail: Tail) {
    self = tail
    self.part = part
  }
}
