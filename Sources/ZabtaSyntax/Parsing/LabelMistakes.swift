/// A line that was meant as a label and is none.
struct LabelMistake {
  var diagnostic: Diagnostic
  /// The label that was meant.
  var intended: LabelForm?
}

/// Finds misspelt labels without suspecting ordinary prose.
///
/// Whatever is found here is not printed, so a suspicion needs the whole shape of a label: the
/// word, a name where the label takes one, and a colon. English words that happen to lie one
/// letter away from a label are known.
extension LabelReader {
  func mistake(_ lower: Int, _ upper: Int, isInBody: Bool) -> LabelMistake? {
    guard lower < upper, text.bytes[lower].isLetter else { return nil }
    let limit = min(upper, lower + Limits.labelBytes)
    guard let colon = text.firstIndex(of: .colon, from: lower, to: limit) else {
      return withoutColon(lower, upper, isInBody: isInBody)
    }
    let words = wordRanges(lower, colon)
    guard let first = words.first, words.count <= 8 else { return nil }
    if let named = manyWords(words, lower, colon, isInBody: isInBody) { return named }
    if isInBody, let strayed = strayed(lower, upper) { return strayed }
    let head = text.string(first)
    // Before the first section there is no prose that an ordinary word could begin.
    guard
      !isInBody
        || !ordinaryWords.contains(String(decoding: head.utf8.map(\.lowered), as: UTF8.self))
    else {
      return withoutColon(lower, upper, isInBody: isInBody)
    }
    for form in forms.all where !(isInBody && form.place == .front) {
      let count = form.words.utf8.contains(.space) ? 2 : 1
      guard words.count >= count, shapeFits(form, words.dropFirst(count)) else { continue }
      let range = words[0].lowerBound..<words[count - 1].upperBound
      let typed = text.folded(range.lowerBound, range.upperBound)
      guard typed != form.words, resembles(typed, form.words) else { continue }
      return misspelt(typed, form, range)
    }
    return withoutColon(lower, upper, isInBody: isInBody)
  }

  private func shapeFits(_ form: LabelForm, _ rest: ArraySlice<Range<Int>>) -> Bool {
    switch form.name {
    case .none: rest.isEmpty
    case .phrase: !rest.isEmpty
    case .optional: rest.isEmpty || (rest.count == 1 && isName(rest))
    case .required: rest.count == 1 && isName(rest)
    }
  }

  private func isName(_ words: ArraySlice<Range<Int>>) -> Bool {
    words.allSatisfy { range in
      NameRules.isName(text.bytes[range])
        || text.bytes[range].split(separator: .stop).allSatisfy { NameRules.isWord($0) }
    }
  }

  private func resembles(_ typed: String, _ label: String) -> Bool {
    let length = label.utf8.count
    // Whoever misspells a label gets its first letter right, or drops it: a cheap first sieve.
    guard typed.utf8.count >= 3, let first = typed.utf8.first?.lowered,
      label.utf8.prefix(2).contains(where: { $0.lowered == first }),
      let distance = EditDistance.between(typed, label, limit: length < 6 ? 1 : 2)
    else { return false }
    return distance == 0 || typed.utf8.first?.lowered == label.utf8.first?.lowered
      || (distance == 1 && typed.utf8.count >= 5)
  }

  private func misspelt(_ typed: String, _ form: LabelForm, _ range: Range<Int>) -> LabelMistake {
    let place = SourceRange(file: file, range.lowerBound, range.upperBound)
    return LabelMistake(
      diagnostic: Diagnostic(
        "misspelt-label", .error, "\"\(typed)\" is not a label",
        at: .init(place, "did you mean \"\(form.words)\"?"),
        explanation: ["This paragraph is not printed and not obeyed until the label is right."],
        fixes: [
          .init(form.words, edits: [.init(place, form.words)]),
          .init(
            "If it is to be printed, begin it with a backslash.", edits: [.init(place.start, "\\")]),
        ]),
      intended: form)
  }

  /// "Section how we keep it:" — a label whose name has spaces.
  private func manyWords(
    _ words: [Range<Int>], _ lower: Int, _ colon: Int, isInBody: Bool
  ) -> LabelMistake? {
    guard words.count > 2, let first = words.first else { return nil }
    let head = text.string(first)
    guard let form = forms.candidates(head).first(where: { $0.words == head }),
      form.name == .required || form.name == .optional, form.keyword != .text,
      !(isInBody && form.place == .front)
    else { return nil }
    let rest = SourceRange(file: file, words[1].lowerBound, words[words.count - 1].upperBound)
    return LabelMistake(
      diagnostic: NameRules.complaint(Name(text.folded(rest.lower, rest.upper), rest)),
      intended: form)
  }

