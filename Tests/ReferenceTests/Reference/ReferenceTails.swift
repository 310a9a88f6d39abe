import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What each tail of a sentence asks of a case: the table of tails in §4, row by row.
struct ReferenceTails {
  let words: ReferenceWords
  let calendar: ReferenceCalendar
  let policy: Policy
  /// Everybody whom a permitting sentence about sharing names.
  let namedRecipients: Set<String>
  /// Every place that a permitting sentence about transfers names.
  let namedPlaces: Set<String>

  init(policy: Policy, words: ReferenceWords) {
    self.policy = policy
    self.words = words
    calendar = ReferenceCalendar(timeZone: policy.timeZone)
    var recipients: Set<String> = []
    var places: Set<String> = []
    for sentence in policy.clauses.flatMap(\.rules) {
      // "X may V D but not D₂ T": the first half permits, the second only by an *unless*.
      var permitting: [[Tail]] = []
      if Self.permits(sentence.mode.mode, sentence.tails) { permitting.append(sentence.tails) }
      if let second = sentence.butNot, Self.hasUnless(second.tails) {
        permitting.append(second.tails)
      }
      for tail in permitting.joined() {
        switch tail.part {
        case .recipients(let refs) where sentence.verbs.contains { $0.verb == .share }:
          recipients.formUnion(words.atoms(refs))
        case .destinations(let refs) where sentence.verbs.contains { $0.verb == .transfer }:
          places.formUnion(words.atoms(refs))
        default: break
        }
      }
    }
    namedRecipients = recipients
    namedPlaces = places
  }

  private static func permits(_ mode: ModeTree.Mode, _ tails: [Tail]) -> Bool {
    switch mode {
    case .may, .must: true
    case .mayNot, .mustNot: hasUnless(tails)
    case .never, .right: false
    }
  }

  private static func hasUnless(_ tails: [Tail]) -> Bool {
    tails.contains { if case .unless = $0.part { true } else { false } }
  }

  /// The test of a tail; nil where it asks nothing of a case (a ground, a deadline, a channel, the
  /// exception of an *unless*, the time of a `keep`, and whatever *even* says never matters).
  func test(_ tail: Tail, isProhibition: Bool = false) -> ReferenceTest? {
    if tail.modifier == .even { return nil }
    switch tail.part {
    case .purposes(let refs):
      let atoms = words.atoms(refs)
      return ReferenceTest(
        holds: { $0.purpose.map(atoms.contains) ?? false }, isUnstated: { $0.purpose == nil })
    case .touchpoints(let refs):
      let atoms = words.atoms(refs)
      return ReferenceTest(
        holds: { $0.touchpoint.map(atoms.contains) ?? false },
        isUnstated: { $0.touchpoint == nil })
    case .recipients(let refs):
      let atoms = words.atoms(refs)
      return ReferenceTest { $0.recipient.map(atoms.contains) ?? false }
    case .anyone:
      // "a request without a recipient is nobody"; a prohibition is about that one as well.
      return isProhibition ? nil : ReferenceTest { $0.recipient != nil }
    case .anywhere:
      return isProhibition ? nil : ReferenceTest { $0.region != nil }
    case .anyoneElse:
      // "a request without a recipient is nobody"
      return ReferenceTest { $0.recipient.map { !namedRecipients.contains($0) } ?? false }
    case .destinations(let refs):
      let atoms = words.atoms(refs)
      return ReferenceTest { $0.region.map(atoms.contains) ?? false }
    case .anywhereElse:
      return ReferenceTest { $0.region.map { !namedPlaces.contains($0) } ?? false }
    case .people:
      // "To people: the person is absent or among People:"
      let atoms = people
      return ReferenceTest { $0.person.map(atoms.contains) ?? true }
    case .persons(let refs, _):
      let atoms = words.atoms(refs)
      return ReferenceTest { $0.person.map(atoms.contains) ?? false }
    case .consent(let refs):
      // "of several, any"
      let names = self.names(refs)
      return ReferenceTest { $0.known.hasConsent(toAnyOf: names) }
    case .withoutConsent:
      // Who may do so without consent may do so with it.
      guard isProhibition || tail.modifier == .only else { return nil }
      return ReferenceTest { !$0.known.hasConsent(toAnyOf: nil) }
    case .form(let refs):
      let atoms = words.atoms(refs)
      return ReferenceTest { $0.form.map(atoms.contains) ?? false }
    case .places(let refs):
      return jurisdiction(refs)
    case .underAge(let years):
      return age(years.value)
    case .measures(let refs):
      // An obligation; "with only, a condition too, told among the request's circumstances". A
      // prohibition obliges nobody: there it can only be the condition.
      guard tail.modifier == .only || isProhibition else { return nil }
      let names = refs.map(name)
      return ReferenceTest { one in names.allSatisfy { one.known.isTold(.measure, $0) } }
    case .if(let tests), .after(let tests):
      return test(tests)
    case .afterSpan(let span):
      guard let anchor = span.anchor else {
        // "after 3 years", of nothing else: since the record was made
        let period = ReferencePeriod(ends: [.init(span: span.span, since: [])], isAnyOf: true)
        return ReferenceTest { period.isOver($0.known) }
      }
      let (kind, word) = (kind(anchor), name(anchor))
      return ReferenceTest {
        $0.known.hasHappened($0.known.happenings(kind, word), ago: span.span)
      }
    case .unless, .byMeasures, .byChannels, .keepFor, .untilTests, .untilSpan,
      .whileHolds, .indefinitely, .within, .immediately, .promptly, .ahead, .because, .then,
      .scope, .citing:
      return nil
    }
  }

