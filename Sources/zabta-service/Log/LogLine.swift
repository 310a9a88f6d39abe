import Crypto
import Foundation
import ZabtaBundle
import ZabtaRuntime

/// One line of the decision log.
///
/// What a request says is somebody's data. A line holds of it only what names no person: words of the
/// policy, ids of clauses, the caller's name for the request. A user's id is replaced by a keyed
/// digest, which tells that two lines are about the same user and not about whom.
struct LogLine {
  private var writer = JSONWriter()
  private var isFirst = true

  /// The line of a decision; nil where the policy's data is to leave none.
  static func decision(
    _ decided: Decided, at time: String, words: LogWords, key: SymmetricKey
  ) -> [UInt8]? {
    let request = decided.evaluation.request
    let mask = request.resource.type == "data" ? words.mask(request.resource.id) : nil
    guard mask != .skipped else { return nil }
    var line = LogLine(decided.policy, decided.edition, decided.requestID, at: time)
    line.add("decision", json: .bool(decided.decision.isPermitted))
    if let action = Action(rawValue: request.action) { line.add("action", action.rawValue) }
    if mask == .hidden {
      line.add("masked", json: .bool(true))
    } else {
      line.addSubject(decided.evaluation, words, key)
      line.addEntity("resource", request.resource, words)
    }
    line.addContext(request.context, words)
    line.add("clauses", decided.decision.reasons.map(\.clause))
    line.addUnknown(decided.decision.unknown)
    return line.finished()
  }

  /// The line of another question; nil where the policy's data is to leave none.
  static func asked(
    _ asked: Asked, at time: String, words: LogWords, key: SymmetricKey
  ) -> [UInt8]? {
    var line = LogLine(asked.policy, asked.edition, asked.requestID, at: time)
    switch asked.question {
    case .retention(let question, let retention):
      let mask = words.mask(question.record)
      guard mask != .skipped else { return nil }
      line.add("retain", retention.status.rawValue)
      if mask == .hidden {
        line.add("masked", json: .bool(true))
      } else if let record = words.known(question.record, .data) {
        line.add("record", record)
      }
      line.add("form", question.form, .form, words)
      line.add("circumstances", question.circumstances, .circumstance, words)
      line.add("events", question.events.keys, .event, words)
      line.add("clauses", retention.clauses)
      line.addUnknown(retention.unknown)
    case .deadline(let question, let due):
      line.add("deadline", due.due == nil ? "none" : due.isTypical ? "typical" : "promised")
      line.add("asked", question.request, .request, words)
      line.add("jurisdiction", question.jurisdiction, .place, words)
      line.add("clauses", due.clauses)
      line.addUnknown(due.unknown)
    case .search(let search, let found, let unknown):
      let request = search.evaluation.request
      let mask = request.resource.type == "data" ? words.mask(request.resource.id) : nil
      guard mask != .skipped else { return nil }
      line.add("search", search.sought.rawValue)
      line.add("found", json: .int(found))
      if let action = Action(rawValue: request.action) { line.add("action", action.rawValue) }
      if mask == .hidden {
        line.add("masked", json: .bool(true))
      } else {
        line.addSubject(search.evaluation, words, key)
        line.addEntity("resource", request.resource, words)
      }
      line.addContext(request.context, words)
      line.addUnknown(unknown)
    }
    return line.finished()
  }

  /// Begins a line with what every one tells.
  private init(_ policy: LoadedPolicy, _ edition: Int?, _ requestID: String?, at time: String) {
    writer.add("{")
    add("time", time)
    add("policy", policy.id)
    if let edition { add("edition", json: .int(edition)) }
    if let requestID { add("request", LogLine.requestID(requestID)) }
  }

  // MARK: Parts

  /// Only which fields, never what stood in them.
  private mutating func addUnknown(_ unknown: [String]) {
    let fields = unknown.map { String($0.prefix { $0 != ":" }) }
    if !fields.isEmpty { add("unknown", fields) }
  }

  /// A word of the policy, where it is one.
  private mutating func add(_ name: StaticString, _ value: String?, _ kind: Kind, _ words: LogWords)
  {
    if let word = value.flatMap({ words.known($0, kind) }) { add(name, word) }
  }

  /// The words of the policy among these.
  private mutating func add(
    _ name: StaticString, _ values: some Collection<String>, _ kind: Kind, _ words: LogWords
  ) {
    if values.isEmpty { return }
    let known = values.compactMap { words.known($0, kind) }
    if !known.isEmpty { add(name, known.sorted()) }
  }

  private mutating func addSubject(
    _ evaluation: Evaluation, _ words: LogWords, _ key: SymmetricKey
  ) {
    let subject = evaluation.request.subject
    guard let roles = evaluation.roles else {
      addEntity("subject", subject, words)
      return
    }
    let digest = HMAC<SHA256>.authenticationCode(for: Array(subject.id.utf8), using: key)
    let name = digest.prefix(12).map { ($0 < 0x10 ? "0" : "") + String($0, radix: 16) }.joined()
    begin("subject")
    writer.add("{\"type\":\"user\",\"digest\":")
    writer.add(.string(name))
    writer.add("}")
    add("roles", roles.compactMap { words.known($0, .role) })
  }

  private mutating func addEntity(
    _ name: StaticString, _ entity: Request.Entity, _ words: LogWords
  ) {
    begin(name)
    guard let kind = Kind(rawValue: entity.type) else {
      writer.add("{}")
      return
    }
    writer.add("{\"type\":")
    writer.add(.string(kind.rawValue))
    if let word = words.known(entity.id, kind) {
      writer.add(",\"id\":")
      writer.add(.string(word))
    }
    writer.add("}")
  }

  /// The words of the context; neither ages, nor days, nor what the policy does not know.
  private mutating func addContext(_ context: Context, _ words: LogWords) {
    add("recipient", context.recipient, .recipient, words)
    add("purpose", context.purpose, .purpose, words)
    add("touchpoint", context.touchpoint, .touchpoint, words)
    add("form", context.form, .form, words)
    add("person", context.person, .person, words)
    add("region", context.region, .place, words)
    add("jurisdiction", context.jurisdiction, .place, words)
    add("consent", context.consent.keys, .consent, words)
    add("circumstances", context.circumstances, .circumstance, words)
    add("events", context.events.keys, .event, words)
  }

  /// A caller's name for a request as far as it looks like one: letters, digits, `-_.:`, no more than 64.
  private static func requestID(_ id: String) -> String {
    let isPlain =
      id.utf8.count <= 64
      && id.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: ":"): true
        default: false
        }
      }
    return isPlain ? id : "(not logged)"
  }

  // MARK: JSON

  private mutating func begin(_ name: StaticString) {
    if !isFirst { writer.add(",") }
    isFirst = false
    writer.add("\"")
    writer.add(name)
    writer.add("\":")
  }

  private mutating func add(_ name: StaticString, json value: JSONValue) {
    begin(name)
    writer.add(value)
  }

  private mutating func add(_ name: StaticString, _ value: String) {
    add(name, json: .string(value))
  }

  private mutating func add(_ name: StaticString, _ values: [String]) {
    add(name, json: .array(values.map { .string($0) }))
  }

  private consuming func finished() -> [UInt8] {
    writer.add("}\n")
    return writer.bytes
  }
}
