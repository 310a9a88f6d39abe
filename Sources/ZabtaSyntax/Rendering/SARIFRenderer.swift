extension DiagnosticRenderer {
  /// A SARIF 2.1.0 log (OASIS standard) with one run.
  package static func sarif(_ diagnostics: [Diagnostic], sources: [SourceText]) -> String {
    let positions = Positions(sources)
    let ids = Array(Set(diagnostics.map(\.id))).sorted()
    let ruleIndex = Dictionary(
      ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let results = diagnostics.map { diagnostic in
      result(diagnostic, ruleIndex[diagnostic.id] ?? 0, positions)
    }
    let rules = ids.map { JSONWriter.object([("id", JSONWriter.string($0))]) }
    let driver = JSONWriter.object([
      ("name", JSONWriter.string("zabta")), ("rules", JSONWriter.array(rules)),
    ])
    let run = JSONWriter.object([
      ("tool", JSONWriter.object([("driver", driver)])),
      ("columnKind", JSONWriter.string("unicodeCodePoints")),
      ("results", JSONWriter.array(results)),
    ])
    return JSONWriter.object([
      ("$schema", JSONWriter.string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", JSONWriter.string("2.1.0")),
      ("runs", JSONWriter.array([run])),
    ]) + "\n"
  }

  private static func result(
    _ diagnostic: Diagnostic, _ ruleIndex: Int, _ positions: Positions
  ) -> String {
    let message = ([diagnostic.summary] + diagnostic.explanation).joined(separator: "\n")
    var members = [
      ("ruleId", JSONWriter.string(diagnostic.id)),
      ("ruleIndex", "\(ruleIndex)"),
      ("level", JSONWriter.string(diagnostic.severity.rawValue)),
      ("message", JSONWriter.object([("text", JSONWriter.string(message))])),
      ("locations", JSONWriter.array([location(diagnostic.at, positions)].compactMap(\.self))),
    ]
    let related = diagnostic.also.compactMap { location($0, positions) }
    if !related.isEmpty { members.append(("relatedLocations", JSONWriter.array(related))) }
    let fixes = diagnostic.fixes.compactMap { fix($0, positions) }
    if !fixes.isEmpty { members.append(("fixes", JSONWriter.array(fixes))) }
    return JSONWriter.object(members)
  }

  private static func location(_ mark: Diagnostic.Mark, _ positions: Positions) -> String? {
    guard let place = positions.place(mark.range) else { return nil }
    let physical = JSONWriter.object([
      ("artifactLocation", artifact(place)), ("region", region(place)),
    ])
    var members = [("physicalLocation", physical)]
    if !mark.label.isEmpty {
      members.append(("message", JSONWriter.object([("text", JSONWriter.string(mark.label))])))
    }
    return JSONWriter.object(members)
  }

  private static func fix(_ fix: Diagnostic.Fix, _ positions: Positions) -> String? {
    guard let first = fix.edits.first, let place = positions.place(first.range) else { return nil }
    let replacements = fix.edits.compactMap { edit -> String? in
      guard let place = positions.place(edit.range) else { return nil }
      return JSONWriter.object([
        ("deletedRegion", region(place)),
        ("insertedContent", JSONWriter.object([("text", JSONWriter.string(edit.text))])),
      ])
    }
    let change = JSONWriter.object([
      ("artifactLocation", artifact(place)), ("replacements", JSONWriter.array(replacements)),
    ])
    return JSONWriter.object([
      ("description", JSONWriter.object([("text", JSONWriter.string(fix.title))])),
      ("artifactChanges", JSONWriter.array([change])),
    ])
  }

  private static func artifact(_ place: Positions.Place) -> String {
    JSONWriter.object([("uri", JSONWriter.string(escapedPath(place.path)))])
  }

  /// A path as a relative URI reference (RFC 3986).
  private static func escapedPath(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      let isPlain =
        byte.isLetter || byte.isDigit || "-._~/".utf8.contains(byte)
      if isPlain {
        result.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }

  private static func region(_ place: Positions.Place) -> String {
    JSONWriter.object([
      ("startLine", "\(place.line)"), ("startColumn", "\(place.column)"),
      ("endLine", "\(place.endLine)"), ("endColumn", "\(place.endColumn)"),
    ])
  }
}
