import ZabtaRuntime
import ZabtaSyntax

/// The names of a sentence that was read but not resolved.
struct SentenceNames {
  private var words: [Name] = []
  private var clauses: [Name] = []
  private var objects: [Name] = []
  private var objectKind: Kind?

  init(_ sentence: SentenceTree) {
    if case .names(let names) = sentence.subject.who { words += names }
    for qualifier in sentence.subject.qualifiers {
      if case .in(let names) = qualifier { words += names }
    }
    objectKind = sentence.mode.mode == .right ? .request : sentence.verbs.first?.verb.objectKind
    add(sentence.object)
    sentence.tails.forEach { add($0) }
    if let butNot = sentence.butNot {
      add(butNot.object)
      butNot.tails.forEach { add($0) }
    }
  }

  /// True where every name is declared, and the object is what its verb takes or is hyphenated.
  func areDeclared(in context: ProseContext) -> Bool {
    let lexicon = context.policy.lexicon
    let contacts = Set(context.policy.contacts.map(\.id))
    guard clauses.allSatisfy({ !context.clauses(at: $0.text).isEmpty }) else { return false }
    for name in words + objects {
      let isKnown =
        !lexicon.find(name.text).isEmpty || contacts.contains(name.text)
        || isCountry(name.text) || isRequestMade(name.text, lexicon)
      guard isKnown else { return false }
    }
    let fits = objects.allSatisfy { name in
      objectKind.map { lexicon.find($0, name.text) != nil } ?? true
    }
    return fits || (words + objects).contains { $0.text.utf8.contains(UInt8(ascii: "-")) }
  }

  /// Countries need no declaration; capitals suffice to tell one from a word of prose.
  private func isCountry(_ name: String) -> Bool {
    let code = name.utf8.prefix { $0 != UInt8(ascii: "-") }
    return code.count == 2
      && code.allSatisfy { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
  }

  /// "deletion-request" is the event that the request "deletion" was made.
  private func isRequestMade(_ name: String, _ lexicon: Lexicon) -> Bool {
    name.hasSuffix("-request") && lexicon.find(.request, String(name.dropLast(8))) != nil
  }

  private mutating func add(_ object: ObjectTree) {
    for thing in object.things {
      switch thing {
      case .name(let name): objects.append(name)
      case .dataOf(let name): clauses.append(name)
      case .people: break
      }
    }
    objects += object.except
  }

  private mutating func add(_ tail: TailTree) {
    switch tail.part {
    case .for(let names), .from(let names), .to(let names), .with(let names),
      .withConsent(let names), .in(let names, _), .under(let names), .through(let names),
      .by(let names), .because(let names):
      words += names
    case .of(let names, let except): words += names + except
    case .if(let tests), .unless(let tests), .after(let tests), .until(let tests):
      words += tests.items.map(\.name)
    case .forSpan(let span), .afterSpan(let span), .untilSpan(let span), .within(let span),
      .ahead(let span):
      if let anchor = span.anchor { words.append(anchor) }
    case .while(let name): words.append(name)
    case .citing(let name): clauses.append(name)
    case .fromPeople, .toPeople, .toAnybody, .withAnybody, .withoutConsent, .underAge, .then,
      .immediately, .promptly, .indefinitely:
      break
    }
  }
}

extension Verb {
  /// The kind of word that the verb takes.
  fileprivate var objectKind: Kind {
    switch self {
    case .send: .message
    case .set: .cookie
    case .answer, .resolve: .request
    case .announce: .event
    case .penalise: .person
    case .collect, .use, .share, .sell, .rent, .trade, .store, .keep, .view, .transfer, .delete,
      .anonymise, .archive, .protect:
      .data
    }
  }
}
