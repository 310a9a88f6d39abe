/// The formatted lines of one rule sentence.
struct SentenceLayout {
  /// A word with the comma or full stop behind it.
  struct Word {
    var bytes: [UInt8]
    /// A tail begins here: the first choice for a line break.
    var beginsTail: Bool
    /// "and legal-duty" stays together.
    var mayBegin: Bool
  }

  let text: SourceText

  /// The columns within which a sentence is wrapped.
  static let width = 90

  func words(_ sentence: SentenceTree) -> [Word] {
    var tails = Set(sentence.tails.map(\.range.lower))
    if let butNot = sentence.butNot {
      tails.insert(butNot.range.lower)
      tails.formUnion(butNot.tails.map(\.range.lower))
    }
    var lexer = SentenceLexer(text, sentence.range.lower, sentence.range.upper)
    var words: [Word] = []
    var isJoined = false
    while true {
      let token = lexer.next()
      if token.kind == .end { return words }
      let bytes = Array(text.bytes[token.lower..<token.upper])
      if token.kind == .comma || token.kind == .stop, let last = words.indices.last {
        words[last].bytes += bytes
        isJoined = false
        continue
      }
      let isConjunction = token.kind == .word(.and) || token.kind == .word(.or)
      let beginsTail = tails.contains(token.lower)
      let mayBegin = beginsTail || (!isJoined && (token.kind == .name || isConjunction))
      words.append(Word(bytes: bytes, beginsTail: beginsTail, mayBegin: mayBegin))
      isJoined = !beginsTail && token.kind != .name
    }
  }

  /// A line is broken before a tail; only where a part alone is too long, within its list.
  func lines(_ sentence: SentenceTree) -> [[UInt8]] {
    let words = words(sentence)
    let total = words.reduce(-1) { $0 + $1.bytes.count + 1 }
    guard total > Self.width else {
      return [Array(words.map(\.bytes).joined(separator: [.space]))]
    }
    var parts: [[Word]] = []
    for word in words {
      if word.beginsTail || parts.isEmpty { parts.append([]) }
      parts[parts.count - 1].append(word)
    }
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    for part in parts {
      let length = part.reduce(-1) { $0 + $1.bytes.count + 1 }
      let fits = line.count + 1 + length <= Self.width
      if !line.isEmpty, !fits, length <= Self.width {
        lines.append(line)
        line = []
      }
      for group in groups(part) {
        let groupLength = group.count
        if !line.isEmpty, line.count + 1 + groupLength > Self.width {
          lines.append(line)
          line = []
        }
        line += (line.isEmpty ? [] : [.space]) + group
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  /// Words between which no line is broken.
  private func groups(_ words: [Word]) -> [[UInt8]] {
    var groups: [[UInt8]] = []
    for word in words {
      if groups.isEmpty || word.mayBegin {
        groups.append(word.bytes)
      } else {
        groups[groups.count - 1] += [.space] + word.bytes
      }
    }
    return groups
  }
}
