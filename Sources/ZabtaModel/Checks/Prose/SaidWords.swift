import ZabtaRuntime
import ZabtaSyntax

/// What the prose of a clause says by its slots and links.
struct SaidWords {
  private var words: Set<WordID> = []
  private var contacts: Set<String> = []
  /// Clauses and sections that it points to with `{see}`.
  private(set) var pointsTo: [String] = []

  init() {}

  init(_ clause: ProseClause, _ context: ProseContext) {
    for passage in clause.english {
      passage.block.inlines.visit { inline in
        switch inline {
        case .bound(_, let word, _): say(word, context)
        case .slot(let slot, _): say(slot, context)
        default: break
        }
      }
    }
    // A clause that prints its rules says what they name.
    if clause.isItsOwnProse { say(rules: clause.clause.rules, nil, context) }
  }

  /// Adds what another clause says.
  mutating func formUnion(_ other: SaidWords) {
    words.formUnion(other.words)
    contacts.formUnion(other.contacts)
  }

  /// Whether the word is said: itself, or each of its parts.
  func says(_ name: NamedWord.Thing, _ lexicon: Lexicon) -> Bool {
    switch name {
    case .contact(let id): return contacts.contains(id)
    case .word(let word): return says(word, lexicon, depth: 0)
    }
  }

  private func says(_ word: WordID, _ lexicon: Lexicon, depth: Int) -> Bool {
    if words.contains(word) { return true }
    let parts = lexicon[word].includes
    // Circles are reported elsewhere; here they only must end.
    guard !parts.isEmpty, depth < 8 else { return false }
    return parts.allSatisfy { says($0, lexicon, depth: depth + 1) }
  }

  private mutating func say(_ slot: Slot, _ context: ProseContext) {
    switch slot {
    case .value(let value, let references, _, _):
      say(rules: references.compactMap(context.rule), value == .rules ? nil : value, context)
      if value == .people { context.policy.people.forEach { say($0, context) } }
    case .parts(let group, _):
      for part in context.policy.lexicon[group].includes { say(part, context) }
    case .word(let word, _):
      say(word, context)
    case .contact(let id):
      contacts.insert(id)
    case .see(_, let anchor):
      pointsTo.append(anchor)
    case .table(_, let references):
      say(rules: references.compactMap(context.rule), nil, context)
    case .term, .missing:
      break
    }
  }

  /// Says what a value slot prints of rules; without a value, all that they name.
  private mutating func say(rules: [RuleSentence], _ value: SlotValue?, _ context: ProseContext) {
    for rule in rules {
      for name in NamedWords.read(rule) where value == nil || name.slot == value {
        switch name.thing {
        case .word(let word): words.insert(word)
        case .contact(let id): contacts.insert(id)
        }
      }
    }
  }

  /// Says a word that a link or slot names.
  ///
  /// It binds every kind that has the name, since one phrase ("marketing, with your consent") may
  /// serve the purpose and the consent.
  private mutating func say(_ word: WordID, _ context: ProseContext) {
    guard words.insert(word).inserted else { return }
    words.formUnion(context.policy.lexicon.find(context.policy.lexicon[word].name))
  }
}
