import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Deadlines as §13 says them.
extension ReferenceEvaluator {
  struct Due: Equatable {
    var due: Moment?
    var isTypical: Bool
    var clauses: Set<String> = []
    var unknown: Set<String>
  }

  /// What one sentence promises.
  private struct Promise {
    var distance: Int
    var due: Moment?
    var isTypical: Bool
    var clause: String
  }

  func deadline(_ question: DeadlineQuestion) -> Due {
    var unknown: Set<String> = []
    let asked = words.atoms(.request, question.request)
    if asked == nil { unknown.insert("request: \(question.request)") }
    let law = question.jurisdiction.map { words.atoms(.place, $0) }
    if let law, law == nil { unknown.insert("jurisdiction: \(question.jurisdiction ?? "")") }
    guard let asked, unknown.isEmpty else {
      return Due(due: nil, isTypical: false, unknown: unknown)
    }

    let distances = words.distances(.request, from: question.request)
    var found: [Promise] = []
    for clause in policy.clauses {
      for sentence in clause.rules where isPromise(sentence) {
        guard sentences.atoms(sentence.object).isSuperset(of: asked),
          reaches(sentence, law ?? nil), let due = due(sentence, question)
        else { continue }
        let names = sentence.object.words.map { policy.lexicon[$0.word].name }
        // A sentence that names all the parts of a word speaks of the word itself.
        let distance = names.compactMap { distances[$0] }.min() ?? 0
        found.append(
          Promise(
            distance: distance, due: due.moment, isTypical: due.isTypical, clause: clause.id))
      }
    }

    // The nearest word in the tree wins; of equals the strictest, and all that are as strict.
    guard let nearest = found.map(\.distance).min() else {
      return Due(due: nil, isTypical: false, unknown: [])
    }
    let near = found.filter { $0.distance == nearest }
    let best = near.filter { one in !near.contains { isStricter($0, than: one) } }
    return Due(
      due: best.first?.due, isTypical: best.first.map { $0.due != nil && $0.isTypical } ?? false,
      clauses: Set(best.map(\.clause)), unknown: [])
  }

  /// "we must answer or resolve", and every right of people, which is a duty of ours.
  private func isPromise(_ sentence: RuleSentence) -> Bool {
    if sentence.mode.mode == .right { return true }
    return sentence.mode.mode == .must && sentence.subject.who == .we
      && sentence.verbs.contains { $0.verb == .answer || $0.verb == .resolve }
  }

  /// A sentence for one law reaches only those known to live under it.
  ///
  /// Whatever else a right
  /// depends on is taken as given: the person has it.
  private func reaches(_ sentence: RuleSentence, _ law: Set<String>?) -> Bool {
    var places: [[Ref]] = []
    if !sentence.subject.places.isEmpty { places.append(sentence.subject.places) }
    for tail in sentence.tails {
      if case .places(let refs) = tail.part, tail.modifier != .even { places.append(refs) }
    }
    return places.allSatisfy { refs in
      guard let law else { return false }
      return words.atoms(refs).isSuperset(of: law)
    }
  }

  /// Nil where the sentence has no deadline and does not compete; a nil moment for *promptly*.
  private func due(
    _ sentence: RuleSentence, _ question: DeadlineQuestion
  ) -> (moment: Moment?, isTypical: Bool)? {
    for tail in sentence.tails {
      let isTypical = tail.modifier == .typically
      switch tail.part {
      case .promptly: return (nil, isTypical)
      case .immediately: return (question.received, isTypical)
      case .within(let span):
        // The question tells when the request came, and of nothing else when it happened.
        if let anchor = span.anchor {
          let known = ReferenceKnown(words: words, calendar: calendar)
          let tails = sentences.tails
          let starts = known.happenings(tails.kind(anchor), tails.name(anchor))
          let above = words.distances(.request, from: question.request).keys
          guard above.contains(where: { starts.contains($0) || starts.contains("\($0)-request") })
          else { return (nil, isTypical) }
        }
        if span.span.unit == .hour {
          // An instant from an instant; whole days from a bare day.
          return (calendar.later(question.received, by: span.span), isTypical)
        }
        // Days answer a day.
        let start = calendar.day(question.received)
        return (.day(Day(number: calendar.later(start, by: span.span))), isTypical)
      default: continue
      }
    }
    return nil
  }

  private func isStricter(_ one: Promise, than other: Promise) -> Bool {
    guard let due = one.due else {
      return other.due == nil && !one.isTypical && other.isTypical
    }
    guard let otherDue = other.due else { return true }
    let (day, otherDay) = (calendar.day(due), calendar.day(otherDue))
    if day != otherDay { return day < otherDay }
    switch (due, otherDue) {
    case (.instant(let first, _), .instant(let second, _)) where first != second:
      return first < second
    // A day lasts until midnight: an instant within it comes first.
    case (.instant, .day): return true
    case (.day, .instant): return false
    default: return !one.isTypical && other.isTypical
    }
  }
}
