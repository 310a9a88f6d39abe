import ZabtaBundle
import ZabtaRuntime

/// The editions of a policy with what it takes to ask them about their own words.
struct Policy: Sendable {
  let set: EditionSet
  private let words: [Kind: [String]]
  let answers: [AnswerJSON]
  private let clauses: [Set<String>]

  init(_ set: EditionSet) {
    self.set = set
    words = Dictionary(
      grouping: set.rulesets.suffix(2).flatMap(\.content.words), by: \.kind
    ).mapValues { $0.map(\.name) }
    answers = set.rulesets.map { AnswerJSON($0.content) }
    clauses = set.rulesets.map { Set($0.content.clauses.map(\.id)) }
  }

  init?(_ bytes: [UInt8]) {
    guard let set = try? BundleSetJSON.read(bytes) else { return nil }
    self.init(set)
  }

  /// Asks so many questions of every kind.
  func ask(_ count: Int, _ random: inout Damage) throws(Finding) {
    let clock = ContinuousClock()
    let start = clock.now
    for number in 0..<count {
      switch random.below(8) {
      case 0: try ask(retention(&random))
      case 1: try ask(deadline(&random))
      default: try ask(request(&random), on: moment(&random))
      }
      // Wide groups take long by right; what takes too long for one question is the fuzzer's to say.
      if number % 16 == 15, clock.now - start > .milliseconds(300) { return }
    }
  }

  /// Asks for a decision, of the set and of its newest edition, and writes the answer.
  func ask(_ request: Request, on moment: Moment) throws(Finding) {
    try check(
      set.decide(request, on: moment), at: set.index(inForceAt: request.context.on ?? moment))
    let newest = set.rulesets.count - 1
    guard newest >= 0 else { return }
    let decision = set.rulesets[newest].decide(request)
    try check(decision, at: newest)
    if decision.isPermitted, !decision.unknown.isEmpty,
      decision.unknown.contains(where: {
        !$0.hasPrefix("consent") && !$0.hasPrefix("events") && !$0.hasPrefix("circumstances")
      })
    {
      throw Finding("permitted though \(decision.unknown) is unknown: \(request)")
    }
  }

  func check(_ decision: Decision, at place: Int?) throws(Finding) {
    guard let place else {
      guard !decision.isPermitted else { throw Finding("permitted while no edition is in force") }
      return
    }
    guard decision.reasons.allSatisfy({ clauses[place].contains($0.clause) }) else {
      throw Finding("a clause is cited that is not there: \(decision.reasons)")
    }
    guard !decision.isPermitted || decision.reasons.contains(where: { $0.effect == .permit }) else {
      throw Finding("permitted by nothing")
    }
    try read(answers[place].decision(decision))
  }

  func ask(_ question: RetentionQuestion) throws(Finding) {
    let answer = set.retain(question)
    guard let place = set.index(inForceAt: question.on) else { return }
    guard answer.clauses.allSatisfy(clauses[place].contains) else {
      throw Finding("a clause is cited that is not there: \(answer.clauses)")
    }
    try read(answers[place].retention(answer))
  }

  func ask(_ question: DeadlineQuestion) throws(Finding) {
    let answer = set.deadline(question)
    guard let place = set.index(inForceAt: question.on ?? question.received) else { return }
    guard answer.clauses.allSatisfy(clauses[place].contains) else {
      throw Finding("a clause is cited that is not there: \(answer.clauses)")
    }
    try read(answers[place].deadline(answer))
  }

  func read(_ answer: [UInt8]) throws(Finding) {
    guard (try? JSONParser.parse(answer)) != nil else {
      throw Finding("an answer is no JSON: \(String(decoding: answer, as: UTF8.self))")
    }
  }

  // MARK: Questions

