import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// One record and what is known of it, held against every sentence of ours about keeping.
struct ReferenceRecord {
  typealias Coming = ReferencePeriod.Coming
  typealias Answer = (status: Retention.Status, until: Day?, clauses: Set<String>)

  /// A part of the record: an atom of its data, in one of its forms.
  struct Piece: Hashable {
    var atom: String
    var form: Int
  }

  /// When something ends, and the clause that says so.
  struct End {
    var coming: Coming
    var clause: String
  }

  /// What the sentences say of the record.
  struct Findings {
    /// Of the duties to keep, those in force and those whose time is over.
    var floors: [End] = []
    var pastFloors: [End] = []
    /// The ends of times of keeping.
    var ends: [End] = []
    /// What must be deleted, or was asked to be.
    var dues: [End] = []
    /// Times of keeping that are over, of all of the record.
    var overs: [End] = []
    var disposals: [(end: End, isStayed: Bool)] = []
    /// The parts that may be kept, and for how long nobody can compute.
    var kept: Set<Piece> = []
    var vaguelyKept: Set<Piece> = []
    var keeping: Set<String> = []
    var shuttingOut: Set<String> = []
    /// True where something that must go is about all of the record.
    var isDueWhole = false
    /// The clauses of what must go, all of it, and waits for nothing but its deadline.
    var waiting: Set<String> = []
  }

  let evaluator: ReferenceEvaluator
  let record: Set<String>
  let known: ReferenceKnown
  /// The record in each form that it may have; nothing else is stated.
  let cases: [ReferenceCase]

  var sentences: ReferenceSentences { evaluator.sentences }
  var tails: ReferenceTails { evaluator.sentences.tails }

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

  func answer() -> Answer {
    var found = Findings()
    for clause in evaluator.policy.clauses {
      for sentence in clause.rules { read(sentence, clause.id, &found) }
    }
    // A floor before everything.
    if !found.floors.isEmpty {
      return (.keep, latest(found.floors.map(\.coming)), Set(found.floors.map(\.clause)))
    }
    if !found.shuttingOut.isEmpty { return (.delete, nil, found.shuttingOut) }
    let isKept = found.kept.union(found.vaguelyKept).isSuperset(of: all)
    let keeping = isKept ? found.keeping : []
    if isKept, !found.kept.isEmpty {
      return ending(found.ends + found.dues, found.pastFloors, keeping)
    }
    let isDue = found.dues.contains { ReferencePeriod.isPast($0.coming, known) }
    if isDue, isKept || found.isDueWhole { return ending(found.dues, found.pastFloors, keeping) }
    // "from `until` on → delete", though an exception ended the keeping before.
    if !found.overs.isEmpty {
      let first = found.overs.compactMap { moment($0.coming) }.min(by: isBefore)
      let isUndated = found.overs.contains { $0.coming == .past }
      return (.delete, isUndated ? nil : first.map(day), Set(found.overs.map(\.clause)))
    }
    if isKept { return (.review, nil, keeping) }
    if found.disposals.isEmpty, !found.waiting.isEmpty {
      return (.keep, end(found.dues, found.pastFloors).map(day), found.waiting)
    }
    return disposal(found.disposals)
  }

  // MARK: Sentence by sentence

  private func read(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    guard sentence.subject.who == .we || sentence.mode.mode == .right else { return }
    if sentence.mode.mode == .right, let coming = deletion(sentence) {
      found.dues.append(End(coming: coming, clause: clause))
      found.isDueWhole = true
    }
    readRefusals(sentence, clause, &found)
    for verb in sentence.verbs {
      switch (verb.verb, sentence.mode.mode) {
      case (.keep, .must), (.keep, .may):
        readKeep(sentence, clause, &found)
        if isShut(out: sentence) { found.shuttingOut.insert(clause) }
      case (.keep, .mayNot), (.keep, .mustNot), (.keep, .never):
        readRefusal(sentence, clause, &found)
      case (.store, .may), (.store, .must), (.collect, .may), (.collect, .must):
        if isShut(out: sentence) { found.shuttingOut.insert(clause) }
      case (.delete, .must), (.anonymise, .must), (.archive, .must):
        readDisposal(sentence, clause, &found)
        readDuty(sentence, clause, &found)
      case (.delete, .may), (.anonymise, .may), (.archive, .may):
        readDisposal(sentence, clause, &found)
      default: continue
      }
    }
  }

  private func readKeep(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    let reached = pieces(sentence, besideUnless: true)
    guard !reached.isEmpty else { return }
    let period = tails.period(sentence.tails, known)
    let end = End(coming: period?.coming(known) ?? .unknown, clause: clause)
    let isOver = ReferencePeriod.isPast(end.coming, known)
    let condition = sentences.whileHolds(sentence.tails)
    let isVague = condition?.isVague == true && sentence.mode.mode == .may
    let isWhile = isVague || cases.allSatisfy { condition?.test.holds($0) ?? true }
    if sentence.mode.mode == .must, isWhile, !isStayed(sentence) {
      if isOver { found.pastFloors.append(end) } else { found.floors.append(end) }
    }
    if period != nil { found.ends.append(end) }
    if isOver, reached == all { found.overs.append(end) }
    guard isWhile, !isStayed(sentence) else { return }
    found.keeping.insert(clause)
    if isVague { found.vaguelyKept.formUnion(reached) } else { found.kept.formUnion(reached) }
  }

