import ZabtaRuntime
import ZabtaSyntax

/// What lowering a sentence needs to know of the rest of the policy.
///
/// A class, for every sentence is handed it.
final class LoweringContext: Sendable {
  let lexicon: Lexicon
  let people: [String]
  /// Recipients that the permitting sentences of a verb name: "anyone else" is everybody but them.
  let recipients: [Verb: [String]]
  /// Destinations likewise.
  let destinations: [Verb: [String]]
  /// The scopes that rights are given, by the right's word; the first on the page counts.
  let scopes: [WordID: (names: [String], except: [String])]

  init(_ policy: Policy) {
    self.lexicon = policy.lexicon
    people = policy.people.map { policy.lexicon[$0].name }
    var recipients: [Verb: Set<String>] = [:]
    var destinations: [Verb: Set<String>] = [:]
    var scopes: [WordID: (names: [String], except: [String])] = [:]
    let lexicon = policy.lexicon
    func names(_ refs: [Ref]) -> [String] { Self.names(refs, lexicon) }
    for section in policy.sections {
      for clause in section.clauses {
        for sentence in clause.rules {
          if sentence.mode.mode == .right {
            for case .scope(let words, let except) in sentence.tails.map(\.part) {
              for right in sentence.object.words where scopes[right.word] == nil {
                scopes[right.word] = (names(words), names(except))
              }
            }
          }
          // "even with R" names R as well: who is named is not somebody else.
          for tail in sentence.permittingTails {
            switch tail.part {
            case .recipients(let words):
              for verb in sentence.verbs {
                recipients[verb.verb, default: []].formUnion(names(words))
              }
            case .destinations(let words):
              for verb in sentence.verbs {
                destinations[verb.verb, default: []].formUnion(names(words))
              }
            default: break
            }
          }
        }
      }
    }
    // Sorted: moving a clause must not change the norms of another.
    self.recipients = recipients.mapValues { $0.sorted() }
    self.destinations = destinations.mapValues { $0.sorted() }
    self.scopes = scopes
  }

  // MARK: Names

  func name(_ ref: Ref) -> String { Self.name(ref, lexicon) }

  func names(_ refs: [Ref]) -> [String] { Self.names(refs, lexicon) }

  private static func name(_ ref: Ref, _ lexicon: Lexicon) -> String {
    lexicon.words.indices.contains(ref.word.index) ? lexicon.words[ref.word.index].name : ""
  }

