package import ZabtaRuntime

extension SharedSpace {
  /// Requests in a box, each with as little stated as can be.
  ///
  /// Every position is a word, so what can fail is only a combination of times that no calendar has.
  package func requests(in box: Box) -> [Request] {
    guard let subject = subject(box), let object = word(.object, box)?.name else { return [] }
    var context = Context()
    for dimension in Dimension.allCases { context[dimension] = word(Axis(dimension), box)?.name }
    let spans = box.positions(Axis.age.rawValue) ?? all(Axis.age.rawValue)
    if !spans.contains(0), let span = spans.members.first {
      let ages = facts.ages
      context.age = span <= ages.count ? ages[span - 1] - 1 : ages.last
    }
    return contexts(box, context).map { context in
      Request(
        subject: subject, action: action.rawValue,
        resource: .init(type: action.objectKind.rawValue, id: object), context: context)
    }
  }

  /// The box of exactly the requests that are like one; nil where neither edition knows its words.
  package func box(of request: Request) -> Box? {
    var box = Box()
    func choose(_ axis: Axis, _ kind: Kind, _ name: String?) -> Bool {
      guard let positions = positions(axis, kind, name) else { return false }
      box.choose(axis.rawValue, positions)
      return true
    }
    let kind = Kind(rawValue: request.subject.type)
    guard request.subject.type == "organisation" || kind != nil,
      choose(
        .actor, kind ?? .role, request.subject.type == "organisation" ? nil : request.subject.id),
      choose(.object, action.objectKind, request.resource.id)
    else { return nil }
    for dimension in Dimension.allCases {
      let kind = dimension.kind(for: action)
      guard choose(Axis(dimension), kind, request.context[dimension]) else { return nil }
    }
    let age = request.context.age.map { age in
      1 + (facts.ages.firstIndex { age < $0 } ?? facts.ages.count)
    }
    box.choose(Axis.age.rawValue, BitSet([age ?? 0]))
    let held = Set(rulesets.flatMap { $0.heldConsents(request.context) })
    for (number, variable) in facts.variables.enumerated() {
      if isTrue(variable, request.context, held) {
        box.held.insert(number)
      } else {
        box.denied.insert(number)
      }
    }
    return box
  }

  private func isTrue(
    _ variable: SharedFacts.Variable, _ context: Context, _ consents: Set<String>
  ) -> Bool {
    switch variable {
    case .consent(let names): !consents.isDisjoint(with: names)
    case .told(let names): !Set(names).isDisjoint(with: context.circumstances)
    case .happened(let names, let after):
      rulesets[1].hasHappened(names, after, context)
    case .ended(let names, let span): rulesets[1].isOver(span, since: names, context)
    case .aged(let span): rulesets[1].isOver(span, since: [], context)
    }
  }

  // MARK: Words

  private func subject(_ box: Box) -> Request.Entity? {
    guard let position = word(.actor, box) else { return nil }
    guard let kind = position.kind, let name = position.name else {
      let publisher = rulesets[1].content.publisher
      return .init(type: "organisation", id: publisher)
    }
    return .init(type: kind.rawValue, id: name)
  }

  /// None, where that is a choice; else the first word.
  private func word(_ axis: Axis, _ box: Box) -> AxisWords.Position? {
    guard let words = words[axis.rawValue] else { return nil }
    let set = box.positions(axis.rawValue) ?? all(axis.rawValue)
    if let unstated = words.unstated, set.contains(classOf[axis.rawValue][unstated]) {
      return words.positions[unstated]
    }
    let candidates = set.members.flatMap { members[axis.rawValue][$0] }
    // A word that both editions know says more than one that only one of them does.
    let best = candidates.first { words.positions[$0].readings.allSatisfy { $0?.count == 1 } }
    return (best ?? candidates.first).map { words.positions[$0] }
  }

  // MARK: Facts

