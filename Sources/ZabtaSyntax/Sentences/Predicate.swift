/// Subject, mode, verbs and object of a rule sentence.
extension SentenceParser {
  mutating func parseSentence() throws(SentenceFailure) -> SentenceTree {
    let subject = try parseSubject()
    let mode = try parseMode(after: subject)
    draft.mode = mode
    var verbs: [VerbTree] = []
    let object: ObjectTree
    if mode.mode == .right {
      object = try parseRequests()
    } else {
      verbs = try parseVerbs()
      draft.verbs = verbs
      object = try parseObject()
    }
    draft.object = object
    let tails = try parseTails()
    var butNot: ButNotTree?
    if mode.mode != .right, word == .but { butNot = try parseButNot() }
    return SentenceTree(
      range: range(from: sentenceLower), subject: subject, mode: mode, verbs: verbs,
      object: object, tails: tails, butNot: butNot)
  }

  // MARK: - Subject

  private mutating func parseSubject() throws(SentenceFailure) -> SubjectTree {
    let lower = token.lower
    let only = take(.only)
    skipArticles()
    if let only, word != .we, word != .people, token.kind != .name {
      throw failure(
        "no-subject", "\"only\" wants somebody after it", at: only,
        fixes: ["Write who alone may do it: \"Only accounting may view …\"."])
    }
    let who: SubjectTree.Who
    switch token.kind {
    case .word(.we):
      advance()
      who = .we
    case .word(.people):
      advance()
      who = .people
    case .name: who = .names(try parseNames(wanting: "a role, a recipient or a kind of person"))
    default:
      throw failure(
        "no-subject", "this does not begin as a rule does", at: range,
        explanation: [
          "A rule begins with who it is about: we, people, a role, a recipient or a kind of person."
        ],
        fixes: ["If it is text for the public, put it into a paragraph of its own."])
    }
    var qualifiers: [Qualifier] = []
    while true {
      if case .word(.in) = token.kind {
        advance()
        qualifiers.append(.in(try parseNames(wanting: "a place")))
      } else if case .word(.under) = token.kind {
        advance()
        qualifiers.append(.under(try parseNumber(wanting: "an age")))
      } else {
        break
      }
    }
    return SubjectTree(who: who, only: only, qualifiers: qualifiers, range: range(from: lower))
  }

  // MARK: - Mode

  private mutating func parseMode(after subject: SubjectTree) throws(SentenceFailure) -> ModeTree {
    let lower = token.lower
    switch word {
    case .may, .must:
      let isMay = word == .may
      advance()
      let isNot = take(.not) != nil
      let mode: ModeTree.Mode = isMay ? (isNot ? .mayNot : .may) : (isNot ? .mustNot : .must)
      return ModeTree(mode: mode, range: range(from: lower))
    case .never:
      advance()
      return ModeTree(mode: .never, range: range(from: lower))
    case .have, .has:
      advance()
      skipArticles()
      guard take(.right) != nil else {
        throw failure(
          "no-mode", "\"have\" wants \"the right to\" after it", at: range,
          fixes: ["People have the right to …"])
      }
      guard take(.to) != nil else {
        throw failure(
          "no-mode", "\"the right\" wants \"to\" after it", at: range,
          fixes: ["the right to access, correction …"])
      }
      return ModeTree(mode: .right, range: range(from: lower))
    default:
      throw missingMode()
    }
  }

  // MARK: - Verbs

  private mutating func parseVerbs() throws(SentenceFailure) -> [VerbTree] {
    var verbs = [try parseVerb()]
    while true {
      // A join before a verb continues the verbs; nothing else may stand between verb and object.
      let joint = range
      let hasComma = token.kind == .comma
      if hasComma { advance() }
      let hasConjunction = word == .and || word == .or
      if hasConjunction { advance() }
      guard word?.verb != nil else {
        guard hasComma || hasConjunction else { break }
        throw token.kind == .name ? missingVerb() : conjunctionDoesNotFit(joint)
      }
      guard verbs.count < 20 else { throw doesNotFit() }
      verbs.append(try parseVerb())
    }
    return verbs
  }

  mutating func parseVerb() throws(SentenceFailure) -> VerbTree {
    guard let verb = word?.verb else { throw missingVerb() }
    let tree = VerbTree(verb: verb, range: range)
    advance()
    return tree
  }

