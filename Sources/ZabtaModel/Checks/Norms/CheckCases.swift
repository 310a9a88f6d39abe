import ZabtaRuntime
import ZabtaSyntax

/// The cases that a *may* or *may not* of a check describes, as requests.
///
/// The sentence states all facts that it assumes; each member of each list is a case of its own.
struct CheckCases {
  /// A request with the answer that the sentence expects.
  struct Case {
    var request: Request
    var isPermitted: Bool
  }

  /// The most cases one check may describe.
  static let limit = 5_000

  private let sentence: RuleSentence
  private let context: NormContext
  private let lowering: LoweringContext

  init(_ sentence: RuleSentence, _ context: NormContext, _ lowering: LoweringContext) {
    self.sentence = sentence
    self.context = context
    self.lowering = lowering
  }

  /// The cases; nil where they are too many.
  func cases() -> [Case]? {
    let isPermitted = sentence.mode.mode == .may
    guard var all = cases(sentence.object, sentence.tails, isPermitted: isPermitted) else {
      return nil
    }
    if let second = sentence.butNot {
      let tails = SentenceParts.carriedOver(from: sentence.tails, to: second.tails) + second.tails
      guard let more = cases(second.object, tails, isPermitted: false) else { return nil }
      all += more
    }
    return all.count <= Self.limit ? all : nil
  }

  private func cases(
    _ object: ObjectPhrase, _ tails: [Tail], isPermitted: Bool
  ) -> [Case]? {
    var contexts: [(context: Context, isPermitted: Bool)] = [(Context(), isPermitted)]
    if let age = sentence.subject.under { contexts[0].context.age = max(0, age.value - 1) }
    if !sentence.subject.places.isEmpty {
      guard
        vary(&contexts, lowering.names(sentence.subject.places).map { .word(.jurisdiction, $0) })
      else { return nil }
    }
    // Times of keeping first: they set the day that other times are counted from.
    for tail in tails.filter(\.part.isTimeOfKeeping) + tails.filter({ !$0.part.isTimeOfKeeping }) {
      guard vary(&contexts, changes(tail.part, isPermitted: isPermitted)) else { return nil }
    }
    let resources = resources(object)
    var cases: [Case] = []
    for verb in sentence.verbs {
      for subject in subjects {
        for resource in resources {
          for one in contexts {
            guard cases.count < Self.limit else { return nil }
            cases.append(
              Case(
                request: Request(
                  subject: subject, action: verb.verb.rawValue, resource: resource,
                  context: one.context), isPermitted: one.isPermitted))
          }
        }
      }
    }
    return cases
  }

  private var subjects: [Request.Entity] {
    switch sentence.subject.who {
    case .we: [.init(type: "organisation", id: context.policy.publisher.id)]
    case .people: lowering.people.map { .init(type: "person", id: $0) }
    case .words(let kind, let refs):
      lowering.names(refs).map { .init(type: kind.rawValue, id: $0) }
    }
  }

  /// The words of the object; where some are excepted, the leaves that are left.
  private func resources(_ object: ObjectPhrase) -> [Request.Entity] {
    var names = lowering.names(object.words)
    if !object.except.isEmpty {
      let table = context.ruleset.atoms(object.kind)
      func atoms(_ names: [String]) -> BitSet {
        names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
      }
      let left = atoms(names).subtracting(atoms(lowering.names(object.except)))
      names = left.members.map { table.owners[$0] }
        .filter { table.atoms(of: $0)?.isSubset(of: left) == true }
    }
    return names.map { .init(type: object.kind.rawValue, id: $0) }
  }

  // MARK: Facts

  /// One way in which a tail changes what is known.
  enum Change {
    case word(Dimension, String)
    case facts([Tests.Item])
    /// Facts under which the answer is the opposite: the exception of an *unless*.
    case exception([Tests.Item])
    case consent(String)
    case circumstances([String])
    case age(Int)
    /// The record was made, or the event happened, at the beginning; the question is so much later.
    case keptSince(event: String?, lastDayOf: Span?)
    case longAgo(String, Span)
    case nothing
  }

