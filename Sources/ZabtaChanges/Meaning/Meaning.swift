import ZabtaRuntime

/// Norms in a form in which the same meaning is the same value: without the clause that says it,
/// without order where order means nothing.
enum Meaning {
  /// What a sentence says.
  static func of(_ norms: [Norm]) -> Set<Norm> {
    Set(norms.map(canonical))
  }

  static func canonical(_ norm: Norm) -> Norm {
    var norm = norm
    norm.clause = ""
    norm.sentence = 0
    norm.actor =
      switch norm.actor {
      case .we, .people: norm.actor
      case .named(let kind, let names): .named(kind, sorted(names))
      case .anybodyBut(let kind, let names): .anybodyBut(kind, sorted(names))
      }
    norm.object.names = sorted(norm.object.names)
    norm.object.except = sorted(norm.object.except)
    norm.when = unique(norm.when.map(canonical)) { $0.anyOf.map(key).joined(separator: "|") }
    norm.obligations = sorted(norm.obligations)
    norm.measures = sorted(norm.measures)
    norm.channels = sorted(norm.channels)
    norm.grounds = sorted(norm.grounds)
    norm.afterwards = Set(norm.afterwards).sorted { $0.rawValue < $1.rawValue }
    norm.vague = sorted(norm.vague)
    norm.period = norm.period.map(canonical)
    if let since = norm.deadline?.since { norm.deadline?.since = sorted(since) }
    return norm
  }

  private static func canonical(_ condition: Condition) -> Condition {
    Condition(anyOf: unique(condition.anyOf.map(canonical), by: key))
  }

  private static func canonical(_ fact: Fact) -> Fact {
    switch fact {
    case .among(let dimension, let names, let unstated):
      .among(dimension, sorted(names), whenUnstated: unstated)
    case .notAmong(let dimension, let names, let unstated):
      .notAmong(dimension, sorted(names), whenUnstated: unstated)
    case .consent(let names, let negated): .consent(sorted(names), negated: negated)
    case .happened(let names, let after, let negated):
      .happened(sorted(names), after: after, negated: negated)
    case .over(let period, let negated): .over(canonical(period), negated: negated)
    case .circumstance, .ageUnder: fact
    }
  }

  private static func canonical(_ period: Period) -> Period {
    let ends = period.ends.map { alternative in
      unique(alternative.map { Period.End(span: $0.span, since: sorted($0.since)) }, by: key)
    }
    return Period(ends: unique(ends) { $0.map(key).joined(separator: "+") })
  }

  private static func sorted(_ names: [String]) -> [String] { Set(names).sorted() }

  private static func unique<Value: Hashable>(
    _ values: [Value], by key: (Value) -> String
  ) -> [Value] {
    values.count < 2 ? values : Set(values).map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func key(_ end: Period.End) -> String {
    "\(end.span.map(text) ?? "")@\(end.since.joined(separator: ","))"
  }

  static func text(_ span: Span) -> String { "\(span.count)\(span.unit.rawValue)" }

  static func key(_ fact: Fact) -> String {
    switch fact {
    case .among(let dimension, let names, let unstated):
      "a\(dimension.rawValue)\(unstated)\(names)"
    case .notAmong(let dimension, let names, let unstated):
      "n\(dimension.rawValue)\(unstated)\(names)"
    case .consent(let names, let negated): "c\(negated)\(names)"
    case .circumstance(let name, let negated): "i\(negated)\(name)"
    case .ageUnder(let age, let negated): "u\(negated)\(age)"
    case .happened(let names, let after, let negated): "h\(negated)\(after.map(text) ?? "")\(names)"
    case .over(let period, let negated):
      "o\(negated)\(period.ends.map { $0.map(key).joined(separator: "+") })"
    }
  }
}
