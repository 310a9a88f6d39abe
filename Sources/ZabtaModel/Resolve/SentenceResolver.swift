import ZabtaRuntime
import ZabtaSyntax

/// Gives the names of a sentence their words, each by the kind that its place expects.
struct SentenceResolver {
  var lexicon: Lexicon
  var people: [WordID]
  var contacts: Set<String>
  var policy: String
  var vocabularies: [String]
  /// The sentences of every clause, for "data of X".
  var sentences: [String: [SentenceTree]]
  var diagnostics: [Diagnostic] = []
  /// Names that no word has: told once for all their places.
  var unknown = UnknownWords()
  private var unknownCount = 0
  /// For messages: "clause sales-records".
  var context = ""
  /// The tail that is read now: a wrong word that is all it holds is replaced with the whole of it.
  private var tail: TailTree?

  init(
    lexicon: Lexicon, people: [WordID], contacts: Set<String>, policy: String,
    vocabularies: [String], sentences: [String: [SentenceTree]]
  ) {
    self.lexicon = lexicon
    self.people = people
    self.contacts = contacts
    self.policy = policy
    self.vocabularies = vocabularies
    self.sentences = sentences
  }

  /// The sentence with its words; nil where one was not found, and then a message says so.
  mutating func resolve(_ tree: SentenceTree, isCheck: Bool) -> RuleSentence? {
    let before = errors
    let subject = self.subject(tree.subject)
    checkRight(tree, subject)
    let kind = tree.mode.mode == .right ? Kind.request : objectKind(of: tree)
    let object = self.object(tree.object, kind)
    let tails = self.tails(tree.tails, of: tree, isCheck: isCheck)
    var butNot: RuleSentence.ButNot?
    if let but = tree.butNot {
      butNot = RuleSentence.ButNot(
        object: self.object(but.object, kind),
        tails: self.tails(but.tails, of: tree, isCheck: isCheck),
        range: but.range)
    }
    TailRules.checkRequired(tree, isCheck: isCheck, context) { diagnostics.append($0) }
    guard errors == before else { return nil }
    return RuleSentence(
      range: tree.range, subject: subject, mode: tree.mode, verbs: tree.verbs, object: object,
      tails: tails, butNot: butNot)
  }

  /// Grows with each mistake; all messages of a resolver are errors.
  private var errors: Int { diagnostics.count + unknownCount }

  // MARK: - Subject and object

  private mutating func subject(_ tree: SubjectTree) -> Subject {
    var subject = Subject(
      who: .we, isOnly: tree.only != nil, places: [], under: nil, range: tree.range)
    switch tree.who {
    case .we: break
    case .people: subject.who = .people
    case .names(let names):
      let kinds: [Kind] = [.role, .recipient, .person]
      let refs = names.compactMap { find($0, kinds, place: "the subject") }
      let kind = refs.first.map { lexicon[$0.word].kind } ?? .role
      if let odd = refs.first(where: { lexicon[$0.word].kind != kind }) {
        let (first, second) = (kind.withArticle, lexicon[odd.word].kind.withArticle)
        report(
          "subjects-of-two-kinds", "the subjects are of two kinds: \(first) and \(second)",
          odd.range, "Write a sentence for each kind.")
      }
      subject.who = .words(kind, refs)
    }
    for qualifier in tree.qualifiers {
      switch qualifier {
      case .in(let names):
        subject.places += names.compactMap { find($0, [.place], place: "\"in\"") }
      case .under(let quantity): subject.under = quantity
      }
    }
    return subject
  }

  /// Rights are people's.
  private mutating func checkRight(_ tree: SentenceTree, _ subject: Subject) {
    guard tree.mode.mode == .right else { return }
    switch subject.who {
    case .people: return
    case .words(let kind, let refs):
      if kind == .person || refs.isEmpty { return }
    case .we: break
    }
    report(
      "right-of-others", "only people have rights here", tree.subject.range,
      "Begin the sentence with \"People have the right to\", or say what is permitted with \"may\"."
    )
  }

