import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Random requests over a policy's vocabulary.
///
/// Most begin with a sentence of the policy, so that
/// its tests hold, and then vary a thing or two: such requests live where permission and
/// prohibition meet.
struct RandomRequests {
  let policy: Policy
  private let rules: [RuleSentence]
  /// The sentences that every other request begins with; all of them where empty.
  private let near: [RuleSentence]
  private let names: [Kind: [String]]
  private let moments: RandomMoments
  private let words: ReferenceWords

  init(policy: Policy, near: [RuleSentence] = []) {
    self.policy = policy
    self.near = near
    rules = policy.clauses.flatMap(\.rules)
    names = Dictionary(grouping: policy.lexicon.words, by: \.kind).mapValues { $0.map(\.name) }
    moments = RandomMoments(policy: policy)
    words = ReferenceWords(policy.lexicon)
  }

  /// A question of each kind in turn: of twelve, ten ask for a decision.
  func question(_ index: Int, _ random: inout SplitMix64) -> Question {
    switch index % 12 {
    case 5: .retention(retentionQuestion(&random))
    case 11: .deadline(deadlineQuestion(&random))
    default: .decision(request(&random))
    }
  }

  /// A request that stands for so few simple cases that the reference can look at each.
  func request(_ random: inout SplitMix64) -> Request {
    for _ in 0..<20 {
      let request = draft(&random)
      if size(request) <= 150 { return request }
    }
    return Request(
      subject: .init(type: "organisation", id: policy.publisher.id), action: "store",
      resource: .init(type: "data", id: "nothing"))
  }

  private func draft(_ random: inout SplitMix64) -> Request {
    var request = Request(
      subject: subject(&random), action: action(&random), resource: .init(type: "", id: ""))
    request.resource = resource(of: request.action, &random)
    if let rule = random.pick(!near.isEmpty && random.oneIn(2) ? near : rules), !random.oneIn(6) {
      follow(rule, &request, &random)
    }
    for _ in 0..<(random.pick([0, 0, 0, 1, 1, 1, 2, 4]) ?? 0) { vary(&request, &random) }
    return request
  }

  // MARK: From a sentence

  private func follow(_ rule: RuleSentence, _ request: inout Request, _ random: inout SplitMix64) {
    let isSecond = rule.butNot != nil && random.oneIn(2)
    let object = isSecond ? rule.butNot?.object ?? rule.object : rule.object
    let tails = isSecond ? rule.butNot?.tails ?? [] : rule.tails
    switch rule.subject.who {
    case .we: request.subject = .init(type: "organisation", id: policy.publisher.id)
    case .people:
      if let person = random.pick(policy.people) {
        request.subject = .init(type: "person", id: policy.lexicon[person].name)
      }
    case .words(let kind, let refs):
      if let name = nearby(kind, refs, &random) {
        request.subject = .init(type: kind.rawValue, id: name)
      }
    }
    if rule.mode.mode == .right {
      request.action = "request"
      if random.oneIn(2),
        rule.object.words.contains(where: { policy.lexicon[$0.word].name == "deletion" })
      {
        request.subject = .init(type: "organisation", id: policy.publisher.id)
        request.action = "delete"
        request.context.events["deletion"] = .some(nil)
      }
    } else if let verb = random.pick(rule.verbs)?.verb {
      request.action = verb.rawValue
      if verb == .collect, random.oneIn(4) { request.action = "store" }
      if verb == .keep, random.oneIn(3) { request.action = "delete" }
    }
    if request.action == "delete", rule.mode.mode == .right {
      if let name = random.pick(names[.data] ?? []) {
        request.resource = .init(type: "data", id: name)
      }
    } else if let name = nearby(object.kind, object.words, &random) {
      request.resource = .init(type: object.kind.rawValue, id: name)
    }
    if let place = random.pick(rule.subject.places) {
      request.context.jurisdiction = policy.lexicon[place.word].name
    }
    if let under = rule.subject.under { request.context.age = under.value - random.number(0...1) }
    if random.oneIn(3) { request.context.on = moments.on(&random) }
    for tail in tails { follow(tail, &request, &random) }
  }

