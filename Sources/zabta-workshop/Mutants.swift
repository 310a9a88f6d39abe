import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// One small change of a rule, as a mistake might make it.
struct Mutant {
  /// What was done: "sales-records: must → must not".
  var name: String
  /// The file that changes, with its new text.
  var file: Int
  var bytes: [UInt8]
}

/// The mutants of language.md, section 12: each rule sentence deleted, turned into its opposite, each
/// named word swapped for another of its kind, each *only* and each *unless* dropped; one at a time.
enum Mutants {
  static func of(_ tree: SourceTree, policy: Policy) -> [Mutant] {
    var maker = MutantMaker(tree: tree, policy: policy)
    for paragraph in tree.paragraphs {
      guard case .labelled(let label) = paragraph.content, label.keyword == .rule,
        case .sentences(let sentences) = label.body
      else { continue }
      let clause = label.name?.text ?? "(section)"
      for sentence in sentences {
        maker.delete(sentence, of: paragraph, alone: sentences.count == 1, clause)
        maker.invert(sentence, clause)
        maker.dropOnly(sentence, clause)
        maker.dropUnless(sentence, clause)
      }
    }
    for clause in policy.clauses {
      for rule in clause.rules { maker.swapWords(rule, clause.id) }
    }
    return maker.mutants
  }
}

/// Makes mutants by replacing bytes of one file.
private struct MutantMaker {
  var tree: SourceTree
  var policy: Policy
  var mutants: [Mutant] = []

  init(tree: SourceTree, policy: Policy) {
    self.tree = tree
    self.policy = policy
  }

  mutating func delete(
    _ sentence: SentenceTree, of paragraph: Paragraph, alone: Bool, _ clause: String
  ) {
    replace(alone ? paragraph.range : sentence.range, with: "", "\(clause): delete a rule")
  }

  mutating func invert(_ sentence: SentenceTree, _ clause: String) {
    let opposite: String? =
      switch sentence.mode.mode {
      case .may: "may not"
      case .mayNot, .never: "may"
      case .must: "must not"
      case .mustNot: "must"
      case .right: nil
      }
    guard let opposite else { return }
    replace(
      sentence.mode.range, with: opposite,
      "\(clause): \(tree.text.string(sentence.mode.range)) → \(opposite)")
  }

  mutating func dropOnly(_ sentence: SentenceTree, _ clause: String) {
    let tails = sentence.tails + (sentence.butNot?.tails ?? [])
    var ranges = tails.filter { $0.modifier == .only }.compactMap(\.modifierRange)
    ranges += [sentence.subject.only, sentence.object.only].compactMap { $0 }
    for range in ranges { replace(range, with: "", "\(clause): drop an only") }
  }

  mutating func dropUnless(_ sentence: SentenceTree, _ clause: String) {
    for tail in sentence.tails + (sentence.butNot?.tails ?? []) {
      guard case .unless = tail.part else { continue }
      var range = tail.range
      // The comma before it goes with it.
      var lower = range.lower
      while lower > 0, " \n\r".utf8.contains(tree.text.bytes[lower - 1]) { lower -= 1 }
      if lower > 0, tree.text.bytes[lower - 1] == UInt8(ascii: ",") { range.lower = lower - 1 }
      replace(range, with: "", "\(clause): drop an unless")
    }
  }

  mutating func swapWords(_ rule: RuleSentence, _ clause: String) {
    var words = WordsOfRule()
    words.add(rule)
    for ref in words.refs where ref.range.file == tree.file {
      let word = policy.lexicon[ref.word]
      guard tree.text.string(ref.range) == word.name, let other = neighbour(of: ref.word) else {
        continue
      }
      replace(ref.range, with: other, "\(clause): \(word.name) → \(other)")
    }
  }

  /// The next word of the same kind by name, going round at the end.
  private func neighbour(of id: WordID) -> String? {
    let kind = policy.lexicon[id].kind
    let names = policy.lexicon.words.filter { $0.kind == kind }.map(\.name).sorted()
    guard names.count > 1, let at = names.firstIndex(of: policy.lexicon[id].name) else { return nil }
    return names[(at + 1) % names.count]
  }

  private mutating func replace(_ range: SourceRange, with text: String, _ name: String) {
    var bytes = tree.text.bytes
    bytes.replaceSubrange(range.lower..<range.upper, with: Array(text.utf8))
    mutants.append(Mutant(name: name, file: tree.file, bytes: bytes))
  }
}

/// Every word that a rule names, where it names it.
private struct WordsOfRule {
  var refs: [Ref] = []

  mutating func add(_ rule: RuleSentence) {
    if case .words(_, let words) = rule.subject.who { refs += words }
    refs += rule.subject.places
    add(rule.object)
    for tail in rule.tails { add(tail) }
    if let but = rule.butNot {
      add(but.object)
      for tail in but.tails { add(tail) }
    }
  }

  private mutating func add(_ object: ObjectPhrase) {
    guard !object.isPeople else { return }
    if object.dataOf.isEmpty { refs += object.words }
    refs += object.except
  }

  private mutating func add(_ tail: Tail) {
    switch tail.part {
    case .purposes(let words), .recipients(let words), .persons(let words, _),
      .destinations(let words), .touchpoints(let words), .consent(let words), .form(let words),
      .places(let words), .measures(let words), .byMeasures(let words), .because(let words):
      refs += words
    case .byChannels(let channels):
      for case .channel(let ref) in channels { refs.append(ref) }
    case .if(let tests), .unless(let tests), .after(let tests), .untilTests(let tests):
      for item in tests.items {
        switch item {
        case .circumstance(let ref), .happening(let ref), .consent(let ref): refs.append(ref)
        }
      }
    case .whileHolds(let ref): refs.append(ref)
    case .scope(let words, let except): refs += words + except
    case .afterSpan(let span), .keepFor(let span), .untilSpan(let span), .within(let span),
      .ahead(let span):
      if let anchor = span.anchor { refs.append(anchor) }
    case .anyoneElse, .anyone, .people, .anywhereElse, .anywhere, .withoutConsent, .underAge,
      .indefinitely, .immediately, .promptly, .then, .citing:
      break
    }
  }
}
