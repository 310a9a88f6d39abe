import ZabtaRuntime
import ZabtaSyntax

/// The tails of a sentence, sorted by what they do to its norms.
struct SentenceParts {
  /// Tests that must hold: the subject's, and those of tails without *only*.
  var plain: [Test] = []
  /// Tests that *only* closes.
  var only: [Test] = []
  /// Exceptions.
  var unless: [Test] = []
  /// The times of keeping; the first that comes ends it.
  ///
  /// Nil for a sentence that names none.
  var period: Period?
  /// Circumstances after *while* that nobody can compute.
  var vagueWhile: [String] = []
  var deadline: Deadline?
  var notice: Span?
  var obligations: [String] = []
  var measures: [String] = []
  var channels: [String] = []
  var grounds: [String] = []
  var afterwards: [Verb] = []
  /// The form in which a right is granted; it is no condition for asking.
  var rightForm: Test?
  var scope: (names: [String], except: [String])?

  /// What the sentence says must hold, its exceptions aside.
  var stated: [Condition] { (plain + only).flatMap(\.conditions) }
  /// The same, with no exception holding.
  var permitted: [Condition] { stated + unless.flatMap(\.negation) }

  init(
    _ tails: [Tail], subject: Subject, verb: Verb?, mode: ModeTree.Mode, in context: LoweringContext
  ) {
    if !subject.places.isEmpty {
      plain.append(Test(.among(.jurisdiction, context.names(subject.places))))
    }
    if let age = subject.under { plain.append(Test(.ageUnder(age.value))) }
    for tail in tails { add(tail, verb: verb, mode: mode, in: context) }
  }

  private mutating func add(
    _ tail: Tail, verb: Verb?, mode: ModeTree.Mode, in context: LoweringContext
  ) {
    switch tail.part {
    case .unless(let tests): unless.append(context.test(tests))
    case .keepFor(let span), .untilSpan(let span): addEnds([[context.end(span)]])
    case .untilTests(let tests): addEnds(context.ends(tests))
    case .indefinitely: addEnds([])
    case .whileHolds(let word) where context.isVague(word):
      vagueWhile.append(context.name(word))
    case .within(let span): addDeadline(.within(span.span), tail, since: span.anchor, in: context)
    case .immediately: addDeadline(.immediately, tail, since: nil, in: context)
    case .promptly: addDeadline(.promptly, tail, since: nil, in: context)
    case .ahead(let span): notice = span.span
    case .because(let reasons): grounds += context.names(reasons)
    case .then(let verbs): afterwards += verbs.map(\.verb)
    case .byMeasures(let words): measures += context.names(words)
    case .byChannels(let words): channels += words.map { context.name($0) }
    case .scope(let words, let except): scope = (context.names(words), context.names(except))
    case .measures(let words):
      // An obligation that a permit lays on the recipient; with *only*, it must be told as well.
      obligations += context.names(words)
      let isForbidding = mode == .mayNot || mode == .mustNot || mode == .never
      if tail.modifier == .only || isForbidding {
        addTest(tail, verb: verb, mode: mode, in: context)
      }
    case .form where mode == .right:
      rightForm = context.test(tail.part, verb: verb, isForbid: false)
    case .withoutConsent where (mode == .may || mode == .must) && tail.modifier == nil:
      // Who may (or must) do it without consent may do it with consent as well.
      break
    case .citing: break
    default: addTest(tail, verb: verb, mode: mode, in: context)
    }
  }

  private mutating func addTest(
    _ tail: Tail, verb: Verb?, mode: ModeTree.Mode, in context: LoweringContext
  ) {
    let isForbid = mode == .mayNot || mode == .mustNot || mode == .never
    guard let test = context.test(tail.part, verb: verb, isForbid: isForbid) else { return }
    switch tail.modifier {
    case .even: break
    case .only where !isForbid: only.append(test)
    default: plain.append(test)
    }
  }

  private mutating func addEnds(_ ends: [[Period.End]]) {
    period = Period(ends: (period?.ends ?? []) + ends)
  }

  private mutating func addDeadline(
    _ measure: Deadline.Measure, _ tail: Tail, since: Ref?, in context: LoweringContext
  ) {
    deadline = Deadline(
      measure, isTypical: tail.modifier == .typically,
      since: since.map { context.happenings($0) } ?? [])
  }

  /// The tails of "may V D₁ T₁" that "but not D₂ T₂" speaks of as well.
  ///
  /// "We may share contact-information with logistics-partner but not email" is about the
  /// logistics partner in both halves; conditions and consents of the first half are not carried,
  /// and a tail that the second half has itself replaces the first half's.
  static func carriedOver(from first: [Tail], to second: [Tail]) -> [Tail] {
    first.compactMap { tail in
      guard let place = place(of: tail.part), tail.modifier != .even,
        !second.contains(where: { Self.place(of: $0.part) == place })
      else { return nil }
      var carried = tail
      carried.modifier = nil
      return carried
    }
  }

  private enum Place {
    case recipient, purpose, touchpoint, form, person, region, jurisdiction, age
  }

  private static func place(of part: Tail.Part) -> Place? {
    switch part {
    case .purposes: .purpose
    case .recipients, .anyoneElse, .anyone: .recipient
    case .people, .persons: .person
    case .destinations, .anywhereElse, .anywhere: .region
    case .touchpoints: .touchpoint
    case .form: .form
    case .places: .jurisdiction
    case .underAge: .age
    default: nil
    }
  }
}
