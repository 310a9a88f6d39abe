/// The parts of a sentence after its object. Each begins with a word of its own.
extension SentenceParser {
  mutating func parseTails() throws(SentenceFailure) -> [TailTree] {
    var tails: [TailTree] = []
    while true {
      guard tokensRead < Limits.sentenceTokens else { throw tooLong() }
      if token.kind == .comma {
        advance()
        if word == .but || beginsNextSentence || token.kind == .stop || token.kind == .end {
          if word == .but { return tails }
          throw doesNotFit()
        }
      }
      guard !beginsNextSentence else { return tails }
      let lower = token.lower
      var modifier: TailTree.Modifier?
      var modifierRange: SourceRange?
      switch word {
      case .only: modifier = .only
      case .even: modifier = .even
      case .typically: modifier = .typically
      default: break
      }
      if modifier != nil {
        modifierRange = range
        advance()
      }
      let keyword = range
      guard let part = try parseTail() else {
        guard modifier == nil else { throw modifierWithoutTail() }
        return tails
      }
      tails.append(
        TailTree(
          part: part, modifier: modifier, modifierRange: modifierRange, keyword: keyword,
          range: range(from: lower)))
      draft.readUpper = readUpper
    }
  }

  /// One tail, or nil where none begins.
  private mutating func parseTail() throws(SentenceFailure) -> TailTree.Part? {
    if token.kind == .number { return try parseAhead() }
    guard let word, word.beginsTail else { return nil }
    advance()
    switch word {
    case .for:
      skipArticles()
      if beginsSpan { return .forSpan(try parseSpan()) }
      return .for(try parseNames(wanting: "a purpose", after: "for"))
    case .from:
      if take(.people) != nil { return .fromPeople }
      return .from(try parseNames(wanting: "people", after: "from"))
    case .to: return try parseTo()
    case .with: return try parseWith()
    case .without:
      guard take(.consent) != nil else { throw missingName(wanting: "consent", after: "without") }
      return .withoutConsent
    case .in:
      let names = try parseNames(
        wanting: "a place, or a form as in \"in aggregate form\"", after: "in")
      return .in(names, isForm: take(.form) != nil)
    case .under:
      if token.kind == .number { return .underAge(try parseNumber(wanting: "an age")) }
      return .under(try parseNames(wanting: "an age or a measure", after: "under"))
    case .if: return .if(try parseTests(after: "if"))
    case .unless: return .unless(try parseTests(after: "unless"))
    case .after:
      if beginsSpan { return .afterSpan(try parseSpan()) }
      return .after(try parseTests(after: "after"))
    case .until:
      if beginsSpan { return .untilSpan(try parseSpan()) }
      return .until(try parseTests(after: "until"))
    case .within: return .within(try parseSpan())
    case .while: return .while(try parseName(wanting: "a circumstance", after: "while"))
    case .of:
      let names = try parseNames(wanting: "data", after: "of")
      return .of(names, except: try parseExcept())
    case .through: return .through(try parseNames(wanting: "a touchpoint", after: "through"))
    case .by: return .by(try parseNames(wanting: "a channel or a measure", after: "by"))
    case .because:
      guard take(.of) != nil else {
        throw failure(
          "does-not-fit", "\"because\" wants \"of\" and a reason after it", at: range,
          fixes: ["because of tax-law"])
      }
      return .because(try parseNames(wanting: "a reason", after: "because of"))
    case .then: return .then(try parseThen())
    case .immediately: return .immediately
    case .promptly: return .promptly
    case .indefinitely: return .indefinitely
    case .citing: return .citing(try parseName(wanting: "a clause", after: "citing"))
    default: return nil
    }
  }

  private mutating func parseTo() throws(SentenceFailure) -> TailTree.Part {
    skipArticles()
    if take(.people) != nil { return .toPeople }
    if word == .anyone || word == .anywhere {
      advance()
      return .toAnybody(else: take(.else) != nil)
    }
    return .to(try parseNames(wanting: "a recipient, people or a place", after: "to"))
  }

  private mutating func parseWith() throws(SentenceFailure) -> TailTree.Part {
    skipArticles()
    if take(.consent) != nil {
      guard take(.to) != nil else {
        throw failure(
          "does-not-fit", "\"with consent\" wants \"to\" and a consent after it", at: range,
          fixes: ["with consent to marketing"])
      }
      return .withConsent(try parseNames(wanting: "a consent", after: "with consent to"))
    }
    if word == .anyone || word == .anywhere {
      advance()
      return .withAnybody(else: take(.else) != nil)
    }
    return .with(try parseNames(wanting: "a recipient", after: "with"))
  }

