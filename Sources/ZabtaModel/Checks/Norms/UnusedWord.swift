import ZabtaRuntime
import ZabtaSyntax

/// A word that the policy declares for itself and never uses.
///
/// Words of shared vocabularies are left alone: another policy may use them. A word that stands in a
/// group, or that prose binds, is used.
///
/// Failing: "Purpose survey: surveys" in a policy that says nothing of surveys.
/// Passing: the same with "We may use email for survey."
enum UnusedWord {
  static func run(_ context: NormContext) -> [Diagnostic] {
    let own = context.lexicon.words.indices.filter {
      context.lexicon.words[$0].vocabulary == context.policy.id
    }
    guard !own.isEmpty else { return [] }
    let used = Self.used(context.policy)
    return own.filter { index in
      let word = context.lexicon.words[index]
      return !used.contains(WordID(index)) && word.parents.isEmpty && word.includes.isEmpty
    }.map { index in
      let word = context.lexicon.words[index]
      return Diagnostic(
        "word-never-used", .note, "\"\(word.name)\" is declared and never used",
        at: .init(word.range), fixes: [.init("take the declaration out, or use the word")],
        context: "\(word.kind.rawValue) \(word.name)")
    }
  }

  private static func used(_ policy: Policy) -> Set<WordID> {
    var used = Set(policy.people)
    for check in policy.checks { used.formUnion(check.sentence.words) }
    for section in policy.sections {
      for clause in section.clauses {
        for sentence in clause.rules { used.formUnion(sentence.words) }
        for block in clause.prose {
          add(block.english.inlines, &used)
          for translation in block.translations.values { add(translation.inlines, &used) }
        }
      }
    }
    return used
  }

  private static func add(_ inlines: [ResolvedInline], _ used: inout Set<WordID>) {
    // Nesting is bounded by the parser.
    for inline in inlines {
      switch inline {
      case .text: break
      case .emphasis(let inner), .strong(let inner), .address(let inner, _): add(inner, &used)
      case .bound(let inner, let word, _):
        used.insert(word)
        add(inner, &used)
      case .slot(.word(let word, _), _), .slot(.parts(let word, _), _): used.insert(word)
      case .slot(.value(_, _, let word, _), _): if let word { used.insert(word) }
      case .slot: break
      }
    }
  }
}

extension RuleSentence {
  /// Every word that the sentence names.
  var words: [WordID] {
    var refs = object.words + object.except + subject.places
    if case .words(_, let named) = subject.who { refs += named }
    if let butNot { refs += butNot.object.words + butNot.object.except }
    for tail in tails + (butNot?.tails ?? []) { refs += tail.part.refs }
    return refs.map(\.word)
  }
}

extension Tail.Part {
  /// Every word that the tail names.
  var refs: [Ref] {
    switch self {
    case .purposes(let refs), .recipients(let refs), .persons(let refs, _), .destinations(let refs),
      .touchpoints(let refs), .consent(let refs), .form(let refs), .places(let refs),
      .measures(let refs), .byMeasures(let refs), .because(let refs):
      refs
    case .byChannels(let channels):
      channels.compactMap { if case .channel(let ref) = $0 { ref } else { nil } }
    case .if(let tests), .unless(let tests), .after(let tests), .untilTests(let tests):
      tests.items.map {
        switch $0 {
        case .circumstance(let ref), .happening(let ref), .consent(let ref): ref
        }
      }
    case .afterSpan(let span), .keepFor(let span), .untilSpan(let span), .within(let span),
      .ahead(let span):
      span.anchor.map { [$0] } ?? []
    case .whileHolds(let ref): [ref]
    case .scope(let refs, let except): refs + except
    case .anyoneElse, .anyone, .people, .anywhereElse, .anywhere, .withoutConsent, .underAge,
      .indefinitely, .immediately, .promptly, .then, .citing:
      []
    }
  }
}