  private static func names(_ refs: [Ref], _ lexicon: Lexicon) -> [String] {
    // Most lists are short; a long one is not searched for each of its names.
    guard refs.count > 16 else {
      var names: [String] = []
      names.reserveCapacity(refs.count)
      for ref in refs {
        let name = name(ref, lexicon)
        if !name.isEmpty, !names.contains(name) { names.append(name) }
      }
      return names
    }
    var seen: Set<String> = []
    return refs.map { name($0, lexicon) }.filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  func name(_ channel: ChannelRef) -> String {
    switch channel {
    case .channel(let ref): name(ref)
    case .contact(let id, _): id
    }
  }

  func isVague(_ ref: Ref) -> Bool {
    lexicon.words.indices.contains(ref.word.index) && lexicon[ref.word].vague != nil
  }

  /// The circumstances in conditions that nobody can compute, each once.
  func vague(in conditions: [Condition]) -> [String] {
    var found: [String] = []
    for condition in conditions {
      for case .circumstance(let name, _) in condition.anyOf where !found.contains(name) {
        guard let word = lexicon.find(.circumstance, name), lexicon[word].vague != nil else {
          continue
        }
        found.append(name)
      }
    }
    return found
  }

  // MARK: Actors

  func actor(_ who: Subject.Who) -> Actor {
    switch who {
    case .we: .we
    case .people: .people
    case .words(let kind, let refs): .named(kind, names(refs))
    }
  }

  /// Whom "only R may" forbids it: everybody who is not R.
  ///
  /// Roles are our staff, so "only we may" forbids it to recipients and persons alone.
  func everybodyBut(_ who: Subject.Who) -> [Actor] {
    switch who {
    case .words(let kind, let refs): return [.anybodyBut(kind, names(refs))]
    case .people: return [.anybodyBut(.person, people)]
    case .we:
      return [Kind.recipient, .person].compactMap { kind in
        let names = lexicon.words.filter { $0.kind == kind && $0.parents.isEmpty }.map(\.name)
          .sorted()
        return names.isEmpty ? nil : .named(kind, names)
      }
    }
  }

  // MARK: Time

  /// The names under which a happening is told: the word, what it includes, the event `X-request` that
  /// every request `X` has, and the request beside such an event.
  ///
  /// Nobody tells a service that inactivity happened; it counts from the last activity.
  func happenings(_ ref: Ref) -> [String] {
    guard lexicon.words.indices.contains(ref.word.index) else { return [] }
    let word = lexicon[ref.word]
    if word.name == "inactivity" { return ["last-activity"] }
    var words = lexicon.descendants(of: ref.word)
    for id in words where lexicon[id].kind == .event && lexicon[id].name.hasSuffix(Self.twin) {
      let request = String(lexicon[id].name.dropLast(Self.twin.count))
      guard let twin = lexicon.find(.request, request) else { continue }
      words.formUnion(lexicon.descendants(of: twin))
    }
    var names: Set<String> = []
    for id in words {
      names.insert(lexicon[id].name)
      if lexicon[id].kind == .request { names.insert(lexicon[id].name + Self.twin) }
    }
    return names.sorted()
  }

  private static let twin = "-request"

  func end(_ span: TimeSpan) -> Period.End {
    Period.End(span: span.span, since: span.anchor.map { happenings($0) } ?? [])
  }

  /// *until A or B* ends with the earlier; *until A and B* when both have come.
  func ends(_ tests: Tests) -> [[Period.End]] {
    let ends = tests.items.compactMap { item -> Period.End? in
      guard case .happening(let ref) = item else { return nil }
      return Period.End(since: happenings(ref))
    }
    guard !ends.isEmpty else { return [] }
    return tests.isAnyOf ? ends.map { [$0] } : [ends]
  }

  // MARK: Tests

  func test(_ tests: Tests) -> Test {
    Test(
      tests.items.map { item in
        switch item {
        case .circumstance(let ref): .circumstance(name(ref))
        case .happening(let ref): .happened(happenings(ref))
        case .consent(let ref): .consent([name(ref)])
        }
      }, isAnyOf: tests.isAnyOf)
  }

  /// What a tail tests; nil for a tail that tests nothing.
  func test(_ part: Tail.Part, verb: Verb?, isForbid: Bool) -> Test? {
    switch part {
    case .purposes(let words): Test(.among(.purpose, names(words)))
    case .recipients(let words): Test(.among(.recipient, names(words)))
    case .anyoneElse:
      Test(.notAmong(.recipient, verb.flatMap { recipients[$0] } ?? [], whenUnstated: false))
    case .anyone: isForbid ? nil : Test(.notAmong(.recipient, [], whenUnstated: false))
    case .people: Test(.among(.person, people, whenUnstated: true))
    case .persons(let words, _): Test(.among(.person, names(words)))
    case .destinations(let words): Test(.among(.region, names(words)))
    case .anywhereElse:
      Test(.notAmong(.region, verb.flatMap { destinations[$0] } ?? [], whenUnstated: false))
    case .anywhere: isForbid ? nil : Test(.notAmong(.region, [], whenUnstated: false))
    case .touchpoints(let words): Test(.among(.touchpoint, names(words)))
    case .consent(let words): Test(.consent(names(words)))
    case .withoutConsent: Test(.consent([], negated: true))
    case .form(let words): Test(.among(.form, names(words)))
    case .places(let words): Test(.among(.jurisdiction, names(words)))
    case .underAge(let age): Test(.ageUnder(age.value))
    case .measures(let words): Test(names(words).map { .circumstance($0) })
    case .if(let tests): test(tests)
    case .after(let tests):
      test(tests)
    case .afterSpan(let span):
      if let anchor = span.anchor {
        Test(.happened(happenings(anchor), after: span.span))
      } else {
        Test(.over(Period(ends: [[Period.End(span: span.span)]])))
      }
    case .whileHolds(let word): Test(.circumstance(name(word)))
    default: nil
    }
  }
}

extension RuleSentence {
  /// The tails of what the sentence permits: by *may*, by *must*, and by *may not … unless*.
  var permittingTails: [Tail] {
    let second = butNot?.tails ?? []
    return (isPermitting ? tails : []) + (second.contains { $0.isUnless } ? second : [])
  }

  private var isPermitting: Bool {
    switch mode.mode {
    case .may, .must: true
    case .mayNot, .mustNot: tails.contains { $0.isUnless }
    case .never, .right: false
    }
  }
}

extension Tail {
  fileprivate var isUnless: Bool {
    if case .unless = part { true } else { false }
  }
}
