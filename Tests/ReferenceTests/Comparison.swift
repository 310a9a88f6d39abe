import Testing
import ZabtaBundle
import ZabtaModel
import ZabtaRuntime

/// One policy, read by both: the runtime through norms and a bundle, the reference by its sentences.
struct Comparison {
  private let ruleset: Ruleset
  private let reference: ReferenceEvaluator
  private let source: RandomPolicy?
  private let seed: UInt64
  /// The clauses' places on the page.
  private let order: [String: Int]

  /// A disagreement, told once; it ends the test.
  struct Disagreement: Error, CustomStringConvertible {
    var description: String
  }

  init(_ policy: Policy, source: RandomPolicy? = nil, seed: UInt64 = 0) throws {
    let content = policy.content(edition: 0)
    // Every second policy is asked as a service asks it: through the file, opened as foreign bytes.
    ruleset = try seed % 2 == 0 ? Ruleset(content) : Self.opened(content)
    reference = ReferenceEvaluator(policy: policy)
    order = Dictionary(
      uniqueKeysWithValues: policy.clauses.enumerated().map { ($1.id, $0) })
    self.source = source
    self.seed = seed
  }

  /// The content written to a flat file, read back and opened.
  private static func opened(_ content: BundleContent) throws -> Ruleset {
    let bytes = try FlatFile.write(content)
    guard try FlatFile.contents(bytes) == [content] else {
      throw Disagreement(description: "the flat file says something else than its content")
    }
    return try Ruleset(opening: bytes)
  }

  /// Throws the smallest question (and policy) on which the two still differ.
  func expectAgreement(on question: Question) throws {
    guard disagreement(on: question) != nil else { return }
    let (source, question) = shrink(question)
    let comparison = source.flatMap { Self.reading($0, seed) } ?? self
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
        if Self.reading(next, seed)?.disagreement(on: question) != nil { source = next }
      }
    }
    return (source, question)
  }

  private static func reading(_ source: RandomPolicy, _ seed: UInt64) -> Comparison? {
    guard let policy = try? ReadPolicy.read(source.text) else { return nil }
    return try? Comparison(policy, source: source, seed: seed)
  }

  /// A line for each answer where they differ; nil where they agree.
  private func disagreement(on question: Question) -> String? {
    switch question {
    case .decision(let request):
      let answer = ruleset.decide(request)
      if let fault = fault(of: answer) { return fault }
      let theirs = ReferenceEvaluator.Answer(
        isPermitted: answer.isPermitted,
        citations: Set(answer.reasons.map { .init(clause: $0.clause, sentence: $0.sentence) }),
        obligations: Set(answer.obligations), unknown: Set(answer.unknown))
      return difference(theirs, reference.decide(request))
    case .retention(let question):
      let answer = ruleset.retain(question)
      let theirs = ReferenceEvaluator.Keeping(
        status: answer.status, until: answer.until, clauses: Set(answer.clauses),
        unknown: Set(answer.unknown))
      return fault(of: answer.clauses) ?? difference(theirs, reference.retain(question))
    case .deadline(let question):
      let answer = ruleset.deadline(question)
      let theirs = ReferenceEvaluator.Due(
        due: answer.due, isTypical: answer.due != nil && answer.isTypical,
        clauses: Set(answer.clauses), unknown: Set(answer.unknown))
      return fault(of: answer.clauses) ?? difference(theirs, reference.deadline(question))
    }
  }

  /// Tells what no answer may be, whatever the policy: citations out of the order of the page or
  /// twice, of another effect than the answer's, obligations without a permission.
  private func fault(of answer: Decision) -> String? {
    let effect = answer.isPermitted ? Norm.Effect.permit : .forbid
    if answer.reasons.contains(where: { $0.effect != effect }) { return "\(answer): an effect" }
    let places = answer.reasons.map { [order[$0.clause] ?? -1, $0.sentence] }
    if !zip(places, places.dropFirst()).allSatisfy({ $0.lexicographicallyPrecedes($1) }) {
      return "\(answer): the order of the reasons"
    }
    if answer.isPermitted, answer.reasons.isEmpty { return "\(answer): permitted by nothing" }
    if answer.obligations != Set(answer.obligations).sorted() { return "\(answer): obligations" }
    return nil
  }

  private func fault(of clauses: [String]) -> String? {
    let places = clauses.map { order[$0] ?? -1 }
    return zip(places, places.dropFirst()).allSatisfy(<) ? nil : "\(clauses): the order"
  }

  private func difference<Answer: Equatable>(_ theirs: Answer, _ ours: Answer) -> String? {
    theirs == ours ? nil : "runtime:   \(theirs)\nreference: \(ours)"
  }
}
