import ZabtaRuntime

extension EditionChanges {
  /// The changes as JSON: what `zabta diff --format json` prints and a notice's JSON holds.
  package var json: CanonicalJSON {
    .object([
      ("policy", .string(policy)), ("material", .bool(isMaterial)),
      ("plainText", .bool(isPlainText)),
      ("changes", .array(changes.map(\.json))),
      ("redlines", .array(redlines.map(\.json))),
    ])
  }
}

extension Change {
  var json: CanonicalJSON {
    var fields: [(String, CanonicalJSON)] = [
      ("class", .string(`class`.rawValue)), ("subject", .string(subjectName)),
      ("material", .bool(isMaterial)), ("summary", .string(summary)),
      ("clauses", .strings(clauses)), ("heading", .texts(heading)), ("was", .strings(was)),
      (
        "now",
        .array(
          now.map { .object([("text", .string($0.new)), ("redline", $0.json)]) })
      ),
      ("alsoShowsIn", .strings(alsoShowsIn)), ("consequences", .strings(consequences)),
    ]
    if !effects.isEmpty { fields.append(("effects", .array(effects.map(\.json)))) }
    if let reason {
      fields.append(
        (
          "reason",
          .object([("name", .string(reason.rawValue)), ("words", .string(reason.words))])
        ))
    }
    if let witness { fields.append(("witness", .string(witness))) }
    if case .text(let languages) = subject { fields.append(("languages", .strings(languages))) }
    return .object(fields)
  }

  private var subjectName: String {
    switch subject {
    case .rule: "rule"
    case .word: "word"
    case .text: "text"
    case .section: "section"
    case .clause: "clause"
    case .fact: "fact"
    }
  }
}

extension Notice {
  /// The version of the notice's JSON.
  package static let format = "zabta.notice/1"

  /// The notice as JSON.
  package var json: [UInt8] {
    var fields: [(String, CanonicalJSON)] = [
      ("format", .string(Notice.format)), ("policy", .string(facts.policy)),
      ("title", .texts(title)), ("publisher", .texts(publisher)), ("edition", .number(edition)),
      ("date", .string(date)), ("effective", .string(effective ?? date)), ("note", .string(note)),
      ("first", .bool(isFirst)), ("material", .bool(isMaterial)),
      ("lead", .strings(leadSentences.map(Notice.plain))),
      ("announceBy", .array(isMaterial ? facts.announcements.map(json) : [])),
      (
        "rights",
        .array(
          facts.rights.map {
            .object([("name", .string($0.name)), ("label", .texts($0.labels))])
          })
      ),
    ]
    if let contact = facts.contact { fields.append(("contact", .string(contact.value))) }
    if let address = facts.address {
      fields.append(("page", .string(address.of("index.html"))))
    }
    if let changes { fields.append(("changes", changes.json)) }
    return CanonicalJSON.object(fields).bytes + [UInt8(ascii: "\n")]
  }

  private func json(_ announcement: Announcement) -> CanonicalJSON {
    let channels = announcement.channels.map { channel in
      var fields: [(String, CanonicalJSON)] = [
        ("name", .string(channel.name)), ("label", .texts(channel.labels)),
      ]
      if let file = channel.file(edition: edition) { fields.append(("file", .string(file))) }
      return CanonicalJSON.object(fields)
    }
    var fields: [(String, CanonicalJSON)] = [
      ("clause", .string(announcement.clause)), ("heading", .texts(announcement.heading)),
      ("sentence", .texts(announcement.sentence)), ("channels", .array(channels)),
    ]
    if let ahead = announcement.ahead { fields.append(("ahead", .string(ahead.written))) }
    if let day = lastDay(of: announcement) { fields.append(("by", .string(day.description))) }
    return .object(fields)
  }
}

extension Span {
  /// The span as an ISO 8601 duration: `P30D`, `PT72H`.
  fileprivate var written: String {
    switch unit {
    case .hour: "PT\(count)H"
    case .day: "P\(count)D"
    case .week: "P\(count)W"
    case .month: "P\(count)M"
    case .year: "P\(count)Y"
    }
  }
}

extension CanonicalJSON {
  static func strings(_ texts: [String]) -> CanonicalJSON {
    .array(texts.map(CanonicalJSON.string))
  }

  static func texts(_ texts: [String: String]) -> CanonicalJSON {
    .object(texts.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
  }
}
