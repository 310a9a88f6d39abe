import ZabtaModel
import ZabtaPages
import ZabtaRuntime
package import ZabtaSyntax

/// `zabta ask`: a rule sentence as a question, and questions with who, what and when.
package enum Asking {
  package struct Answer: Sendable {
    package var text: String
    package var isYes: Bool
    /// What could not be understood, pointing into `sources`.
    package var diagnostics: [Diagnostic] = []
    package var sources: [SourceText] = []
  }

  package static func answer(_ question: String, about built: CompiledPolicy) -> Answer {
    let words = question.split(whereSeparator: \.isWhitespace).map(String.init)
    switch words.first?.lowercased() {
    case "who": return who(words, built)
    case "what": return what(words, built)
    case "when": return when(words, built)
    default: return holds(question, built)
    }
  }

  // MARK: - Yes or no

  private static func holds(_ text: String, _ built: CompiledPolicy) -> Answer {
    let (sentence, failure) = read(text, built)
    guard let sentence else { return failure }
    let answer = Question(built.policy, built.ruleset).holds(sentence)
    var lines = [answer.isYes ? "yes" : "no"]
    lines += answer.because.map { line($0, built) }
    if answer.because.isEmpty {
      lines.append("  No rule speaks of it, and what no rule permits is forbidden.")
    }
    return Answer(text: lines.joined(separator: "\n"), isYes: answer.isYes)
  }

  // MARK: - Lists

  /// For instance "Who may view payment-data?".
  private static func who(_ words: [String], _ built: CompiledPolicy) -> Answer {
    guard words.count > 2, words[1].lowercased() == "may" else { return unclear(words) }
    let rest = words.dropFirst(2).joined(separator: " ")
    let roles = built.policy.lexicon.words.filter { $0.kind == .role }
    let subjects =
      [("we", built.policy.publisher.name.english)] + roles.map { ($0.name, $0.english) }
    var lines: [String] = []
    for (subject, label) in subjects {
      let (sentence, failure) = read("\(subject) may \(rest)", built)
      guard let sentence else { return failure }
      let found = Question(built.policy, built.ruleset).permitting(sentence)
      guard !found.isEmpty else { continue }
      lines.append(label.prefix(1).uppercased() + label.dropFirst())
      lines += found.map { line($0, built) }
    }
    return list(lines, otherwise: "nobody")
  }

  /// For instance "What may logistics-partner receive?".
  private static func what(_ words: [String], _ built: CompiledPolicy) -> Answer {
    guard words.count == 4, words[1].lowercased() == "may",
      ["receive?", "receive", "receive."].contains(words[3].lowercased())
    else { return unclear(words) }
    return permitting("we may share personal-data with \(words[2])", built, otherwise: "nothing")
  }

  /// For instance "When may we share email with anyone?".
  private static func when(_ words: [String], _ built: CompiledPolicy) -> Answer {
    guard words.count > 3, words[1].lowercased() == "may" else { return unclear(words) }
    let rest = words.dropFirst(3).joined(separator: " ")
    return permitting("\(words[2]) may \(rest)", built, otherwise: "never")
  }

  private static func permitting(
    _ text: String, _ built: CompiledPolicy, otherwise: String
  ) -> Answer {
    let (sentence, failure) = read(text, built)
    guard let sentence else { return failure }
    let found = Question(built.policy, built.ruleset).permitting(sentence)
    return list(found.map { line($0, built) }, otherwise: otherwise)
  }

  // MARK: - Words

  private static func list(_ lines: [String], otherwise: String) -> Answer {
    Answer(text: lines.isEmpty ? otherwise : lines.joined(separator: "\n"), isYes: !lines.isEmpty)
  }

  /// A rule as the page says it, with its clause.
  private static func line(_ reference: RuleReference, _ built: CompiledPolicy) -> String {
    guard let rule = built.policy.rule(reference) else { return "" }
    return "  \(Sentences.english(rule, in: built.policy))  (\(reference.clause))"
  }

  /// The sentence that was asked; a question mark stands for a full stop.
  private static func read(
    _ text: String, _ built: CompiledPolicy
  ) -> (sentence: RuleSentence?, failure: Answer) {
    let plain = text.hasSuffix("?") ? String(text.dropLast()) : text
    // The words of the question stand in a text of their own, behind those of the project.
    let source = SourceText(path: "question", text: plain)
    let (tree, diagnostics) = Parser.sentence(source, file: 0)
    let failed = Answer(text: "", isYes: false, diagnostics: diagnostics, sources: [source])
    guard let tree else { return (nil, failed) }
    let (sentence, problems) = Resolver.sentence(tree, of: built.policy)
    return (
      sentence,
      Answer(
        text: "", isYes: false, diagnostics: diagnostics + problems.map(\.withoutElsewhere),
        sources: [source])
    )
  }

  private static func unclear(_ words: [String]) -> Answer {
    let source = SourceText(path: "question", text: words.joined(separator: " "))
    let range = SourceRange(file: 0, 0, source.bytes.count)
    let message = Diagnostic(
      "question-unclear", .error, "this question is not one of those that can be answered",
      at: Diagnostic.Mark(range),
      fixes: [
        Diagnostic.Fix(
          "ask \"Who may view payment-data?\", \"What may logistics-partner receive?\", "
            + "\"When may we share email with anyone?\", or write a rule sentence")
      ])
    return Answer(text: "", isYes: false, diagnostics: [message], sources: [source])
  }
}

extension Diagnostic {
  /// Without marks in the project's files, which the question's message cannot show.
  fileprivate var withoutElsewhere: Diagnostic {
    var message = self
    message.also = []
    return message
  }
}
