import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// The slow, obviously right evaluator that the runtime is compared with.
///
/// It is written from the reference of the language (§4, §5, §10, §13 in these comments) and reads
/// the sentences of the policy themselves: it knows neither norms nor bundles. A request is taken
/// apart into every simple case it stands for, and each case is held against each sentence.
struct ReferenceEvaluator {
  let policy: Policy
  let words: ReferenceWords
  let calendar: ReferenceCalendar
  let sentences: ReferenceSentences
  let claims: [Action: [ReferenceClaim]]

  /// A sentence that decided.
  struct Citation: Hashable {
    var clause: String
    /// The sentence within the clause, from 0.
    var sentence: Int
  }

  struct Answer: Equatable {
    var isPermitted: Bool
    var citations: Set<Citation> = []
    var obligations: Set<String> = []
    var unknown: Set<String>
  }

  init(policy: Policy) {
    self.policy = policy
    let words = ReferenceWords(policy.lexicon)
    let tails = ReferenceTails(policy: policy, words: words)
    let sentences = ReferenceSentences(tails)
    let claims = policy.clauses.flatMap { clause in
      clause.rules.enumerated().flatMap { index, sentence in
        sentences.claims(sentence, clause: clause.id, index: index)
      }
    }
    self.words = words
    self.sentences = sentences
    self.claims = Dictionary(grouping: claims, by: \.action)
    calendar = ReferenceCalendar(timeZone: policy.timeZone)
  }

  /// Denied by default, forbid over permit; "cite every clause that says so" (§5).
  func decide(_ request: Request) -> Answer {
    var reader = ReferenceRequest(self, request)
    let cases = reader.cases()
    guard reader.unknownWords.isEmpty, let action = reader.action else {
      return Answer(isPermitted: false, unknown: reader.unknown)
    }
    var forbidding: Set<Citation> = []
    var permitting: Set<Citation> = []
    var obligations: Set<String> = []
    var isCovered = true
    for one in cases {
      var isPermitted = false
      for claim in claims[action] ?? [] where claim.meets(one) {
        let citation = Citation(clause: claim.clause, sentence: claim.sentence)
        switch claim.effect {
        case .permit:
          isPermitted = true
          permitting.insert(citation)
          obligations.formUnion(claim.obligations)
        case .forbid:
          // "While a floor on the same data holds, no ceiling forbids storing it."
          if claim.source == .ceiling, isFloored(one) { continue }
          forbidding.insert(citation)
        }
      }
      if !isPermitted { isCovered = false }
    }
    if !forbidding.isEmpty {
      return Answer(isPermitted: false, citations: forbidding, unknown: reader.unknown)
    }
    guard isCovered else { return Answer(isPermitted: false, unknown: reader.unknown) }
    return Answer(
      isPermitted: true, citations: permitting, obligations: obligations,
      unknown: reader.unknown)
  }

  /// A floor holds where it forbids us to delete.
  private func isFloored(_ one: ReferenceCase) -> Bool {
    var ours = one
    ours.actor = ReferenceCase.Actor(kind: nil, atom: policy.publisher.id)
    return (claims[.delete] ?? []).contains { $0.source == .floor && $0.meets(ours) }
  }
}