  private mutating func parseThen() throws(SentenceFailure) -> [VerbTree] {
    var verbs = [try parseVerb()]
    while verbs.count < 20, take(.or) != nil { verbs.append(try parseVerb()) }
    return verbs
  }

  private mutating func parseAhead() throws(SentenceFailure) -> TailTree.Part {
    let span = try parseSpan()
    guard take(.ahead) != nil else {
      throw failure(
        "does-not-fit", "\"\(text.string(span.range))\" stands here without its word",
        at: span.range,
        fixes: ["for, after, within or until before it; or \"ahead\" after it."])
    }
    return .ahead(span)
  }

  // MARK: - Times

  /// A number, or one in words, which `parseNumber` refuses with the digits.
  private var beginsSpan: Bool {
    token.kind == .number || (token.kind == .name && WordAdvice.numbers[typed] != nil)
  }

  mutating func parseSpan() throws(SentenceFailure) -> SpanTree {
    let lower = token.lower
    let count = try parseNumber(wanting: "a number")
    guard let unit = word?.unit else {
      let noun =
        token.kind == .name || word != nil
        ? "\"\(typed)\" is no unit of time" : "a unit of time is missing"
      throw failure(
        "no-unit", noun, at: token.kind == .end ? range(from: lower) : range,
        fixes: ["hours, days, weeks, months or years"])
    }
    advance()
    var anchor: Name?
    var end = readUpper
    if word == .of || word == .after {
      let keyword = word == .of ? "of" : "after"
      advance()
      anchor = try parseName(wanting: "an event", after: keyword)
      end = readUpper
    }
    return SpanTree(count: count, unit: unit, anchor: anchor, range: reporter.range(lower, end))
  }

  mutating func parseNumber(wanting wanted: String) throws(SentenceFailure) -> Quantity {
    guard token.kind == .number else { throw missingNumber(wanting: wanted) }
    var value = 0
    for byte in text.bytes[token.lower..<token.upper] {
      value = value * 10 + Int(byte) - 48
      guard value <= Limits.number else {
        throw failure(
          "number-too-large", "a number in a rule may be up to 9,999", at: range,
          fixes: ["Use a larger unit."])
      }
    }
    let quantity = Quantity(value: value, range: range)
    advance()
    return quantity
  }

  // MARK: - Tests

  private mutating func parseTests(after keyword: String) throws(SentenceFailure) -> TestsTree {
    let lower = token.lower
    var items = [try parseTest(after: keyword)]
    var conjunctions: [(isOr: Bool, range: SourceRange, index: Int)] = []
    var pendingCommas = 0
    var end = readUpper
    while true {
      guard items.count < Limits.namesInList, tokensRead < Limits.sentenceTokens else {
        throw tooLong()
      }
      let hasComma = token.kind == .comma
      if hasComma { advance() }
      if word == .and || word == .or {
        let joint = (isOr: word == .or, range: range, index: items.count)
        advance()
        skipArticles()
        guard token.kind == .name || word == .consent else {
          throw conjunctionDoesNotFit(joint.range)
        }
        conjunctions.append(joint)
      } else if hasComma, token.kind == .name, !beginsNextSentence {
        pendingCommas += 1
      } else if hasComma, word == .consent {
        pendingCommas += 1
      } else {
        break
      }
      items.append(try parseTest(after: nil))
      end = readUpper
    }
    let tests = TestsTree(
      items: items, isAnyOf: conjunctions.first?.isOr ?? false, range: reporter.range(lower, end))
    if let first = conjunctions.first,
      let other = conjunctions.first(where: { $0.isOr != first.isOr })
    {
      let groups = MixedCondition(
        items: items, joints: conjunctions.map { ($0.index, $0.isOr) }, range: tests.range)
      throw mixed(groups, first.range, other.range)
    }
    guard pendingCommas == 0 || !conjunctions.isEmpty else {
      throw failure(
        "and-or-or", "does this list mean \"and\" or \"or\"?", at: tests.range,
        fixes: ["Write \"and\" or \"or\" before the last of them."])
    }
    return tests
  }

  private mutating func parseTest(after keyword: String?) throws(SentenceFailure) -> TestsTree.Item
  {
    skipArticles()
    guard take(.consent) != nil else {
      let name = try parseName(wanting: "a circumstance or an event", after: keyword)
      return TestsTree.Item(name: name, isConsent: false)
    }
    guard take(.to) != nil else {
      throw failure(
        "does-not-fit", "\"consent\" wants \"to\" and its name after it", at: range,
        fixes: ["consent to marketing"])
    }
    return TestsTree.Item(
      name: try parseName(wanting: "a consent", after: "consent to"), isConsent: true)
  }
}
