import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// A list of words as it stands in a sentence: "name, phone and email".
struct NameList {
  var kind: Kind
  var names: [String]
  var words: [WordID]
  var range: SourceRange
  /// True where it stands at a place that holds one word of a request, so that a group there is the
  /// same as its parts.
  var isPlace: Bool

  /// As it is typed.
  static func text(_ names: [String]) -> String {
    guard let last = names.last, names.count > 1 else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " and \(last)"
  }
}

extension RuleSentence {
  /// Every list of words that can be typed anew.
  func lists(_ lexicon: Lexicon) -> [NameList] {
    var lists: [NameList] = []
    func add(_ refs: [Ref], isPlace: Bool = true) {
      guard let first = refs.first, let last = refs.last,
        Set(refs.map(\.range)).count == refs.count
      else { return }
      lists.append(
        NameList(
          kind: lexicon[first.word].kind, names: refs.map { lexicon[$0.word].name },
          words: refs.map(\.word), range: first.range.union(last.range), isPlace: isPlace))
    }
    func add(_ object: ObjectPhrase) {
      if object.dataOf.isEmpty, !object.isPeople { add(object.words) }
      add(object.except)
    }
    if case .words(_, let refs) = subject.who { add(refs) }
    add(subject.places)
    add(object)
    for tail in tails { Self.visit(tail) { add($0, isPlace: $1) } }
    if let butNot {
      add(butNot.object)
      for tail in butNot.tails { Self.visit(tail) { add($0, isPlace: $1) } }
    }
    return lists
  }

  private static func visit(_ tail: Tail, _ add: ([Ref], Bool) -> Void) {
    switch tail.part {
    case .purposes(let refs), .recipients(let refs), .persons(let refs, _),
      .destinations(let refs), .touchpoints(let refs), .form(let refs), .places(let refs):
      add(refs, true)
    case .consent(let refs), .measures(let refs), .byMeasures(let refs), .because(let refs):
      add(refs, false)
    case .scope(let refs, let except):
      add(refs, false)
      add(except, false)
    case .byChannels(let channels):
      add(channels.compactMap { if case .channel(let ref) = $0 { ref } else { nil } }, false)
    case .if(let tests), .unless(let tests), .after(let tests), .untilTests(let tests):
      for item in tests.items {
        switch item {
        case .circumstance(let ref), .happening(let ref), .consent(let ref): add([ref], false)
        }
      }
    case .afterSpan(let span), .keepFor(let span), .untilSpan(let span), .within(let span),
      .ahead(let span):
      if let anchor = span.anchor { add([anchor], false) }
    case .whileHolds(let ref): add([ref], false)
    default: break
    }
  }

  /// Every tail, of both halves.
  var allTails: [Tail] { tails + (butNot?.tails ?? []) }
}
