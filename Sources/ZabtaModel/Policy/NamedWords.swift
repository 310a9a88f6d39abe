import ZabtaRuntime
package import ZabtaSyntax

/// A word that a rule names, with the slot that prints it.
package struct NamedWord: Sendable {
  package enum Thing: Sendable, Hashable {
    case word(WordID)
    case contact(String)
  }

  package var thing: Thing
  package var range: SourceRange
  /// The value of the rule that it is part of; nil where no value slot prints it.
  package var slot: SlotValue?
}

/// Reads the words that a rule names.
package enum NamedWords {
  /// Every word, in the order of the sentence.
  package static func read(_ rule: RuleSentence) -> [NamedWord] {
    var names: [NamedWord] = []
    if case .words(_, let words) = rule.subject.who { add(words, .people, &names) }
    add(rule.subject.places, .places, &names)
    read(rule.object, &names)
    rule.tails.forEach { read($0, &names) }
    if let butNot = rule.butNot {
      read(butNot.object, &names)
      butNot.tails.forEach { read($0, &names) }
    }
    return names
  }

  private static func read(_ object: ObjectPhrase, _ names: inout [NamedWord]) {
    guard !object.isPeople else { return }
    let slot: SlotValue? =
      switch object.kind {
      case .data: .data
      case .message: .messages
      case .cookie: .cookies
      case .request: .requests
      default: nil
      }
    add(object.words, slot, &names)
    add(object.except, slot, &names)
  }

  private static func read(_ tail: Tail, _ names: inout [NamedWord]) {
    switch tail.part {
    case .purposes(let words): add(words, .purposes, &names)
    case .recipients(let words): add(words, .recipients, &names)
    case .persons(let words, _): add(words, .people, &names)
    case .destinations(let words), .places(let words): add(words, .places, &names)
    case .touchpoints(let words), .consent(let words), .form(let words): add(words, nil, &names)
    case .measures(let words), .byMeasures(let words): add(words, .measures, &names)
    case .byChannels(let channels):
      for channel in channels {
        switch channel {
        case .channel(let word): add([word], .channels, &names)
        case .contact(let id, let range):
          names.append(NamedWord(thing: .contact(id), range: range, slot: .channels))
        }
      }
    case .if(let tests), .unless(let tests), .after(let tests): add(tests, nil, &names)
    case .untilTests(let tests): add(tests, .period, &names)
    case .keepFor(let span), .untilSpan(let span), .afterSpan(let span):
      add(span.anchor.map { [$0] } ?? [], .period, &names)
    case .within(let span): add(span.anchor.map { [$0] } ?? [], .deadline, &names)
    case .ahead(let span): add(span.anchor.map { [$0] } ?? [], nil, &names)
    case .whileHolds(let word): add([word], .period, &names)
    case .because(let words): add(words, .reasons, &names)
    case .scope(let words, let except):
      add(words, .data, &names)
      add(except, .data, &names)
    case .anyoneElse, .anyone, .people, .anywhereElse, .anywhere, .withoutConsent, .underAge,
      .indefinitely, .immediately, .promptly, .then, .citing:
      break
    }
  }

  private static func add(_ tests: Tests, _ slot: SlotValue?, _ names: inout [NamedWord]) {
    for item in tests.items {
      switch item {
      case .circumstance(let word), .happening(let word), .consent(let word):
        add([word], slot, &names)
      }
    }
  }

  private static func add(_ words: [Ref], _ slot: SlotValue?, _ names: inout [NamedWord]) {
    for word in words {
      names.append(NamedWord(thing: .word(word.word), range: word.range, slot: slot))
    }
  }
}