  private func follow(_ tail: Tail, _ request: inout Request, _ random: inout SplitMix64) {
    func set(_ key: WritableKeyPath<Context, String?>, _ kind: Kind, _ refs: [Ref]) {
      request.context[keyPath: key] = nearby(kind, refs, &random)
    }
    switch tail.part {
    case .purposes(let refs):
      set(\.purpose, request.action == "penalise" ? .request : .purpose, refs)
    case .recipients(let refs): set(\.recipient, .recipient, refs)
    case .anyone, .anyoneElse: request.context.recipient = random.pick(names[.recipient] ?? [])
    case .people: request.context.person = random.pick(names[.person] ?? [])
    case .persons(let refs, _): set(\.person, .person, refs)
    case .destinations(let refs): set(\.region, .place, refs)
    case .anywhere, .anywhereElse: request.context.region = place(&random)
    case .touchpoints(let refs): set(\.touchpoint, .touchpoint, refs)
    case .form(let refs): set(\.form, .form, refs)
    case .places(let refs): set(\.jurisdiction, .place, refs)
    case .underAge(let years): request.context.age = years.value - random.number(0...1)
    case .consent(let refs):
      if let name = nearby(.consent, refs, &random) { grant(name, &request.context, &random) }
    case .measures(let refs):
      if let name = nearby(.measure, refs, &random) { request.context.circumstances.append(name) }
    case .if(let tests), .after(let tests): tell(tests, &request.context, &random)
    case .unless(let tests): if random.oneIn(2) { tell(tests, &request.context, &random) }
    case .untilTests(let tests): if random.oneIn(2) { tell(tests, &request.context, &random) }
    case .afterSpan(let span), .keepFor(let span), .untilSpan(let span):
      let on = request.context.on ?? moments.on(&random)
      request.context.on = on
      if let anchor = span.anchor {
        let name = policy.lexicon[anchor.word].name
        request.context.events[name == "inactivity" ? "last-activity" : name] =
          .some(moments.before(on, &random))
      } else {
        request.context.created = moments.before(on, &random)
      }
    case .whileHolds(let ref):
      if !random.oneIn(3) { request.context.circumstances.append(policy.lexicon[ref.word].name) }
    default: break
    }
  }

  private func tell(_ tests: Tests, _ context: inout Context, _ random: inout SplitMix64) {
    for item in tests.items where !random.oneIn(5) {
      switch item {
      case .circumstance(let ref):
        if let name = nearby(policy.lexicon[ref.word].kind, [ref], &random) {
          context.circumstances.append(name)
        }
      case .happening(let ref):
        if let name = nearby(policy.lexicon[ref.word].kind, [ref], &random) {
          happen(name, &context, &random)
        }
      case .consent(let ref):
        if let name = nearby(.consent, [ref], &random) { grant(name, &context, &random) }
      }
    }
  }

  /// Mostly the word itself; now and then a part of it, or something that includes it.
  private func nearby(_ kind: Kind, _ refs: [Ref], _ random: inout SplitMix64) -> String? {
    guard let ref = random.pick(refs) else { return random.pick(names[kind] ?? []) }
    let lexicon = policy.lexicon
    switch random.number(0...7) {
    case 0, 1:
      return random.pick(lexicon.descendants(of: ref.word).sorted()).map { lexicon[$0].name }
    case 2:
      return random.pick(lexicon.ancestors(of: ref.word).sorted()).map { lexicon[$0].name }
    default: return lexicon[ref.word].name
    }
  }

  // MARK: Anything

  func vary(_ request: inout Request, _ random: inout SplitMix64) {
    switch random.number(0...15) {
    case 0: request.subject = subject(&random)
    case 1: request.action = action(&random)
    case 2, 3: request.resource = resource(of: request.action, &random)
    case 4: request.context.recipient = word(.recipient, &random)
    case 5: request.context.purpose = word(.purpose, &random)
    case 6: request.context.touchpoint = word(.touchpoint, &random)
    case 7: request.context.form = word(.form, &random)
    case 8: request.context.person = word(.person, &random)
    case 9: request.context.region = random.oneIn(4) ? nil : place(&random)
    case 10: request.context.jurisdiction = random.oneIn(4) ? nil : place(&random)
    case 11: if let name = word(.consent, &random) { grant(name, &request.context, &random) }
    case 12:
      let kind: Kind = random.oneIn(4) ? .measure : .circumstance
      if let name = word(kind, &random) { request.context.circumstances.append(name) }
    case 13: request.context.age = random.oneIn(4) ? nil : random.number(12...20)
    case 14: request.context.on = random.oneIn(2) ? nil : moments.on(&random)
    default:
      if random.oneIn(4) {
        happen("consent-withdrawal", &request.context, &random)
      } else if let kind = random.pick([Kind.event, .event, .request, .touchpoint]),
        let name = word(kind, &random)
      {
        happen(name, &request.context, &random)
      }
    }
  }

  private func subject(_ random: inout SplitMix64) -> Request.Entity {
    switch random.number(0...9) {
    case 0...4: return .init(type: "organisation", id: policy.publisher.id)
    case 5, 6: return .init(type: "role", id: word(.role, &random) ?? "nobody")
    case 7: return .init(type: "person", id: word(.person, &random) ?? "nobody")
    case 8: return .init(type: "recipient", id: word(.recipient, &random) ?? "nobody")
    default:
      return random.oneIn(3)
        ? .init(type: "organisation", id: "another")
        : .init(type: "organisation", id: policy.publisher.id)
    }
  }

