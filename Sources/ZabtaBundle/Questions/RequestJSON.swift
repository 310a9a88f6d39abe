package import ZabtaRuntime

/// Reads questions, one JSON object each.
///
/// Members that are not known are ignored; one of a wrong type refuses the question with its place.
/// A null says that nothing is stated.
package enum RequestJSON {
  /// Reads a request in the shape of the OpenID AuthZEN Authorization API 1.0, section 5.
  package static func decision(_ bytes: [UInt8]) throws(JSONError) -> Request {
    let members = try question(bytes)
    return Request(
      subject: try entity(try members.required("subject")),
      action: try action(try members.required("action")),
      resource: try entity(try members.required("resource")),
      context: try members.stated("context").map { node throws(JSONError) in
        try context(try object(node))
      } ?? Context())
  }

  /// Reads a question about a record; `on` is the day that is meant where the question names none.
  package static func retention(
    _ bytes: [UInt8], on: Moment? = nil
  ) throws(JSONError) -> RetentionQuestion {
    try retentionOfItsDay(bytes, on: on).question
  }

  /// Reads a question about a record, with the day that it names itself.
  package static func retentionOfItsDay(
    _ bytes: [UInt8], on: Moment?
  ) throws(JSONError) -> (question: RetentionQuestion, own: Moment?) {
    let members = try question(bytes)
    let own = try members.stated("on").map(moment)
    guard let asked = own ?? on else { throw JSONError(path: "on", reason: "this is missing") }
    var question = RetentionQuestion(record: try members.required("record").string(), on: asked)
    question.created = try members.stated("created").map(moment)
    question.events = try members.stated("events").map(dated) ?? [:]
    question.circumstances = try members.stated("circumstances")?.strings() ?? []
    question.form = try members.stated("form")?.string()
    return (question, own)
  }

  /// Reads a question about the deadline of a request.
  package static func deadline(_ bytes: [UInt8]) throws(JSONError) -> DeadlineQuestion {
    let members = try question(bytes)
    return DeadlineQuestion(
      request: try members.required("request").string(),
      received: try moment(try members.required("received")),
      jurisdiction: try members.stated("jurisdiction")?.string(),
      on: try members.stated("on").map(moment))
  }

  // MARK: Parts

  static func question(_ bytes: [UInt8]) throws(JSONError) -> JSONMembers {
    try object(JSONNode(value: try JSONParser.parse(bytes), path: ""))
  }

  static func object(_ node: JSONNode) throws(JSONError) -> JSONMembers {
    try node.members()
  }

  static func entity(_ node: JSONNode) throws(JSONError) -> Request.Entity {
    let members = try object(node)
    return Request.Entity(
      type: try members.required("type").string(), id: try members.required("id").string())
  }

  static func action(_ node: JSONNode) throws(JSONError) -> String {
    try object(node).required("name").string()
  }

  /// Reads a context over what is known already: a member that says something replaces it.
  static func context(
    _ members: JSONMembers, over known: Context = Context()
  ) throws(JSONError) -> Context {
    var context = known
    if let node = members.stated("recipient") { context.recipient = try node.string() }
    if let node = members.stated("purpose") { context.purpose = try node.string() }
    if let node = members.stated("touchpoint") { context.touchpoint = try node.string() }
    if let node = members.stated("form") { context.form = try node.string() }
    if let node = members.stated("person") { context.person = try node.string() }
    if let node = members.stated("region") { context.region = try node.string() }
    if let node = members.stated("jurisdiction") { context.jurisdiction = try node.string() }
    if let node = members.stated("consent") { context.consent = try dated(node) }
    if let node = members.stated("circumstances") { context.circumstances = try node.strings() }
    if let node = members.stated("age") { context.age = try node.wholeNumber() }
    if let node = members.stated("created") { context.created = try moment(node) }
    if let node = members.stated("events") { context.events = try dated(node) }
    if let node = members.stated("honours") { context.honours = try node.strings() }
    // Read by evaluations alone; what is wrong with it is told everywhere.
    _ = try members.stated("supported_obligations")?.strings()
    if let node = members.stated("on") { context.on = try moment(node) }
    return context
  }

  private static func moment(_ node: JSONNode) throws(JSONError) -> Moment {
    guard let moment = Moment(try node.string()) else {
      throw node.fault(
        "a day such as 2026-03-01 or an instant such as 2026-03-01T09:00:00+05:00 is expected")
    }
    return moment
  }

  /// Names with days: a list (none is dated) or an object from name to day or instant, or true for one
  /// that is not dated.
  ///
  /// A null states nothing, here as everywhere: so a database tells of what was not given or has not
  /// happened, and no permission may come of it.
  private static func dated(_ node: JSONNode) throws(JSONError) -> [String: Moment?] {
    var dated: [String: Moment?] = [:]
    switch node.value {
    case .array:
      for name in try node.strings() { dated.updateValue(nil, forKey: name) }
    case .object:
      for (name, node) in try node.members().sorted {
        switch node.value {
        case .null: continue
        case .bool(true): dated.updateValue(nil, forKey: name)
        default: dated.updateValue(try moment(node), forKey: name)
        }
      }
    default: throw node.expected("a list of names, or an object from names to days,")
    }
    return dated
  }
}

extension JSONNode {
  /// A whole number within what every reader of JSON can hold (RFC 8259, section 6), also where its
  /// writer put it as `12.0`: JSON knows one kind of number.
  func wholeNumber() throws(JSONError) -> Int {
    let number: Int? =
      switch value {
      case .int(let number): number
      case .decimal(let text): Double(text).flatMap { Int(exactly: $0) }
      default: nil
      }
    guard let number, number.magnitude < 1 << 53 else {
      throw fault("a whole number is expected, this is \(number == nil ? value.noun : "too large")")
    }
    return number
  }
}

extension JSONMembers {
  /// A member that says something: not absent and not null.
  func stated(_ name: String) -> JSONNode? {
    guard let node = self[name], node.value != .null else { return nil }
    return node
  }
}
