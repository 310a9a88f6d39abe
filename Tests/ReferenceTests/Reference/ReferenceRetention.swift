import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Retention as §13 says it, sentence by sentence.
///
/// In words, first match first:
/// 1. a `must keep` inside its time (or while its circumstance holds) keeps the record;
/// 2. a form that an *only* shuts out: delete;
/// 3. a permitted keeping inside its period: keep; after the first end of any: delete. A request
///    for deletion that reaches the record, and a `must delete` that is due, are such ends;
/// 4. only a vague period: review;
/// 5. `may delete … after S`: keep, and once S has passed may-dispose;
/// 6. no sentence about it: review.
extension ReferenceEvaluator {
  struct Keeping: Equatable {
    var status: Retention.Status
    var until: Day?
    var unknown: Set<String>
  }

  func retain(_ question: RetentionQuestion) -> Keeping {
    var known = ReferenceKnown(words: words, calendar: calendar)
    known.circumstances = Set(question.circumstances)
    known.created = question.created
    known.events = question.events
    // `until` is a day, and so the question is asked of the whole day.
    known.on = .day(Day(number: calendar.day(question.on)))
    var unknown = known.unknown
    let atoms = words.atoms(.data, question.record)
    if atoms == nil { unknown.insert("record: \(question.record)") }
    var form = question.form
    if form == nil, words.isDeclared(.form, "identified") { form = "identified" }
    var formAtoms: Set<String> = []
    if let form {
      guard let atoms = words.atoms(.form, form) else {
        unknown.insert("form: \(form)")
        return Keeping(status: .review, until: nil, unknown: unknown)
      }
      formAtoms = atoms
    }
    guard let record = atoms else {
      return Keeping(status: .review, until: nil, unknown: unknown)
    }
    let answer = RecordReader(self, record: record, forms: formAtoms, known: known).answer()
    return Keeping(status: answer.status, until: answer.until, unknown: unknown)
  }
}

/// One record and what is known of it, held against every sentence of ours about keeping.
private struct RecordReader {
  typealias Coming = ReferencePeriod.Coming

  let evaluator: ReferenceEvaluator
  let record: Set<String>
  let known: ReferenceKnown
  /// The record in each form that it may have; nothing else is stated.
  let cases: [ReferenceCase]

  private var sentences: ReferenceSentences { evaluator.sentences }
  private var tails: ReferenceTails { evaluator.sentences.tails }

  init(
    _ evaluator: ReferenceEvaluator, record: Set<String>, forms: Set<String>,
    known: ReferenceKnown
  ) {
    self.evaluator = evaluator
    self.record = record
    self.known = known
    let ours = ReferenceCase.Actor(kind: nil, atom: evaluator.policy.publisher.id)
    let shapes: [String?] = forms.isEmpty ? [nil] : Array(forms)
    cases = shapes.map { form in
      var one = ReferenceCase(actor: ours, object: "", known: known)
      one.form = form
      return one
    }
  }

