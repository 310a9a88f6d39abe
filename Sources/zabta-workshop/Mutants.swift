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
    for name in NamedWords.read(rule) where name.range.file == tree.file {
      guard case .word(let id) = name.thing else { continue }
      let word = policy.lexicon[id]
      guard tree.text.string(name.range) == word.name, let other = neighbour(of: id) else {
        continue
      }
      replace(name.range, with: other, "\(clause): \(word.name) → \(other)")
    }
  }

  /// The next word of the same kind by name, going round at the end.
  private func neighbour(of id: WordID) -> String? {
    let kind = policy.lexicon[id].kind
    let names = policy.lexicon.words.filter { $0.kind == kind }.map(\.name).sorted()
    guard names.count > 1, let at = names.firstIndex(of: policy.lexicon[id].name) else {
      return nil
    }
    return names[(at + 1) % names.count]
  }

  private mutating func replace(_ range: SourceRange, with text: String, _ name: String) {
    var bytes = tree.text.bytes
    bytes.replaceSubrange(range.lower..<range.upper, with: Array(text.utf8))
    mutants.append(Mutant(name: name, file: tree.file, bytes: bytes))
  }
}
