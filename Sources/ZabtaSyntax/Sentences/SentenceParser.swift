/// A sentence that could not be read, with the message that says why.
struct SentenceFailure: Error {
  var diagnostic: Diagnostic
}

/// Layer 2: a labelled paragraph becomes rule sentences.
///
/// One token of look-ahead. A broken sentence is skipped to its full stop, so that one mistake
/// costs one sentence and one message.
struct SentenceParser {
  let text: SourceText
  let upper: Int
  var reporter: Reporter
  /// At `zabta ask` nobody types the full stop.
  var stopIsOptional = false
  /// Proposals of messages are read to see whether they hold; they make no proposals.
  var isProposal = false
  private(set) var sentences: [SentenceTree] = []
  /// Where text for the public begins that should stand in a paragraph of its own.
  private(set) var proseLower: Int?
  /// Whether there is nothing between the label and the end of the paragraph.
  let isEmpty: Bool

  private var lexer: SentenceLexer
  /// The token that decides.
  private(set) var token: Token
  /// The offset behind the last token that was read.
  private(set) var readUpper: Int
  /// Where the sentence begins.
  private(set) var sentenceLower: Int
  private(set) var tokensRead = 0
  /// What was read of the sentence, for messages that propose another.
  var draft = SentenceDraft()

  init(text: SourceText, _ lower: Int, _ upper: Int, reporter: Reporter) {
    self.text = text
    self.upper = upper
    self.reporter = reporter
    var lexer = SentenceLexer(text, lower, upper)
    token = lexer.next()
    self.lexer = lexer
    isEmpty = token.kind == .end
    readUpper = lower
    sentenceLower = token.lower
  }

  /// Reads all sentences.
  ///
  /// Every turn takes at least one token, so it ends.
  mutating func parseAll() {
    while token.kind != .end, proseLower == nil {
      sentenceLower = token.lower
      readUpper = token.lower
      tokensRead = 0
      draft = SentenceDraft()
      let before = token.lower
      do throws(SentenceFailure) {
        var sentence = try parseSentence()
        try readStop()
        sentence.range = reporter.range(sentenceLower, readUpper)
        sentences.append(refusingExceptionsOfNever(sentence))
      } catch {
        if draft.mode == nil, isProse() { break }
        reporter.report(error.diagnostic)
        skipToStop()
      }
      if token.lower == before, token.kind != .end { advance() }
    }
  }

  // MARK: - Tokens

  /// Takes the token that decides and looks at the next.
  mutating func advance() {
    readUpper = token.upper
    tokensRead += 1
    token = lexer.next()
  }

  var range: SourceRange { reporter.range(token.lower, token.upper) }

  func range(from lower: Int) -> SourceRange { reporter.range(lower, max(lower, readUpper)) }

  var word: ReservedWord? {
    if case .word(let word) = token.kind { word } else { nil }
  }

  /// Takes a reserved word if it stands here.
  mutating func take(_ expected: ReservedWord) -> SourceRange? {
    guard word == expected, !beginsNextSentence else { return nil }
    let range = range
    advance()
    return range
  }

  mutating func skipArticles() {
    while let word, word.isArticle { advance() }
  }

  /// Whether a capital letter begins a sentence here, so that a full stop is missing before it.
  var beginsNextSentence: Bool {
    guard token.isCapitalised, token.lower > sentenceLower else { return false }
    switch token.kind {
    case .word, .name, .strange:
      return startsLine || word == .we || word == .people || word == .only
    default: return false
    }
  }

  /// Whether the token is the first of its line.
  var startsLine: Bool {
    var index = token.lower
    while index > 0, text.bytes[index - 1].isBlank { index -= 1 }
    return index == 0 || text.bytes[index - 1] == .newline
  }

  // MARK: - The end of a sentence

  private mutating func readStop() throws(SentenceFailure) {
    switch token.kind {
    case .stop:
      strayComma()
      advance()
    case .end:
      if !stopIsOptional { reporter.report(missingStop()) }
    default:
      guard beginsNextSentence else { throw doesNotFit() }
      reporter.report(missingStop())
    }
  }

  /// A comma before the full stop, where a name or a tail was taken out.
  private mutating func strayComma() {
    var index = token.lower
    while index > sentenceLower, text.bytes[index - 1].isSpace { index -= 1 }
    guard index > sentenceLower, text.bytes[index - 1] == .comma else { return }
    let comma = reporter.range(index - 1, index)
    reporter.report(
      Diagnostic(
        "stray-comma", .error, "a comma stands before the full stop, and nothing follows it",
        at: .init(comma),
        fixes: [.init("Remove the comma.", edits: [.init(comma, "")])]))
  }

  private func missingStop() -> Diagnostic {
    let end = reporter.range(readUpper, readUpper)
    let last = max(sentenceLower, readUpper - 1)
    return Diagnostic(
      "missing-full-stop", .error, "this rule has no full stop",
      at: .init(reporter.range(last, readUpper), "it ends here"),
      fixes: [.init("Put a full stop here.", edits: [.init(end, ".")])])
  }

  /// Goes behind the full stop of the sentence that is being read, or to the next that begins.
  private mutating func skipToStop() {
    while token.kind != .end {
      let isStop = token.kind == .stop
      if tokensRead > 0, beginsNextSentence, looksLikeRule() { return }
      advance()
      if isStop { return }
    }
  }

  /// Whether a rule's subject stands here.
  private func looksLikeRule() -> Bool {
    word == .we || word == .people || word == .only
  }

  /// After a complete sentence, a line that does not begin as a rule is text for the public.
  private mutating func isProse() -> Bool {
    guard !sentences.isEmpty, let start = proseStart() else { return false }
    // Counting lines costs the whole file, so it is not done for messages that nobody sees.
    let number = reporter.isFull ? 0 : lineNumber(of: start)
    reporter.report(
      Diagnostic(
        "rule-does-not-end", .error, "the rule does not end here",
        at: .init(
          reporter.range(start, firstCharacterEnd(start)),
          "text for the public starts after an empty line"),
        fixes: [
          .init(
            "put an empty line before line \(number).",
            edits: [.init(reporter.range(start, start), "\n")])
        ]))
    proseLower = start
    return true
  }

  /// The beginning of the sentence's line, if the sentence stands at one and holds no mode.
  private func proseStart() -> Int? {
    var index = sentenceLower
    while index > 0, text.bytes[index - 1].isBlank { index -= 1 }
    guard index > 0, text.bytes[index - 1] == .newline else { return nil }
    if text.bytes[sentenceLower..<upper].first == .hyphen { return sentenceLower }
    // "We share", "We will", "We don't": a rule that lacks its mode.
    if word?.verb != nil || WordAdvice.modes[typed] != nil || token.kind == .strange,
      text.bytes[sentenceLower..<upper].starts(with: "We ".utf8)
    {
      return nil
    }
    var ahead = SentenceLexer(text, sentenceLower, upper)
    for _ in 0..<6 {
      let token = ahead.next()
      if token.kind == .stop || token.kind == .end { break }
      if case .word(let word) = token.kind {
        if word == .may || word == .must || word == .never || word == .have { return nil }
      }
    }
    return sentenceLower
  }

  private func lineNumber(of offset: Int) -> Int {
    text.bytes[0..<offset].reduce(1) { $1 == .newline ? $0 + 1 : $0 }
  }

  private func firstCharacterEnd(_ offset: Int) -> Int {
    var end = offset + 1
    while end < upper, text.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
