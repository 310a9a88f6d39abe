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
    return withUnsafePointer(to: question) { verdict($0) }
  }

  /// Decides a question and writes down every clause that does so.
  ///
  /// What was written down before is replaced; the room that it took is used again, so that the same
  /// citations, asked with again and again, soon take no more memory.
  public func decide(_ question: borrowing Question, into citations: inout Citations) -> Verdict {
    defer { withExtendedLifetime(owner) {} }
    citations.begin(owner.stamp)
    guard question.stamp == owner.stamp else { return .ofAnotherEdition }
    return withUnsafePointer(to: question.core) { core in
      guard !core.pointee.hasGroups else {
        let situation = Situation(core.pointee, owner.layout, view.pointee)
        let (verdict, norms) = view.pointee.decide(Int(core.pointee.action), situation)
        citations.take(norms, view, verdict)
        return verdict
      }
      return citations.fill(view.pointee.bound(core)) { norms in
        view.pointee.decide(core, norms)
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
      guard var question = questions.baseAddress else { return }
      for _ in 0..<questions.count {
        verdicts.append(verdict(question))
        question += 1
      }
    }
  }

  @inline(__always)
  private func verdict(_ question: UnsafePointer<Question>) -> Verdict {
    guard question.pointee.stamp == owner.stamp else { return .ofAnotherEdition }
    // The core is the question's first member, so it stands where the question does: nothing is copied.
    let core = UnsafeRawPointer(question).assumingMemoryBound(to: QuestionCore.self)
    guard !core.pointee.hasGroups else {
      let situation = Situation(core.pointee, owner.layout, view.pointee)
      return view.pointee.decide(Int(core.pointee.action), situation).verdict
    }
    return view.pointee.verdict(core)
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