  /// "may not keep D for P": a time of keeping, without a permission to keep.
  private func readRefusal(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    let reached = pieces(sentence)
    guard !reached.isEmpty, let period = tails.period(sentence.tails, known) else { return }
    let end = End(coming: period.coming(known), clause: clause)
    found.ends.append(end)
    if reached == all, ReferencePeriod.isPast(end.coming, known) { found.overs.append(end) }
  }

  /// What we may delete, and what we must: until it is due, it waits like a `may delete`.
  private func readDisposal(_ sentence: RuleSentence, _ clause: String, _ found: inout Findings) {
    guard pieces(sentence, besideUnless: true, besideAfter: true) == all,
      let coming = after(sentence.tails)
    else { return }
    found.disposals.append((End(coming: coming, clause: clause), isStayed(sentence)))
  }

  var all: Set<Piece> {
    Set(record.flatMap { atom in cases.indices.map { Piece(atom: atom, form: $0) } })
  }

  /// The parts of the record that a sentence is about.
  private func pieces(
    _ sentence: RuleSentence, besideUnless: Bool = false, besideAfter: Bool = false
  ) -> Set<Piece> {
    let tested = besideAfter ? sentence.tails.compactMap(self.besideAfter) : sentence.tails
    let given = sentences.qualifiers(sentence.subject) + tested.compactMap { tails.test($0) }
    let exceptions = besideUnless ? [] : sentence.tails.compactMap(sentences.unless)
    let atoms = record.intersection(sentences.atoms(sentence.object))
    var found: Set<Piece> = []
    for (form, one) in cases.enumerated()
    where given.allSatisfy({ $0.holds(one) }) && !exceptions.contains(where: { $0.holds(one) }) {
      found.formUnion(atoms.map { Piece(atom: $0, form: form) })
    }
    return found
  }

  // MARK: What it comes to

  /// The first ceiling counts; a floor that was longer moves it.
  private func ending(_ ends: [End], _ pastFloors: [End], _ keeping: Set<String>) -> Answer {
    let comings = ends.map(\.coming)
    let last = end(ends, pastFloors)
    if last == nil, !comings.contains(.past) { return (.keep, nil, keeping) }
    let deciding = (ends + pastFloors).filter { end in
      guard let last else { return end.coming == .past }
      return moment(end.coming).map { isSame($0, last) } ?? false
    }
    let clauses = Set(deciding.map(\.clause))
    guard let end = last else { return (.delete, nil, clauses) }
    let isOver = known.on.map { evaluator.calendar.hasCome(end, at: $0) } ?? false
    return isOver ? (.delete, day(end), clauses) : (.keep, day(end), clauses.union(keeping))
  }

  /// The first of some ends, or the last of the floors that were longer; nil where no day is known.
  private func end(_ ends: [End], _ pastFloors: [End]) -> Moment? {
    let comings = ends.map(\.coming)
    let dates = comings.compactMap(moment).sorted { isBefore($0, $1) }
    // What ended on a day nobody told has ended before all else.
    var last = comings.contains(.past) ? nil : dates.first
    if last == nil, !comings.contains(.past) { return nil }
    for floor in pastFloors.compactMap({ moment($0.coming) }) {
      if let end = last, !isBefore(end, floor) { continue }
      last = floor
    }
    return last
  }

  private func disposal(_ disposals: [(end: End, isStayed: Bool)]) -> Answer {
    if disposals.isEmpty { return (.review, nil, []) }
    // "An `unless` that holds → keep": it forbids what the sentence else permits.
    let stayed = disposals.filter(\.isStayed)
    if !stayed.isEmpty { return (.keep, nil, Set(stayed.map(\.end.clause))) }
    let clauses = Set(disposals.map(\.end.clause))
    let comings = disposals.map(\.end.coming)
    let dates = comings.compactMap(moment).sorted { isBefore($0, $1) }
    if comings.contains(.past) { return (.mayDispose, nil, clauses) }
    guard let first = dates.first else { return (.keep, nil, clauses) }
    let isPast = known.on.map { evaluator.calendar.hasCome(first, at: $0) } ?? false
    return (isPast ? .mayDispose : .keep, day(first), clauses)
  }

  // MARK: Moments

  /// The latest of some ends; nil where one of them is open.
  private func latest(_ comings: [Coming]) -> Day? {
    var latest: Day?
    for coming in comings {
      guard let moment = moment(coming) else { return nil }
      latest = max(latest ?? day(moment), day(moment))
    }
    return latest
  }

  func moment(_ coming: Coming) -> Moment? {
    if case .at(let moment) = coming { moment } else { nil }
  }

  func isBefore(_ one: Moment, _ other: Moment) -> Bool {
    evaluator.calendar.isBefore(one, other)
  }

  private func day(_ moment: Moment) -> Day {
    Day(number: evaluator.calendar.day(moment))
  }

  /// The same day, or the same instant wherever it was written.
  private func isSame(_ one: Moment, _ other: Moment) -> Bool {
    switch (one, other) {
    case (.day(let first), .day(let second)): first == second
    case (.instant(let first, _), .instant(let second, _)): first == second
    default: false
    }
  }
}
