extension DiagnosticRenderer {
  /// One JSON array; each message is an object with its id, place, marks and fixes.
  ///
  /// Offsets are UTF-8 bytes from 0, lines and columns (in Unicode scalars) count from 1.
  package static func json(_ diagnostics: [Diagnostic], sources: [SourceText]) -> String {
    let positions = Positions(sources)
    let items = diagnostics.map { diagnostic in
      JSONWriter.object([
        ("id", JSONWriter.string(diagnostic.id)),
        ("severity", JSONWriter.string(diagnostic.severity.rawValue)),
        ("summary", JSONWriter.string(diagnostic.summary)),
        ("context", JSONWriter.string(diagnostic.context)),
        ("at", mark(diagnostic.at, positions)),
        ("also", JSONWriter.array(diagnostic.also.map { mark($0, positions) })),
        ("explanation", JSONWriter.array(diagnostic.explanation.map(JSONWriter.string))),
        ("fixes", JSONWriter.array(diagnostic.fixes.map { fix($0, positions) })),
      ])
    }
    guard !items.isEmpty else { return "[]\n" }
    return "[\n" + items.joined(separator: ",\n") + "\n]\n"
  }

  private static func mark(_ mark: Diagnostic.Mark, _ positions: Positions) -> String {
    JSONWriter.object(
      place(mark.range, positions) + [("label", JSONWriter.string(mark.label))])
  }

  private static func fix(_ fix: Diagnostic.Fix, _ positions: Positions) -> String {
    JSONWriter.object([
      ("title", JSONWriter.string(fix.title)),
      (
        "edits",
        JSONWriter.array(
          fix.edits.map { edit in
            JSONWriter.object(
              place(edit.range, positions) + [("text", JSONWriter.string(edit.text))])
          })
      ),
    ])
  }

  private static func place(_ range: SourceRange, _ positions: Positions) -> [(String, String)] {
    guard let place = positions.place(range) else { return [("file", "null")] }
    return [
      ("file", JSONWriter.string(place.path)),
      ("line", "\(place.line)"), ("column", "\(place.column)"),
      ("endLine", "\(place.endLine)"), ("endColumn", "\(place.endColumn)"),
      ("offset", "\(range.lower)"), ("endOffset", "\(range.upper)"),
    ]
  }
}
