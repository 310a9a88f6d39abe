import ZabtaRuntime
import ZabtaSyntax

/// A sentence of plain prose that reads as a rule.
///
/// Without its `Rule:` it would be printed, hyphens and all, and enforced by nobody. Ordinary English
/// ("We may change this page.") is left alone: every name of the sentence must be a declared word,
/// and the object must be of the kind that its verb takes or be hyphenated as only names are.
enum LostLabelCheck {
  static func run(_ context: ProseContext) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for clause in context.clauses {
      for (index, passage) in clause.english.enumerated() where passage.block.shape == .paragraph {
        guard let lost = LostRule.find(in: passage, context) else { continue }
        let next = index + 1 < clause.english.count ? clause.english[index + 1].block : nil
        diagnostics.append(describe(lost, passage, next, clause, context))
      }
    }
    return diagnostics
  }

  private static func describe(
    _ lost: LostRule, _ passage: ProsePassage, _ next: ResolvedBlock?, _ clause: ProseClause,
    _ context: ProseContext
  ) -> Diagnostic {
    var explanation = "No service would enforce it."
    if clause.hasRules, let next, next.readsOwnRules {
      let shape =
        switch next.shape {
        case .paragraph: "paragraph"
        case .bullet: "bullet"
        case .step: "step"
        }
      explanation =
        "No service would enforce it, and the \(shape) below would speak of \(clause.clause.id)."
    }
    let id = suggestedName(lost.sentence, context)
    return Diagnostic(
      "rule-lost-its-label", .error, "this would be printed, but it reads as a rule",
      at: .init(lost.range), explanation: [explanation],
      fixes: [
        .init(
          "begin the paragraph with \"Rule \(id):\".",
          edits: lost.beginsParagraph ? [.init(passage.block.range.start, "Rule \(id):\n")] : [])
      ],
      context: clause.name)
  }

  /// A name for the clause, from the verb and the first word: "keep-marketing-preferences".
  private static func suggestedName(_ sentence: SentenceTree, _ context: ProseContext) -> String {
    let object = sentence.object.things.lazy.compactMap { thing -> String? in
      switch thing {
      case .name(let name), .dataOf(let name): name.text
      case .people: "people"
      }
    }.first
    let verb = sentence.mode.mode == .right ? "right-to" : sentence.verbs.first?.verb.rawValue
    let name = [verb, object].compactMap { $0 }.joined(separator: "-")
    guard !context.clauses(at: name).isEmpty else { return name }
    let free = (2...99).first { context.clauses(at: "\(name)-\($0)").isEmpty } ?? 100
    return "\(name)-\(free)"
  }
}

/// Sentences of a paragraph that read as rules.
private struct LostRule {
  var range: SourceRange
  /// The first of them.
  var sentence: SentenceTree
  /// True where nothing stands before them.
  var beginsParagraph: Bool

  /// The first run of sentences that read as rules; nil where there is none.
  static func find(in passage: ProsePassage, _ context: ProseContext) -> LostRule? {
    // A rule has neither slots nor links nor emphasis.
    guard passage.block.inlines.allSatisfy(\.isText) else { return nil }
    var found: LostRule?
    var start = 0
    while start < passage.words.count {
      var end = start
      while end < passage.words.count - 1, !passage.words[end].endsSentence { end += 1 }
      var range = passage.range(start, end)
      // The full stop belongs to the sentence.
      range.upper = min(range.upper + 1, context.source.bytes.count)
      let isCandidate =
        passage.words[end].endsSentence && isPlausible(passage.words[start...end])
      if isCandidate, let sentence = read(range, context) {
        var run =
          found ?? LostRule(range: range, sentence: sentence, beginsParagraph: start == 0)
        run.range = run.range.union(range)
        found = run
      } else if found != nil {
        break
      }
      start = end + 1
    }
    return found
  }

  /// True where a mode and a verb stand near the beginning, as they do in every rule.
  private static func isPlausible(_ words: ArraySlice<ProseWord>) -> Bool {
    for index in words.indices.prefix(12) {
      var next = index + 1
      switch words[index].key {
      case "may", "must":
        if next < words.endIndex, words[next].key == "not" { next += 1 }
        return next < words.endIndex && verbs.contains(words[next].key)
      case "never":
        return next < words.endIndex && verbs.contains(words[next].key)
      case "have", "has":
        if next < words.endIndex, words[next].key == "the" || words[next].key == "a" { next += 1 }
        return next < words.endIndex && words[next].key == "right"
      default:
        continue
      }
    }
    return false
  }

  private static let verbs = Set(Verb.allCases.map { WordKey($0.rawValue.utf8) })

  /// Reads one sentence with the parser of rules; its places count from the sentence's beginning.
  private static func read(_ range: SourceRange, _ context: ProseContext) -> SentenceTree? {
    let bytes = context.source.bytes
    guard range.lower >= 0, range.upper <= bytes.count else { return nil }
    let text = SourceText(
      path: context.source.path, bytes: Array(bytes[range.lower..<range.upper]))
    guard let sentence = Parser.sentence(text, file: range.file).0 else { return nil }
    return SentenceNames(sentence).areDeclared(in: context) ? sentence : nil
  }
}

extension ResolvedInline {
  fileprivate var isText: Bool {
    if case .text = self { return true }
    return false
  }
}

extension ResolvedBlock {
  /// True where a slot takes its value from the clause's own rules.
  fileprivate var readsOwnRules: Bool {
    var reads = false
    inlines.visit { inline in
      if case .slot(.value(_, _, word: nil, _), _) = inline { reads = true }
    }
    return reads
  }
}
