extension DiagnosticRenderer {
  /// Workflow commands that GitHub shows beside the changed lines of a pull request.
  package static func github(_ diagnostics: [Diagnostic], sources: [SourceText]) -> String {
    let positions = Positions(sources)
    return diagnostics.map { diagnostic in
      let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.rawValue
      var properties: [String] = []
      if let place = positions.place(diagnostic.at.range) {
        properties = [
          "file=\(property(place.path))", "line=\(place.line)", "endLine=\(place.endLine)",
        ]
        if place.line == place.endLine {
          properties += ["col=\(place.column)", "endColumn=\(max(place.column, place.endColumn))"]
        }
      }
      properties.append("title=\(property(diagnostic.summary))")
      let body =
        ([diagnostic.summary] + diagnostic.explanation
        + diagnostic.fixes.prefix(2).map { "fix: \($0.title)" }).joined(separator: "\n")
      return "::\(command) \(properties.joined(separator: ","))::\(data(body))\n"
    }.joined()
  }

  /// A message: the characters that end or begin a command are written as per cent codes.
  private static func data(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A"])
  }

  private static func property(_ text: String) -> String {
    escaped(text, ["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])
  }

  private static func escaped(_ text: String, _ codes: [Unicode.Scalar: String]) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let code = codes[scalar] {
        result += code
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