  func request(_ random: inout Damage) -> Request {
    let action = random.pick(Action.allCases, or: .share)
    let actorKind = random.pick([Kind.role, .recipient, .person], or: .role)
    let subject: Request.Entity =
      random.below(3) > 0
      ? .init(type: "organisation", id: set.rulesets.last?.content.publisher ?? "")
      : .init(type: actorKind.rawValue, id: word(actorKind, &random))
    let kind = random.onceIn(30) ? .place : action.objectKind
    var context = Context()
    if random.below(2) > 0 { context.recipient = word(.recipient, &random) }
    if random.below(3) > 0 {
      context.purpose = word(action == .penalise ? .request : .purpose, &random)
    }
    if random.below(3) == 0 { context.touchpoint = word(.touchpoint, &random) }
    if random.below(4) == 0 { context.form = word(.form, &random) }
    if random.below(4) == 0 { context.person = word(.person, &random) }
    if random.below(3) == 0 { context.region = word(.place, &random) }
    if random.below(3) == 0 { context.jurisdiction = word(.place, &random) }
    for _ in 0..<random.below(3) {
      context.consent.updateValue(stated(&random), forKey: word(.consent, &random))
    }
    for _ in 0..<random.below(3) {
      context.circumstances.append(word(random.onceIn(3) ? .measure : .circumstance, &random))
    }
    context.events = events(&random)
    if random.below(4) == 0 {
      context.age = random.pick([0, 12, 13, 17, 18, 99, -1, .max, .min], or: 0)
    }
    if random.below(2) == 0 { context.created = moment(&random) }
    if random.below(2) == 0 { context.on = moment(&random) }
    return Request(
      subject: subject, action: random.onceIn(40) ? "no-action" : action.rawValue,
      resource: .init(type: kind.rawValue, id: word(kind, &random)), context: context)
  }

  private func retention(_ random: inout Damage) -> RetentionQuestion {
    var question = RetentionQuestion(record: word(.data, &random), on: moment(&random))
    question.created = stated(&random)
    question.events = events(&random)
    for _ in 0..<random.below(3) { question.circumstances.append(word(.circumstance, &random)) }
    if random.below(3) == 0 { question.form = word(.form, &random) }
    return question
  }

  private func deadline(_ random: inout Damage) -> DeadlineQuestion {
    DeadlineQuestion(
      request: word(.request, &random), received: moment(&random),
      jurisdiction: random.below(2) == 0 ? word(.place, &random) : nil, on: stated(&random))
  }

  func events(_ random: inout Damage) -> [String: Moment?] {
    var events: [String: Moment?] = [:]
    for _ in 0..<random.below(4) {
      let kind = random.pick([Kind.event, .request, .touchpoint], or: .event)
      let twin = kind == .request && random.onceIn(2) ? "-request" : ""
      events.updateValue(stated(&random), forKey: word(kind, &random) + twin)
    }
    return events
  }

  func word(_ kind: Kind, _ random: inout Damage) -> String {
    if random.onceIn(20) { return random.pick(Self.strange, or: "") }
    if kind == .place, random.onceIn(2) { return random.pick(Self.places, or: "") }
    return random.pick(words[kind] ?? [], or: "nothing")
  }

  private func stated(_ random: inout Damage) -> Moment? {
    random.onceIn(3) ? nil : moment(&random)
  }

  func moment(_ random: inout Damage) -> Moment {
    let day = Day(number: 20_000 + random.below(3000))
    switch random.below(12) {
    case 0: return .day(Day(number: random.pick([.min, .max, -719_162, 2_932_896, 0], or: 0)))
    case 1:
      return .instant(
        seconds: random.pick([.min, .max, 0, -62_135_596_800, 253_402_300_799], or: 0),
        offset: random.pick([.min, .max, 0, 1439, -1439], or: 0))
    case 2..<5: return .instant(seconds: day.number * 86_400 + random.below(86_400), offset: 300)
    default: return .day(day)
    }
  }

  private static let places = [
    "EU", "PK", "US", "US-CA", "DE", "GB", "GB-ENG", "US-XX", "us", "XX",
  ]
  private static let strange = [
    "", "nothing", "\0", "é", "e\u{301}", "personal-data", "consent-withdrawal",
    String(repeating: "x", count: 5000), "-request", "a-request-request",
  ]
}