  /// "if A and B", "if A or B": circumstances, happenings, consents.
  func test(_ tests: Tests) -> ReferenceTest {
    let items = tests.items.map { item -> ReferenceTest in
      switch item {
      case .circumstance(let ref):
        let (kind, word) = (kind(ref), name(ref))
        return ReferenceTest { $0.known.isTold(kind, word) }
      case .happening(let ref):
        let (kind, word) = (kind(ref), name(ref))
        return ReferenceTest { $0.known.hasHappened($0.known.happenings(kind, word), ago: nil) }
      case .consent(let ref):
        let names = self.names([ref])
        return ReferenceTest { $0.known.hasConsent(toAnyOf: names) }
      }
    }
    return ReferenceTest { one in
      tests.isAnyOf ? items.contains { $0.holds(one) } : items.allSatisfy { $0.holds(one) }
    }
  }

  func jurisdiction(_ refs: [Ref]) -> ReferenceTest {
    let atoms = words.atoms(refs)
    return ReferenceTest { $0.jurisdiction.map(atoms.contains) ?? false }
  }

  func age(_ years: Int) -> ReferenceTest {
    ReferenceTest { $0.known.isUnder(years) }
  }

  /// Those whom the policy covers.
  var people: Set<String> {
    policy.people.reduce(into: []) { all, id in
      all.formUnion(words.atoms(.person, policy.lexicon[id].name) ?? [])
    }
  }

  /// The words and all their parts, as names.
  func names(_ refs: [Ref]) -> Set<String> {
    refs.reduce(into: []) { $0.formUnion(words.descendants(kind($1), name($1))) }
  }

  func kind(_ ref: Ref) -> Kind { policy.lexicon[ref.word].kind }
  func name(_ ref: Ref) -> String { policy.lexicon[ref.word].name }

  /// The time of a `keep`; nil without one, and for "while" and "indefinitely".
  ///
  /// Of several times in one sentence the first to come ends it (§13).
  func period(_ tails: [Tail], _ known: ReferenceKnown) -> ReferencePeriod? {
    var period: ReferencePeriod?
    func add(_ next: ReferencePeriod) {
      if period == nil { period = next } else { period?.alternatives += next.alternatives }
    }
    for tail in tails {
      switch tail.part {
      case .keepFor(let span), .untilSpan(let span):
        add(ReferencePeriod(ends: [end(span.span, span.anchor, known)], isAnyOf: true))
      case .untilTests(let tests):
        let ends = tests.items.compactMap { item -> ReferencePeriod.End? in
          guard case .happening(let ref) = item else { return nil }
          return end(nil, ref, known)
        }
        add(ReferencePeriod(ends: ends, isAnyOf: tests.isAnyOf))
      default: continue
      }
    }
    return period
  }

  private func end(_ span: Span?, _ anchor: Ref?, _ known: ReferenceKnown) -> ReferencePeriod.End {
    let since = anchor.map { known.happenings(kind($0), name($0)) } ?? []
    return ReferencePeriod.End(span: span, since: since)
  }
}
