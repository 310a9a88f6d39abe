import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// A random edit of a whole edition.
struct RandomEdit {
  let edition: Edition

  init(_ edition: Edition) { self.edition = edition }

  /// The edited files; nil where nothing in the edition can be edited so.
  func make(_ kind: EditKind, _ random: inout SplitMix64) -> [String]? {
    let splices: [Splice]? =
      switch kind {
      case .dropSentence: dropSentence(&random)
      case .newSentence: newSentence(&random)
      case .repeatSentence: repeatSentence(&random)
      case .reorderSentences: reorderSentences(&random)
      case .moveSentence: moveSentence(&random)
      case .renameFormerly: rename(&random, isTold: true)
      case .renameSilently: rename(&random, isTold: false)
      case .reorderClauses: reorderClauses(&random)
      case .people: people(&random)
      case .timeZone: timeZone(&random)
      case .includeWord, .excludeWord, .newWord, .newWordIncluded, .newWordUsed, .dropWord:
        WordEdits(edition).make(kind, &random)
      default: sentence(kind, &random)
      }
    guard let splices, !splices.isEmpty else { return nil }
    let files = Splice.apply(splices, to: edition.texts)
    return files == edition.files ? nil : files
  }

  private func sentence(_ kind: EditKind, _ random: inout SplitMix64) -> [Splice]? {
    for rule in edition.typedRules.shuffled(using: &random).prefix(12) {
      if let splices = SentenceEdits(edition, rule.sentence).make(kind, &random) {
        return splices
      }
    }
    return nil
  }

  // MARK: Sentences

  private func dropSentence(_ random: inout SplitMix64) -> [Splice]? {
    guard let clause = random.pick(edition.policy.clauses.filter { $0.rules.count > 1 }),
      let rule = random.pick(clause.rules)
    else { return nil }
    return [Splice(rule.range, "")]
  }

  private func newSentence(_ random: inout SplitMix64) -> [Splice]? {
    var writer = RandomSentences(words: RandomWords(edition.policy.lexicon))
    let sentence = writer.sentence(&random)
    return random.pick(withRules).map { [Splice($0.end, "\n\(sentence)")] }
  }

  private func repeatSentence(_ random: inout SplitMix64) -> [Splice]? {
    guard let rule = random.pick(edition.typedRules), let place = random.pick(withRules) else {
      return nil
    }
    return [Splice(place.end, "\n\(rule.text)")]
  }

  private func moveSentence(_ random: inout SplitMix64) -> [Splice]? {
    let movable = edition.typedRules.filter { $0.clause.rules.count > 1 }
    guard let rule = random.pick(movable),
      let place = random.pick(withRules.filter { $0.upper != rule.clause.rules.last?.range.upper })
    else { return nil }
    return [Splice(rule.sentence.range, ""), Splice(place.end, "\n\(rule.text)")]
  }

  private func reorderSentences(_ random: inout SplitMix64) -> [Splice]? {
    let clauses = edition.policy.clauses.filter { $0.rules.count > 1 }
    guard let clause = random.pick(clauses) else { return nil }
    let texts = clause.rules.map { edition.texts[$0.range.file].string($0.range) }
    return zip(clause.rules, texts.shuffled(using: &random)).map { Splice($0.range, $1) }
  }

  /// The last sentence of each clause that has one.
  private var withRules: [SourceRange] {
    edition.policy.clauses.compactMap { $0.rules.last?.range }
  }

  // MARK: Clauses

  private func rename(_ random: inout SplitMix64, isTold: Bool) -> [Splice]? {
    let clauses = edition.policy.clauses.filter { !$0.isSectionsOwn && $0.formerly.isEmpty }
    guard let clause = random.pick(clauses), let last = clause.rules.last,
      edition.texts[clause.range.file].string(clause.range) == clause.id
    else { return nil }
    let name = Splice(clause.range, "renamed-\(clause.id)")
    return isTold ? [name, Splice(last.range.end, "\n\nFormerly: \(clause.id)")] : [name]
  }

  /// Two neighbouring clauses change places.
  private func reorderClauses(_ random: inout SplitMix64) -> [Splice]? {
    guard let file = edition.texts.indices.last else { return nil }
    let starts = lines(of: file).filter { line in
      ["Rule", "Text", "Section", "Subsection"].contains { line.text.hasPrefix("\($0) ") }
    }
    let places = starts.indices.dropLast(2).filter { index in
      starts[index...(index + 1)].allSatisfy { $0.text.hasPrefix("Rule ") }
    }
    guard let place = random.pick(places) else { return nil }
    let first = SourceRange(file: file, starts[place].lower, starts[place + 1].lower)
    let second = SourceRange(file: file, starts[place + 1].lower, starts[place + 2].lower)
    let text = edition.texts[file]
    return [Splice(first.union(second), text.string(second) + text.string(first))]
  }

  // MARK: Facts

  private func people(_ random: inout SplitMix64) -> [Splice]? {
    guard let line = line(beginningWith: "People:") else { return nil }
    let persons = edition.policy.lexicon.words.filter { $0.kind == .person }.map(\.name)
    let chosen = random.pick(random.number(1...3), of: persons)
    return [Splice(line, "People: \(chosen.joined(separator: ", "))")]
  }

  private func timeZone(_ random: inout SplitMix64) -> [Splice]? {
    guard let line = line(beginningWith: "Time zone:") else { return nil }
    return [Splice(line, "Time zone: \(random.pick(["+05:00", "-08:00", "+00:00"]) ?? "")")]
  }

  private func line(beginningWith label: String) -> SourceRange? {
    guard let file = edition.texts.indices.last else { return nil }
    let line = lines(of: file).first { $0.text.hasPrefix(label) }
    return line.map { SourceRange(file: file, $0.lower, $0.lower + $0.text.utf8.count) }
  }

  private func lines(of file: Int) -> [(lower: Int, text: String)] {
    var lines: [(lower: Int, text: String)] = []
    var lower = 0
    for line in edition.texts[file].bytes.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      lines.append((lower, String(decoding: line, as: UTF8.self)))
      lower += line.count + 1
    }
    return lines
  }
}
