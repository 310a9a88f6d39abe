/// "We may use X for Y and share it with Z": two rules in one sentence.
extension SentenceParser {
  func secondVerb(_ verb: Verb, conjunction: SourceRange?) -> SentenceFailure {
    var explanation: [String] = []
    if let read = readSoFar(upTo: conjunction.map { trimmedComma($0.lower) }) {
      explanation.append("I read as far as: \(read)")
    }
    var fixes: [Diagnostic.Fix] = []
    if !isProposal, !reporter.isFull, let conjunction, let rewritten = secondSentence(),
      let mode = draft.mode
    {
      let subject = text.folded(sentenceLower, mode.range.upper)
      let first = text.folded(sentenceLower, trimmedComma(conjunction.lower))
      let second = "\(subject) \(verb.rawValue) \(rewritten.text)"
      if reads("\(first). \(second)") {
        let lower = trimmedComma(conjunction.lower)
        fixes.append(
          .init(
            "\(first). \(second)",
            edits: [.init(reporter.range(lower, rewritten.upper), ".\n\(second)")]))
      }
    }
    if fixes.isEmpty { fixes.append(.init("End the sentence before it, and begin another.")) }
    return SentenceFailure(
      diagnostic: Diagnostic(
        "second-verb", .error, "\"\(verb.rawValue)\" does not fit here",
        at: .init(range, "a second verb wants a sentence of its own"), explanation: explanation,
        fixes: fixes))
  }

  /// What follows the second verb, up to and with its full stop, with "it" and "them" replaced.
  private func secondSentence() -> (text: String, upper: Int)? {
    guard let object = draft.object else { return nil }
    var lexer = SentenceLexer(text, token.upper, upper)
    var words: [String] = []
    var next = lexer.next()
    while next.kind != .stop {
      guard next.kind != .end, words.count < 200 else { return nil }
      let word = text.string(next.lower, next.upper)
      if ["it", "them", "this", "these"].contains(word) {
        words.append(text.folded(object.range.lower, object.range.upper))
      } else if next.kind == .comma, let last = words.popLast() {
        words.append(last + ",")
      } else {
        words.append(word)
      }
      next = lexer.next()
    }
    return (words.joined(separator: " ") + ".", next.upper)
  }

  func trimmedComma(_ offset: Int) -> Int {
    var offset = offset
    while offset > sentenceLower, text.bytes[offset - 1].isSpace || text.bytes[offset - 1] == .comma
    {
      offset -= 1
    }
    return offset
  }

  /// Whether a proposal is itself free of mistakes.
  private func reads(_ proposal: String) -> Bool {
    let text = SourceText(path: "", text: proposal)
    guard proposal.utf8.count < 4_000 else { return false }
    var parser = SentenceParser(
      text: text, 0, text.bytes.count, reporter: Reporter(file: reporter.file))
    parser.isProposal = true
    parser.parseAll()
    return parser.reporter.diagnostics.isEmpty && parser.sentences.count == 2
  }
}