  private func contexts(_ box: Box, _ context: Context) -> [Context] {
    var context = context
    var groups: [[String]: Times] = [:]
    var consents: [String] = []
    for (number, variable) in facts.variables.enumerated() {
      let (isHeld, isDenied) = (box.held.contains(number), box.denied.contains(number))
      guard isHeld || isDenied else { continue }
      switch variable {
      case .consent(let names):
        if isHeld, let first = names.first { consents.append(first) }
      case .told(let names):
        if isHeld, let first = names.first { context.circumstances.append(first) }
      case .happened(let names, _), .ended(let names, _):
        groups[names, default: Times()].add(variable, isHeld)
      case .aged: groups[[], default: Times()].add(variable, isHeld)
      }
    }
    let needed = groups.filter { !$0.value.held.isEmpty }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }
    guard !needed.isEmpty else {
      for name in consents { context.consent[name] = .some(nil) }
      return [context]
    }
    var found: [Context] = []
    for base in SharedSpace.days {
      for on in [Moment.day(base), .instant(seconds: base.number * 86_400 + 64_800, offset: 0)] {
        var told = context
        told.on = on
        for name in consents { told.consent[name] = .some(on) }
        let isWhole = needed.allSatisfy { place(&told, $0.key, $0.value.held, $0.value.denied) }
        if isWhole { found.append(told) }
      }
      if found.count > 2 { break }
    }
    return found
  }

  /// What must hold about when something happened, and what must not.
  private struct Times {
    var held: [SharedFacts.Variable] = []
    var denied: [SharedFacts.Variable] = []

    mutating func add(_ variable: SharedFacts.Variable, _ isHeld: Bool) {
      if isHeld { held.append(variable) } else { denied.append(variable) }
    }
  }

  /// Days around which months and years are of several lengths.
  private static let days = [19_798, 19_813, 19_782, 19_783, 19_904, 20_148].map {
    Day(number: $0)
  }

  /// Tells when something happened so that the facts are as they must be; false where no day does.
  private func place(
    _ context: inout Context, _ names: [String], _ held: [SharedFacts.Variable],
    _ denied: [SharedFacts.Variable]
  ) -> Bool {
    for moment in moments(held + denied, context.on) {
      var told = context
      if let name = names.first { told.events[name] = .some(moment) } else { told.created = moment }
      let isRight =
        held.allSatisfy { isTrue($0, told, []) } && !denied.contains { isTrue($0, told, []) }
      if isRight {
        context = told
        return true
      }
    }
    return false
  }

  /// The moments around each boundary, the latest first.
  private func moments(_ variables: [SharedFacts.Variable], _ on: Moment?) -> [Moment] {
    let now: Int
    let isDay: Bool
    switch on {
    case .day(let day): (now, isDay) = (day.number * 86_400, true)
    case .instant(let seconds, _): (now, isDay) = (seconds, false)
    case nil: return []
    }
    var found: [Int] = [now - 86_400]
    for variable in variables {
      let span: Span? =
        switch variable {
        case .happened(_, let span): span
        case .ended(_, let span), .aged(let span): span
        case .consent, .told: nil
        }
      guard let span else { continue }
      if span.unit == .hour {
        let (hours, overflow) = span.count.multipliedReportingOverflow(by: 3600)
        guard !overflow, hours < 80_000_000_000 else { continue }
        found += [now - hours, now - hours + 3600, now - hours - 3600, now - hours - 86_400]
        continue
      }
      // Months back are not months forth: every day near the boundary is looked at.
      for length in Set([span.shortestDays, span.longestDays]) where length < 900_000 {
        for slack in -2...2 {
          let start = now - (length + slack) * 86_400
          found.append(start)
          if !isDay { found.append(start + 43_200) }
        }
      }
      let back = span.longestDays
      if back < 900_000 { found.append(now - (back + 40) * 86_400) }
    }
    return Set(found).sorted(by: >).map { seconds in
      isDay
        ? .day(Day(number: Int((Double(seconds) / 86_400).rounded(.down))))
        : .instant(seconds: seconds, offset: 0)
    }
  }
}
