/// What is said when a sentence does not read on.
extension SentenceParser {
  /// The token's letters, for a message.
  var typed: String {
    NameRules.shortened(text.string(token.lower, token.upper))
  }

  /// The sentence as far as it was understood, with a full stop.
  func readSoFar(upTo offset: Int? = nil) -> String? {
    guard draft.object != nil || !draft.verbs.isEmpty else { return nil }
    let end = offset ?? max(draft.readUpper ?? 0, draft.object?.range.upper ?? readUpper)
    let sentence = text.folded(sentenceLower, min(end, sentenceLower + 400))
    return sentence.hasSuffix(".") ? sentence : sentence + "."
  }

  func failure(
    _ id: String, _ summary: String, at range: SourceRange, label: String = "",
    explanation: [String] = [], fixes: [String] = []
  ) -> SentenceFailure {
    SentenceFailure(
      diagnostic: Diagnostic(
        id, .error, summary, at: .init(range, label), explanation: explanation,
        fixes: fixes.map { Diagnostic.Fix($0) }))
  }

  /// A failure that will not be shown, since there are too many: cheap to make.
  private var unseen: SentenceFailure { failure("does-not-fit", "", at: range) }

  // MARK: - Words that do not fit

  /// Something stands where the sentence might have ended or gone on with another tail.
  func doesNotFit() -> SentenceFailure {
    if reporter.isFull { return unseen }
    if token.kind == .strange { return strangeWord() }
    if let verb = word?.verb { return secondVerb(verb, conjunction: nil) }
    var explanation: [String] = []
    if let read = readSoFar() { explanation.append("I read as far as: \(read)") }
    var fixes: [Diagnostic.Fix] = []
    if token.kind == .name {
      let lowered = String(decoding: typed.utf8.map(\.lowered), as: UTF8.self)
      if let better = WordAdvice.tails[lowered] {
        fixes.append(.init(better, edits: [.init(range, better)]))
      } else if let near = EditDistance.nearest(lowered, among: WordAdvice.tailWords) {
        fixes.append(.init(near, edits: [.init(range, near)]))
      } else {
        fixes += twoNames()
      }
    } else if word == .may || word == .must || word == .never || word == .we || word == .people {
      fixes.append(.init("End the sentence before it with a full stop, and begin another."))
    } else {
      explanation.append(
        "After its object a sentence goes on with for, with, to, if, unless, after, …, or ends.")
    }
    let name = token.kind == .end ? "the sentence breaks off" : "\"\(typed)\" does not fit here"
    return SentenceFailure(
      diagnostic: Diagnostic(
        "does-not-fit", .error, name, at: .init(range), explanation: explanation, fixes: fixes))
  }

  /// "phone number": one name with a hyphen, or two with a comma.
  private func twoNames() -> [Diagnostic.Fix] {
    var lower = readUpper
    while lower > sentenceLower, !text.bytes[lower - 1].isSpace { lower -= 1 }
    let gap = reporter.range(readUpper, token.lower)
    let before = text.string(lower, readUpper)
    guard NameRules.isName(before.utf8), ReservedWord(rawValue: before) == nil else {
      return [.init("Put a full stop before it, or leave it out.")]
    }
    return [
      .init("\(before)-\(typed)", edits: [.init(gap, "-")]),
      .init("\(before), \(typed)", edits: [.init(gap, ", ")]),
    ]
  }

  /// "… and share it with …": what follows a conjunction is no member of the list.
  func conjunctionDoesNotFit(_ joint: SourceRange) -> SentenceFailure {
    if let verb = word?.verb { return secondVerb(verb, conjunction: joint) }
    if token.kind == .strange { return strangeWord() }
    let what =
      token.kind == .stop || token.kind == .end ? "nothing follows it" : "then comes \"\(typed)\""
    return failure(
      "does-not-fit", "\"\(text.string(joint))\" joins names, and \(what)", at: joint,
      explanation: readSoFar(upTo: trimmedComma(joint.lower)).map { ["I read as far as: \($0)"] }
        ?? [],
      fixes: ["Write the next name, or begin a sentence of its own."])
  }

  func modifierWithoutTail() -> SentenceFailure {
    let before = text.folded(max(sentenceLower, readUpper - 9), readUpper)
    let modifier = before.split(separator: " ").last.map(String.init) ?? "only"
    return failure(
      "does-not-fit", "\"\(modifier)\" closes the part it stands before, and none follows",
      at: reporter.range(max(sentenceLower, readUpper - modifier.utf8.count), readUpper),
      explanation: readSoFar().map { ["I read as far as: \($0)"] } ?? [],
      fixes: ["only for …, only with …, only if …"])
  }

