/// Checks that content hangs together: every word and clause that it refers to is there, and its
/// size is bounded.
///
/// The first fault is thrown.
struct ContentCheck {
  /// The most words of one kind.
  ///
  /// Sets of atoms take memory in the square of it.
  static let wordLimit = 4096
  /// The most norms.
  static let normLimit = 200_000
  /// The most names that a norm may list in all.
  static let nameLimit = 10_000

  private let content: BundleContent
  private var names: [Kind: Set<String>] = [:]

  /// Checks content.
  static func check(_ content: BundleContent) throws(RulesetError) {
    var check = ContentCheck(content: content)
    try check.words()
    let clauses = try check.clauses()
    guard content.norms.count <= normLimit else {
      throw RulesetError(path: "norms", reason: "there are more than \(normLimit) norms")
    }
    for (index, norm) in content.norms.enumerated() {
      try check.norm(norm, path: "norms[\(index)]", clauses: clauses)
    }
  }

  private init(content: BundleContent) {
    self.content = content
  }

  // MARK: Words and clauses

  private mutating func words() throws(RulesetError) {
    for (index, word) in content.words.enumerated() {
      guard names[word.kind, default: []].insert(word.name).inserted else {
        throw RulesetError(
          path: "words[\(index)]",
          reason: "the \(word.kind.rawValue) \"\(word.name)\" is declared twice")
      }
      guard names[word.kind, default: []].count <= ContentCheck.wordLimit else {
        throw RulesetError(
          path: "words[\(index)]",
          reason: "there are more than \(ContentCheck.wordLimit) words of one kind")
      }
    }
    for (index, word) in content.words.enumerated() {
      try known(word.includes, [word.kind], "words[\(index)].includes")
    }
    try known(content.people, [.person], "people")
    guard (-1080...1080).contains(content.timeZone) else {
      throw RulesetError(path: "timeZone", reason: "at most 18 hours from UTC are expected")
    }
  }

  private func clauses() throws(RulesetError) -> Set<String> {
    var ids: Set<String> = []
    for (index, clause) in content.clauses.enumerated() where !ids.insert(clause.id).inserted {
      throw RulesetError(
        path: "clauses[\(index)].id", reason: "the clause \"\(clause.id)\" stands here twice")
    }
    return ids
  }

  // MARK: Norms

  private func norm(_ norm: Norm, path: String, clauses: Set<String>) throws(RulesetError) {
    guard clauses.contains(norm.clause) else {
      throw RulesetError(
        path: path + ".clause", reason: "there is no clause \"\(norm.clause)\"")
    }
    guard norm.sentence >= 0 else {
      throw RulesetError(path: path + ".sentence", reason: "a number from 0 is expected")
    }
    let expected = norm.action.objectKind
    guard norm.object.kind == expected else {
      throw RulesetError(
        path: path + ".object",
        reason: "to \(norm.action.rawValue) takes a \(expected.rawValue), "
          + "not a \(norm.object.kind.rawValue)")
    }
    let facts = norm.when.map(\.anyOf.count).reduce(0, +)
    guard facts <= ContentCheck.nameLimit else {
      throw RulesetError(
        path: path + ".when", reason: "there are more than \(ContentCheck.nameLimit) facts")
    }
    try known(norm.object.names, [expected], path + ".object")
    try known(norm.object.except, [expected], path + ".object")
    try actor(norm.actor, path + ".actor")
    for (index, condition) in norm.when.enumerated() {
      let place = path + ".when[\(index)]"
      guard !condition.anyOf.isEmpty else {
        throw RulesetError(path: place, reason: "a condition needs at least one fact")
      }
      for fact in condition.anyOf { try self.fact(fact, norm.action, place) }
    }
    if let period = norm.period { try self.period(period, path + ".period") }
    if let deadline = norm.deadline {
      try events(deadline.since, path + ".deadline")
      if case .within(let span) = deadline.measure { try self.span(span, path + ".deadline") }
    }
    if let notice = norm.notice { try span(notice, path + ".notice") }
    try known(norm.obligations, [.measure], path + ".obligations")
    try known(norm.measures, [.measure], path + ".measures")
    try known(norm.grounds, [.reason], path + ".grounds")
    try known(norm.vague, [.circumstance], path + ".vague")
  }

  private func actor(_ actor: Actor, _ path: String) throws(RulesetError) {
    switch actor {
    case .we, .people: return
    case .named(let kind, let names), .anybodyBut(let kind, let names):
      guard [.role, .recipient, .person].contains(kind) else {
        throw RulesetError(path: path, reason: "a \(kind.rawValue) cannot act")
      }
      try known(names, [kind], path)
    }
  }

  private func fact(_ fact: Fact, _ action: Action, _ path: String) throws(RulesetError) {
    switch fact {
    case .among(let dimension, let names, _), .notAmong(let dimension, let names, _):
      try known(names, [dimension.kind(for: action)], path)
    case .consent(let names, _): try known(names, [.consent], path)
    case .circumstance(let name, _): try known([name], [.circumstance, .measure], path)
    case .ageUnder: return
    case .happened(let names, let after, _):
      try events(names, path)
      if let after { try span(after, path) }
    case .over(let period, _): try self.period(period, path)
    }
  }

  private func period(_ period: Period, _ path: String) throws(RulesetError) {
    for ends in period.ends {
      guard !ends.isEmpty else {
        throw RulesetError(path: path, reason: "an alternative needs at least one end")
      }
      for end in ends {
        try events(end.since, path)
        if let span = end.span { try self.span(span, path) }
      }
    }
  }

  private func span(_ span: Span, _ path: String) throws(RulesetError) {
    guard span.count >= 0 else {
      throw RulesetError(path: path, reason: "a time cannot be negative")
    }
  }

  /// Events are events, requests and touchpoints, and `X-request` for the making of a request X.
  private func events(_ list: [String], _ path: String) throws(RulesetError) {
    let twins = "-request"
    for name in list {
      // "inactivity" counts from the last activity, which a policy need not declare.
      if name == "last-activity" { continue }
      if name.hasSuffix(twins), isKnown(String(name.dropLast(twins.count)), [.request]) { continue }
      try known([name], [.event, .request, .touchpoint], path)
    }
  }

  private func known(_ list: [String], _ kinds: [Kind], _ path: String) throws(RulesetError) {
    guard list.count <= ContentCheck.nameLimit else {
      throw RulesetError(
        path: path, reason: "there are more than \(ContentCheck.nameLimit) names")
    }
    for name in list where !isKnown(name, kinds) {
      throw RulesetError(
        path: path, reason: "there is no \(kinds[0].rawValue) \"\(name)\" among the words")
    }
  }

  private func isKnown(_ name: String, _ kinds: [Kind]) -> Bool {
    kinds.contains { kind in
      names[kind]?.contains(name) == true || (kind == .place && Places.isBuiltIn(name))
    }
  }
}