  private mutating func objectKind(of tree: SentenceTree) -> Kind {
    let kinds = tree.verbs.map { TailRules.objectKind($0.verb) }
    let kind = kinds.first ?? .data
    if let odd = zip(tree.verbs, kinds).first(where: { $0.1 != kind }) {
      report(
        "verbs-of-two-kinds",
        "\"\(tree.verbs[0].verb.rawValue)\" is about \(kind.plural) and "
          + "\"\(odd.0.verb.rawValue)\" about \(odd.1.plural)", odd.0.range,
        "Write a sentence for each verb.")
    }
    return kind
  }

  private mutating func object(_ tree: ObjectTree, _ kind: Kind) -> ObjectPhrase {
    var phrase = ObjectPhrase(
      kind: kind, words: [], dataOf: [], except: [], isOnly: tree.only != nil, isPeople: false,
      range: tree.range)
    for thing in tree.things {
      switch thing {
      case .name(let name):
        guard let ref = find(name, [kind], place: "the verb") else { continue }
        // A word that the sentence itself names twice stays twice: a check asks what was meant.
        if phrase.dataOf.isEmpty { phrase.words.append(ref) } else { add(ref, to: &phrase) }
      case .dataOf(let clause):
        phrase.dataOf.append(clause)
        var seen: Set<String> = []
        for ref in collected(by: clause, &seen) { add(ref, to: &phrase) }
      case .people(let range):
        phrase.isPeople = true
        if kind != .person {
          report(
            "people-out-of-place", "\"people\" does not fit here", range,
            "Name the \(kind.plural) that you mean.")
        }
        for person in people { add(Ref(person, range), to: &phrase) }
      }
    }
    phrase.except = tree.except.compactMap { find($0, [kind], place: "\"except\"") }
    if let odd = phrase.except.first(where: { taken in
      phrase.words.contains { $0.word == taken.word }
    }) {
      report(
        "except-takes-all",
        "\"except\" takes out \"\(lexicon[odd.word].name)\", which stands before it",
        odd.range, "Name a part of it after \"except\", or leave the word out before it.")
    }
    return phrase
  }

  private func add(_ ref: Ref, to phrase: inout ObjectPhrase) {
    guard !phrase.words.contains(where: { $0.word == ref.word }) else { return }
    phrase.words.append(ref)
  }

  /// What a clause's sentences collect, at the place of "data of".
  private mutating func collected(by clause: Name, _ seen: inout Set<String>) -> [Ref] {
    guard let trees = sentences[clause.text] else {
      let near = EditDistance.nearest(clause.text, among: sentences.keys.sorted())
      diagnostics.append(
        Diagnostic(
          "clause-unknown", .error, "there is no clause \"\(clause.text)\"",
          at: Diagnostic.Mark(clause.range),
          fixes: near.map {
            [Diagnostic.Fix($0, edits: [Diagnostic.Edit(clause.range, $0)])]
          } ?? [Diagnostic.Fix("name a section or clause whose rule says what is collected")],
          context: context))
      return []
    }
    guard seen.insert(clause.text).inserted else {
      report(
        "data-of-itself", "\"data of \(clause.text)\" leads back to itself", clause.range,
        "Name the data itself in one of these clauses.")
      return []
    }
    var refs: [Ref] = []
    for tree in trees where tree.verbs.contains(where: { $0.verb == .collect }) {
      guard tree.mode.mode == .may || tree.mode.mode == .must else { continue }
      for thing in tree.object.things {
        switch thing {
        case .name(let name):
          // An unknown name is reported where it stands.
          if let word = lexicon.find(.data, name.text) { refs.append(Ref(word, clause.range)) }
        case .dataOf(let next): refs += collected(by: Name(next.text, clause.range), &seen)
        case .people: break
        }
      }
    }
    if refs.isEmpty {
      report(
        "nothing-collected", "the clause \"\(clause.text)\" collects nothing", clause.range,
        "Name a clause whose rule says \"may collect\", or name the data.")
    }
    return refs
  }

  // MARK: - Tails

  private mutating func tails(
    _ trees: [TailTree], of sentence: SentenceTree, isCheck: Bool
  ) -> [Tail] {
    // A tail whose word is wrong is reported for that alone: with the right word it may fit.
    var readable: [TailTree] = []
    var tails: [Tail] = []
    for tree in trees {
      self.tail = tree
      let before = errors
      let part = part(tree, of: sentence)
      self.tail = nil
      guard errors == before, let part else { continue }
      readable.append(tree)
      tails.append(
        Tail(part: part, modifier: tree.modifier, keyword: tree.keyword, range: tree.range))
    }
    TailRules.check(readable, of: sentence, isCheck: isCheck, context) { diagnostics.append($0) }
    return tails
  }

