import ZabtaRuntime

/// Reads the members of a bundle.
///
/// What it does not expect, it refuses with the place.
enum BundleDecoder {
  static func content(_ members: JSONMembers) throws(JSONError) -> BundleContent {
    let policy = try members.required("policy").string()
    let edition = try members.required("edition")
    guard try edition.int() >= 0 else { throw edition.fault("a number from 0 is expected") }
    return BundleContent(
      policy: policy, publisher: try members.required("publisher").string(),
      edition: try edition.int(), date: try members["date"].map(TimeJSON.date),
      effective: try members["effective"].map(TimeJSON.day),
      timeZone: try offset(try members.required("timeZone")),
      people: try members.strings("people"),
      words: try members.required("words").map(word),
      clauses: try members.required("clauses").map(clause),
      norms: try members.required("norms").map { node throws(JSONError) in
        try norm(node, policy)
      })
  }

  private static func offset(_ node: JSONNode) throws(JSONError) -> Int {
    let bytes = Array(try node.string().utf8)
    let digits = [1, 2, 4, 5]
    guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"),
      bytes[3] == UInt8(ascii: ":"), digits.allSatisfy({ (0x30...0x39).contains(bytes[$0]) })
    else { throw node.fault("an offset such as +05:00 is expected") }
    let number = digits.map { Int(bytes[$0] - 0x30) }
    let minutes = (number[0] * 10 + number[1]) * 60 + number[2] * 10 + number[3]
    guard number[2] < 6, bytes[0] == UInt8(ascii: "+") || minutes > 0 else {
      throw node.fault("an offset such as +05:00 is expected")
    }
    return bytes[0] == UInt8(ascii: "-") ? -minutes : minutes
  }

  private static func word(_ node: JSONNode) throws(JSONError) -> Word {
    let members = try node.members(only: ["kind", "name", "includes", "labels", "vague"])
    return Word(
      kind: try members.required("kind").one(of: Kind.self),
      name: try members.required("name").string(), includes: try members.strings("includes"),
      labels: try members.texts("labels"), isVague: try members.flag("vague"))
  }

  private static func clause(_ node: JSONNode) throws(JSONError) -> Clause {
    let members = try node.members(only: ["id", "anchor", "heading", "text", "rules"])
    let id = try members.required("id").string()
    let anchor = try members.required("anchor")
    guard try anchor.string() == "#" + id else { throw anchor.fault("\"#\(id)\" is expected") }
    return Clause(
      id: id, heading: try members.texts("heading"), text: try members.texts("text"),
      rules: try members["rules"]?.map { rule throws(JSONError) in try rule.texts() } ?? [])
  }

  private static func norm(_ node: JSONNode, _ policy: String) throws(JSONError) -> Norm {
    let members = try node.members(only: normMembers)
    let actions = try members.required("action")
    guard let action = try actions.array().first, try actions.array().count == 1 else {
      throw actions.fault("a list of one action is expected")
    }
    let verb = try action.one(of: Action.self)
    let clause = try members.required("clause")
    let prefix = policy + "#"
    guard try clause.string().utf8.starts(with: prefix.utf8) else {
      throw clause.fault("\"\(prefix)\" and the id of a clause are expected")
    }
    return Norm(
      effect: try members.required("effect").one(of: Norm.Effect.self),
      actor: try actor(try members.required("actor")), action: verb,
      object: Object(
        kind: verb.objectKind, names: try members.required("object").strings(),
        except: try members.strings("except"), isComplement: try members.flag("else")),
      when: try members["when"]?.map(FactJSON.read) ?? [],
      origin: try members["origin"]?.one(of: Norm.Origin.self) ?? .plain,
      period: try members["period"].map(TimeJSON.period),
      deadline: try members["deadline"].map(TimeJSON.deadline),
      obligations: try members.strings("obligations"), measures: try members.strings("measures"),
      channels: try members.strings("channels"), grounds: try members.strings("grounds"),
      afterwards: try members["afterwards"]?.map { node throws(JSONError) in
        try node.one(of: Action.self)
      } ?? [],
      vague: try members.strings("vague"),
      notice: try members["notice"].map(TimeJSON.span),
      clause: String(
        decoding: try clause.string().utf8.dropFirst(prefix.utf8.count), as: UTF8.self),
      sentence: try members["sentence"]?.int() ?? 0)
  }

  private static let normMembers: Set<String> = [
    "effect", "actor", "action", "object", "except", "else", "when", "origin", "period",
    "deadline", "obligations", "measures", "channels", "grounds", "afterwards", "vague", "notice",
    "clause", "sentence",
  ]

  private static func actor(_ node: JSONNode) throws(JSONError) -> Actor {
    let parts = try node.array()
    if parts.count == 1 {
      switch try parts[0].string() {
      case "we": return .we
      case "people": return .people
      default: throw node.fault("we, people, or a kind with names is expected")
      }
    }
    guard parts.count == 3 else { throw node.fault("one or three parts are expected") }
    let kind = try parts[0].one(of: Kind.self)
    let names = try parts[2].strings()
    switch try parts[1].string() {
    case "in": return .named(kind, names)
    case "not in": return .anybodyBut(kind, names)
    default: throw parts[1].fault("\"in\" or \"not in\" is expected")
    }
  }
}