  private func action(_ random: inout SplitMix64) -> String {
    random.oneIn(40) ? "admire" : random.pick(Action.allCases)?.rawValue ?? "use"
  }

  private func resource(of action: String, _ random: inout SplitMix64) -> Request.Entity {
    let kind: Kind =
      switch action {
      case "send": .message
      case "set": .cookie
      case "answer", "resolve", "request": .request
      case "announce": .event
      case "penalise": .person
      default: .data
      }
    let other = random.oneIn(50) ? Kind.purpose : kind
    return .init(type: other.rawValue, id: word(kind, &random) ?? "nothing")
  }

  /// A word of the kind; sometimes none, rarely one that the policy lacks.
  private func word(_ kind: Kind, _ random: inout SplitMix64) -> String? {
    if random.oneIn(40) { return "no-such-word" }
    if random.oneIn(8) { return nil }
    return random.pick(names[kind] ?? [])
  }

  private func place(_ random: inout SplitMix64) -> String? {
    let declared = names[.place] ?? []
    let others = [
      "PK", "US", "US-CA", "US-NY", "DE", "FR", "EU", "GB", "CH", "PK-SD", "XX", "DE-BY",
    ]
    return random.pick(random.oneIn(2) && !declared.isEmpty ? declared : others)
  }

  private func grant(_ name: String, _ context: inout Context, _ random: inout SplitMix64) {
    context.consent[name] = .some(random.oneIn(3) ? moment(&context, &random) : nil)
  }

  private func happen(_ name: String, _ context: inout Context, _ random: inout SplitMix64) {
    var event = name == "inactivity" ? "last-activity" : name
    if random.oneIn(6), names[.event]?.contains("\(event)-request") == true { event += "-request" }
    context.events[event] = .some(random.oneIn(2) ? moment(&context, &random) : nil)
  }

  private func moment(_ context: inout Context, _ random: inout SplitMix64) -> Moment {
    let on = context.on ?? moments.on(&random)
    if context.on == nil, !random.oneIn(4) { context.on = on }
    return moments.before(on, &random)
  }

  /// How many simple cases the request stands for.
  func size(_ request: Request) -> Int {
    func count(_ kind: Kind, _ word: String?) -> Int {
      word.flatMap { words.atoms(kind, $0)?.count } ?? 1
    }
    let context = request.context
    var size = count(Kind(rawValue: request.resource.type) ?? .data, request.resource.id)
    size *= count(.recipient, context.recipient) * count(.purpose, context.purpose)
    size *= count(.touchpoint, context.touchpoint) * count(.form, context.form)
    size *= count(.person, context.person) * count(.place, context.region)
    return size * count(.place, context.jurisdiction)
  }

  // MARK: Retention and deadlines

  /// A question about a record.
  func retentionQuestion(_ random: inout SplitMix64) -> RetentionQuestion {
    let on = moments.day(&random)
    var request = Request(
      subject: .init(type: "", id: ""), action: "", resource: .init(type: "", id: ""))
    request.context.on = on
    let verbs: Set<Verb> = [.keep, .delete, .archive, .anonymise]
    let keeping = rules.filter { $0.verbs.contains { verbs.contains($0.verb) } }
    if let rule = random.pick(keeping), !random.oneIn(8) {
      follow(rule, &request, &random)
    } else if let name = word(.data, &random) {
      request.resource = .init(type: "data", id: name)
    }
    var question = RetentionQuestion(record: request.resource.id, on: on)
    question.created =
      request.context.created ?? (random.oneIn(3) ? nil : moments.before(on, &random))
    question.form = request.context.form
    question.circumstances = request.context.circumstances
    question.events = request.context.events
    for _ in 0..<(random.pick([0, 0, 0, 1, 2]) ?? 0) {
      var context = Context()
      context.on = on
      switch random.number(0...5) {
      case 0: question.form = word(.form, &random)
      case 1: if let name = word(.circumstance, &random) { question.circumstances.append(name) }
      case 2: question.events = [:]
      case 3:
        for name in ["deletion", "deletion-request", "erasure"] where random.oneIn(3) {
          happen(name, &context, &random)
        }
        question.events.merge(context.events) { _, new in new }
      default:
        if let name = word(.event, &random) { happen(name, &context, &random) }
        question.events.merge(context.events) { _, new in new }
      }
    }
    return question
  }

  /// A question about a request of a person.
  func deadlineQuestion(_ random: inout SplitMix64) -> DeadlineQuestion {
    let jurisdiction = random.oneIn(2) ? nil : place(&random)
    return DeadlineQuestion(
      request: word(.request, &random) ?? "no-such-word", received: moments.on(&random),
      jurisdiction: jurisdiction)
  }
}
