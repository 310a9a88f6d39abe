/// A line that begins with a label.
struct LabelLine {
  var form: LabelForm
  var keyword: SourceRange
  var name: Name?
  /// The offset behind the colon.
  var bodyLower: Int
}

/// Recognises labels at the beginnings of lines.
struct LabelReader {
  let text: SourceText
  let file: Int
  let forms: LabelForms

  /// The label at the beginning of a line, wherever the line may stand in the document.
  ///
  /// A label is its words, a name where it takes one, and a colon. "Data protection law:" has two
  /// words where a name is one, so it is prose.
  func label(_ lower: Int, _ upper: Int) -> LabelLine? {
    guard lower < upper, text.bytes[lower].isUpper || text.bytes[lower] >= 0x80 else { return nil }
    let limit = min(upper, lower + Limits.labelBytes)
    guard let colon = text.firstIndex(of: .colon, from: lower, to: limit) else { return nil }
    var wordEnd = lower
    while wordEnd < colon, !text.bytes[wordEnd].isSpace { wordEnd += 1 }
    for form in forms.candidates(text.string(lower, wordEnd)) {
      guard let keywordEnd = end(of: form, lower, colon) else { continue }
      let rest = text.trimmed(keywordEnd, colon)
      guard let name = name(form, rest) else { continue }
      return LabelLine(
        form: form, keyword: SourceRange(file: file, lower, keywordEnd),
        name: name.text.isEmpty ? nil : name, bodyLower: colon + 1)
    }
    return nil
  }

  /// Where the words of a form end, if the line begins with them.
  private func end(of form: LabelForm, _ lower: Int, _ colon: Int) -> Int? {
    var index = lower
    for byte in form.words.utf8 {
      guard index < colon else { return nil }
      if byte == .space {
        guard text.bytes[index].isBlank else { return nil }
        while index < colon, text.bytes[index].isBlank { index += 1 }
      } else {
        guard text.bytes[index] == byte else { return nil }
        index += 1
      }
    }
    return index == colon || text.bytes[index].isBlank ? index : nil
  }

  /// The name between the words and the colon; empty where there is none; nil where what stands
  /// there makes it no label.
  private func name(_ form: LabelForm, _ rest: Range<Int>) -> Name? {
    let range = SourceRange(file: file, rest.lowerBound, rest.upperBound)
    if rest.isEmpty {
      return form.name == .phrase ? nil : Name("", range)
    }
    switch form.name {
    case .none: return nil
    case .phrase:
      if form.keyword == .release, !text.bytes[rest.lowerBound].isDigit { return nil }
      return Name(text.folded(rest.lowerBound, rest.upperBound), range)
    case .required, .optional:
      guard !text.bytes[rest].contains(where: \.isSpace) else { return nil }
      return Name(text.string(range), range)
    }
  }
}

extension LabelReader {
  /// The languages that the file's own `Languages:` line names.
  static func languages(_ text: SourceText, _ lines: Lines) -> [String] {
    let wanted = Array("Languages:".utf8)
    for line in 0..<lines.count where lines.uppers[line] - lines.lowers[line] > wanted.count {
      let lower = lines.lowers[line]
      guard text.bytes[lower] == wanted[0],
        text.bytes[lower..<lower + wanted.count].elementsEqual(wanted)
      else { continue }
      var end = line + 1
      while end < lines.count, !lines.isBlank(end),
        text.firstIndex(of: .colon, from: lines.lowers[end], to: lines.uppers[end]) == nil
      {
        end += 1
      }
      let list = text.folded(lower + wanted.count, lines.uppers[end - 1])
      return list.split(separator: ",").prefix(64).map { part in
        part.trimmed
      }.filter { !$0.isEmpty && $0.utf8.allSatisfy { $0.isLetter || $0 >= 0x80 } }
    }
    return []
  }
}
