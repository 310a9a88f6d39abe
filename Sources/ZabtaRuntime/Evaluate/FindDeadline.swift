extension Ruleset {
  /// Answers by when a request must be answered: what the nearest word in the tree promises, and of
  /// several promises the strictest.
  public func deadline(_ question: DeadlineQuestion) -> DueDate {
    defer { withExtendedLifetime(owner) {} }
    var unknown: [String] = []
    var core = QuestionCore(action: Action.resolve.ordinal)
    if !fill(&core, .object, .request, question.request) {
      unknown.append("request: \(question.request)")
    }
    if let jurisdiction = question.jurisdiction,
      !fill(&core, .jurisdiction, .place, jurisdiction)
    {
      unknown.append("jurisdiction: \(jurisdiction)")
    }
    guard unknown.isEmpty else {
      return DueDate(due: nil, isTypical: false, clauses: [], unknown: unknown)
    }

    let promises = nearestPromises(question, Situation(core, owner.layout, view.pointee))
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
    let view = view.pointee
    guard let word = view.number(UInt32(Kind.request.ordinal), question.request) else { return [] }
    let steps = view.stepsUp(from: word)
    var nearest = Int.max
    var promises: [Promise] = []
    for place in 0..<view.deadlineCount {
      let deadline = view.deadline(place)
      let norm = view.norm(deadline.norm)
      guard norm.isOurs, norm.effect == Norm.Effect.duty.number,
        norm.action == Action.resolve.ordinal || norm.action == Action.answer.ordinal,
        view.compare(norm.objectMask, .object, situation) == .everywhere,
        view.conditions(norm).allSatisfy({ holds($0, situation) })
      else { continue }
      // A sentence that names all parts of the word speaks about the word itself.
      let names = view.objectNames(norm).compactMap { name in
        view.number(UInt32(Kind.request.ordinal), view.bytes(name)).flatMap { steps[$0] }
      }
      let distance = names.min() ?? 0
      guard distance <= nearest else { continue }
      if distance < nearest { promises = [] }
      nearest = distance
      promises.append(
        Promise(
          norm: deadline.norm, due: due(deadline, question, steps), isTypical: deadline.isTypical))
    }
    return promises
  }

  /// Whoever asks has the right: only the law they live under is tested.
  private func holds(_ condition: Range<Int>, _ situation: Situation) -> Bool {
    condition.contains { index in
      let fact = view.pointee.fact(index)
      guard fact.test == FactTest.among, fact.slot == Slot.jurisdiction.rawValue else {
        return true
      }
      return view.pointee.truth(fact, situation) == .everywhere
    }
  }

  private func due(
    _ deadline: DeadlineRecord, _ question: DeadlineQuestion, _ steps: [Int: Int]
  ) -> Moment? {
    // Of the events from which time counts, only the request's coming is known.
    let (items, count) = view.pointee.list(deadline.since)
    let knowsStart =
      count == 0 || (0..<count).contains { view.pointee.isComing(u32(items, $0), steps) }
    guard knowsStart else { return nil }
    switch deadline.measure {
    case 1: return question.received
    case 0 where deadline.span != FlatFormat.none:
      let span = view.pointee.span(Int(deadline.span))
      guard span.unit != .hour else { return calendar.adding(span, to: question.received) }
      return calendar.adding(span, to: calendar.day(of: question.received)).map { .day($0) }
    default: return nil
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

extension FlatView {
  /// The words of a word's kind that name it or include it, with the steps up to each.
  func stepsUp(from start: Int) -> [Int: Int] {
    let kind = word(start).kind
    let first = Int(u32(kinds, kind * 4))
    let count = Int(u32(kinds, kind * 4 + 1))
    var parents: [Int: [Int]] = [:]
    for group in first..<first + count {
      for place in word(group).includes {
        parents[Int(u32(includes, place)), default: []].append(group)
      }
    }
    var steps = [start: 0]
    var queue = [start]
    var next = 0
    while next < queue.count {
      let word = queue[next]
      next += 1
      for parent in parents[word] ?? [] where steps[parent] == nil {
        steps[parent] = (steps[word] ?? 0) + 1
        queue.append(parent)
      }
    }
    return steps
  }

  /// True where an event's name is that of the coming of one of some requests: its own name, or the
  /// same with "-request".
  fileprivate func isComing(_ event: UInt32, _ requests: [Int: Int]) -> Bool {
    let list = UInt32(Kind.request.ordinal)
    let name = bytes(event)
    if let word = number(list, name), requests[word] != nil { return true }
    let twin: StaticString = "-request"
    let suffix = UnsafeRawBufferPointer(start: twin.utf8Start, count: twin.utf8CodeUnitCount)
    guard name.count >= suffix.count else { return false }
    let stem = name.count - suffix.count
    guard isSame(UnsafeRawBufferPointer(rebasing: name[stem...]), suffix),
      let word = number(list, UnsafeRawBufferPointer(rebasing: name[..<stem]))
    else { return false }
    return requests[word] != nil
  }

  /// The names of a norm's objects, as strings.
  fileprivate func objectNames(_ norm: NormRecord) -> [UInt32] {
    let bits = u32(details, norm.detail)
    var place = norm.detail + (bits & NormDetail.hasNotice != 0 ? 2 : 1)
    for list in NormDetail.List.allCases where bits & list.bit != 0 {
      let (items, count) = self.list(place)
      if list == .object { return (0..<count).map { u32(items, $0) } }
      place += count + 1
    }
    return []
  }
}
