import ZabtaModel
import ZabtaRuntime

extension Norm {
  /// The norm on one line: "forbid we share phone, recipient logistics-partner, purpose not delivery (only)".
  var text: String {
    var text = "\(effect.rawValue) \(actor.text) \(action.rawValue) \(object.text)"
    for condition in when { text += ", " + condition.anyOf.map(\.text).joined(separator: " or ") }
    if let period, origin == .floor, effect == .duty { text += ", period \(period.text)" }
    if let deadline { text += ", \(deadline.text)" }
    if let notice { text += ", \(notice.text) ahead" }
    if !obligations.isEmpty { text += ", obliges \(obligations.joined(separator: " "))" }
    if !measures.isEmpty { text += ", by \(measures.joined(separator: " "))" }
    if !channels.isEmpty { text += ", by \(channels.joined(separator: " "))" }
    if !grounds.isEmpty { text += ", because \(grounds.joined(separator: " "))" }
    if !afterwards.isEmpty { text += ", then \(afterwards.map(\.rawValue).joined(separator: " "))" }
    if !vague.isEmpty { text += ", vague \(vague.joined(separator: " "))" }
    return origin == .plain ? text : "\(text) (\(origin.rawValue))"
  }
}

extension Actor {
  fileprivate var text: String {
    switch self {
    case .we: "we"
    case .people: "people"
    case .named(_, let names): names.joined(separator: " ")
    case .anybodyBut(_, let names): "anybody but \(names.joined(separator: " "))"
    }
  }
}

extension Object {
  fileprivate var text: String {
    (isComplement ? "all but " : "") + names.joined(separator: " ")
      + (except.isEmpty ? "" : " except \(except.joined(separator: " "))")
  }
}

extension Fact {
  /// A "?" stands where an unstated word passes.
  fileprivate var text: String {
    switch self {
    case .among(let dimension, let names, let unstated):
      "\(dimension.rawValue) \(names.joined(separator: " "))\(unstated ? " ?" : "")"
    case .notAmong(let dimension, let names, let unstated):
      "\(dimension.rawValue) not \(names.joined(separator: " "))\(unstated ? " ?" : "")"
    case .consent(let names, let negated):
      "\(negated ? "no " : "")consent\(names.map { " \($0)" }.joined())"
    case .circumstance(let name, let negated): (negated ? "not " : "if ") + name
    case .ageUnder(let age, let negated): "\(negated ? "not " : "")under \(age)"
    case .happened(let names, let after, let negated):
      "\(negated ? "not " : "")\(after.map { "\($0.text) " } ?? "")after \(names.joined(separator: " "))"
    case .over(let period, let negated): "\(negated ? "not " : "")over \(period.text)"
    }
  }
}

extension Period {
  fileprivate var text: String {
    ends.map { $0.map(\.text).joined(separator: " + ") }.joined(separator: " / ")
  }
}

extension Period.End {
  fileprivate var text: String {
    [span?.text ?? "", since.joined(separator: " ")].filter { !$0.isEmpty }.joined(
      separator: " of ")
  }
}

extension Deadline {
  fileprivate var text: String {
    let typically = isTypical ? "typically " : ""
    return switch measure {
    case .within(let span): "\(typically)within \(span.text)"
    case .immediately: "\(typically)immediately"
    case .promptly: "\(typically)promptly"
    }
  }
}

extension Span {
  fileprivate var text: String { "\(count) \(unit.rawValue)" }
}
