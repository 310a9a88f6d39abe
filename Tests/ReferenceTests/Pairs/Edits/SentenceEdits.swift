import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Random edits of one rule sentence, as splices of its source.
struct SentenceEdits {
  let edition: Edition
  let sentence: RuleSentence
  private var lexicon: Lexicon { edition.policy.lexicon }

  init(_ edition: Edition, _ sentence: RuleSentence) {
    self.edition = edition
    self.sentence = sentence
  }

  /// The splices; nil where the sentence has nothing to edit so.
  func make(_ kind: EditKind, _ random: inout SplitMix64) -> [Splice]? {
    switch kind {
    case .number: number(&random)
    case .unit: unit(&random)
    case .dropTail: random.pick(sentence.allTails).map { [Splice($0.range, "")] }
    case .addTail: addTail(&random)
    case .addName, .dropName, .swapName, .widenName, .narrowName: name(kind, &random)
    case .mode: mode(&random)
    case .modifier: modifier(&random)
    case .join: join(&random)
    case .condition: condition(&random)
    case .subject: subject(&random)
    case .verb: verb(&random)
    case .except: except(&random)
    case .spellOut: spellOut(&random)
    case .splitObject: splitObject(&random)
    case .splitTail: splitTail(&random)
    case .narrowerRepeat: narrowerRepeat(&random)
    default: nil
    }
  }

  // MARK: Numbers

  private var spans: [TimeSpan] {
    sentence.allTails.compactMap { tail in
      switch tail.part {
      case .afterSpan(let span), .keepFor(let span), .untilSpan(let span), .within(let span),
        .ahead(let span):
        span
      default: nil
      }
    }
  }

  private func number(_ random: inout SplitMix64) -> [Splice]? {
    var ages: [Quantity] = sentence.subject.under.map { [$0] } ?? []
    for tail in sentence.allTails {
      if case .underAge(let age) = tail.part { ages.append(age) }
    }
    if let age = random.pick(ages), spans.isEmpty || random.oneIn(2) {
      return [Splice(age.range, "\(max(1, age.value + random.number(-2...3)))")]
    }
    guard let span = random.pick(spans), let digits = range(of: "\(span.span.count)", in: span)
    else { return nil }
    return [Splice(digits, "\(max(1, span.span.count + random.number(-3...5)))")]
  }

  private func unit(_ random: inout SplitMix64) -> [Splice]? {
    guard let span = random.pick(spans), let word = range(of: span.span.unit.rawValue, in: span),
      let unit = random.pick(["day", "week", "month", "year"])
    else { return nil }
    return [Splice(word, unit)]
  }

  private func range(of word: String, in span: TimeSpan) -> SourceRange? {
    let bytes = edition.texts[span.range.file].bytes[span.range.lower..<span.range.upper]
    guard let found = bytes.firstRange(of: Array(word.utf8)) else { return nil }
    return SourceRange(file: span.range.file, found.lowerBound, found.upperBound)
  }

  // MARK: Words

  private func name(_ kind: EditKind, _ random: inout SplitMix64) -> [Splice]? {
    guard let list = random.pick(sentence.lists(lexicon)), !list.names.isEmpty else { return nil }
    let index = random.number(0...list.names.count - 1)
    let word = lexicon[list.words[index]]
    var names = list.names
    switch kind {
    case .dropName:
      guard names.count > 1 else { return nil }
      names.remove(at: index)
    case .addName:
      guard let other = other(list, &random) else { return nil }
      names.insert(other, at: index)
    case .swapName:
      guard let other = other(list, &random) else { return nil }
      names[index] = other
    case .widenName:
      guard let group = random.pick(word.parents) else { return nil }
      names[index] = lexicon[group].name
    default:
      guard let part = random.pick(word.includes) else { return nil }
      names[index] = lexicon[part].name
    }
    guard Set(names).count == names.count else { return nil }
    return [Splice(list.range, NameList.text(names))]
  }

  private func other(_ list: NameList, _ random: inout SplitMix64) -> String? {
    let all = lexicon.words.filter { $0.kind == list.kind }.map(\.name)
    return random.pick(all.filter { !list.names.contains($0) })
  }

