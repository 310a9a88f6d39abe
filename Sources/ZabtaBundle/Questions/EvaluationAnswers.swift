/// Writes the answers to several evaluations: OpenID AuthZEN Authorization API 1.0, section 7.2.
extension AnswerJSON {
  /// The place of an evaluation that cannot be read as one (section 7.2.1): denied.
  package static func failedEvaluation(_ error: JSONError) -> [UInt8] {
    JSONWriter.write(
      .object([
        "decision": .bool(false),
        "context": .object([
          "error": .object([
            "status": .int(400), "path": .string(error.path), "message": .string(error.description),
          ])
        ]),
      ]))
  }

  /// The list of answers.
  package static func several(_ evaluations: [[UInt8]]) -> [UInt8] {
    var writer = JSONWriter()
    writer.add("{\"evaluations\":[")
    for (index, evaluation) in evaluations.enumerated() {
      if index > 0 { writer.add(",") }
      writer.add(written: evaluation)
    }
    writer.add("]}")
    return writer.bytes
  }
}
