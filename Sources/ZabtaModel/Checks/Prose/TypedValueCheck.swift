import ZabtaRuntime
import ZabtaSyntax

/// A duration or an age typed by hand beside a rule that has one.
///
/// A number is to be typed once, in the rule. Typed again in the prose it is a warning while the two
/// agree, since the next change will part them, and an error once they differ: the page would promise
/// what no service does.
enum TypedValueCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let periods = PeriodsByWord(context)
    for (index, clause) in context.clauses.enumerated() {
      let own = clause.clause.rules.flatMap(RuleTimes.read)
      for passage in clause.passages {
        let typed = TypedValues.find(in: passage)
        guard !typed.isEmpty, !context.hasUnreadRule(index) else { continue }
        let distant = periods.times(saidIn: passage.block)
        for value in typed {
          diagnostics +=
            compare(value, own: own, distant: distant, clause, context).map { [$0] } ?? []
        }
      }
    }
    return diagnostics
  }

  /// Compares with the clause's own rules first, then with the rules on the words that the block says.
  private static func compare(
    _ typed: TypedValue, own: [RuleTime], distant: [RuleTime], _ clause: ProseClause,
    _ context: ProseContext
  ) -> Diagnostic? {
    if let time = own.first(where: { $0.agrees(with: typed) }) {
      return agreeing(typed, time, named: isAmbiguous(time, clause), clause, context)
    }
    if let time = distant.first(where: { $0.agrees(with: typed) }) {
      return agreeing(typed, time, named: true, clause, context)
    }
    let comparable = own.filter { $0.isComparable(with: typed) }
    if let time = comparable.first(where: { $0.hasUnit(of: typed) }) ?? comparable.first {
      return differing(typed, time, named: isAmbiguous(time, clause), .error, clause, context)
    }
    if let time = distant.first(where: { $0.isComparable(with: typed) }) {
      return differing(typed, time, named: true, .warning, clause, context)
    }
    return clause.hasRules ? unruled(typed, clause, context) : nil
  }

  /// True where the clause's rules give the slot two answers, so that it must name its word.
  private static func isAmbiguous(_ time: RuleTime, _ clause: ProseClause) -> Bool {
    guard let slot = time.slot else { return false }
    return Set(clause.clause.rules.filter { $0.has(slot) }.map { $0.answer(slot) }).count > 1
  }

  private static func agreeing(
    _ typed: TypedValue, _ time: RuleTime, named: Bool, _ clause: ProseClause,
    _ context: ProseContext
  ) -> Diagnostic {
    Diagnostic(
      "typed-value-agrees", .warning,
      "\(context.text(typed.range)) is typed by hand, and the rule says it already",
      at: .init(typed.replaced, "typed by hand"), also: [.init(time.range, "the rule")],
      explanation: ["Both agree today; when the rule changes, the page will not."],
      fixes: fix(typed, time, named: named, suffix: "", context).map { [$0] } ?? [],
      context: clause.name)
  }

  private static func differing(
    _ typed: TypedValue, _ time: RuleTime, named: Bool, _ severity: Diagnostic.Severity,
    _ clause: ProseClause, _ context: ProseContext
  ) -> Diagnostic {
    let written = context.text(typed.range)
    let suffix =
      ", and change line \(context.line(time.range)) if \(time.noun) is to be \(written)."
    return Diagnostic(
      "typed-value-differs", severity, "the page says \(written), the rule says \(time.words)",
      at: .init(typed.replaced, "typed by hand"), also: [.init(time.range, "the rule")],
      fixes: [
        fix(typed, time, named: named, suffix: suffix, context)
          ?? Diagnostic.Fix("write \(time.words) here\(suffix)")
      ],
      context: clause.name)
  }

  private static func unruled(
    _ typed: TypedValue, _ clause: ProseClause, _ context: ProseContext
  ) -> Diagnostic {
    Diagnostic(
      "typed-value-without-rule", .warning,
      "the page says \(context.text(typed.range)), no rule of this clause does",
      at: .init(typed.replaced, "typed by hand"),
      explanation: ["No service would keep to it."],
      fixes: [
        .init("say it in a rule and write its slot here, or move the words to a Text clause")
      ],
      context: clause.name)
  }

  /// "write {period} here"; nil where no slot prints the time.
  private static func fix(
    _ typed: TypedValue, _ time: RuleTime, named: Bool, suffix: String, _ context: ProseContext
  ) -> Diagnostic.Fix? {
    guard let slot = time.slot else { return nil }
    let words = slotWords(slot, typed.language, of: named ? time.subject : nil, context)
    guard let words else { return nil }
    // Words that go on would be said twice; a person has to see to them.
    let edits = typed.goesOn ? [] : [Diagnostic.Edit(typed.replaced, words)]
    return .init("write \(words) here\(suffix)", edits: edits)
  }

  private static func slotWords(
    _ slot: SlotValue, _ language: ProseLanguage, of word: WordID?, _ context: ProseContext
  ) -> String? {
    let entry = word.map { context.policy.lexicon[$0] }
    switch (language, slot) {
    case (.english, _):
      return entry.map { "{\(slot.rawValue) of \($0.name)}" } ?? "{\(slot.rawValue)}"
    case (.urdu, .period):
      return entry.map { "{\($0.urdu) کی مدت}" } ?? "{مدت}"
    case (.urdu, .deadline):
      return entry.map { "{\($0.urdu) کی مہلت}" } ?? "{مہلت}"
    case (.urdu, .age):
      return entry == nil ? "{عمر}" : nil
    default:
      return nil
    }
  }
}

extension RuleTime {
  fileprivate var noun: String {
    switch slot {
    case .period: "the period"
    case .deadline: "the deadline"
    case .age: "the age"
    default: "it"
    }
  }

  fileprivate func hasUnit(of typed: TypedValue) -> Bool {
    switch (measure, typed.measure) {
    case (.age, .age): true
    case (.span(let span), .span(_, let unit)): span.unit == unit
    case (.span(let span), .workingDays): span.unit == .day
    default: false
    }
  }
}

/// The periods that rules give to words, for prose that speaks of a word far from its rule.
private struct PeriodsByWord {
  private var byWord: [WordID: [RuleTime]] = [:]

  init(_ context: ProseContext) {
    for clause in context.clauses {
      for rule in clause.clause.rules {
        let times = RuleTimes.read(rule).filter { $0.subject != nil && $0.slot != .age }
        guard !times.isEmpty else { continue }
        for reference in rule.object.words {
          byWord[reference.word, default: []] += times.map { time in
            var time = time
            time.subject = reference.word
            return time
          }
        }
      }
    }
  }

  func times(saidIn block: ResolvedBlock) -> [RuleTime] {
    guard !byWord.isEmpty else { return [] }
    var times: [RuleTime] = []
    block.inlines.visit { inline in
      switch inline {
      case .bound(_, let word, _), .slot(.word(let word, _), _): times += byWord[word] ?? []
      default: break
      }
    }
    return times
  }
}
