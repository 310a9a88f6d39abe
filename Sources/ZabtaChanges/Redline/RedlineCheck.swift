/// Whether the redlines of a comparison say all of both editions, and nothing else.
package enum RedlineCheck {
  /// What cannot be put together again from the redlines and the texts that they leave out.
  package static func problems(
    _ old: EditionSnapshot, _ new: EditionSnapshot, _ changes: EditionChanges
  ) -> [String] {
    let languages = Set((texts(old) + texts(new)).map(\.language)).sorted()
    return languages.flatMap { language -> [String] in
      let redlines = changes.redlines.filter { $0.language == language && !$0.isDeparture }
      var before = count(texts(old).filter { $0.language == language })
      var after = count(texts(new).filter { $0.language == language })
      for redline in redlines {
        let whole = redline.redline
        // Paragraphs are told apart by line breaks; a text with none of them is no text.
        if redline.paragraphs.contains(where: \.hasOld) {
          before[Array(whole.old.utf8), default: 0] -= 1
        }
        if redline.paragraphs.contains(where: \.hasNew) {
          after[Array(whole.new.utf8), default: 0] -= 1
        }
      }
      // What is left on both sides did not change.
      var problems: [String] = []
      for text in Set(before.keys).union(after.keys)
      where before[text, default: 0] != after[text, default: 0] {
        problems.append(
          "\(language): \(before[text, default: 0]) before and \(after[text, default: 0]) after of: "
            + String(decoding: text.prefix(80), as: UTF8.self))
      }
      for redline in changes.redlines where redline.language == language {
        for paragraph in redline.paragraphs { problems += neighbours(paragraph.redline, redline) }
      }
      return problems.sorted()
    }
  }

  private static func neighbours(_ redline: Redline, _ text: ClauseRedline) -> [String] {
    zip(redline.runs, redline.runs.dropFirst()).compactMap { left, right in
      if left.kind == right.kind, left.isValue == right.isValue {
        return "\(text.clause): two neighbours are \(left.kind.rawValue)"
      }
      if left.kind == .inserted, right.kind == .deleted {
        return "\(text.clause): a deletion follows an insertion"
      }
      return nil
    }
  }

  private struct Text {
    var language: String
    var bytes: [UInt8]
  }

  private static func count(_ texts: [Text]) -> [[UInt8]: Int] {
    var counts: [[UInt8]: Int] = [:]
    for text in texts { counts[text.bytes, default: 0] += 1 }
    return counts
  }

  private static func texts(_ edition: EditionSnapshot) -> [Text] {
    func texts(_ words: [String: String]) -> [Text] {
      words.filter { !$0.value.isEmpty }.map { Text(language: $0.key, bytes: Array($0.value.utf8)) }
    }
    func texts(_ clause: ClauseSnapshot) -> [Text] {
      clause.printed.filter { !$0.value.isEmpty }.map {
        Text(language: $0.key, bytes: Array($0.value.joined(separator: "\n").utf8))
      }
    }
    return texts(edition.title) + edition.front.flatMap { texts($0) }
      + edition.sections.flatMap { texts($0.heading) + $0.clauses.flatMap { texts($0) } }
  }
}