  private mutating func part(_ tree: TailTree, of sentence: SentenceTree) -> Tail.Part? {
    let verb = sentence.mode.mode == .right ? nil : sentence.verbs.first?.verb
    switch tree.part {
    case .for(let names):
      let kind: Kind = verb == .penalise ? .request : .purpose
      return refs(names, [kind], "\"for\"").map { .purposes($0) }
    case .forSpan(let span): return time(span).map { .keepFor($0) }
    case .from(let names):
      return refs(names, [.person], "\"from\"").map { .persons($0, isFrom: true) }
    case .fromPeople: return .people(isFrom: true)
    case .to(let names):
      switch verb {
      case .send: return refs(names, [.person], "\"to\"").map { .persons($0, isFrom: false) }
      case .transfer: return refs(names, [.place], "\"to\"").map { .destinations($0) }
      default: return refs(names, [.recipient], "\"to\"").map { .recipients($0) }
      }
    case .toPeople: return .people(isFrom: false)
    case .toAnybody(let isElse):
      if verb == .transfer { return isElse ? .anywhereElse : .anywhere }
      return isElse ? .anyoneElse : .anyone
    case .with(let names): return refs(names, [.recipient], "\"with\"").map { .recipients($0) }
    case .withAnybody(let isElse): return isElse ? .anyoneElse : .anyone
    case .withConsent(let names):
      return refs(names, [.consent], "\"consent to\"").map { .consent($0) }
    case .withoutConsent: return .withoutConsent
    case .in(let names, let isForm):
      if isForm { return refs(names, [.form], "\"in … form\"").map { .form($0) } }
      return refs(names, [.place], "\"in\"").map { .places($0) }
    case .underAge(let age): return .underAge(age)
    case .under(let names): return refs(names, [.measure], "\"under\"").map { .measures($0) }
    case .if(let tests): return self.tests(tests, "\"if\"").map { .if($0) }
    case .unless(let tests): return self.tests(tests, "\"unless\"").map { .unless($0) }
    case .after(let tests): return self.tests(tests, "\"after\"", isTime: true).map { .after($0) }
    case .afterSpan(let span): return time(span).map { .afterSpan($0) }
    case .until(let tests):
      return self.tests(tests, "\"until\"", isTime: true).map { .untilTests($0) }
    case .untilSpan(let span): return time(span).map { .untilSpan($0) }
    case .within(let span): return time(span).map { .within($0) }
    case .while(let name):
      return find(name, [.circumstance], place: "\"while\"").map { .whileHolds($0) }
    case .of(let names, let except):
      guard let words = refs(names, [.data], "\"of\"") else { return nil }
      return .scope(words, except: except.compactMap { find($0, [.data], place: "\"except\"") })
    case .through(let names):
      return refs(names, [.touchpoint], "\"through\"").map { .touchpoints($0) }
    case .by(let names):
      if verb == .protect { return refs(names, [.measure], "\"by\"").map { .byMeasures($0) } }
      return channels(names)
    case .because(let names): return refs(names, [.reason], "\"because of\"").map { .because($0) }
    case .then(let verbs): return .then(verbs)
    case .immediately: return .immediately
    case .promptly: return .promptly
    case .indefinitely: return .indefinitely
    case .ahead(let span): return time(span).map { .ahead($0) }
    case .citing(let name):
      if sentences[name.text] == nil {
        let near = EditDistance.nearest(name.text, among: sentences.keys.sorted())
        diagnostics.append(
          Diagnostic(
            "clause-unknown", .error, "there is no clause \"\(name.text)\"",
            at: Diagnostic.Mark(name.range),
            fixes: near.map {
              [Diagnostic.Fix($0, edits: [Diagnostic.Edit(name.range, $0)])]
            } ?? [Diagnostic.Fix("name a section or clause that has a rule")], context: context))
        return nil
      }
      return .citing(name)
    }
  }

