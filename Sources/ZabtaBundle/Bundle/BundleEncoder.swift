import ZabtaRuntime

/// Turns content into the JSON of a bundle.
///
/// Members without content are left out.
struct BundleEncoder {
  private let content: BundleContent

  init(_ content: BundleContent) {
    self.content = content
  }

  /// The whole bundle.
  func bundle() -> JSONValue {
    var members = ruling(labels: true)
    members["format"] = .string(BundleJSON.format)
    members["digest"] = .string(BundleJSON.digest(content))
    members["edition"] = .int(content.edition)
    members["date"] = content.date.map { .string($0) }
    members["effective"] = content.effective.map { .string($0.description) }
    members["clauses"] = .array(content.clauses.map(clause))
    return .object(members)
  }

  /// What the digest is taken of.
  func rules() -> JSONValue {
    .object(ruling(labels: false))
  }

  private func ruling(labels: Bool) -> [String: JSONValue] {
    var members: [String: JSONValue] = [
      "policy": .string(content.policy), "publisher": .string(content.publisher),
      "timeZone": .string(offset(content.timeZone)),
    ]
    members["words"] = .array(content.words.map { word($0, labels: labels) })
    members["norms"] = .array(content.norms.map(norm))
    set(&members, "people", content.people)
    return members
  }

  private func word(_ word: Word, labels: Bool) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(word.kind.rawValue), "name": .string(word.name),
    ]
    set(&members, "includes", word.includes)
    if labels { set(&members, "labels", word.labels) }
    if word.isVague { members["vague"] = .bool(true) }
    return .object(members)
  }

  private func clause(_ clause: Clause) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(clause.id), "anchor": .string("#" + clause.id),
    ]
    set(&members, "heading", clause.heading)
    set(&members, "text", clause.text)
    if !clause.rules.isEmpty { members["rules"] = .array(clause.rules.map(texts)) }
    return .object(members)
  }

  private func norm(_ norm: Norm) -> JSONValue {
    var members: [String: JSONValue] = [
      "effect": .string(norm.effect.rawValue), "actor": actor(norm.actor),
      "action": .array([.string(norm.action.rawValue)]), "object": names(norm.object.names),
      "clause": .string("\(content.policy)#\(norm.clause)"),
    ]
    set(&members, "except", norm.object.except)
    if norm.object.isComplement { members["else"] = .bool(true) }
    if !norm.when.isEmpty { members["when"] = .array(norm.when.map(FactJSON.write)) }
    if norm.origin != .plain { members["origin"] = .string(norm.origin.rawValue) }
    members["period"] = norm.period.map(TimeJSON.write)
    members["deadline"] = norm.deadline.map(TimeJSON.write)
    set(&members, "obligations", norm.obligations)
    set(&members, "measures", norm.measures)
    set(&members, "channels", norm.channels)
    set(&members, "grounds", norm.grounds)
    set(&members, "afterwards", norm.afterwards.map(\.rawValue))
    set(&members, "vague", norm.vague)
    members["notice"] = norm.notice.map { .string(TimeJSON.text($0)) }
    if norm.sentence != 0 { members["sentence"] = .int(norm.sentence) }
    return .object(members)
  }

  private func actor(_ actor: Actor) -> JSONValue {
    switch actor {
    case .we: .array([.string("we")])
    case .people: .array([.string("people")])
    case .named(let kind, let list):
      .array([.string(kind.rawValue), .string("in"), names(list)])
    case .anybodyBut(let kind, let list):
      .array([.string(kind.rawValue), .string("not in"), names(list)])
    }
  }

  private func offset(_ minutes: Int) -> String {
    let size = Int(min(minutes.magnitude, 99 * 60 + 59))
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(minutes < 0 ? "-" : "+")\(two(size / 60)):\(two(size % 60))"
  }

  private func set(_ members: inout [String: JSONValue], _ name: String, _ list: [String]) {
    if !list.isEmpty { members[name] = names(list) }
  }

  private func set(
    _ members: inout [String: JSONValue], _ name: String, _ texts: [String: String]
  ) {
    if !texts.isEmpty { members[name] = self.texts(texts) }
  }

  private func texts(_ texts: [String: String]) -> JSONValue {
    .object(texts.mapValues { .string($0) })
  }
}

/// A list of names.
func names(_ list: [String]) -> JSONValue {
  .array(list.map { .string($0) })
}
