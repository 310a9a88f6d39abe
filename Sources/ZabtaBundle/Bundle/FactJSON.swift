import ZabtaRuntime

/// Conditions in JSON: a fact, as a list that reads like a sentence, or `{"any": [fact, …]}`.
enum FactJSON {
  static func write(_ condition: Condition) -> JSONValue {
    condition.anyOf.count == 1
      ? write(condition.anyOf[0]) : .object(["any": .array(condition.anyOf.map(write))])
  }

  static func read(_ node: JSONNode) throws(JSONError) -> Condition {
    guard case .object = node.value else { return Condition(try fact(node)) }
    let any = try node.members(only: ["any"]).required("any")
    let facts = try any.map(fact)
    guard facts.count > 1 else { throw any.fault("at least two facts are expected") }
    return Condition(anyOf: facts)
  }

  // MARK: Writing

  private static func write(_ fact: Fact) -> JSONValue {
    switch fact {
    case .among(let dimension, let list, let whenUnstated):
      sentence(
        dimension.rawValue, "in", names(list), whenUnstated ? .string(unstatedPasses) : nil)
    case .notAmong(let dimension, let list, let whenUnstated):
      sentence(
        dimension.rawValue, "not in", names(list), whenUnstated ? nil : .string(unstatedFails))
    case .consent(let list, let isNegated):
      sentence("consent", isNegated ? "none" : "any", names(list))
    case .circumstance(let name, let isNegated):
      sentence("circumstance", isNegated ? "fails" : "holds", .string(name))
    case .ageUnder(let age, let isNegated):
      sentence("age", isNegated ? "not under" : "under", .int(age))
    case .happened(let list, let after, let isNegated):
      sentence(
        "event", isNegated ? "not happened" : "happened", names(list),
        after.map { .string(TimeJSON.text($0)) })
    case .over(let period, let isNegated):
      sentence("period", isNegated ? "running" : "over", TimeJSON.write(period))
    }
  }

  private static func sentence(
    _ subject: String, _ relation: String, _ object: JSONValue, _ rest: JSONValue? = nil
  ) -> JSONValue {
    .array([.string(subject), .string(relation), object] + (rest.map { [$0] } ?? []))
  }

  private static let unstatedPasses = "unstated-passes"
  private static let unstatedFails = "unstated-fails"

  // MARK: Reading

  private static func fact(_ node: JSONNode) throws(JSONError) -> Fact {
    let parts = try node.array()
    guard parts.count == 3 || parts.count == 4 else {
      throw node.fault("a fact has three or four parts, this has \(parts.count)")
    }
    let subject = try parts[0].string()
    let rest = parts.count == 4 ? parts[3] : nil
    if let dimension = Dimension(rawValue: subject) {
      let isIn = try choice(parts[1], "in", "not in")
      let passes = try unstated(rest, byDefault: !isIn)
      let names = try parts[2].strings()
      return isIn
        ? .among(dimension, names, whenUnstated: passes)
        : .notAmong(dimension, names, whenUnstated: passes)
    }
    if subject == "event" {
      let holds = try choice(parts[1], "happened", "not happened")
      return .happened(
        try parts[2].strings(), after: try rest.map(TimeJSON.span), negated: !holds)
    }
    if let rest { throw rest.fault("a fact about \(subject) has three parts") }
    switch subject {
    case "consent":
      return .consent(try parts[2].strings(), negated: try !choice(parts[1], "any", "none"))
    case "circumstance":
      return .circumstance(try parts[2].string(), negated: try !choice(parts[1], "holds", "fails"))
    case "age":
      return .ageUnder(try parts[2].int(), negated: try !choice(parts[1], "under", "not under"))
    case "period":
      return .over(
        try TimeJSON.period(parts[2]), negated: try !choice(parts[1], "over", "running"))
    default: throw parts[0].fault("there are no facts about \"\(subject)\"")
    }
  }

  /// True for the first of two words.
  private static func choice(
    _ node: JSONNode, _ first: String, _ second: String
  ) throws(JSONError) -> Bool {
    let text = try node.string()
    guard text == first || text == second else {
      throw node.fault("\"\(first)\" or \"\(second)\" is expected")
    }
    return text == first
  }

  private static func unstated(
    _ node: JSONNode?, byDefault: Bool
  ) throws(JSONError) -> Bool {
    guard let node else { return byDefault }
    // Only what differs from the default is written, so that a fact has one form.
    let other = byDefault ? unstatedFails : unstatedPasses
    guard try node.string() == other else {
      throw node.fault("\"\(other)\" or nothing is expected")
    }
    return !byDefault
  }
}
