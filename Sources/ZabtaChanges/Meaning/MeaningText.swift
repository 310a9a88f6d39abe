import ZabtaRuntime

extension Meaning {
  /// A canonical norm as one line that differs wherever the norm does; collects the words it names.
  static func text(_ norm: Norm, naming words: inout Set<String>) -> String {
    var parts = [norm.effect.rawValue, norm.action.rawValue, norm.origin.rawValue]
    switch norm.actor {
    case .we: parts.append("we")
    case .people: parts.append("people")
    case .named(let kind, let names):
      words.formUnion(names)
      parts.append("\(kind.rawValue)=\(names.joined(separator: ","))")
    case .anybodyBut(let kind, let names):
      words.formUnion(names)
      parts.append("\(kind.rawValue)!=\(names.joined(separator: ","))")
    }
    let object = norm.object
    words.formUnion(object.names + object.except)
    parts.append(
      "\(object.kind.rawValue)\(object.isComplement ? "!" : "")=\(object.names.joined(separator: ","))-"
        + object.except.joined(separator: ","))
    for condition in norm.when {
      for fact in condition.anyOf { words.formUnion(names(fact)) }
      parts.append(condition.anyOf.map(key).joined(separator: "|"))
    }
    if let period = norm.period { parts.append("period " + key(.over(period))) }
    if let deadline = norm.deadline {
      parts.append("deadline \(text(deadline.measure)) \(deadline.isTypical) \(deadline.since)")
    }
    if let notice = norm.notice { parts.append("notice \(text(notice))") }
    for (name, list) in [
      ("obligations", norm.obligations), ("measures", norm.measures), ("channels", norm.channels),
      ("grounds", norm.grounds), ("afterwards", norm.afterwards.map(\.rawValue)),
      ("vague", norm.vague),
    ] where !list.isEmpty {
      words.formUnion(list)
      parts.append("\(name) \(list.joined(separator: ","))")
    }
    return parts.joined(separator: "\u{1E}")
  }

  private static func names(_ fact: Fact) -> [String] {
    switch fact {
    case .among(_, let names, _), .notAmong(_, let names, _), .consent(let names, _),
      .happened(let names, _, _):
      names
    case .circumstance(let name, _): [name]
    case .over(let period, _): period.ends.joined().flatMap(\.since)
    case .ageUnder: []
    }
  }

  private static func text(_ measure: Deadline.Measure) -> String {
    switch measure {
    case .within(let span): "within \(text(span))"
    case .immediately: "immediately"
    case .promptly: "promptly"
    }
  }
}
