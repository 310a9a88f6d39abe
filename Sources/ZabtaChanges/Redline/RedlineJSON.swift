extension ClauseRedline {
  /// The redline as JSON: both texts can be put together from its paragraphs.
  package var json: CanonicalJSON {
    var fields: [(String, CanonicalJSON)] = [
      ("clause", .string(clause)), ("section", .string(section)), ("heading", .string(heading)),
      ("language", .string(language)), ("isHeading", .bool(isHeading)),
      ("paragraphs", .array(paragraphs.map(\.json))),
    ]
    if let move { fields.append(("move", move.json)) }
    return .object(fields)
  }
}

extension ParagraphRedline {
  var json: CanonicalJSON {
    var fields = [("runs", redline.json)]
    if let move { fields.append(("move", move.json)) }
    return .object(fields)
  }
}

extension ClauseRedline.Move {
  var json: CanonicalJSON {
    .object([
      ("subject", .string(subject.rawValue)), ("side", .string(side.rawValue)),
      ("number", .number(number)), ("from", .string(from)), ("fromHeading", .string(fromHeading)),
      ("to", .string(to)), ("toHeading", .string(toHeading)),
    ])
  }
}
