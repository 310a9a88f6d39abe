extension Ruleset {
  /// Decides a question.
  ///
  /// Where each word of the question stands for one thing, nothing is allocated, counted or locked.
  public func permits(_ question: borrowing Question) -> Bool {
    verdict(question) == .permitted
  }

  /// Decides a question and tells what came of it.
  public func verdict(_ question: borrowing Question) -> Verdict {
    defer { withExtendedLifetime(owner) {} }
    return question.withCore { verdict($0) }
  }

  /// Decides a question and writes down every clause that does so.
  ///
  /// What was written down before is replaced; the room that it took is used again, so that the same
  /// citations, asked with again and again, soon take no more memory.
  public func decide(_ question: borrowing Question, into citations: inout Citations) -> Verdict {
    defer { withExtendedLifetime(owner) {} }
    citations.begin(owner.stamp)
    return question.withCore { core in
      guard core.pointee.stamp == owner.stamp else { return .ofAnotherEdition }
      guard !core.pointee.hasGroups else { return decideGroups(core, &citations) }
      let single = SingleQuestion(view: view, core: core)
      return citations.fill(single.bound) { norms in
        single.decide(norms)
      } then: {
        $0.settle($1, view)
      }
    }
  }

  /// Decides many questions: one verdict for each, in their order.
  ///
  /// - Parameters:
  ///   - questions: The questions.
  ///   - verdicts: The verdicts; what they held before is replaced, and their room is used again.
  public func decide(_ questions: [Question], into verdicts: inout [Verdict]) {
    defer { withExtendedLifetime(owner) {} }
    verdicts.removeAll(keepingCapacity: true)
    verdicts.reserveCapacity(questions.count)
    questions.withUnsafeBufferPointer { questions in
      for index in questions.indices { verdicts.append(verdict(questions[index].place)) }
    }
  }

  @inline(__always)
  private func verdict(_ core: UnsafePointer<QuestionCore>) -> Verdict {
    guard core.pointee.stamp == owner.stamp else { return .ofAnotherEdition }
    guard !core.pointee.hasGroups else { return groupVerdict(core) }
    return SingleQuestion(view: view, core: core).verdict()
  }

  // Apart, so that what they need is not laid out for the questions that do not come here.
  @inline(never)
  private func groupVerdict(_ core: UnsafePointer<QuestionCore>) -> Verdict {
    let situation = Situation(core.pointee, owner.layout, view.pointee)
    return view.pointee.decide(Int(core.pointee.action), situation).verdict
  }

  @inline(never)
  private func decideGroups(
    _ core: UnsafePointer<QuestionCore>, _ citations: inout Citations
  ) -> Verdict {
    let situation = Situation(core.pointee, owner.layout, view.pointee)
    let (verdict, norms) = view.pointee.decide(Int(core.pointee.action), situation)
    citations.take(norms, view, verdict)
    return verdict
  }

  // MARK: Citations as words

  /// The citation at a place, in words; nil where the citations were written by another ruleset or have
  /// fewer.
  public func reason(_ index: Int, of citations: Citations) -> Decision.Reason? {
    guard let place = citations.place(index, owner.stamp) else { return nil }
    return reason(place)
  }

  /// The citations in words: every clause that decided, in the order of the page.
  public func reasons(_ citations: Citations) -> [Decision.Reason] {
    (0..<citations.count).compactMap { reason($0, of: citations) }
  }

  /// The measures that bind the recipient, sorted; empty where the verdict was no permission.
  public func obligations(_ citations: Citations) -> [String] {
    guard citations.stamp == owner.stamp else { return [] }
    defer { withExtendedLifetime(owner) {} }
    return citations.measures.map { view.pointee.string($0) }.sorted()
  }
}
