import ZabtaRuntime
import ZabtaSyntax

/// Prose and rule that point opposite ways.
///
/// A clause that forbids is told with *never, not, no, only, unless, without* or the like; a clause that
/// only permits is not told with *never* or *only*. Where that fails, a rule was turned round, or lost
/// its *only*, and its prose was not.
enum PolarityCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    context.clauses.enumerated().flatMap { index, clause -> [Diagnostic] in
      let found = compare(clause)
      return found.isEmpty || context.hasUnreadRule(index) ? [] : found
    }
  }

  private static func compare(_ clause: ProseClause) -> [Diagnostic] {
    guard clause.hasRules, !clause.isItsOwnProse, !printsRules(clause) else { return [] }
    if let forbid = clause.clause.rules.first(where: \.forbids) {
      return silent(on: forbid, clause)
    }
    if let permit = clause.clause.rules.first(where: { $0.mode.mode == .may }),
      !clause.clause.rules.contains(where: \.restricts)
    {
      return restricted(permit, clause)
    }
    return []
  }

  /// A prohibition of which the prose says nothing.
  private static func silent(on rule: RuleSentence, _ clause: ProseClause) -> [Diagnostic] {
    let languages = [clause.english, clause.urdu].filter { $0.count == clause.english.count }
    let silent = languages.first { passages in
      !passages.contains { passage in
        passage.words.contains { ProsePhrases.denies($0, passage.language) }
      }
    }
    guard let passage = silent?.first else { return [] }
    let isUrdu = passage.language == .urdu
    return [
      Diagnostic(
        "prohibition-untold", .warning,
        isUrdu
          ? "the rule forbids, and its Urdu has no «نہیں», «کبھی», «صرف» or the like"
          : "the rule forbids, and its text has no \"never\", \"not\", \"only\" or the like",
        at: .init(passage.block.range, "does not say that anything is forbidden"),
        also: [.init(rule.mode.range, "forbids")],
        fixes: [.init("say in the text what is forbidden, or change the rule if it is allowed")],
        context: clause.name)
    ]
  }

  /// A bare permission whose prose says *never* or *only*.
  private static func restricted(_ rule: RuleSentence, _ clause: ProseClause) -> [Diagnostic] {
    for passage in clause.passages {
      let index = passage.words.indices.first { ProsePhrases.restricts($0, in: passage) }
      guard let index else { continue }
      return [
        Diagnostic(
          "permission-told-as-limit", .warning,
          "the text says \"\(says(index, passage))\", and no rule of this clause sets a limit",
          at: .init(passage.range(index, index), "a limit"),
          also: [.init(rule.mode.range, "permits, without a limit")],
          explanation: ["Services would do more than the page allows."],
          fixes: [
            .init(
              "say the limit in the rule, with \"only\", \"unless\" or \"may not\"; or take it out of the text"
            )
          ],
          context: clause.name)
      ]
    }
    return []
  }

  private static func says(_ index: Int, _ passage: ProsePassage) -> String {
    switch passage.words[index].key {
    case "never": "never"
    case "صرف": "صرف"
    case "کبھی": "کبھی نہیں"
    default: "only"
    }
  }

  private static func printsRules(_ clause: ProseClause) -> Bool {
    var prints = false
    for passage in clause.english {
      passage.block.inlines.visit { inline in
        guard case .slot(.value(.rules, let rules, _, _), _) = inline else { return }
        prints = prints || rules.contains { $0.clause == clause.clause.id }
      }
    }
    return prints
  }
}

extension RuleSentence {
  /// "may not", "must not", "never", and the "but not" of a permission.
  fileprivate var forbids: Bool {
    switch mode.mode {
    case .mayNot, .mustNot, .never: true
    case .may, .must, .right: butNot != nil
    }
  }

  /// True of a rule that sets a limit of any sort, or that is no permission.
  fileprivate var restricts: Bool {
    guard mode.mode == .may, butNot == nil else { return true }
    return subject.isOnly || object.isOnly
      || tails.contains { tail in
        if tail.modifier == .only { return true }
        switch tail.part {
        case .if, .unless, .consent, .whileHolds: return true
        default: return false
        }
      }
  }
}
