extension Ruleset {
  /// Answers by when a request must be answered: what the nearest word in the tree promises, and of
  /// several promises the strictest.
  public func deadline(_ question: DeadlineQuestion) -> DueDate {
    var unknown: [String] = []
    var situation = Situation(compiled.layout)
    if !fill(&situation, .object, .request, question.request) {
      unknown.append("request: \(question.request)")
    }
    if let jurisdiction = question.jurisdiction,
      !fill(&situation, .jurisdiction, .place, jurisdiction)
    {
      unknown.append("jurisdiction: \(jurisdiction)")
    }
    guard unknown.isEmpty else {
      return DueDate(due: nil, isTypical: false, clauses: [], unknown: unknown)
    }

    let promises = nearestPromises(question, situation)
    guard let first = promises.first else {
      return DueDate(due: nil, isTypical: false, clauses: [])
    }
    let strictest = promises.dropFirst().reduce(first) { isStricter($1, $0) ? $1 : $0 }
    let deciding = promises.filter { !isStricter(strictest, $0) }
    return DueDate(
      due: strictest.due, isTypical: strictest.isTypical, clauses: clauses(deciding.map(\.norm)))
  }

  /// A duty with a deadline, and when that is.
  private struct Promise {
    let norm: Int
    let due: Moment?
    let isTypical: Bool
  }

  private func nearestPromises(
    _ question: DeadlineQuestion, _ situation: Situation
  ) -> [Promise] {
    let above = vocabulary.table(.request).ancestors(of: question.request)
    let steps = Dictionary(above.map { ($0.name, $0.steps) }, uniquingKeysWith: min)
    var nearest = Int.max
    var promises: [Promise] = []
    for (index, norm) in compiled.norms.enumerated() {
      guard norm.effect == .duty, norm.action == .resolve || norm.action == .answer,
        let deadline = content.norms[index].deadline,
        compare(norm.object, situation) == .everywhere,
        norm.clauses.allSatisfy({ holds($0, situation) })
      else { continue }
      // A sentence that names all parts of the word speaks about the word itself.
      let distance = content.norms[index].object.names.compactMap { steps[$0] }.min() ?? 0
      guard distance <= nearest else { continue }
      if distance < nearest { promises = [] }
      nearest = distance
      let names = Set(steps.keys)
      promises.append(
        Promise(
          norm: index, due: due(deadline, question, names), isTypical: deadline.isTypical))
    }
    return promises
  }

  /// Whoever asks has the right: only the law they live under is tested.
  private func holds(_ clause: Int, _ situation: Situation) -> Bool {
    compiled.clauses[clause].contains { index in
      let fact = compiled.facts[index]
      guard case .among(let mask, _) = fact.test, mask.slot == .jurisdiction else { return true }
      return truth(fact, situation) == .everywhere
    }
  }

  private func due(
    _ deadline: Deadline, _ question: DeadlineQuestion, _ names: Set<String>
  ) -> Moment? {
    // Of the events from which time counts, only the request's coming is known.
    let knowsStart =
      deadline.since.isEmpty
      || deadline.since.contains { name in
        names.contains(name) || names.contains { $0 + "-request" == name }
      }
    guard knowsStart else { return nil }
    switch deadline.measure {
    case .promptly: return nil
    case .immediately: return question.received
    case .within(let span) where span.unit == .hour:
      return calendar.adding(span, to: question.received)
    case .within(let span):
      return calendar.adding(span, to: calendar.day(of: question.received)).map { .day($0) }
    }
  }

  private func isStricter(_ one: Promise, _ other: Promise) -> Bool {
    switch (one.due, other.due) {
    case (let first?, let second?):
      if isDueBefore(first, second) { return true }
      if isDueBefore(second, first) { return false }
      return !one.isTypical && other.isTypical
    case (_?, nil): return true
    case (nil, _?): return false
    case (nil, nil): return !one.isTypical && other.isTypical
    }
  }
  /// A due day lasts until midnight, so an instant on that day comes before it.
  private func isDueBefore(_ one: Moment, _ other: Moment) -> Bool {
    let (day, otherDay) = (calendar.day(of: one), calendar.day(of: other))
    guard day == otherDay else { return day < otherDay }
    switch (one, other) {
    case (.instant(let one, _), .instant(let other, _)): return one < other
    case (.instant, .day): return true
    default: return false
    }
  }
}
