import ZabtaRuntime

/// Effects as JSON; a request has the shape of the OpenID AuthZEN Authorization API 1.0.
extension Effect {
  var json: CanonicalJSON {
    .object([
      ("sentence", .string(sentence)), ("direction", .string(direction.rawValue)),
      ("oldClauses", .strings(oldClauses)), ("newClauses", .strings(newClauses)),
      ("people", .strings(people)), ("witness", witness.json),
    ])
  }
}

extension Effect.Witness {
  var json: CanonicalJSON {
    switch self {
    case .request(let request): .object([("request", request.json)])
    case .record(let question): .object([("record", question.json)])
    case .due(let question): .object([("due", question.json)])
    case .duty: .object([("duty", .bool(true))])
    }
  }
}

extension Request {
  var json: CanonicalJSON {
    .object([
      ("subject", subject.json), ("action", .object([("name", .string(action))])),
      ("resource", resource.json), ("context", context.json),
    ])
  }
}

extension Request.Entity {
  fileprivate var json: CanonicalJSON {
    .object([("type", .string(type)), ("id", .string(id))])
  }
}

extension Context {
  fileprivate var json: CanonicalJSON {
    var fields: [(String, CanonicalJSON)] = []
    for (name, word) in [
      ("recipient", recipient), ("purpose", purpose), ("touchpoint", touchpoint), ("form", form),
      ("person", person), ("region", region), ("jurisdiction", jurisdiction),
    ] {
      if let word { fields.append((name, .string(word))) }
    }
    if !consent.isEmpty { fields.append(("consent", CanonicalJSON.moments(consent))) }
    if !circumstances.isEmpty { fields.append(("circumstances", .strings(circumstances))) }
    if let age { fields.append(("age", .number(age))) }
    if let created { fields.append(("created", .string(created.description))) }
    if !events.isEmpty { fields.append(("events", CanonicalJSON.moments(events))) }
    if let on { fields.append(("on", .string(on.description))) }
    return .object(fields)
  }
}

extension RetentionQuestion {
  fileprivate var json: CanonicalJSON {
    var fields: [(String, CanonicalJSON)] = [("record", .string(record))]
    if let created { fields.append(("created", .string(created.description))) }
    if !events.isEmpty { fields.append(("events", CanonicalJSON.moments(events))) }
    if !circumstances.isEmpty { fields.append(("circumstances", .strings(circumstances))) }
    if let form { fields.append(("form", .string(form))) }
    fields.append(("on", .string(on.description)))
    return .object(fields)
  }
}

extension DeadlineQuestion {
  fileprivate var json: CanonicalJSON {
    var fields: [(String, CanonicalJSON)] = [
      ("request", .string(request)), ("received", .string(received.description)),
    ]
    if let jurisdiction { fields.append(("jurisdiction", .string(jurisdiction))) }
    return .object(fields)
  }
}

extension CanonicalJSON {
  /// What happened, with its moment; true where that is not known.
  fileprivate static func moments(_ moments: [String: Moment?]) -> CanonicalJSON {
    .object(
      moments.sorted { $0.key < $1.key }.map { name, moment in
        (name, moment.map { .string($0.description) } ?? .bool(true))
      })
  }
}