  /// A label of the front matter that stands in a section, where it would be printed.
  private func strayed(_ lower: Int, _ upper: Int) -> LabelMistake? {
    guard let label = label(lower, upper), label.form.place == .front else { return nil }
    let looksMeant =
      switch label.form.keyword {
      case .define, .wordsFrom, .sameAs, .kindOf, .policy, .publisher, .checksFor: true
      // An address or a telephone number is never the beginning of a paragraph.
      case .contact:
        text.bytes[label.bodyLower..<upper].contains { $0 == UInt8(ascii: "@") || $0.isDigit }
      default: label.name?.text.utf8.contains { $0 == .hyphen || $0 == .stop } ?? false
      }
    guard looksMeant else { return nil }
    return LabelMistake(
      diagnostic: Diagnostic(
        "label-out-of-place", .error,
        "\"\(label.form.words)\" stands in a section, and belongs before the first one",
        at: .init(label.keyword),
        fixes: [
          .init("Move it to the front matter."),
          .init(
            "If it is to be printed, begin it with a backslash.",
            edits: [.init(label.keyword.start, "\\")]),
        ]),
      intended: label.form)
  }

  /// "Rule sales-records We must keep …": everything but the colon.
  private func withoutColon(_ lower: Int, _ upper: Int, isInBody: Bool) -> LabelMistake? {
    let words = wordRanges(lower, min(upper, lower + Limits.labelBytes), limit: 6)
    guard let first = words.first else { return nil }
    for form in forms.candidates(text.string(first))
    where !(isInBody && form.place == .front) {
      let count = form.words.utf8.contains(.space) ? 2 : 1
      guard words.count >= count,
        text.folded(words[0].lowerBound, words[count - 1].upperBound) == form.words
      else { continue }
      let rest = words.dropFirst(count)
      guard let end = endOfHead(form, rest, words[count - 1].upperBound, isAlone: rest.count <= 1)
      else { continue }
      var strayMark = end
      if end < upper, [0x2C, 0x2E, 0x3B].contains(text.bytes[end]) { strayMark += 1 }
      let place = SourceRange(file: file, lower, end)
      return LabelMistake(
        diagnostic: Diagnostic(
          "label-without-colon", .error, "the label \"\(form.words)\" wants a colon",
          at: .init(place),
          fixes: [
            .init(
              "\(text.string(place)):",
              edits: [.init(SourceRange(file: file, end, strayMark), ":")])
          ]),
        intended: form)
    }
    return nil
  }

  /// Where the colon belongs, if what follows the label's words is a name and a beginning.
  private func endOfHead(
    _ form: LabelForm, _ rest: ArraySlice<Range<Int>>, _ keywordEnd: Int, isAlone: Bool
  ) -> Int? {
    func begins(_ range: Range<Int>?) -> Bool {
      guard let range else { return false }
      let byte = text.bytes[range.lowerBound]
      return byte.isUpper || byte >= 0xD8
    }
    if form.isLanguage {
      return rest.first.map { text.bytes[$0.lowerBound] >= 0xD8 } == true ? keywordEnd : nil
    }
    switch form.keyword {
    case .rule, .check:
      if rest.isEmpty { return keywordEnd }
      if let first = rest.first, ["We", "People", "Only"].contains(text.string(first)) {
        return keywordEnd
      }
      guard form.keyword == .rule else { return nil }
    case .section, .subsection, .text: break
    case .word, .contact, .policy, .publisher:
      break
    default: return nil
    }
    guard let name = rest.first else { return nil }
    var end = name.upperBound
    while end > name.lowerBound, [0x2C, 0x2E, 0x3B].contains(text.bytes[end - 1]) { end -= 1 }
    guard NameRules.isWord(text.bytes[name.lowerBound..<end]),
      ReservedWord(rawValue: text.string(name.lowerBound, end)) == nil
    else { return nil }
    // "Text messages" may be a line of prose; a name with a hyphen is a name.
    if isAlone {
      return form.keyword != .text || text.bytes[name.lowerBound..<end].contains(.hyphen)
        ? end : nil
    }
    return begins(rest.dropFirst().first) || form.keyword == .word(.data) && end < name.upperBound
      ? end : nil
  }

  private func wordRanges(_ lower: Int, _ upper: Int, limit: Int = 16) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var index = lower
    while index < upper, words.count < limit {
      while index < upper, text.bytes[index].isSpace { index += 1 }
      let start = index
      while index < upper, !text.bytes[index].isSpace { index += 1 }
      if index > start { words.append(start..<index) }
    }
    return words
  }

  private var ordinaryWords: Set<String> { Self.wordsNearLabels }

  /// English words that lie near a label and may begin a paragraph.
  private static let wordsNearLabels: Set<String> = [
    "role", "roles", "rules", "ruler", "ruled", "test", "tests", "texts", "next", "tent", "term",
    "notes", "vote", "votes", "noted", "notice", "node", "checks", "cheque", "checked", "sections",
    "selection", "sector", "sectors", "formally", "former", "formal", "rate", "rates", "rue",
    "date", "dates", "person", "persons", "people", "place", "places", "placed", "forms", "format",
    "former", "reasons", "season", "measures", "channels", "events", "even", "consents", "content",
    "contents", "cookies", "messages", "requests", "contacts", "contract", "defined", "refine",
    "releases", "names", "named", "standards", "policies", "polite", "police", "purposes",
    "recipients", "subsections", "peoples", "language", "include", "included",
  ]
}
