import ZabtaRuntime
import ZabtaSyntax

/// A right to deletion, or a duty to delete, that reaches what another clause says must be kept.
///
/// Both promises cannot be kept at once. *except* takes out what is kept for a time; a keeping *while*
/// something holds asks for an *unless* of the same.
///
/// Failing: "People have the right to deletion of personal-data." beside
/// "We must keep transaction-records for 7 years."
/// Passing: "… of personal-data except transaction-records."
enum DeletionAgainstKeeping {
  static func run(_ context: NormContext) -> [Diagnostic] {
    guard let norms = context.actions[.delete] else { return [] }
    let scoped = context.lowering.scopes
    var found: [Diagnostic] = []
    for index in norms.norms.indices {
      let deleting = norms.norms[index]
      guard isDeletion(deleting), let region = norms.boxes(index),
        let sentence = context.sentence(deleting)
      else { continue }
      let floors = norms.forbids(meeting: norms.objects[index]).filter { other in
        norms.norms[other].origin == .floor
          && norms.boxes(other).map { !norms.space.intersection(region, $0).isEmpty } ?? false
      }
      guard let first = floors.first else { continue }
      let holding = norms.norms[first].holding
      // Excepting is the business of the sentence that the scope comes from.
      if sentence.mode.mode == .right, sentence.ownScope == nil, !scoped.isEmpty, holding.isEmpty {
        continue
      }
      found.append(message(deleting, sentence, floors.map { norms.norms[$0] }, context))
    }
    return found.uniqued()
  }

  private static func isDeletion(_ norm: Norm) -> Bool {
    norm.effect == .permit && norm.origin == .right
      || norm.effect == .duty && norm.origin == .plain
  }

  private static func message(
    _ deleting: Norm, _ sentence: RuleSentence, _ floors: [Norm], _ context: NormContext
  ) -> Diagnostic {
    let words = floors.filter(\.holding.isEmpty).flatMap(\.object.names).uniqued()
    let holding = floors.flatMap(\.holding).uniqued()
    let first = words.first ?? floors.first?.object.names.first ?? ""
    let isRight = sentence.mode.mode == .right
    var fixes: [Diagnostic.Fix] = []
    if !words.isEmpty { fixes.append(exceptFix(words, sentence, context)) }
    if !holding.isEmpty { fixes.append(unlessFix(holding, sentence)) }
    return Diagnostic(
      "deletion-against-keeping", .error,
      isRight ? "people may delete what you must keep" : "you must delete what you must keep",
      at: context.mark(deleting.place, first, kind: .data) ?? .init(sentence.range),
      also: floors.map(\.place).uniqued().compactMap { place in
        guard let keeping = context.sentence(place) else { return nil }
        let until = holding.isEmpty ? "until then" : "while that holds"
        return .init(keeping.object.range, "forbids deleting it \(until)")
      },
      explanation: ["Both promises cannot be kept for the same data."],
      fixes: fixes, context: "clause \(deleting.clause)")
  }

  private static func exceptFix(
    _ words: [String], _ sentence: RuleSentence, _ context: NormContext
  ) -> Diagnostic.Fix {
    let scope = sentence.ownScope
    let existing = (scope?.except ?? sentence.object.except)
    let all = existing.map { context.lexicon[$0.word].name } + words
    let title = "except \(all.uniqued().listed)"
    if let last = existing.last {
      return .init(title, edits: [.init(last.range.end, " and " + words.listed)])
    }
    if let last = scope?.words.last
      ?? (sentence.mode.mode == .right ? nil : sentence.object.words.last)
    {
      return .init(title, edits: [.init(last.range.end, " except " + words.listed)])
    }
    return .init(
      title, edits: [.init(sentence.object.range.end, " of personal-data except " + words.listed)])
  }

  private static func unlessFix(_ names: [String], _ sentence: RuleSentence) -> Diagnostic.Fix {
    let title = "unless \(names.joined(separator: " or "))"
    for tail in sentence.tails {
      guard case .unless(let tests) = tail.part, tests.isAnyOf || tests.items.count == 1 else {
        continue
      }
      return .init(
        title, edits: [.init(tests.range.end, " or " + names.joined(separator: " or "))])
    }
    let end = sentence.tails.last?.range.end ?? sentence.object.range.end
    return .init(title, edits: [.init(end, ", " + title)])
  }
}

extension Norm {
  /// The circumstances that have to hold for it.
  fileprivate var holding: [String] {
    when.flatMap(\.anyOf).compactMap {
      if case .circumstance(let name, false) = $0 { name } else { nil }
    }
  }
}

extension RuleSentence {
  /// What the right says it reaches; nil where it leaves that to another sentence.
  fileprivate var ownScope: (words: [Ref], except: [Ref])? {
    for tail in tails {
      if case .scope(let words, let except) = tail.part { return (words, except) }
    }
    return nil
  }
}
