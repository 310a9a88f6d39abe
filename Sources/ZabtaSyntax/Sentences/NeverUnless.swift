/// *never* refuses any exception, so "never … unless" contradicts itself.
extension SentenceParser {
  /// Reports it, and reads on as if "may not" stood there, so that one mistake is one message.
  mutating func refusingExceptionsOfNever(_ sentence: SentenceTree) -> SentenceTree {
    guard sentence.mode.mode == .never,
      let tail = sentence.tails.first(where: { if case .unless = $0.part { true } else { false } })
    else { return sentence }
    let mode = sentence.mode.range
    let before = text.folded(sentenceLower, mode.lower)
    let after = text.folded(mode.upper, min(sentence.range.upper, mode.upper + 1_000))
    let condition = text.folded(tail.keyword.upper, min(tail.range.upper, tail.keyword.upper + 400))
    let verbs = sentence.verbs.map(\.verb.gerund).joined(separator: " or ")
    reporter.report(
      Diagnostic(
        "never-unless", .error, "\"never\" has no exceptions", at: .init(mode),
        also: [.init(tail.keyword)],
        explanation: ["This would permit \(verbs) where \(condition) holds. Was that meant?"],
        fixes: [.init("\(before) may not \(after)", edits: [.init(mode, "may not")])]))
    var sentence = sentence
    sentence.mode.mode = .mayNot
    return sentence
  }
}