  // MARK: - Object

  mutating func parseObject() throws(SentenceFailure) -> ObjectTree {
    let lower = token.lower
    let only = take(.only)
    skipArticles()
    if word == .people {
      let thing = ObjectTree.Thing.people(range)
      advance()
      return ObjectTree(things: [thing], except: [], only: only, range: range(from: lower))
    }
    var things = [try parseThing()]
    while try continuesList(things.count) { things.append(try parseThing()) }
    let except = try parseExcept()
    return ObjectTree(things: things, except: except, only: only, range: range(from: lower))
  }

  private mutating func parseThing() throws(SentenceFailure) -> ObjectTree.Thing {
    skipArticles()
    guard word == .data else {
      return .name(try parseName(wanting: draft.wantedObject, after: nil))
    }
    let data = range
    advance()
    guard take(.of) != nil else {
      throw failure(
        "reserved-word", "\"data\" alone names nothing", at: data,
        explanation: ["\"data of quotations\" is what the clause quotations collects."],
        fixes: ["Name the data, or write \"data of\" and a clause."])
    }
    return .dataOf(try parseName(wanting: "a clause", after: "of"))
  }

  /// The requests of "have the right to".
  private mutating func parseRequests() throws(SentenceFailure) -> ObjectTree {
    let lower = token.lower
    let names = try parseNames(wanting: "a request", after: "the right to")
    return ObjectTree(
      things: names.map { .name($0) }, except: [], only: nil, range: range(from: lower))
  }

  mutating func parseExcept() throws(SentenceFailure) -> [Name] {
    guard take(.except) != nil else { return [] }
    return try parseNames(wanting: "what is taken out", after: "except")
  }

  private mutating func parseButNot() throws(SentenceFailure) -> ButNotTree {
    let lower = token.lower
    advance()
    guard take(.not) != nil else {
      throw failure(
        "does-not-fit", "\"but\" wants \"not\" after it", at: range,
        fixes: ["We may view X but not Y."])
    }
    let object = try parseObject()
    let tails = try parseTails()
    return ButNotTree(object: object, tails: tails, range: range(from: lower))
  }

  // MARK: - Lists of names

  mutating func parseNames(
    wanting wanted: String, after keyword: String? = nil
  ) throws(SentenceFailure) -> [Name] {
    var names = [try parseName(wanting: wanted, after: keyword)]
    while try continuesList(names.count) {
      names.append(try parseName(wanting: wanted, after: nil))
    }
    return names
  }

  /// Takes a comma or conjunction after which the list goes on.
  ///
  /// The comma is the one shared mark: it is taken first, and what follows decides.
  mutating func continuesList(_ count: Int) throws(SentenceFailure) -> Bool {
    guard count < Limits.namesInList else {
      throw failure(
        "list-too-long", "a list may hold \(Limits.namesInList) names", at: range,
        fixes: ["Give them a group of their own in the vocabulary."])
    }
    guard tokensRead < Limits.sentenceTokens else { throw tooLong() }
    if token.kind == .comma { advance() } else if word != .and && word != .or { return false }
    let joint = word == .and || word == .or ? range : nil
    if joint != nil { advance() }
    skipArticles()
    if beginsNextSentence { return false }
    if token.kind == .name || word == .data { return true }
    if let joint { throw conjunctionDoesNotFit(joint) }
    return false
  }

  mutating func parseName(
    wanting wanted: String, after keyword: String?
  ) throws(SentenceFailure) -> Name {
    skipArticles()
    guard tokensRead < Limits.sentenceTokens else { throw tooLong() }
    guard token.kind == .name, !beginsNextSentence else {
      throw missingName(wanting: wanted, after: keyword)
    }
    var bytes = Array(text.bytes[token.lower..<token.upper])
    // The first letter of a sentence may be a capital.
    if token.lower == sentenceLower, token.isCapitalised, let first = bytes.first {
      bytes[0] = first.lowered
    }
    let name = Name(String(decoding: bytes, as: UTF8.self), range)
    guard NameRules.isName(bytes) else {
      throw SentenceFailure(diagnostic: NameRules.complaint(name))
    }
    advance()
    return name
  }
}