  func answer() -> (status: Retention.Status, until: Day?) {
    var floors: [Coming] = []  // of the floors that hold
    var pastFloors: [Coming] = []
    var ends: [Coming] = []  // of the ceilings
    var dues: [Coming] = []  // of what must be deleted, or was asked to be
    // What may be kept: all of the record must be, though by several sentences.
    var kept: Set<String> = []
    var vaguelyKept: Set<String> = []
    var isDueWhole = false  // one of them is about all of the record
    var overs: [Coming] = []  // of the ceilings of all of the record that are over
    var isShutOut = false
    var disposals: [(coming: Coming, isStayed: Bool)] = []

    for sentence in evaluator.policy.clauses.flatMap(\.rules) {
      guard sentence.subject.who == .we || sentence.mode.mode == .right else { continue }
      for verb in sentence.verbs {
        switch (verb.verb, sentence.mode.mode) {
        case (.keep, .must), (.keep, .may):
          let object = sentences.atoms(sentence.object)
          if isShut(out: sentence, object) { isShutOut = true }
          guard holdsBesideUnless(sentence) else { continue }
          let period = tails.period(sentence.tails, known)
          let coming = period?.coming(known) ?? .unknown
          let isOver = ReferencePeriod.isPast(coming, known)
          let condition = sentences.whileHolds(sentence.tails)
          let isVague = condition?.isVague == true && sentence.mode.mode == .may
          let isWhile = isVague || cases.allSatisfy { condition?.test.holds($0) ?? true }
          if sentence.mode.mode == .must, !record.isDisjoint(with: object), isWhile,
            !isStayed(sentence)
          {
            if isOver { pastFloors.append(coming) } else { floors.append(coming) }
          }
          if period != nil, !record.isDisjoint(with: object) { ends.append(coming) }
          if isOver, object.isSuperset(of: record) { overs.append(coming) }
          guard !isStayed(sentence) else { continue }
          if isWhile {
            if isVague { vaguelyKept.formUnion(object) } else { kept.formUnion(object) }
          }
        case (.store, .may):
          if isShut(out: sentence, sentences.atoms(sentence.object)) { isShutOut = true }
        case (.delete, .must), (.anonymise, .must), (.archive, .must):
          let object = sentences.atoms(sentence.object)
          guard !record.isDisjoint(with: object), let coming = after(sentence) else { continue }
          if holdsBesideAfter(sentence) { dues.append(coming) }
          if object.isSuperset(of: record), holdsBesideAfterAndUnless(sentence) {
            if holdsBesideAfter(sentence) { isDueWhole = true }
            // What we must delete we may delete: until it is due, it waits like a `may delete`.
            disposals.append((coming, isStayed: isStayed(sentence)))
          }
        case (.delete, .may), (.anonymise, .may), (.archive, .may):
          let object = sentences.atoms(sentence.object)
          guard object.isSuperset(of: record), holdsBesideAfterAndUnless(sentence),
            let coming = after(sentence)
          else { continue }
          disposals.append((coming, isStayed: isStayed(sentence)))
        default: continue
        }
      }
      if sentence.mode.mode == .right, let coming = deletion(sentence) {
        dues.append(coming)
        isDueWhole = true
      }
    }

    // A floor before everything.
    if !floors.isEmpty { return (.keep, latest(floors)) }
    if isShutOut { return (.delete, nil) }
    let isKept = kept.union(vaguelyKept).isSuperset(of: record)
    if isKept, !kept.isDisjoint(with: record) { return ending(ends + dues, pastFloors) }
    let isDue = dues.contains { ReferencePeriod.isPast($0, known) }
    if isDue, isKept || isDueWhole { return ending(dues, pastFloors) }
    // "from `until` on → delete", though an exception ended the keeping before.
    if !overs.isEmpty { return ending(overs, []) }
    if isKept { return (.review, nil) }
    return disposal(disposals)
  }

  /// The first ceiling counts; a floor that was longer moves it.
  private func ending(
    _ ends: [Coming], _ pastFloors: [Coming]
  ) -> (status: Retention.Status, until: Day?) {
    let dates = ends.compactMap(moment).sorted { isBefore($0, $1) }
    // What ended on a day nobody told has ended before all else.
    var last = ends.contains(.past) ? nil : dates.first
    if last == nil, !ends.contains(.past) { return (.keep, nil) }
    for floor in pastFloors.compactMap(moment) {
      if let end = last, !isBefore(end, floor) { continue }
      last = floor
    }
    guard let end = last else { return (.delete, nil) }
    let isOver = known.on.map { evaluator.calendar.hasCome(end, at: $0) } ?? false
    return (isOver ? .delete : .keep, day(end))
  }

