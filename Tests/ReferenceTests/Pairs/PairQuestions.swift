import ZabtaChanges
import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Random questions to both editions of a pair, many of them about what differs.
struct PairQuestions {
  private let requests: [RandomRequests]
  /// The requests by which the Differ shows its changes: what lies beside them is asked, too.
  private let witnesses: [Request]

  init(_ pair: PolicyPair, _ difference: DecisionDifference) {
    requests = [(pair.old, pair.new), (pair.new, pair.old)].map { edition, other in
      let known = Set(other.typedRules.map(\.text))
      let regrouped = Self.regrouped(edition.policy, other.policy)
      let near = edition.typedRules.filter { rule in
        !known.contains(rule.text)
          || rule.sentence.lists(edition.policy.lexicon).contains { list in
            list.words.contains { regrouped.contains($0) }
          }
      }
      return RandomRequests(policy: edition.policy, near: near.map(\.sentence))
    }
    witnesses = difference.parts.map(\.witness)
  }

  func request(_ random: inout SplitMix64) -> Request {
    let source = requests[random.number(0...1)]
    guard let witness = random.pick(witnesses), random.oneIn(4) else {
      return source.request(&random)
    }
    var request = witness
    for _ in 0..<random.number(1...2) { source.vary(&request, &random) }
    return source.size(request) <= 150 ? request : witness
  }

  func retention(_ random: inout SplitMix64) -> RetentionQuestion {
    requests[random.number(0...1)].retentionQuestion(&random)
  }

  func deadline(_ random: inout SplitMix64) -> DeadlineQuestion {
    requests[random.number(0...1)].deadlineQuestion(&random)
  }

  /// The words that include something else in the other edition, and those above them.
  private static func regrouped(_ policy: Policy, _ other: Policy) -> Set<WordID> {
    var found: Set<WordID> = []
    for (index, word) in policy.lexicon.words.enumerated() {
      let parts = Set(word.includes.map { policy.lexicon[$0].name })
      let others = other.lexicon.find(word.kind, word.name).map { id in
        Set(other.lexicon[id].includes.map { other.lexicon[$0].name })
      }
      if others != parts { found.formUnion(policy.lexicon.ancestors(of: WordID(index))) }
    }
    return found
  }
}
