import Testing
import ZabtaModel
import ZabtaRuntime

/// One policy, read by both: the runtime through norms and a bundle, the reference by its sentences.
struct Comparison {
  private let ruleset: Ruleset
  private let reference: ReferenceEvaluator
  private let source: RandomPolicy?
  private let seed: UInt64

  /// A disagreement, told once; it ends the test.
  struct Disagreement: Error, CustomStringConvertible {
    var description: String
  }

  init(_ policy: Policy, source: RandomPolicy? = nil, seed: UInt64 = 0) throws {
    ruleset = try Ruleset(policy.content(edition: 0))
    reference = ReferenceEvaluator(policy: policy)
    self.source = source
    self.seed = seed
  }

  /// Throws the smallest question (and policy) on which the two still differ.
  func expectAgreement(on question: Question) throws {
    guard disagreement(on: question) != nil else { return }
    let (source, question) = shrink(question)
    let comparison = source.flatMap(Self.reading) ?? self
    throw Disagreement(
      description: """
        seed \(seed)
        \(source?.text ?? "")
        \(question)
        \(comparison.disagreement(on: question) ?? "")
        """)
  }

  private func shrink(_ question: Question) -> (RandomPolicy?, Question) {
    var question = question
    while let next = question.smaller.first(where: { disagreement(on: $0) != nil }) {
      question = next
    }
    guard var source else { return (nil, question) }
    for list in [\RandomPolicy.sentences, \RandomPolicy.vocabulary] {
      // From the end, since groups stand below their parts.
      for index in source[keyPath: list].indices.reversed() {
        var next = source
        next[keyPath: list].remove(at: index)
        if Self.reading(next)?.disagreement(on: question) != nil { source = next }
      }
    }
    return (source, question)
  }

  private static func reading(_ source: RandomPolicy) -> Comparison? {
    guard let policy = try? ReadPolicy.read(source.text) else { return nil }
    return try? Comparison(policy, source: source)
  }

  /// A line for each answer where they differ; nil where they agree.
  private func disagreement(on question: Question) -> String? {
    switch question {
    case .decision(let request):
      let answer = ruleset.decide(request)
      let theirs = ReferenceEvaluator.Answer(
        isPermitted: answer.isPermitted, clauses: Set(answer.reasons.map(\.clause)),
        unknown: Set(answer.unknown))
      return difference(theirs, reference.decide(request))
    case .retention(let question):
      let answer = ruleset.retain(question)
      let theirs = ReferenceEvaluator.Keeping(
        status: answer.status, until: answer.until, unknown: Set(answer.unknown))
      return difference(theirs, reference.retain(question), clauses: answer.clauses)
    case .deadline(let question):
      let answer = ruleset.deadline(question)
      let theirs = ReferenceEvaluator.Due(
        due: answer.due, isTypical: answer.due != nil && answer.isTypical,
        unknown: Set(answer.unknown))
      return difference(theirs, reference.deadline(question), clauses: answer.clauses)
    }
  }

  private func difference<Answer: Equatable>(
    _ theirs: Answer, _ ours: Answer, clauses: [String] = []
  ) -> String? {
    theirs == ours ? nil : "runtime:   \(theirs) \(clauses)\nreference: \(ours)"
  }
}
