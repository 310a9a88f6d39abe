import ZabtaRuntime

/// The same rules written in another way: other names, another order.
struct Rewritten {
  private let names: [String: String]

  /// New spellings for all words of some content, but those that have a meaning of their own.
  init(_ content: BundleContent) {
    let fixed: Set = [
      "personal-data", "identified", "inactivity", "last-activity", "consent-withdrawal",
      "deletion", "erasure",
    ]
    var names: [String: String] = [:]
    // Spelt backwards and numbered, so that the order of names turns about as well.
    for (index, word) in content.words.enumerated() where names[word.name] == nil {
      let isCode = word.kind == .place && word.name.first?.isUppercase == true
      let isTwin = word.name.hasSuffix("-request")
      if fixed.contains(word.name) || isCode || isTwin { continue }
      names[word.name] = "z\(1000 - index)-\(String(word.name.reversed()))"
    }
    names[content.publisher] = "another-publisher"
    self.names = names
  }

  func callAsFunction(_ name: String) -> String {
    if let other = names[name] { return other }
    // The asking for something is named after it.
    let twin = "-request"
    guard name.hasSuffix(twin) else { return name }
    return self(String(name.dropLast(twin.count))) + twin
  }

  func callAsFunction(_ list: [String]) -> [String] { list.map { self($0) } }

  func callAsFunction(_ content: BundleContent) -> BundleContent {
    var content = content
    content.publisher = self(content.publisher)
    content.people = self(content.people)
    for index in content.words.indices {
      content.words[index].name = self(content.words[index].name)
      content.words[index].includes = self(content.words[index].includes)
    }
    for index in content.clauses.indices { content.clauses[index].id += "-renamed" }
    content.norms = content.norms.map { self($0) }
    return content
  }

  private func callAsFunction(_ norm: Norm) -> Norm {
    var norm = norm
    switch norm.actor {
    case .named(let kind, let names): norm.actor = .named(kind, self(names))
    case .anybodyBut(let kind, let names): norm.actor = .anybodyBut(kind, self(names))
    case .we, .people: break
    }
    norm.object.names = self(norm.object.names)
    norm.object.except = self(norm.object.except)
    norm.when = norm.when.map { Condition(anyOf: $0.anyOf.map { self($0) }) }
    norm.period = norm.period.map { self($0) }
    let since = norm.deadline?.since ?? []
    norm.deadline?.since = self(since)
    norm.obligations = self(norm.obligations)
    norm.measures = self(norm.measures)
    norm.channels = self(norm.channels)
    norm.grounds = self(norm.grounds)
    norm.vague = self(norm.vague)
    norm.clause += "-renamed"
    return norm
  }

  private func callAsFunction(_ fact: Fact) -> Fact {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      .among(dimension, self(names), whenUnstated: whenUnstated)
    case .notAmong(let dimension, let names, let whenUnstated):
      .notAmong(dimension, self(names), whenUnstated: whenUnstated)
    case .consent(let names, let negated): .consent(self(names), negated: negated)
    case .circumstance(let name, let negated): .circumstance(self(name), negated: negated)
    case .ageUnder: fact
    case .happened(let names, let after, let negated):
      .happened(self(names), after: after, negated: negated)
    case .over(let period, let negated): .over(self(period), negated: negated)
    }
  }

  private func callAsFunction(_ period: Period) -> Period {
    Period(ends: period.ends.map { $0.map { .init(span: $0.span, since: self($0.since)) } })
  }

  // MARK: Questions and answers

  func callAsFunction(_ question: Question) -> Question {
    switch question {
    case .decision(var request):
      request.subject.id = self(request.subject.id)
      request.resource.id = self(request.resource.id)
      for place in Place.contexts {
        guard let name = request.context[keyPath: place] else { continue }
        request.context[keyPath: place] = self(name)
      }
      request.context.consent = dated(request.context.consent)
      request.context.events = dated(request.context.events)
      request.context.circumstances = self(request.context.circumstances)
      return .decision(request)
    case .retention(var question):
      question.record = self(question.record)
      question.form = question.form.map { self($0) }
      question.events = dated(question.events)
      question.circumstances = self(question.circumstances)
      return .retention(question)
    case .deadline(var question):
      question.request = self(question.request)
      question.jurisdiction = question.jurisdiction.map { self($0) }
      return .deadline(question)
    }
  }

  func callAsFunction(_ answer: PlainAnswer) -> PlainAnswer {
    var answer = answer
    answer.citations = answer.citations.map { text in
      let parts = text.split(separator: " ")
      return "\(parts[0])-renamed" + (parts.count > 1 ? " \(parts[1])" : "")
    }
    answer.obligations = Set(self(Array(answer.obligations)))
    answer.unknown = Set(
      answer.unknown.map { text in
        let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
        return parts.count == 2 ? "\(parts[0]) \(self(parts[1]))" : text
      })
    return answer
  }

  private func dated(_ told: [String: Moment?]) -> [String: Moment?] {
    Dictionary(told.map { (self($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  // MARK: Order

  /// The same content with its norms, words and lists in another order.
  static func shuffled(_ content: BundleContent, _ random: inout SplitMix64) -> BundleContent {
    var content = content
    content.words.shuffle(using: &random)
    for index in content.words.indices { content.words[index].includes.shuffle(using: &random) }
    content.people.shuffle(using: &random)
    content.norms.shuffle(using: &random)
    for index in content.norms.indices {
      content.norms[index].object.names.shuffle(using: &random)
      content.norms[index].object.except.shuffle(using: &random)
      content.norms[index].obligations.shuffle(using: &random)
      content.norms[index].when.shuffle(using: &random)
      for place in content.norms[index].when.indices {
        let facts = content.norms[index].when[place].anyOf.shuffled(using: &random)
        content.norms[index].when[place].anyOf = facts.map { shuffled($0, &random) }
      }
    }
    return content
  }

  private static func shuffled(_ fact: Fact, _ random: inout SplitMix64) -> Fact {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      .among(dimension, names.shuffled(using: &random), whenUnstated: whenUnstated)
    case .notAmong(let dimension, let names, let whenUnstated):
      .notAmong(dimension, names.shuffled(using: &random), whenUnstated: whenUnstated)
    case .consent(let names, let negated):
      .consent(names.shuffled(using: &random), negated: negated)
    case .happened(let names, let after, let negated):
      .happened(names.shuffled(using: &random), after: after, negated: negated)
    case .circumstance, .ageUnder, .over: fact
    }
  }
}

/// An answer of any of the three kinds, to compare.
struct PlainAnswer: Equatable {
  var says: String
  var citations: [String]
  var obligations: Set<String> = []
  var unknown: Set<String>

  init(_ ruleset: Ruleset, _ question: Question) {
    switch question {
    case .decision(let request):
      let answer = ruleset.decide(request)
      says = "\(answer.isPermitted)"
      citations = answer.reasons.map { "\($0.clause) \($0.effect.rawValue)\($0.sentence)" }
      obligations = Set(answer.obligations)
      unknown = Set(answer.unknown)
    case .retention(let question):
      let answer = ruleset.retain(question)
      says = "\(answer.status) \(answer.until.map { "\($0.number)" } ?? "")"
      citations = answer.clauses
      unknown = Set(answer.unknown)
    case .deadline(let question):
      let answer = ruleset.deadline(question)
      says = "\(answer.due.map { "\($0)" } ?? "none") \(answer.isTypical)"
      citations = answer.clauses
      unknown = Set(answer.unknown)
    }
  }
}