  private func word(_ kind: Kind, _ random: inout SplitMix64) -> String {
    random.pick(lexicon.words.filter { $0.kind == kind && $0.vague == nil })?.name ?? "nothing"
  }

  private func except(_ random: inout SplitMix64) -> [Splice]? {
    if let first = sentence.object.except.first, let last = sentence.object.words.last {
      let range = SourceRange(
        file: first.range.file, last.range.upper, sentence.object.range.upper)
      return [Splice(range, "")]
    }
    guard let last = sentence.object.words.last, sentence.object.kind == .data else { return nil }
    return [Splice(last.range.end, " except \(word(.data, &random))")]
  }

  private func spellOut(_ random: inout SplitMix64) -> [Splice]? {
    // Of a right, the group itself is what is asked for; of a record, what is kept as a whole.
    let verbs: Set<Verb> = [.keep, .delete, .anonymise, .archive, .answer, .resolve]
    guard sentence.mode.mode != .right, !sentence.verbs.contains(where: { verbs.contains($0.verb) })
    else { return nil }
    for list in sentence.lists(lexicon).shuffled(using: &random) where list.isPlace {
      for (index, id) in list.words.enumerated().shuffled(using: &random) {
        let parts = lexicon[id].includes
        // All data is personal data, also what no group lists.
        guard parts.count > 1, list.kind != .place, lexicon[id].name != "personal-data" else {
          continue
        }
        var names = list.names
        names.replaceSubrange(
          index...index,
          with: parts.map { lexicon[$0].name }.filter { !list.names.contains($0) })
        guard !names.isEmpty else { continue }
        return [Splice(list.range, NameList.text(names))]
      }
    }
    return nil
  }

  // MARK: Small words

  private func mode(_ random: inout SplitMix64) -> [Splice]? {
    guard sentence.mode.mode != .right, let mode = random.pick(["may", "may not", "never", "must"])
    else { return nil }
    return [Splice(sentence.mode.range, mode)]
  }

  private func modifier(_ random: inout SplitMix64) -> [Splice]? {
    guard let tail = random.pick(sentence.allTails) else { return nil }
    let before = SourceRange(file: tail.range.file, tail.range.lower, tail.keyword.lower)
    if tail.modifier != nil { return [Splice(before, "")] }
    return [Splice(tail.keyword.start, random.oneIn(4) ? "even " : "only ")]
  }

  private func join(_ random: inout SplitMix64) -> [Splice]? {
    let tests = sentence.allTails.compactMap { tail -> Tests? in
      switch tail.part {
      case .if(let tests), .unless(let tests), .after(let tests), .untilTests(let tests): tests
      default: nil
      }
    }
    guard let tests = random.pick(tests.filter { $0.items.count > 1 }) else { return nil }
    let text = edition.texts[tests.range.file].string(tests.range)
    let (was, now) = tests.isAnyOf ? (" or ", " and ") : (" and ", " or ")
    return [Splice(tests.range, text.split(separator: was).joined(separator: now))]
  }

  private func condition(_ random: inout SplitMix64) -> [Splice]? {
    for tail in sentence.allTails {
      switch tail.part {
      case .if: return [Splice(tail.keyword, "unless")]
      case .unless: return [Splice(tail.keyword, "if")]
      default: continue
      }
    }
    return nil
  }

  private func subject(_ random: inout SplitMix64) -> [Splice]? {
    guard sentence.mode.mode != .right else { return nil }
    let range = SourceRange(
      file: sentence.range.file, sentence.range.lower, sentence.mode.range.lower)
    let role = word(.role, &random)
    let who = random.pick(["We", "We", "Only \(role)", "The \(role)", "The \(role)"]) ?? "We"
    return [Splice(range, "\(who) ")]
  }

  private func verb(_ random: inout SplitMix64) -> [Splice]? {
    guard let verb = random.pick(sentence.verbs), let other = random.pick(Verb.allCases) else {
      return nil
    }
    return [Splice(verb.range, other.rawValue)]
  }
}
