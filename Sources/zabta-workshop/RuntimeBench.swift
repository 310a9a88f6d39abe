import ZabtaFuzz
import ZabtaRuntime

/// Times the runtime: questions looked up once, questions in words, many norms.
///
/// A figure is that of one decision, over batches of varied questions: the median batch, the slowest of
/// a hundred and the slowest of all.
enum RuntimeBench {
  /// How many questions a batch has.
  static let batch = 4096

  /// A line of figures.
  struct Line {
    let name: String
    let goal: String
    let times: [Duration]

    /// The line as text, in nanoseconds a decision.
    func text(per count: Int) -> String {
      let sorted = times.sorted().map { nanoseconds($0) / Double(count) }
      func at(_ part: Double) -> String {
        let place = min(sorted.count - 1, Int(Double(sorted.count) * part))
        return sorted.indices.contains(place) ? "\((sorted[place] * 10).rounded() / 10)" : "?"
      }
      return "\(name): median \(at(0.5)) ns, p99 \(at(0.99)) ns, worst \(at(1)) ns\(goal)"
    }

    private func nanoseconds(_ time: Duration) -> Double {
      let (seconds, attoseconds) = time.components
      return Double(seconds) * 1e9 + Double(attoseconds) / 1e9
    }
  }

  /// Asks the rules of a policy.
  static func lines(_ content: BundleContent) throws -> [Line] {
    let rules = try Ruleset(content)
    let requests = SampleRequests.make(for: content, count: batch, .things)
    let questions = try requests.map { try rules.question($0) }
    let groups = try SampleRequests.make(for: content, count: batch, .groups)
      .map { try rules.question($0) }
    var citations = Citations()
    var cited = 0
    for question in questions {
      _ = rules.decide(question, into: &citations)
      cited += citations.count
    }
    let clauses = "\(Double(cited * 100 / batch) / 100) clauses each"
    return [
      line(content, "questions looked up once, as a batch", "  goal 25 ns", questions, rules),
      Line(
        name: "\(content.policy): a question looked up once", goal: "  goal 25 ns",
        times: times { questions.count { rules.permits($0) } }),
      Line(
        name: "\(content.policy): the same with citations, \(clauses)",
        goal: "  goal 25 ns and 10 ns a clause",
        times: times {
          var sum = 0
          for question in questions {
            _ = rules.decide(question, into: &citations)
            sum += citations.count
          }
          return sum
        }),
      Line(
        name: "\(content.policy): from strings", goal: "  goal 400 ns",
        times: times { requests.count { rules.decide($0).isPermitted } }),
      line(content, "questions about groups, looked up once", "", groups, rules),
    ]
  }

  private static func line(
    _ content: BundleContent, _ name: String, _ goal: String, _ questions: [Question],
    _ rules: Ruleset
  ) -> Line {
    var verdicts: [Verdict] = []
    return Line(
      name: "\(content.policy): \(name)", goal: goal,
      times: times {
        rules.decide(questions, into: &verdicts)
        return verdicts.count
      })
  }

  /// Asks many norms about made-up words, at random.
  static func many(_ norms: Int) throws -> Line {
    let content = manyNorms(norms)
    let rules = try Ruleset(content)
    var random = Damage(seed: 3)
    var questions: [Question] = []
    for _ in 0..<batch * 8 {
      var question = try rules.question(
        actions[random.below(actions.count)], rules.word(.data, "d\(random.below(4000))"))
      try question.set(.purpose, rules.word(.purpose, "p\(random.below(200))"))
      try question.set(.recipient, rules.word(.recipient, "r\(random.below(200))"))
      questions.append(question)
    }
    let parts = stride(from: 0, to: questions.count, by: batch).map {
      Array(questions[$0..<$0 + batch])
    }
    var verdicts: [Verdict] = []
    var turn = 0
    return Line(
      name: "\(norms) norms, a question at random", goal: "  goal 300 ns",
      times: times {
        turn = (turn + 1) % parts.count
        rules.decide(parts[turn], into: &verdicts)
        return verdicts.count
      })
  }

  private static let actions: [Action] = [.collect, .use, .share, .store, .view]

  /// So many norms, each about three kinds of data, a purpose and a recipient.
  static func manyNorms(_ count: Int) -> BundleContent {
    var random = Damage(seed: 2)
    var content = BundleContent(policy: "many.rules", publisher: "many")
    func words(_ kind: Kind, _ letter: String, _ count: Int) {
      for index in 0..<count { content.words.append(Word(kind: kind, name: "\(letter)\(index)")) }
    }
    words(.data, "d", 4000)
    words(.purpose, "p", 200)
    words(.recipient, "r", 200)
    content.clauses = (0..<1000).map { Clause(id: "many.rules#c\($0)") }
    content.norms = (0..<count).map { index in
      let data = (0..<3).map { _ in "d\(random.below(4000))" }
      let recipients = (0..<4).map { _ in "r\(random.below(200))" }
      return Norm(
        effect: random.below(10) == 0 ? .forbid : .permit, actor: .we,
        action: actions[random.below(actions.count)], object: Object(kind: .data, names: data),
        when: [
          Condition(.among(.purpose, ["p\(random.below(200))"])),
          Condition(.among(.recipient, recipients)),
        ], clause: "many.rules#c\(index % 1000)")
    }
    return content
  }

  private static func times(_ work: () -> Int) -> [Duration] {
    var sink = work()
    let clock = ContinuousClock()
    let times = (0..<200).map { _ in clock.measure { sink &+= work() } }
    // Never so, which the compiler cannot know: the work is not for nothing.
    if sink == Int.min { print(sink) }
    return times
  }
}