  private func disposal(
    _ disposals: [(coming: Coming, isStayed: Bool)]
  ) -> (status: Retention.Status, until: Day?) {
    if disposals.isEmpty { return (.review, nil) }
    // "An `unless` that holds → keep": it forbids what the sentence else permits.
    if disposals.contains(where: \.isStayed) { return (.keep, nil) }
    let comings = disposals.map(\.coming)
    let dates = comings.compactMap(moment).sorted { isBefore($0, $1) }
    if comings.contains(.past) { return (.mayDispose, nil) }
    guard let first = dates.first else { return (.keep, nil) }
    let isPast = known.on.map { evaluator.calendar.hasCome(first, at: $0) } ?? false
    return (isPast ? .mayDispose : .keep, day(first))
  }

  /// A form that *only* shuts out.
  private func isShut(out sentence: RuleSentence, _ object: Set<String>) -> Bool {
    guard !record.isDisjoint(with: object) else { return false }
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

  private func holds(_ sentence: RuleSentence) -> Bool {
    let given =
      sentences.qualifiers(sentence.subject) + sentence.tails.compactMap { tails.test($0) }
    let exceptions = sentence.tails.compactMap(sentences.unless)
    return cases.allSatisfy { one in
      given.allSatisfy { $0.holds(one) } && !exceptions.contains { $0.holds(one) }
    }
  }

  private func holdsBesideAfter(_ sentence: RuleSentence) -> Bool {
    var other = sentence
    other.tails.removeAll(where: isAfter)
    return holds(other)
  }

  private func holdsBesideUnless(_ sentence: RuleSentence) -> Bool {
    var other = sentence
    other.tails.removeAll { if case .unless = $0.part { true } else { false } }
    return holds(other)
  }

  private func holdsBesideAfterAndUnless(_ sentence: RuleSentence) -> Bool {
    var other = sentence
    other.tails.removeAll(where: isAfter)
    return holdsBesideUnless(other)
  }

  /// An *unless* that holds: keep.
  private func isStayed(_ sentence: RuleSentence) -> Bool {
    let exceptions = sentence.tails.compactMap(sentences.unless)
    return cases.contains { one in exceptions.contains { $0.holds(one) } }
  }

  private func isAfter(_ tail: Tail) -> Bool {
    switch tail.part {
    case .after, .afterSpan: true
    default: false
    }
  }

  /// When what stands after *after* comes.
  private func after(_ sentence: RuleSentence) -> Coming? {
    for tail in sentence.tails {
      switch tail.part {
      case .afterSpan(let span):
        guard let anchor = span.anchor else { return nil }
        let since = known.happenings(tails.kind(anchor), tails.name(anchor))
        return ReferencePeriod(ends: [.init(span: span.span, since: since)], isAnyOf: true)
          .coming(known)
      case .after(let tests):
        let ends = tests.items.compactMap { item -> ReferencePeriod.End? in
          guard case .happening(let ref) = item else { return nil }
          return .init(span: nil, since: known.happenings(tails.kind(ref), tails.name(ref)))
        }
        guard ends.count == tests.items.count else { return nil }
        return ReferencePeriod(ends: ends, isAnyOf: tests.isAnyOf).coming(known)
      default: continue
      }
    }
    return nil
  }

  /// The day from which a deletion request that reaches the record asks to delete it.
  private func deletion(_ sentence: RuleSentence) -> Coming? {
    let given =
      sentences.qualifiers(sentence.subject) + sentence.tails.compactMap { tails.test($0) }
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

  /// The latest of some ends; nil where one of them is open.
  private func latest(_ comings: [Coming]) -> Day? {
    var latest: Day?
    for coming in comings {
      guard let moment = moment(coming) else { return nil }
      latest = max(latest ?? day(moment), day(moment))
    }
    return latest
  }

  private func moment(_ coming: Coming) -> Moment? {
    if case .at(let moment) = coming { moment } else { nil }
  }

  private func isBefore(_ one: Moment, _ other: Moment) -> Bool {
    !evaluator.calendar.hasCome(other, at: one)
  }

  private func day(_ moment: Moment) -> Day {
    Day(number: evaluator.calendar.day(moment))
  }
}