  private func changes(_ part: Tail.Part, isPermitted: Bool) -> [Change] {
    func words(_ dimension: Dimension, _ refs: [Ref]) -> [Change] {
      lowering.names(refs).map { .word(dimension, $0) }
    }
    switch part {
    case .purposes(let refs): return words(.purpose, refs)
    case .recipients(let refs): return words(.recipient, refs)
    case .persons(let refs, _): return words(.person, refs)
    case .people: return lowering.people.map { .word(.person, $0) }
    case .destinations(let refs): return words(.region, refs)
    case .touchpoints(let refs): return words(.touchpoint, refs)
    case .form(let refs): return words(.form, refs)
    case .places(let refs): return words(.jurisdiction, refs)
    case .anyone: return rest(of: [:], .recipient, .recipient)
    case .anywhere: return rest(of: [:], .place, .region)
    case .anyoneElse: return rest(of: lowering.recipients, .recipient, .recipient)
    case .anywhereElse: return rest(of: lowering.destinations, .place, .region)
    case .consent(let refs): return lowering.names(refs).map { .consent($0) }
    case .underAge(let age): return [.age(max(0, age.value - 1))]
    case .measures(let refs): return [.circumstances(lowering.names(refs))]
    case .whileHolds(let ref): return [.circumstances([lowering.name(ref)])]
    case .if(let tests), .after(let tests): return alternatives(tests).map { .facts($0) }
    case .unless(let tests): return [.nothing] + alternatives(tests).map { .exception($0) }
    case .afterSpan(let span):
      guard let anchor = span.anchor else { return [.keptSince(event: nil, lastDayOf: span.span)] }
      return [.longAgo(eventName(anchor), span.span)]
    case .keepFor(let span), .untilSpan(let span):
      let event = span.anchor.map { eventName($0) }
      let last = Change.keptSince(event: event, lastDayOf: span.span)
      guard isPermitted else { return [last] }
      return [event == nil ? .keptSince(event: nil, lastDayOf: nil) : .nothing, last]
    case .indefinitely: return [.keptSince(event: nil, lastDayOf: Span(1_000, .year))]
    default: return [.nothing]
    }
  }

  private func alternatives(_ tests: Tests) -> [[Tests.Item]] {
    tests.isAnyOf ? tests.items.map { [$0] } : [tests.items]
  }

  /// Everybody, or everywhere, but those whom the sentences of the check's verbs name.
  private func rest(
    of named: [Verb: [String]], _ kind: Kind, _ dimension: Dimension
  ) -> [Change] {
    let table = context.ruleset.atoms(kind)
    let names = sentence.verbs.flatMap { named[$0.verb] ?? [] }
    let taken = names.reduce(into: BitSet()) { $0.formUnion(table.atoms(of: $1) ?? BitSet()) }
    let left = taken.complement(table.count)
    return left.members.map { table.owners[$0] }
      .filter { table.atoms(of: $0)?.isSubset(of: left) == true }.map { .word(dimension, $0) }
  }

  private func eventName(_ ref: Ref) -> String {
    let name = lowering.name(ref)
    return name == "inactivity" ? "last-activity" : name
  }

  // MARK: Applying

  private func vary(
    _ contexts: inout [(context: Context, isPermitted: Bool)], _ changes: [Change]
  ) -> Bool {
    guard contexts.count * changes.count <= Self.limit else { return false }
    contexts = contexts.flatMap { one in
      changes.map { change in
        var changed = one
        apply(change, &changed.context)
        if case .exception = change { changed.isPermitted.toggle() }
        return changed
      }
    }
    return true
  }

  private func apply(_ change: Change, _ context: inout Context) {
    switch change {
    case .word(let dimension, let name): context[dimension] = name
    case .facts(let items), .exception(let items): items.forEach { tell($0, &context) }
    case .consent(let name): context.consent.updateValue(nil, forKey: name)
    case .circumstances(let names): context.circumstances += names
    case .age(let age): context.age = age
    case .longAgo(let event, let span):
      let today = Self.day(context.on) ?? Self.start
      context.on = .day(Day(number: today))
      context.events[event] = .day(Day(number: today - min(span.longestDays, 700_000)))
    case .keptSince(let event, let span):
      let begin = Moment.day(Day(number: Self.start))
      if let event { context.events[event] = begin } else { context.created = begin }
      context.on = .day(Day(number: span.map { Self.lastDay(of: $0) } ?? Self.start))
    case .nothing: break
    }
  }

  private func tell(_ item: Tests.Item, _ context: inout Context) {
    switch item {
    case .circumstance(let ref): context.circumstances.append(lowering.name(ref))
    case .happening(let ref):
      // Told without its day: it happened, whenever that was.
      context.events.updateValue(nil, forKey: eventName(ref))
    case .consent(let ref): context.consent.updateValue(nil, forKey: lowering.name(ref))
    }
  }

  private static func day(_ moment: Moment?) -> Int? {
    if case .day(let day)? = moment { day.number } else { nil }
  }

  /// 2001-01-01, the first of a month and of a year, so that no span is clamped.
  private static let start = Day(year: 2001, month: 1, day: 1)?.number ?? 11_323

  /// The last day of a span that begins at the start.
  private static func lastDay(of span: Span) -> Int {
    let count = min(span.count, 7_000_000)
    let end: Int? =
      switch span.unit {
      case .hour: start + count / 24
      case .day: start + count
      case .week: start + count * 7
      case .month: Day(year: 2001 + count / 12, month: 1 + count % 12, day: 1)?.number
      case .year: Day(year: 2001 + count, month: 1, day: 1)?.number
      }
    return max(start, (end ?? start + 2_900_000) - 1)
  }
}

extension Tail.Part {
  fileprivate var isTimeOfKeeping: Bool {
    switch self {
    case .keepFor, .untilSpan, .untilTests, .indefinitely: true
    default: false
    }
  }
}
