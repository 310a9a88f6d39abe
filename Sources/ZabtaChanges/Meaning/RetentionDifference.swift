package import ZabtaRuntime

/// Records that two editions keep for different times.
///
/// Asked are all kinds of record that a changed rule reaches, in every form, with every event and
/// circumstance that the rules about them name, on the days around each end; `retain` is the judge.
package struct RetentionDifference: Sendable {
  struct Part: Sendable {
    var group: Int
    var effect: Effect
    var records: Set<String>
    /// True where it holds only for a record that holds several kinds of data at once.
    var isMixed = false
  }

  private(set) var parts: [Part] = []
  /// False where the circumstances were too many to combine all of them.
  package private(set) var isExhaustive = true

  package var effects: [Effect] { parts.map(\.effect) }

  /// True where a listed effect is about the question's record; always, where its answer differs.
  package func covers(_ question: RetentionQuestion) -> Bool {
    parts.contains { $0.records.contains(question.record) }
  }

  /// What is told as one sentence.
  private struct Key: Hashable {
    var group: Int
    var direction: Effect.Direction
    var before: String
    var after: String
    var condition: String
  }

  private struct Finding {
    var records: [String]
    var question: RetentionQuestion
    var oldClauses: [String]
    var newClauses: [String]
  }

  private let old: Ruleset
  private let new: Ruleset

  /// Compares two editions; `group` numbers what made a difference by the clauses that decide.
  package init(
    _ old: Ruleset, _ new: Ruleset, group: (_ old: [String], _ new: [String]) -> Int = { _, _ in 0 }
  ) {
    self.old = old
    self.new = new
    let scope = RetentionScope(old, new)
    guard !scope.records.isEmpty else { return }
    var findings: [Key: Finding] = [:]
    var order: [Key] = []
    for record in scope.records {
      let circumstances = scope.circumstances(of: record.names[0])
      if !circumstances.isExhaustive { isExhaustive = false }
      var told: [(direction: Effect.Direction, question: RetentionQuestion)] = []
      for question in circumstances.questions {
        guard let (asked, was, now) = firstDifference(question) else { continue }
        let direction = direction(was, now, asked)
        // What differs with less told needs no sentence for more.
        let goesWithoutSaying = told.contains {
          ($0.direction == direction || direction == .moved) && $0.question.isPart(of: question)
        }
        if goesWithoutSaying { continue }
        told.append((direction, question))
        var (before, after) = (words(was, old, asked), words(now, new, asked))
        // Where the period is the same, what else keeps the record makes the difference.
        if before == after, was.until != now.until {
          if was.until == nil { before = "kept without an end" }
          if now.until == nil { after = "kept without an end" }
        }
        let key = Key(
          group: group(was.clauses, now.clauses), direction: direction,
          before: before, after: after,
          condition: condition(asked, question))
        if findings[key] == nil {
          order.append(key)
          findings[key] = Finding(
            records: [], question: asked, oldClauses: was.clauses, newClauses: now.clauses)
        }
        for name in record.names where findings[key]?.records.contains(name) == false {
          findings[key]?.records.append(name)
        }
      }
    }
    join(&order, &findings)
    for key in order {
      guard let finding = findings[key] else { continue }
      parts.append(part(key, finding))
    }
  }

  /// What is said of a part goes without saying of the groups that it is in.
  private func join(_ order: inout [Key], _ findings: inout [Key: Finding]) {
    func parts(_ name: String) -> Set<String> {
      Set([old, new].flatMap { $0.atoms(.data).descendants(of: name) }).subtracting([name])
    }
    for key in order {
      guard let finding = findings[key] else { continue }
      let home = order.first { other in
        other != key && other.group == key.group && other.direction == key.direction
          && finding.records.allSatisfy { name in
            !parts(name).isDisjoint(with: findings[other]?.records ?? [])
          }
      }
      guard let home else { continue }
      let told = findings[home]?.records ?? []
      findings[home]?.records += finding.records.filter { !told.contains($0) }
      findings[key] = nil
      order.removeAll { $0 == key }
    }
  }

  private func part(_ key: Key, _ finding: Finding) -> Part {
    // A group whose parts are told needs no mention of its own.
    let told = finding.records.filter { name in
      let parts = Set(
        new.atoms(.data).descendants(of: name) + old.atoms(.data).descendants(of: name))
      return !finding.records.contains { $0 != name && parts.contains($0) }
    }
    let groups = finding.records.filter { name in
      let leaves = new.atoms(.data).descendants(of: name).filter { told.contains($0) }
      return leaves.count > 1 && new.atoms(.data).atoms(of: name)?.count == leaves.count
    }
    let best = groups.max {
      new.atoms(.data).descendants(of: $0).count < new.atoms(.data).descendants(of: $1).count
    }
    let covered = best.map { Set(new.atoms(.data).descendants(of: $0)) } ?? []
    let names = (best.map { [$0] } ?? []) + told.filter { !covered.contains($0) }
    let labels = names.map { Labels.of(.data, $0, new, old) }
    let things = WordFolding.list(labels, "and")
    // Where it is kept either way, only the times are said.
    let kept = "kept "
    let isMixed = told.allSatisfy { self.isMixed($0, finding.question) }
    let sentence =
      isMixed
      ? "A record of several kinds of \(things)\(key.condition): \(key.after) now; before, \(key.before)."
      : key.before.hasPrefix(kept) && key.after.hasPrefix(kept)
        ? "We now keep \(things)\(key.condition) \(key.after.dropFirst(kept.count)); before, \(key.before.dropFirst(kept.count))."
        : "\(things.capitalizedFirst)\(key.condition): \(key.after) now; before, \(key.before)."
    let effect = Effect(
      sentence: sentence, direction: key.direction, oldClauses: finding.oldClauses,
      newClauses: finding.newClauses, witness: .record(finding.question))
    return Part(
      group: key.group, effect: effect, records: Set(finding.records), isMixed: isMixed)
  }

  /// True of a group where a single part of it is answered otherwise than the group itself.
  private func isMixed(_ name: String, _ question: RetentionQuestion) -> Bool {
    func answers(_ record: String) -> [Retention] {
      var question = question
      question.record = record
      return [old.retain(question), new.retain(question)]
    }
    let parts = Set([old, new].flatMap { $0.atoms(.data).descendants(of: name) })
      .subtracting([name]).sorted()
    guard !parts.isEmpty else { return false }
    let own = answers(name)
    return parts.contains { part in
      zip(own, answers(part)).contains { $0.status != $1.status || $0.until != $1.until }
    }
  }

  // MARK: Asking

  /// The first day on which the two answers differ.
  private func firstDifference(
    _ question: RetentionQuestion
  ) -> (RetentionQuestion, Retention, Retention)? {
    var question = question
    var days = [question.on]
    var asked: Set<Moment> = []
    while let on = days.first {
      days.removeFirst()
      guard asked.insert(on).inserted, asked.count < 12 else { continue }
      question.on = on
      let (was, now) = (old.retain(question), new.retain(question))
      if was.status != now.status || was.until != now.until { return (question, was, now) }
      for until in [was.until, now.until].compactMap(\.self) {
        days.append(.day(until))
      }
      if asked.count == 1, case .day(let day) = on {
        days.append(.day(Day(number: day.number + 36_600)))
        // What counts from an event may be over by then: asked as well is the day on which it happens.
        days += question.events.keys.sorted().compactMap { question.events[$0] ?? nil }
      }
    }
    return nil
  }

  private func direction(
    _ was: Retention, _ now: Retention, _ asked: RetentionQuestion
  ) -> Effect.Direction {
    func rank(_ retention: Retention) -> Int? {
      switch retention.status {
      case .keep: 2
      case .mayDispose: 1
      case .delete: 0
      case .review: nil
      }
    }
    guard let before = rank(was), let after = rank(now) else {
      // An end that was promised and is none any longer takes something away.
      if was.status == .keep, was.until != nil, now.status == .review, !now.clauses.isEmpty {
        return .wider
      }
      // So is what is kept without an end where a person used to decide; of what is known to matter,
      // the person might have decided the same.
      if was.status == .review, !was.clauses.isEmpty, now.status == .keep, now.until == nil,
        asked.circumstances.isEmpty
      {
        return .wider
      }
      return .moved
    }
    if before != after { return after > before ? .wider : .narrower }
    switch (was.until, now.until) {
    case (let first?, let second?): return second > first ? .wider : .narrower
    case (nil, .some): return .narrower
    case (.some, nil): return .wider
    case (nil, nil): return .moved
    }
  }

  // MARK: Words

  private func words(_ answer: Retention, _ ruleset: Ruleset, _ question: RetentionQuestion)
    -> String
  {
    switch answer.status {
    case .delete: return "to be deleted"
    case .mayDispose: return "free to be deleted or archived"
    case .review:
      return answer.clauses.isEmpty
        ? "under no rule of keeping" : "kept as long as a person decides"
    case .keep:
      let period = ruleset.content.norms.first { norm in
        guard answer.clauses.contains(norm.clause), let period = norm.period else { return false }
        return !period.ends.isEmpty && norm.object.kind == .data
      }?.period
      if let period { return "kept " + RetentionDifference.words(period, ruleset) }
      guard let until = answer.until else { return "kept without an end" }
      return "kept " + RetentionDifference.time(to: until, question)
    }
  }

  /// How long an end lies after the last thing that happened, for instance "for 3 years".
  ///
  /// For ends that no period of keeping states: those after which a rule has data deleted.
  private static func time(to until: Day, _ question: RetentionQuestion) -> String {
    let starts = question.events.values.compactMap { moment -> Day? in
      if case .day(let day)? = moment { return day }
      return nil
    }
    var made: Day?
    if case .day(let day)? = question.created { made = day }
    guard let start = starts.max() ?? made, start < until else {
      return "for a time"
    }
    let (from, to) = (start.components, until.components)
    let months = (to.year - from.year) * 12 + to.month - from.month
    let span =
      from.day != to.day
      ? Span(until.number - start.number, .day)
      : months % 12 == 0 ? Span(months / 12, .year) : Span(months, .month)
    return "for \(FactWords.span(span))"
  }

  /// For instance "for 7 years" or "until 1 year after the end of the warranty period".
  static func words(_ period: Period, _ ruleset: Ruleset) -> String {
    let alternatives = period.ends.map { ends in
      let items = ends.map { end -> String in
        let since = end.since.map { name in
          for kind in [Kind.event, .request, .touchpoint] {
            let label = Labels.of(kind, name, ruleset)
            if label != name { return label }
          }
          return name
        }
        guard let span = end.span else { return "until " + WordFolding.list(since, "or") }
        let time = FactWords.span(span)
        return since.isEmpty
          ? "for \(time)" : "until \(time) after \(WordFolding.list(since, "or"))"
      }
      return WordFolding.list(items, "and")
    }
    return WordFolding.list(alternatives, "or")
  }

  private func condition(_ asked: RetentionQuestion, _ question: RetentionQuestion) -> String {
    var text = ""
    if let form = question.form { text += " in \(Labels.of(.form, form, new, old)) form" }
    for name in question.circumstances {
      let measure = Labels.of(.measure, name, new, old)
      text +=
        measure == name
        ? ", if \(Labels.of(.circumstance, name, new, old))" : ", under \(measure)"
    }
    let events = question.events.keys.sorted().map { name -> String in
      for kind in [Kind.event, .request, .touchpoint] {
        let label = Labels.of(kind, name, new, old)
        if label != name { return label }
      }
      return name
    }
    if !events.isEmpty { text += ", after \(WordFolding.list(events, "and"))" }
    return text
  }
}

extension RetentionQuestion {
  /// True where the other question tells all that this one does.
  fileprivate func isPart(of other: RetentionQuestion) -> Bool {
    (form == nil || form == other.form) && Set(circumstances).isSubset(of: other.circumstances)
      && Set(events.keys).isSubset(of: other.events.keys)
  }
}
