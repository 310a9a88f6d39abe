import ZabtaSyntax

/// A period, a deadline or an age that a rule sets and the page does not say.
///
/// The number is what readers look for first. It is said by its slot in the clause, in a clause
/// that `{see}` points to, or in a table of the rules; one typed by hand has a message of its own.
enum UnsaidTimeCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for clause in context.clauses where clause.hasRules && !clause.isItsOwnProse {
      let times = clause.clause.rules.map(RuleTimes.read)
      guard times.contains(where: { !$0.isEmpty }) else { continue }
      let said = SaidTimes(clause, context)
      for (sentence, times) in times.enumerated() {
        let rule = RuleReference(clause: clause.clause.id, sentence: sentence)
        for time in times {
          guard let slot = time.slot, !said.says(time, slot, of: rule), !isTyped(clause) else {
            continue
          }
          diagnostics.append(
            Diagnostic(
              "rule-time-unsaid", .note, "the rule says \(time.words), the page does not",
              at: .init(time.range, "not said in the text of this clause"),
              fixes: [.init("write {\(slot.rawValue)} in the text")], context: clause.name))
        }
      }
    }
    return diagnostics
  }

  private static func isTyped(_ clause: ProseClause) -> Bool {
    clause.english.contains { !TypedValues.find(in: $0).isEmpty }
  }
}

/// The times that the slots of a clause print.
private struct SaidTimes {
  private var rules: Set<RuleReference> = []
  private var slots: [SlotValue: Set<RuleReference>] = [:]
  private var words: [SlotValue: Set<WordID>] = [:]

  init(_ clause: ProseClause, _ context: ProseContext) {
    var pointsTo: [String] = []
    read(clause, &pointsTo)
    var ignored: [String] = []
    for anchor in pointsTo {
      for position in context.clauses(at: anchor) { read(context.clauses[position], &ignored) }
    }
  }

  func says(_ time: RuleTime, _ slot: SlotValue, of rule: RuleReference) -> Bool {
    if rules.contains(rule) || slots[slot]?.contains(rule) == true { return true }
    guard let subject = time.subject else { return false }
    return words[slot]?.contains(subject) == true
  }

  private mutating func read(_ clause: ProseClause, _ pointsTo: inout [String]) {
    for passage in clause.english {
      passage.block.inlines.visit { inline in
        guard case .slot(let slot, _) = inline else { return }
        switch slot {
        case .value(.rules, let printed, _, _), .table(_, let printed):
          rules.formUnion(printed)
        case .value(let value, let printed, let word, _):
          slots[value, default: []].formUnion(printed)
          if let word { words[value, default: []].insert(word) }
        case .see(_, let anchor):
          pointsTo.append(anchor)
        default:
          break
        }
      }
    }
  }
}
