import ZabtaRuntime
import ZabtaSyntax

/// A word that a rule names and the page does not say.
///
/// Who reads the page must learn what the rules do, so every word of a clause's rules is to be said
/// by a slot or a link of the clause, or of a clause that it points to with `{see}`. That leaves
/// out "we", "people" and `personal-data`, which every policy is about.
enum UnsaidWordCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    let said = context.clauses.map { SaidWords($0, context) }
    var diagnostics: [Diagnostic] = []
    for (index, clause) in context.clauses.enumerated() {
      guard clause.hasRules, !clause.isItsOwnProse else { continue }
      var here = said[index]
      for anchor in here.pointsTo {
        for position in context.clauses(at: anchor) { here.formUnion(said[position]) }
      }
      let found = unsaid(in: clause, here, context)
      if !found.isEmpty, !UnreadProse.stands(in: clause, context) { diagnostics += found }
    }
    return diagnostics
  }

  private static func unsaid(
    in clause: ProseClause, _ said: SaidWords, _ context: ProseContext
  ) -> [Diagnostic] {
    let lexicon = context.policy.lexicon
    var told: Set<NamedWord.Thing> = []
    var diagnostics: [Diagnostic] = []
    for rule in clause.clause.rules {
      for name in NamedWords.read(rule) {
        guard !isOfEveryPolicy(name.thing, lexicon), !said.says(name.thing, lexicon),
          told.insert(name.thing).inserted
        else { continue }
        diagnostics.append(note(name, clause, context))
      }
    }
    return diagnostics
  }

  private static func isOfEveryPolicy(_ thing: NamedWord.Thing, _ lexicon: Lexicon) -> Bool {
    guard case .word(let word) = thing else { return false }
    return lexicon[word].kind == .data && lexicon[word].name == "personal-data"
  }

  private static func note(
    _ name: NamedWord, _ clause: ProseClause, _ context: ProseContext
  ) -> Diagnostic {
    let text: String
    let way: String
    switch name.thing {
    case .word(let word):
      text = context.policy.lexicon[word].name
      way = "bind your words to it: [your words](\(text))"
    case .contact(let id):
      text = id
      way = "write {\(id)} in the text"
    }
    var fixes = [Diagnostic.Fix(way)]
    if let slot = name.slot { fixes.append(.init("or let the rule say it: {\(slot.rawValue)}")) }
    return Diagnostic(
      "rule-word-unsaid", .note, "the rule says \"\(text)\", the page does not",
      at: .init(name.range, "not said in the text of this clause"), fixes: fixes,
      context: clause.name)
  }
}

/// Slots and links that could not be resolved.
///
/// Their own messages tell; what they would have said is not reported as unsaid.
private enum UnreadProse {
  static func stands(in clause: ProseClause, _ context: ProseContext) -> Bool {
    clause.english.contains { passage in
      var links = 0
      var isMissing = false
      passage.block.inlines.visit { inline in
        switch inline {
        case .bound, .address: links += 1
        case .slot(.missing, _): isMissing = true
        default: break
        }
      }
      return isMissing || links < writtenLinks(in: passage, context)
    }
  }

  private static func writtenLinks(in passage: ProsePassage, _ context: ProseContext) -> Int {
    let bytes = Array(context.text(passage.block.range).utf8)
    return zip(bytes, bytes.dropFirst()).count {
      $0 == UInt8(ascii: "]") && $1 == UInt8(ascii: "(")
    }
  }
}
