import ZabtaModel
import ZabtaSyntax

/// `{table of …}`: one row a rule, its first cell a link to the rule's clause.
struct TableComposer {
  let printer: SlotPrinter
  private var pack: any LanguagePack { printer.pack }
  private var words: Phrases.Tables { pack.phrases.tables }

  /// A column: its header, and the cell of a rule.
  private struct Column {
    var header: String
    var cell: (RuleSentence) -> String
  }

  func table(_ table: SlotTable, _ references: [RuleReference]) -> PageBlock.Content {
    let rows = references.compactMap { reference in
      printer.index.rule(reference).map { (reference.clause, $0) }
    }
    let columns = columns(of: table).enumerated().filter { number, column in
      number == 0 || rows.contains { !column.cell($0.1).isEmpty }
    }.map(\.element)
    return .table(
      PageTable(
        caption: [.text(caption(of: table))],
        header: columns.map { [.text($0.header)] },
        rows: rows.map { clause, rule in
          columns.enumerated().map { number, column in
            let cell = column.cell(rule).withCapital
            if number == 0 { return [.link([.value([.text(cell)])], to: "#\(clause)")] }
            return [.value([.text(cell.isEmpty ? "–" : cell)])]
          }
        }))
  }

  private func caption(of table: SlotTable) -> String {
    switch table {
    case .retention: words.retention
    case .access: words.access
    case .sharing: words.sharing
    case .cookies: words.cookies
    }
  }

  private func columns(of table: SlotTable) -> [Column] {
    switch table {
    case .retention:
      [
        Column(header: words.data) { object($0) },
        Column(header: words.period) { period($0) },
        Column(header: words.reasons) { rule in
          labels(rule) { if case .because(let names) = $0 { names } else { nil } }
        },
        conditions(without: { pack.period($0) != nil || $0.isReason }),
      ]
    case .access:
      [
        Column(header: words.who) { pack.subject($0.subject) },
        Column(header: words.mayView) { $0.isNegative ? "" : object($0) },
        Column(header: words.mayNotView) { rule in
          if rule.isNegative { return object(rule) }
          return rule.butNot.map { pack.exclusion($0, of: rule) } ?? ""
        },
        conditions(without: { _ in false }),
      ]
    case .sharing:
      [
        Column(header: words.recipient) { recipient($0) },
        Column(header: words.data) { rule in
          let isSharing = rule.verbs.allSatisfy { $0.verb == .share }
          return isSharing ? object(rule) : "\(pack.actions(rule.verbs)): \(object(rule))"
        },
        Column(header: words.purpose) { rule in
          labels(rule) { if case .purposes(let names) = $0 { names } else { nil } }
        },
        conditions(without: { $0.isRecipient || $0.isPurpose }, negates: false),
      ]
    case .cookies:
      [
        Column(header: words.cookie) { object($0) },
        Column(header: words.names) { cookies($0).flatMap(\.cookieNames).joined(separator: ", ") },
        Column(header: words.setBy) { pack.list(cookies($0).compactMap(\.setBy), .and) },
        Column(header: words.lasts) { rule in
          pack.list(
            cookies(rule).compactMap(\.lasts).map { pack.span($0.count.value, $0.unit) }, .or)
        },
        conditions(without: { _ in false }),
      ]
    }
  }

  private func object(_ rule: RuleSentence) -> String {
    pack.object(rule.object, rule.joint, oblique: false)
  }

  private func cookies(_ rule: RuleSentence) -> [WordEntry] {
    rule.object.words.map { printer.policy.lexicon[$0.word] }
  }

  private func period(_ rule: RuleSentence) -> String {
    let time = rule.tails.compactMap { pack.period($0.part) }.joined(separator: " ")
    let isKeeping = rule.verbs.allSatisfy { $0.verb == .keep || $0.verb == .store }
    return isKeeping || time.isEmpty ? time : "\(pack.actions(rule.verbs)): \(time)"
  }

  /// Who receives: of a prohibition, who does not.
  private func recipient(_ rule: RuleSentence) -> String {
    for tail in rule.tails {
      let phrase: String
      switch tail.part {
      case .recipients(let names): phrase = pack.labels(names, rule.joint)
      case .anyoneElse: phrase = pack.anyone(isElse: true)
      default: continue
      }
      if rule.isNegative { return pack.negated(phrase) }
      return tail.modifier == .only ? pack.only(phrase) : phrase
    }
    return rule.isNegative ? pack.nobody : pack.anyone(isElse: false)
  }

  private func labels(_ rule: RuleSentence, _ read: (Tail.Part) -> [Ref]?) -> String {
    let phrases = rule.tails.compactMap { tail -> String? in
      guard let names = read(tail.part) else { return nil }
      let phrase = pack.labels(names, rule.joint)
      return tail.modifier == .only ? pack.only(phrase) : phrase
    }
    return pack.list(phrases, rule.joint)
  }

  /// What no other column says.
  private func conditions(
    without isSaid: @escaping (Tail.Part) -> Bool, negates: Bool = true
  ) -> Column {
    Column(header: words.condition) { rule in
      let rest = rule.tails.filter { !isSaid($0.part) }
        .map { pack.condition($0, of: rule) }.filter { !$0.isEmpty }
      let text = rest.joined(separator: pack.language == .urdu ? "، " : ", ")
      return rule.isNegative && negates && !text.isEmpty ? pack.negated(text) : text
    }
  }
}

extension Tail.Part {
  fileprivate var isReason: Bool {
    if case .because = self { true } else { false }
  }

  fileprivate var isPurpose: Bool {
    if case .purposes = self { true } else { false }
  }

  fileprivate var isRecipient: Bool {
    switch self {
    case .recipients, .anyoneElse, .anyone: true
    default: false
    }
  }
}