  private mutating func channels(_ names: [Name]) -> Tail.Part? {
    var channels: [ChannelRef] = []
    for name in names {
      if let word = lexicon.find(.channel, name.text) {
        channels.append(.channel(Ref(word, name.range)))
      } else if contacts.contains(name.text) {
        channels.append(.contact(name.text, name.range))
      } else {
        _ = find(name, [.channel], place: "\"by\"")
      }
    }
    return channels.count == names.count ? .byChannels(channels) : nil
  }

  private mutating func refs(_ names: [Name], _ kinds: [Kind], _ place: String) -> [Ref]? {
    let found = names.compactMap { find($0, kinds, place: place) }
    return found.count == names.count ? found : nil
  }

  private mutating func time(_ tree: SpanTree) -> TimeSpan? {
    var anchor: Ref?
    if let name = tree.anchor {
      anchor = find(name, [.event, .request, .touchpoint], place: "\"after\"")
      if anchor == nil { return nil }
    }
    guard tree.count.value > 0 else {
      report(
        "no-time", "\"0 \(tree.unit.rawValue)s\" is no time", tree.range,
        "Write a number from 1 on; for a deadline without delay write \"immediately\".")
      return nil
    }
    let unit = Span.Unit(rawValue: tree.unit.rawValue) ?? .day
    return TimeSpan(span: Span(tree.count.value, unit), anchor: anchor, range: tree.range)
  }

  private mutating func tests(_ tree: TestsTree, _ place: String, isTime: Bool = false) -> Tests? {
    var items: [Tests.Item] = []
    for item in tree.items {
      if item.isConsent {
        if let ref = find(item.name, [.consent], place: "\"consent to\"") {
          items.append(.consent(ref))
        }
        continue
      }
      let kinds: [Kind] =
        isTime
        ? [.event, .request, .touchpoint] : [.circumstance, .event, .request, .touchpoint]
      guard let ref = find(item.name, kinds, place: place) else { continue }
      items.append(lexicon[ref.word].kind == .circumstance ? .circumstance(ref) : .happening(ref))
    }
    guard items.count == tree.items.count else { return nil }
    return Tests(items: items, isAnyOf: tree.isAnyOf, range: tree.range)
  }

  // MARK: - Names

  /// The word of a name in the first of the kinds that has it; nil, with a message, where none has.
  private mutating func find(_ name: Name, _ kinds: [Kind], place: String) -> Ref? {
    for kind in kinds {
      if let word = lexicon.find(kind, name.text) { return Ref(word, name.range) }
    }
    if kinds.contains(.place), let word = implicitPlace(name) { return Ref(word, name.range) }
    let message = WrongWord.message(
      name, kinds, place: place, lexicon: lexicon, vocabularies: vocabularies, context: context,
      tail: tail.flatMap { $0.part.isOnly(name) ? $0.keyword.union(name.range) : nil })
    if message.id == "word-unknown" || unknown.unreadable.contains(name.text) {
      unknown.add(name.text, message)
      unknownCount += 1
    } else {
      diagnostics.append(message)
    }
    return nil
  }

  /// Countries need no declaration: an ISO 3166 code is a word of its own, printed as it is.
  private mutating func implicitPlace(_ name: Name) -> WordID? {
    guard Places.isBuiltIn(name.text) else { return nil }
    return lexicon.add(
      WordEntry(
        kind: .place, name: name.text, vocabulary: "ISO 3166", english: name.text, urdu: name.text,
        urduOblique: name.text, includes: [], parents: [], sameAs: [], kindOf: [], vague: nil,
        cookieNames: [], lasts: nil, setBy: nil, range: name.range, urduRange: nil))
  }

  private mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)],
        context: context))
  }
}

extension Kind {
  var plural: String {
    switch self {
    case .data: "data"
    case .person: "people"
    default: rawValue + "s"
    }
  }
}

extension TailTree.Part {
  /// True where the name is all that the tail names.
  fileprivate func isOnly(_ name: Name) -> Bool {
    switch self {
    case .for(let names), .with(let names), .withConsent(let names), .through(let names),
      .under(let names), .because(let names), .by(let names), .to(let names), .from(let names),
      .in(let names, isForm: false):
      names == [name]
    case .if(let tests), .unless(let tests), .after(let tests):
      tests.items.count == 1 && tests.items[0].name == name
    default: false
    }
  }
}
