package import ZabtaRuntime

/// Requests of people that are due otherwise: every word for a request, under every law that norms
/// tell apart, received on days around which months are of every length.
package struct DeadlineDifference: Sendable {
  struct Part: Sendable {
    var group: Int
    var effect: Effect
    var requests: Set<String>
  }

  private(set) var parts: [Part] = []

  package var effects: [Effect] { parts.map(\.effect) }

  /// True where a listed effect is about the question; always, where its answer differs.
  package func covers(_ question: DeadlineQuestion) -> Bool {
    parts.contains { $0.requests.contains(question.request) }
  }

  private struct Key: Hashable {
    var group: Int
    var direction: Effect.Direction
    var before: String
    var after: String
    var place: String?
  }

  private struct Finding {
    var requests: [String] = []
    var question: DeadlineQuestion
    var oldClauses: [String]
    var newClauses: [String]
  }

  /// Compares two editions; `group` numbers what made a difference by the clauses that decide.
  package init(
    _ old: Ruleset, _ new: Ruleset, group: (_ old: [String], _ new: [String]) -> Int = { _, _ in 0 }
  ) {
    let rulesets = [old, new]
    let duties = rulesets.map { ruleset in
      ruleset.content.norms.filter {
        $0.actor == .we && $0.effect == .duty && ($0.action == .resolve || $0.action == .answer)
          && $0.deadline != nil
      }
    }
    let words = rulesets.map { ruleset in
      Set(
        ruleset.content.words.filter { $0.kind == .request || $0.kind == .place }.map {
          Word(kind: $0.kind, name: $0.name, includes: $0.includes.sorted())
        })
    }
    guard
      Set(duties[0].map(Meaning.canonical)) != Set(duties[1].map(Meaning.canonical))
        || !duties[0].isEmpty && words[0] != words[1]
    else { return }

    let names = Set(
      rulesets.flatMap { $0.content.words.filter { $0.kind == .request }.map(\.name) }
    ).sorted()
    var places: Set<String> = []
    for fact in duties.joined().flatMap({ $0.when.flatMap(\.anyOf) }) {
      switch fact {
      case .among(.jurisdiction, let names, _), .notAmong(.jurisdiction, let names, _):
        places.formUnion(names)
      default: break
      }
    }
    let members = places.union(
      rulesets.flatMap { ruleset in places.flatMap { ruleset.atoms(.place).descendants(of: $0) } })
    let laws =
      [nil] + (places.isEmpty ? [] : members.sorted() + ["AQ", "US-000"]).map(Optional.some)
    let spans = Set(
      duties.joined().compactMap { norm -> Span.Unit? in
        if case .within(let span)? = norm.deadline?.measure { return span.unit }
        return nil
      })
    let received = DeadlineDifference.moments(isMixed: spans.count > 1)

    var findings: [Key: Finding] = [:]
    var order: [Key] = []
    for name in names {
      for law in laws {
        for moment in received {
          let question = DeadlineQuestion(request: name, received: moment, jurisdiction: law)
          let (was, now) = (old.deadline(question), new.deadline(question))
          guard was.due != now.due || was.isTypical != now.isTypical else { continue }
          let key = Key(
            group: group(was.clauses, now.clauses),
            direction: DeadlineDifference.direction(
              was, now, wasPrompt: DeadlineDifference.measure(was, old, name) == .promptly),
            before: DeadlineDifference.words(was, old, name),
            after: DeadlineDifference.words(now, new, name), place: law)
          // What differs without a law stated differs under every law of which nothing else is said.
          if law != nil {
            var general = key
            general.place = nil
            if findings[general]?.requests.contains(name) == true { break }
          }
          if findings[key] == nil {
            order.append(key)
            findings[key] = Finding(
              question: question, oldClauses: was.clauses, newClauses: now.clauses)
          }
          if findings[key]?.requests.contains(name) == false {
            findings[key]?.requests.append(name)
          }
          break
        }
      }
    }
    for key in order {
      guard let finding = findings[key] else { continue }
      let labels = finding.requests.map { Labels.bare(.request, $0, new, old) }
      let place = key.place.map { " of people in \(Labels.of(.place, $0, new, old))" } ?? ""
      let effect = Effect(
        sentence:
          "Requests for \(WordFolding.list(labels, "and"))\(place) are answered \(key.after) now; before, \(key.before).",
        direction: key.direction, oldClauses: finding.oldClauses, newClauses: finding.newClauses,
        witness: .due(finding.question))
      parts.append(
        Part(group: key.group, effect: effect, requests: Set(finding.requests)))
    }
  }

  private static func direction(
    _ was: DueDate, _ now: DueDate, wasPrompt: Bool
  ) -> Effect.Direction {
    switch (was.due, now.due) {
    // A day can be firmer than "promptly", and later than it: neither sooner nor later is true.
    case (nil, .some) where wasPrompt: return .moved
    case (nil, .some): return .narrower
    case (.some, nil): return .wider
    case (let before?, let after?) where before != after:
      return seconds(after) > seconds(before) ? .wider : .narrower
    // A promise whose day nobody can tell beforehand is more than none.
    case (nil, nil) where was.clauses.isEmpty != now.clauses.isEmpty:
      return was.clauses.isEmpty ? .narrower : .wider
    default: return now.isTypical ? .wider : .narrower
    }
  }

  /// A due day lasts until midnight.
  private static func seconds(_ moment: Moment) -> Int {
    switch moment {
    case .day(let day): (day.number + 1) * 86_400
    case .instant(let seconds, _): seconds
    }
  }

  private static func words(_ due: DueDate, _ ruleset: Ruleset, _ request: String) -> String {
    guard let deadline = deadline(due, ruleset, request) else { return "by no stated time" }
    return PromiseSentence.words(deadline.measure, isTypical: deadline.isTypical)
  }

  private static func measure(
    _ due: DueDate, _ ruleset: Ruleset, _ request: String
  ) -> Deadline.Measure? {
    deadline(due, ruleset, request)?.measure
  }

  /// The deadline that stands in the clause that answered.
  private static func deadline(
    _ due: DueDate, _ ruleset: Ruleset, _ request: String
  ) -> Deadline? {
    let norm = ruleset.content.norms.first { norm in
      norm.effect == .duty && due.clauses.contains(norm.clause) && norm.deadline != nil
        && (norm.action == .resolve || norm.action == .answer)
        && norm.object.names.contains {
          ruleset.atoms(.request).descendants(of: $0).contains(request)
        }
    }
    return norm?.deadline
  }

  private static func moments(isMixed: Bool) -> [Moment] {
    let base = 19_798
    var days = [base]
    if isMixed { days += (0..<24).map { base + 15 + 31 * $0 } + [19_782, 19_783, 19_416] }
    return days.map { .day(Day(number: $0)) }
      + [.instant(seconds: base * 86_400 + 36_000, offset: 0)]
  }
}

/// A word as it is printed, in either edition.
enum Labels {
  /// The label without its article: "requests for privacy inquiry".
  static func bare(_ kind: Kind, _ name: String, _ rulesets: Ruleset...) -> String {
    for ruleset in rulesets {
      let label = of(kind, name, ruleset)
      guard !label.utf8.elementsEqual(name.utf8) else { continue }
      for article in ["a ", "an ", "the "] where label.utf8.starts(with: article.utf8) {
        return String(label.dropFirst(article.count))
      }
      return label
    }
    return name
  }

  static func of(_ kind: Kind, _ name: String, _ rulesets: Ruleset...) -> String {
    for ruleset in rulesets {
      let word = ruleset.content.words.first { $0.kind == kind && $0.name == name }
      if let label = word?.labels["en"], !label.isEmpty { return label }
    }
    return name
  }
}
