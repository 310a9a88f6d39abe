extension Ruleset {
  /// Answers what must happen to a record: keep it, delete it, or neither.
  ///
  /// Duties to keep come first; then what ends the keeping (a form that is shut out, a deletion asked
  /// for, the first ceiling); then permissions to keep; then permissions to dispose. Where no rule
  /// speaks, or only one that nobody can compute, a person decides (`review`).
  public func retain(_ question: RetentionQuestion) -> Retention {
    defer { withExtendedLifetime(owner) {} }
    var unknown: [String] = []
    guard let situation = read(question, unknown: &unknown) else {
      return Retention(status: .review, until: nil, clauses: [], unknown: unknown)
    }
    let on = question.on
    let calendar = view.pointee.calendar
    let rules = RetentionRules(self, situation, on: on)
    func answer(_ status: Retention.Status, _ ending: Ending, _ norms: [Int]) -> Retention {
      Retention(
        status: status, until: calendar.day(of: ending), clauses: clauses(norms), unknown: unknown)
    }

    let floors = rules.floors.filter { !calendar.hasCome($0.ending, by: on) }
    if !floors.isEmpty {
      return answer(.keep, latest(floors), floors.map(\.norm))
    }
    if !rules.shutOut.isEmpty { return answer(.delete, .never, rules.shutOut) }

    // A floor that is over still gave a promise: nothing ends before it did.
    let keepsAreVague = rules.keeps.allSatisfy { view.pointee.norm($0).isVague }
    var ends = rules.deletions + rules.mustDelete
    if !keepsAreVague { ends += rules.ceilings }
    let first = ends.map(\.ending).reduce(.never, calendar.earlier)
    let past = rules.floors.map(\.ending).reduce(.past, calendar.later)
    let end = ends.isEmpty ? Ending.never : calendar.later(first, past)
    let deciding = (ends + rules.floors).filter { isSame($0.ending, end) }.map(\.norm)

    if calendar.hasCome(end, by: on), !rules.keeps.isEmpty || !rules.asked.isEmpty {
      return answer(.delete, end, deciding)
    }
    // A ceiling on the whole record needs no permission to keep beside it: storing is forbidden.
    let over = rules.ceilings.filter { $0.isWhole && calendar.hasCome($0.ending, by: on) }
    if !over.isEmpty {
      return answer(.delete, over.map(\.ending).reduce(.never, calendar.earlier), over.map(\.norm))
    }
    if !rules.keeps.isEmpty {
      return keepsAreVague
        ? answer(.review, .never, rules.keeps) : answer(.keep, end, rules.keeps + deciding)
    }
    return rules.disposal(unknown)
      ?? (rules.asked.isEmpty
        ? Retention(status: .review, until: nil, clauses: [], unknown: unknown)
        : answer(.keep, end, rules.asked))
  }

  /// The ids of the norms' clauses in the order of the page, each once.
  func clauses(_ norms: [Int]) -> [String] {
    var clauses: [String] = []
    for reason in norms.map({ view.pointee.norm($0).reason }).sorted() {
      let clause = clauseID(reason)
      if clauses.last != clause { clauses.append(clause) }
    }
    return clauses
  }

  private func latest(_ ends: [RetentionRules.End]) -> Ending {
    ends.map(\.ending).reduce(.past, calendar.later)
  }

  private func isSame(_ one: Ending, _ other: Ending) -> Bool {
    switch (one, other) {
    case (.past, .past): true
    case (.at(let first), .at(let second)): first == second
    default: false
    }
  }

  private func read(_ question: RetentionQuestion, unknown: inout [String]) -> Situation? {
    var core = QuestionCore(action: Action.store.ordinal)
    var isUnderstood = true
    core.set(.actor, atom: 0)
    if !fill(&core, .object, .data, question.record) {
      unknown.append("record: \(question.record)")
      isUnderstood = false
    }
    let lost = readEvents(question.events, &core.known)
    unknown += lost
    readCircumstances(question.circumstances, &core.known, unknown: &unknown)
    if let form = question.form {
      if !fill(&core, .form, .form, form) {
        unknown.append("form: \(form)")
        isUnderstood = false
      }
    } else {
      view.pointee.fillUsualForm(&core)
    }
    // A record is made on a day, and its periods are counted from that day.
    core.known.created = question.created.map { .day(view.pointee.calendar.day(of: $0)) }
    core.known.on = question.on
    return isUnderstood ? Situation(core, owner.layout, view.pointee) : nil
  }
}
