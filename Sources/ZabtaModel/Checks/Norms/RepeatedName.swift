import ZabtaRuntime
import ZabtaSyntax

/// A list of a sentence that names a word twice.
///
/// It changes no decision, but the word that was meant instead is missing.
///
/// Failing: "We may send billing-alert, system-update and billing-alert to people."
/// Passing: "We may send billing-alert and system-update to people."
enum RepeatedName {
  static func run(_ context: NormContext) -> [Diagnostic] {
    var found: [Diagnostic] = []
    for section in context.policy.sections {
      for clause in section.clauses {
        for sentence in clause.rules {
          for list in sentence.lists {
            found += check(list, in: clause.id, context)
          }
        }
      }
    }
    return found
  }

  private static func check(
    _ list: [Ref], in clause: String, _ context: NormContext
  ) -> [Diagnostic] {
    guard list.count > 1 else { return [] }
    var first: [WordID: Ref] = [:]
    var found: [Diagnostic] = []
    for ref in list {
      guard let earlier = first[ref.word] else {
        first[ref.word] = ref
        continue
      }
      let name = context.lexicon[ref.word].name
      found.append(
        Diagnostic(
          "word-named-twice", .warning, "this list names \"\(name)\" twice", at: .init(ref.range),
          also: [.init(earlier.range, "here already")],
          fixes: [.init("take it out, or name what was meant instead")],
          context: "clause \(clause)"))
    }
    return found
  }
}

extension RuleSentence {
  /// The lists of words that the sentence spells out.
  fileprivate var lists: [[Ref]] {
    var lists = [object.except, subject.places]
    // What "data of C" brings may well be named beside it.
    if object.dataOf.isEmpty { lists.append(object.words) }
    if case .words(_, let named) = subject.who { lists.append(named) }
    if let butNot { lists += [butNot.object.words, butNot.object.except] }
    for tail in tails + (butNot?.tails ?? []) {
      if case .scope(let words, let except) = tail.part {
        lists += [words, except]
      } else {
        lists.append(tail.part.refs)
      }
    }
    return lists
  }
}
