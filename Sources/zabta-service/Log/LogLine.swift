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
  private var bytes: [UInt8] = Array("{".utf8)
  private var isFirst = true

  /// The line of a decision; nil where the policy's data is to leave none.
  static func decision(
    _ decided: Decided, at time: String, words: LogWords, key: SymmetricKey
  ) -> [UInt8]? {
    let request = decided.evaluation.request
    let mask = request.resource.type == "data" ? words.mask(request.resource.id) : nil
    guard mask != .skipped else { return nil }
    var line = LogLine()
    line.add("time", time)
    line.add("policy", decided.policy.id)
    if let edition = decided.edition { line.add(raw: "edition", String(edition)) }
    if let id = decided.requestID { line.add("request", LogLine.requestID(id)) }
    line.add(raw: "decision", decided.decision.isPermitted ? "true" : "false")
    if let action = Action(rawValue: request.action) { line.add("action", action.rawValue) }
    if mask == .hidden {
      line.add(raw: "masked", "true")
    } else {
      line.addSubject(decided.evaluation, words, key)
      line.addEntity("resource", request.resource, words)
    }
    line.addContext(request.context, words)
    line.add("clauses", decided.decision.reasons.map(\.clause))
    // Only which fields, never what stood in them.
    let fields = decided.decision.unknown.map { String($0.prefix { $0 != ":" }) }
    if !fields.isEmpty { line.add("unknown", fields) }
    return line.finished()
  }

  // MARK: Parts

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
    add(raw: "subject", "{\"type\":\"user\",\"digest\":\"\(name)\"}")
    add("roles", roles.compactMap { words.known($0, .role) })
  }

  private mutating func addEntity(
    _ name: String, _ entity: Request.Entity, _ words: LogWords
  ) {
    guard let kind = Kind(rawValue: entity.type) else {
      add(raw: name, "{}")
      return
    }
    let type = "{\"type\":\"\(kind.rawValue)\""
    guard let word = words.known(entity.id, kind) else {
      add(raw: name, type + "}")
      return
    }
    add(raw: name, type + ",\"id\":\(LogLine.quoted(word))}")
  }

  /// The words of the context; neither ages, nor days, nor what the policy does not know.
  private mutating func addContext(_ context: Context, _ words: LogWords) {
    let single: [(String, String?, Kind)] = [
      ("recipient", context.recipient, .recipient), ("purpose", context.purpose, .purpose),
      ("touchpoint", context.touchpoint, .touchpoint), ("form", context.form, .form),
      ("person", context.person, .person), ("region", context.region, .place),
      ("jurisdiction", context.jurisdiction, .place),
    ]
    for (name, value, kind) in single {
      if let word = value.flatMap({ words.known($0, kind) }) { add(name, word) }
    }
    let several: [(String, [String], Kind)] = [
      ("consent", Array(context.consent.keys), .consent),
      ("circumstances", context.circumstances, .circumstance),
      ("events", Array(context.events.keys), .event),
    ]
    for (name, values, kind) in several {
      let known = values.compactMap { words.known($0, kind) }
      if !known.isEmpty { add(name, known.sorted()) }
    }
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

  private mutating func add(raw name: String, _ value: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    bytes += "\"\(name)\":".utf8
    bytes += value.utf8
  }

  private mutating func add(_ name: String, _ value: String) {
    add(raw: name, LogLine.quoted(value))
  }

  private mutating func add(_ name: String, _ values: [String]) {
    add(raw: name, "[" + values.map(LogLine.quoted).joined(separator: ",") + "]")
  }

  private func finished() -> [UInt8] { bytes + Array("}\n".utf8) }

  private static func quoted(_ text: String) -> String {
    String(decoding: JSONWriter.write(.string(text)), as: UTF8.self)
  }
}