  func strangeWord() -> SentenceFailure {
    let word = typed
    let isContraction = word.utf8.contains(UInt8(ascii: "'")) || word.contains("’")
    if isContraction, let long = WordAdvice.contractions[plain(word)] {
      return SentenceFailure(
        diagnostic: Diagnostic(
          "not-in-rules", .error, "a rule has no contractions such as \"\(word)\"",
          at: .init(range), fixes: [.init(long, edits: [.init(range, long)])]))
    }
    let marks: Set<Character> = ["\"", "“", "”", "‘", "’", "'", "«", "»"]
    if word.contains(where: { marks.contains($0) }) {
      let bare = String(word.filter { !marks.contains($0) })
      return SentenceFailure(
        diagnostic: Diagnostic(
          "not-in-rules", .error, "a rule has no quotation marks or apostrophes", at: .init(range),
          fixes: NameRules.isName(Array(bare.utf8))
            ? [.init(bare, edits: [.init(range, bare)])] : []))
    }
    if word.unicodeScalars.allSatisfy({ $0.properties.isAlphabetic || $0 == "-" || $0.isASCII }),
      word.utf8.contains(where: { $0 >= 0x80 })
    {
      return SentenceFailure(diagnostic: NameRules.complaint(Name(word, range)))
    }
    return failure(
      "not-in-rules", "\"\(word)\" does not belong into a rule", at: range,
      explanation: ["A rule holds words, numbers, commas and a full stop."],
      fixes: ["Text for the public stands in a paragraph of its own, after an empty line."])
  }

  private func plain(_ word: String) -> String {
    String(word.map { $0 == "’" ? "'" : $0 }).lowercased()
  }

  // MARK: - Words that are missing

  func missingMode() -> SentenceFailure {
    if reporter.isFull { return unseen }
    if token.kind == .strange { return strangeWord() }
    let lowered = String(decoding: typed.utf8.map(\.lowered), as: UTF8.self)
    var fixes: [Diagnostic.Fix] = []
    if let better = WordAdvice.modes[lowered] {
      fixes.append(.init(better, edits: [.init(range, better)]))
    } else if word?.verb != nil {
      fixes = ["may", "must", "never"].map { .init($0, edits: [.init(range.start, $0 + " ")]) }
    }
    return SentenceFailure(
      diagnostic: Diagnostic(
        "no-mode", .error, "say may, may not, must or never",
        at: .init(token.kind == .end || token.kind == .stop ? range(from: sentenceLower) : range),
        explanation: [
          "A rule permits with \"may\", forbids with \"may not\" or \"never\" and binds with \"must\"."
        ],
        fixes: fixes))
  }

  func missingVerb() -> SentenceFailure {
    if reporter.isFull { return unseen }
    if token.kind == .strange { return strangeWord() }
    let lowered = String(decoding: typed.utf8.map(\.lowered), as: UTF8.self)
    var fixes: [Diagnostic.Fix] = []
    if let better = WordAdvice.verbs[lowered]
      ?? EditDistance.nearest(lowered, among: Verb.allCases.map(\.rawValue))
    {
      fixes.append(.init(better, edits: [.init(range, better)]))
    }
    let isWord = token.kind == .name || word != nil
    return SentenceFailure(
      diagnostic: Diagnostic(
        "no-verb", .error,
        isWord ? "\"\(typed)\" is not a verb of rules" : "the verb is missing", at: .init(range),
        explanation: ["The verbs: \(Verb.allCases.map(\.rawValue).joined(separator: ", "))."],
        fixes: fixes))
  }

  /// A name is wanted and something else stands here.
  func missingName(wanting wanted: String, after keyword: String?) -> SentenceFailure {
    if token.kind == .strange { return strangeWord() }
    let place = keyword == nil ? "here" : "after \"\(keyword ?? "")\""
    let read = readSoFar().map { ["I read as far as: \($0)"] } ?? []
    guard token.kind != .stop, token.kind != .end, token.kind != .comma, !beginsNextSentence else {
      let end = reporter.range(
        max(sentenceLower, readUpper - (keyword?.utf8.count ?? 1)), readUpper)
      return failure(
        "no-name", "\(wanted) is missing \(place)", at: end, explanation: read,
        fixes: ["Name \(wanted)."])
    }
    if token.kind == .number {
      return failure(
        "no-name", "\(place) \(wanted) is wanted, and here is a number", at: range,
        explanation: read)
    }
    if WordAdvice.pronouns.contains(typed) {
      return failure(
        "no-name", "\"\(typed)\" says too little: name \(wanted)", at: range, explanation: read)
    }
    return failure(
      "no-name", "\(place) \(wanted) is wanted, and \"\(typed)\" is a word of the grammar",
      at: range, explanation: read, fixes: ["Name \(wanted), or leave \"\(keyword ?? typed)\" out."]
    )
  }

  func missingNumber(wanting wanted: String) -> SentenceFailure {
    let lowered = String(decoding: typed.utf8.map(\.lowered), as: UTF8.self)
    if let value = WordAdvice.numbers[lowered] {
      return SentenceFailure(
        diagnostic: Diagnostic(
          "no-number", .error, "a rule has its numbers in digits", at: .init(range),
          fixes: [.init("\(value)", edits: [.init(range, "\(value)")])]))
    }
    return failure("no-number", "\(wanted) is wanted here, in digits", at: range)
  }

  func tooLong() -> SentenceFailure {
    failure(
      "sentence-too-long", "a sentence may hold \(Limits.sentenceTokens) words", at: range,
      fixes: ["Divide it, or give the names a group in the vocabulary."])
  }
}
