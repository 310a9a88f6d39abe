extension EditionChanges {
  /// The changes as JSON: what `zabta diff --format json` prints and a notice's JSON holds.
  package var json: CanonicalJSON {
    .object([
      ("policy", .string(policy)), ("material", .bool(isMaterial)),
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

extension ClauseRedline {
  var json: CanonicalJSON {
    .object([
      ("clause", .string(clause)), ("heading", .string(heading)), ("language", .string(language)),
      ("moved", .bool(move != nil)), ("redline", redline.json),
    ])
  }
}

extension Notice {
  /// The notice as JSON.
  package var json: [UInt8] {
    var fields: [(String, CanonicalJSON)] = [
      ("title", .texts(title)), ("publisher", .texts(publisher)), ("edition", .number(edition)),
      ("date", .string(date)), ("effective", .string(effective ?? date)), ("note", .string(note)),
      ("first", .bool(isFirst)), ("material", .bool(changes?.isMaterial ?? false)),
      ("lead", .strings(leadSentences)),
    ]
    if let changes { fields.append(("changes", changes.json)) }
    return CanonicalJSON.object(fields).bytes + [UInt8(ascii: "\n")]
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
