/// Reads what stands between braces.
///
/// A form it does not know is a word for the resolver to judge.
struct SlotReader {
  let text: SourceText
  let file: Int

  func read(_ range: Range<Int>, isForeign: Bool) -> SlotTree {
    if isForeign { return .foreign(name(range)) }
    var words = wordRanges(range)
    let whole = name(range)
    guard let first = words.first else { return .word(whole, kind: nil) }
    switch text.string(first) {
    case "see" where words.count == 2: return .see(name(words[1]))
    case "table" where words.count == 3 && text.string(words[1]) == "of":
      guard let table = SlotTable(rawValue: text.string(words[2])) else { break }
      return .table(table, SourceRange(file: file, range.lowerBound, range.upperBound))
    default: break
    }
    let list = words.count > 2 && text.string(first) == "list" && text.string(words[1]) == "of"
    if list { words.removeFirst(2) }
    let head = text.string(words[0])
    let hasOf = words.count > 2 && text.string(words[1]) == "of"
    if head == "parts", hasOf { return .parts(of: name(words[2...]), asList: list) }
    if let value = SlotValue(rawValue: head) {
      if words.count == 1 { return .value(value, of: nil, asList: list) }
      if hasOf { return .value(value, of: name(words[2...]), asList: list) }
    }
    if list, words.count == 1 {
      return .word(name(words[0]), kind: name(first))
    }
    if words.count == 2 { return .word(name(words[1]), kind: name(words[0])) }
    return .word(whole, kind: nil)
  }

  private func name(_ range: Range<Int>) -> Name {
    Name(
      text.folded(range.lowerBound, range.upperBound),
      SourceRange(file: file, range.lowerBound, range.upperBound))
  }

  private func name(_ words: ArraySlice<Range<Int>>) -> Name {
    guard let first = words.first, let last = words.last else { return name(0..<0) }
    return name(first.lowerBound..<last.upperBound)
  }

  private func wordRanges(_ range: Range<Int>) -> [Range<Int>] {
    var words: [Range<Int>] = []
    var index = range.lowerBound
    while index < range.upperBound {
      while index < range.upperBound, text.bytes[index].isSpace { index += 1 }
      let start = index
      while index < range.upperBound, !text.bytes[index].isSpace { index += 1 }
      if index > start { words.append(start..<index) }
    }
    return words
  }
}
