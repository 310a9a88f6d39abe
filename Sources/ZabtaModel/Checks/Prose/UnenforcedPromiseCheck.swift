import ZabtaSyntax

/// Prose that promises where no rule stands.
///
/// "We will never sell your data" without a rule is a sentence that no service keeps. Either a rule
/// carries it, or `No rule:` says why none can. A promise that points to a clause with rules, by
/// `{see …}` in the same paragraph, has its rule there.
enum UnenforcedPromiseCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    UnenforcedPromise.find(context).map { promise in
      Diagnostic(
        "promise-without-rule", .warning, "a promise that no rule enforces",
        at: .init(promise.range), explanation: ["No service would keep it."],
        fixes: [
          .init("write a rule for it: \"Rule your-name: We …\""),
          .init("or point to the rule that does: {see clause-name}"),
          .init("or say why it needs none: \"No rule: the reason\""),
        ],
        context: promise.context)
    }
  }
}

/// A promise in a clause without rules.
struct UnenforcedPromise {
  var clause: String
  /// The line of its message.
  var context: String
  var range: SourceRange

  /// The promises of all clauses that have neither rules nor a `No rule:`, one a paragraph.
  static func find(_ context: ProseContext) -> [UnenforcedPromise] {
    var found: [UnenforcedPromise] = []
    for (index, clause) in context.clauses.enumerated()
    where !clause.hasRules && clause.clause.noRule == nil && !clause.hasSectionNoRule {
      let promises = clause.blocks.compactMap { block in
        // The English speaks for its Urdu: one mistake, one message.
        pointsToRules(block.english.block, context)
          ? nil : first(in: block.english) ?? block.urdu.flatMap(first)
      }
      guard !promises.isEmpty, !context.hasUnreadRule(index) else { continue }
      found += promises.map {
        UnenforcedPromise(clause: clause.clause.id, context: clause.name, range: $0)
      }
    }
    return found
  }

  private static func first(in passage: ProsePassage) -> SourceRange? {
    for index in passage.words.indices {
      if let last = ProsePhrases.promise(at: index, in: passage) {
        return passage.range(index, last)
      }
    }
    return nil
  }

  private static func pointsToRules(_ block: ResolvedBlock, _ context: ProseContext) -> Bool {
    var points = false
    block.inlines.visit { inline in
      guard case .slot(.see(_, let anchor), _) = inline else { return }
      points = points || context.clauses(at: anchor).contains { context.clauses[$0].hasRules }
    }
    return points
  }
}
