import ZabtaRuntime
import ZabtaSyntax

/// Finds paragraphs that read as rules, before anything is said that merely follows from them.
enum LostRules {
  /// Whether a paragraph is nothing but sentences that would be rules, about declared words.
  static func reads(_ block: Block, _ lexicon: Lexicon) -> Bool {
    guard case .paragraph = block.shape, block.inlines.count == 1,
      case .text(let text, _) = block.inlines[0], mayBeRule(text),
      let sentences = Parser.sentences(SourceText(path: "", text: text), file: 0)
    else { return false }
    return sentences.allSatisfy { isDeclared($0, lexicon) }
  }

  /// A sieve that costs nothing: a mode in it, and a full stop at its end.
  private static func mayBeRule(_ text: String) -> Bool {
    text.utf8.last == UInt8(ascii: ".")
      && [" may ", " must ", " never ", " right to "].contains { text.contains($0) }
  }

  private static func isDeclared(_ sentence: SentenceTree, _ lexicon: Lexicon) -> Bool {
    let kind =
      sentence.mode.mode == .right
      ? Kind.request : TailRules.objectKind(sentence.verbs.first?.verb ?? .use)
    return sentence.object.things.allSatisfy { thing in
      switch thing {
      case .name(let name): lexicon.find(kind, name.text) != nil
      case .dataOf, .people: true
      }
    }
  }
}
