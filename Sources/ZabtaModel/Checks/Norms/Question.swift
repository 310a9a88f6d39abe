package import ZabtaRuntime
package import ZabtaSyntax

/// Answers questions about a finished policy: those of `zabta ask`.
package struct Question: Sendable {
  private let context: NormContext
  private let lowering: LoweringContext

  package init(_ policy: Policy, _ ruleset: Ruleset) {
    context = NormContext(policy, ruleset)
    lowering = LoweringContext(policy)
  }

  /// What came of a yes-or-no question.
  package struct Answer: Sendable {
    package var isYes: Bool
    /// The sentences that decided, in the order of the page.
    package var because: [RuleReference]
    /// Why not, where it is no.
    package var messages: [Diagnostic]
  }

  /// Whether a sentence holds, as a check of it would.
  package func holds(_ sentence: RuleSentence) -> Answer {
    var asked = context.policy
    asked.checks = [CheckSentence(clause: "", sentence: sentence)]
    let messages = FailingCheck.run(NormContext(asked, context.ruleset))
    return Answer(isYes: messages.isEmpty, because: reasons(sentence), messages: messages)
  }

  /// The sentences that decide the cases which a sentence describes.
  private func reasons(_ sentence: RuleSentence) -> [RuleReference] {
    switch sentence.mode.mode {
    case .may, .mayNot, .mustNot, .never:
      var found: Set<RuleReference> = []
      for one in CheckCases(sentence, context, lowering).cases() ?? [] {
        for reason in context.ruleset.decide(one.request).reasons {
          found.insert(RuleReference(clause: reason.clause, sentence: reason.sentence))
        }
      }
      return inOrder(found)
    case .must, .right:
      let asked = Lowering.norms(of: sentence, clause: "", index: 0, in: lowering)
      return inOrder(
        Set(
          context.policy.norms.filter { norm in
            asked.contains {
              $0.action == norm.action && $0.effect == norm.effect && meets($0, norm)
            }
          }.map { RuleReference(clause: $0.clause, sentence: $0.sentence) }))
    }
  }

  /// The sentences that permit some request which the sentence describes and no other forbids.
  package func permitting(_ sentence: RuleSentence) -> [RuleReference] {
    let regions = Lowering.norms(of: sentence, clause: "", index: 0, in: lowering)
      .filter { $0.effect == .permit && $0.origin == .plain || $0.origin == .keep }
    var found: Set<RuleReference> = []
    for region in regions {
      let norms = context.policy.norms.filter { $0.action == region.action && meets($0, region) }
      let forbids = norms.filter { $0.effect == .forbid && $0.origin != .ceiling }
      let permits = norms.filter { $0.effect == .permit }
      let space = RequestSpace(
        context.ruleset, action: region.action, norms: permits + forbids + [region])
      guard let asked = space.boxes(of: region) else { continue }
      for permit in permits {
        guard let allowed = space.boxes(of: permit) else { continue }
        let both = space.intersection(allowed, asked)
        if case .none = space.search(both, outside: space.boxes(of: forbids)) { continue }
        found.insert(RuleReference(clause: permit.clause, sentence: permit.sentence))
      }
    }
    return inOrder(found)
  }

  private func meets(_ one: Norm, _ other: Norm) -> Bool {
    let atoms = context.ruleset.atoms(one.action.objectKind)
    func set(_ object: Object) -> BitSet {
      var set = BitSet()
      for name in object.names { if let found = atoms.atoms(of: name) { set.formUnion(found) } }
      for name in object.except {
        if let found = atoms.atoms(of: name) { set = set.subtracting(found) }
      }
      return object.isComplement ? set.complement(atoms.count) : set
    }
    return set(one.object).intersects(set(other.object))
  }

  private func inOrder(_ found: Set<RuleReference>) -> [RuleReference] {
    context.policy.clauses.flatMap { clause in
      clause.rules.indices.map { RuleReference(clause: clause.id, sentence: $0) }
    }.filter(found.contains)
  }
}

extension Resolver {
  /// A sentence that was asked, with its words; the policy's own resolution stays as it is.
  package static func sentence(
    _ tree: SentenceTree, of policy: Policy
  ) -> (sentence: RuleSentence?, diagnostics: [Diagnostic]) {
    var resolver = SentenceResolver(
      lexicon: policy.lexicon, people: policy.people, contacts: Set(policy.contacts.map(\.id)),
      policy: policy.id, vocabularies: [],
      sentences: Dictionary(
        policy.clauses.map { ($0.id, []) }, uniquingKeysWith: { first, _ in first }))
    let sentence = resolver.resolve(tree, isCheck: true)
    return (sentence, resolver.diagnostics + resolver.unknown.diagnostics)
  }
}
