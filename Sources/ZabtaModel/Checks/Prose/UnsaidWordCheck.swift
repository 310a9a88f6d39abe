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
      diagnostics += unsaid(in: clause, here, context)
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
