/// Reads one block of prose: text, emphasis, links and slots.
///
/// One pass without going back: an opening mark that finds no partner becomes text again, and
/// what it held joins its surroundings.
struct InlineParser {
  /// The marks that an outer level waits for.
  private struct Closers: OptionSet {
    let rawValue: Int
    static let emphasis = Closers(rawValue: 1)
    static let strong = Closers(rawValue: 2)
    static let link = Closers(rawValue: 4)
  }

  let text: SourceText
  let upper: Int
  let isForeign: Bool
  var reporter: Reporter
  private var index: Int

  init(
    text: SourceText, _ lower: Int, _ upper: Int, isForeign: Bool, reporter: Reporter
  ) {
    self.text = text
    self.upper = upper
    self.isForeign = isForeign
    self.reporter = reporter
    index = lower
  }

  mutating func parseAll() -> [Inline] {
    inlines(until: nil, awaited: [], depth: 0).inlines
  }

  /// Reads up to a closing mark.
  ///
  /// `closed` is false where it did not come.
  private mutating func inlines(
    until closer: Closers?, awaited: Closers, depth: Int
  ) -> (inlines: [Inline], closed: Bool) {
    var builder = InlineBuilder(file: reporter.file)
    while index < upper {
      let byte = text.bytes[index]
      switch byte {
      case .backslash: escape(&builder)
      case UInt8(ascii: "*"):
        let isStrong = index + 1 < upper && text.bytes[index + 1] == byte
        let kind: Closers = isStrong ? .strong : .emphasis
        let length = isStrong ? 2 : 1
        let isAwaited = awaited.contains(kind) || closer == kind
        if isAwaited, index > 0, !text.bytes[index - 1].isSpace {
          guard closer == kind else { return (builder.finish(), false) }
          index += length
          return (builder.finish(), true)
        }
        emphasis(kind, length, &builder, closer.map { awaited.union($0) } ?? awaited, depth)
      case UInt8(ascii: "["):
        link(&builder, closer.map { awaited.union($0) } ?? awaited, depth)
      case UInt8(ascii: "]"):
        if closer == .link {
          index += 1
          return (builder.finish(), true)
        }
        if awaited.contains(.link) { return (builder.finish(), false) }
        stray("]", "[", &builder)
      case UInt8(ascii: "{"): slot(&builder)
      case UInt8(ascii: "}"): stray("}", "{", &builder)
      default: plain(&builder)
      }
    }
    return (builder.finish(), closer == nil)
  }

  // MARK: - Text

  /// Takes bytes up to the next mark; line breaks become spaces.
  private mutating func plain(_ builder: inout InlineBuilder) {
    let lower = index
    while index < upper {
      switch text.bytes[index] {
      case .backslash, UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "{"), UInt8(ascii: "}"):
        builder.text(text.bytes[lower..<index], lower, index)
        return
      default: index += 1
      }
    }
    builder.text(text.bytes[lower..<index], lower, index)
  }

  /// A backslash prints the mark behind it, and keeps the first word from being a label.
  private mutating func escape(_ builder: inout InlineBuilder) {
    let lower = index
    index += 1
    guard index < upper else {
      builder.text([.backslash], lower, index)
      return
    }
    let byte = text.bytes[index]
    let isMark = byte < 0x80 && !byte.isLetter && !byte.isDigit && !byte.isSpace && byte > .space
    let isFirst = startsLine(lower)
    if isMark || (isFirst && !byte.isSpace) {
      if isMark {
        index += 1
        builder.text([byte], lower, index)
      } else {
        builder.text([], lower, index)
      }
    } else {
      builder.text([.backslash], lower, index)
    }
  }

  private func startsLine(_ offset: Int) -> Bool {
    var index = offset
    while index > 0, text.bytes[index - 1].isBlank { index -= 1 }
    guard index > 0 else { return true }
    let before = text.bytes[index - 1]
    return before == .newline || before == .hyphen || before == .colon
  }

  // MARK: - Emphasis

  private mutating func emphasis(
    _ kind: Closers, _ length: Int, _ builder: inout InlineBuilder, _ awaited: Closers,
    _ depth: Int
  ) {
    let lower = index
    let after = index + length
    let sign = Array(text.bytes[lower..<after])
    let isLoose = after >= upper || text.bytes[after].isSpace
    let isBefore = lower == 0 || text.bytes[lower - 1].isSpace
    if isLoose && isBefore && !startsLine(lower) {
      // "5 * 3": a star between spaces is a star.
      index = after
      builder.text(sign[...], lower, after)
      return
    }
    guard !isLoose, depth < Limits.proseNesting, !awaited.contains(kind) else {
      index = after
      builder.text(sign[...], lower, after)
      unbalanced(String(decoding: sign, as: UTF8.self), lower, after)
      return
    }
    index = after
    let inner = inlines(until: kind, awaited: awaited, depth: depth + 1)
    let range = reporter.range(lower, index)
    guard inner.closed else {
      builder.text(sign[...], lower, after)
      builder.append(inner.inlines)
      unbalanced(String(decoding: sign, as: UTF8.self), lower, after)
      return
    }
    builder.append(
      kind == .strong ? .strong(inner.inlines, range) : .emphasis(inner.inlines, range))
  }

  // MARK: - Links and slots

  private mutating func link(_ builder: inout InlineBuilder, _ awaited: Closers, _ depth: Int) {
    let lower = index
    index += 1
    guard depth < Limits.proseNesting, !awaited.contains(.link) else {
      builder.text([UInt8(ascii: "[")], lower, index)
      unbalanced("[", lower, index)
      return
    }
    let inner = inlines(until: .link, awaited: awaited, depth: depth + 1)
    guard inner.closed else {
      builder.text([UInt8(ascii: "[")], lower, lower + 1)
      builder.append(inner.inlines)
      unbalanced("[", lower, lower + 1)
      return
    }
    guard index < upper, text.bytes[index] == UInt8(ascii: "("), let end = targetEnd() else {
      builder.text([UInt8(ascii: "[")], lower, lower + 1)
      builder.append(inner.inlines)
      builder.text([UInt8(ascii: "]")], index - 1, index)
      linkWithoutTarget(lower, index)
      return
    }
    let target = text.trimmed(index + 1, end)
    let name = Name(
      text.folded(target.lowerBound, target.upperBound),
      reporter.range(target.lowerBound, target.upperBound))
    index = end + 1
    builder.append(.link(inner.inlines, target: name, reporter.range(lower, index)))
  }

  /// The parenthesis that closes a link's target; parentheses inside it come in pairs.
  private func targetEnd() -> Int? {
    var open = 0
    let limit = min(upper, index + Limits.targetBytes)
    for offset in index..<max(index, limit) {
      // No target holds these; stopping at them keeps the work linear.
      if "[]{}".utf8.contains(text.bytes[offset]) { return nil }
      if text.bytes[offset] == UInt8(ascii: "(") { open += 1 }
      if text.bytes[offset] == UInt8(ascii: ")") {
        open -= 1
        if open == 0 { return offset }
      }
    }
    return nil
  }

  private mutating func slot(_ builder: inout InlineBuilder) {
    let lower = index
    let limit = min(upper, index + Limits.slotBytes)
    var end = index + 1
    while end < limit, text.bytes[end] != UInt8(ascii: "}"), text.bytes[end] != UInt8(ascii: "{") {
      end += 1
    }
    guard end < limit, text.bytes[end] == UInt8(ascii: "}") else {
      index += 1
      builder.text([UInt8(ascii: "{")], lower, index)
      unbalanced("{", lower, index)
      return
    }
    index = end + 1
    let content = text.trimmed(lower + 1, end)
    let range = reporter.range(lower, index)
    if content.isEmpty {
      reporter.report(
        Diagnostic(
          "empty-slot", .error, "there is nothing between these braces", at: .init(range),
          fixes: [.init("Remove them.", edits: [.init(range, "")])]))
      return
    }
    let reader = SlotReader(text: text, file: reporter.file)
    builder.append(.slot(reader.read(content, isForeign: isForeign), range))
  }

  // MARK: - Messages

  private mutating func stray(_ sign: String, _ partner: String, _ builder: inout InlineBuilder) {
    let lower = index
    index += 1
    builder.text(text.bytes[lower..<index], lower, index)
    guard !reporter.drops() else { return }
    let place = reporter.range(lower, index)
    reporter.report(
      Diagnostic(
        "unbalanced-mark", .error,
        "\"\(sign)\" closes nothing: there is no \"\(partner)\" before it",
        at: .init(place),
        fixes: [.init("If it is to be printed: \\\(sign)", edits: [.init(place.start, "\\")])]))
  }

  private mutating func unbalanced(_ sign: String, _ lower: Int, _ end: Int) {
    guard !reporter.drops() else { return }
    let partners = ["{": "}", "[": "](word)", "*": "*", "**": "**"]
    let place = reporter.range(lower, end)
    reporter.report(
      Diagnostic(
        "unbalanced-mark", .error,
        "\"\(sign)\" opens something that \"\(partners[sign] ?? sign)\" never closes",
        at: .init(place),
        fixes: [
          .init(
            "If it is to be printed: \(sign.map { "\\\($0)" }.joined())",
            edits: sign.utf8.indices.enumerated().map { offset, _ in
              .init(reporter.range(lower + offset, lower + offset), "\\")
            })
        ]))
  }

  private mutating func linkWithoutTarget(_ lower: Int, _ end: Int) {
    guard !reporter.drops() else { return }
    reporter.report(
      Diagnostic(
        "link-without-target", .error, "this link says not where it leads",
        at: .init(reporter.range(lower, end)),
        explanation: ["\"[your words](word)\" binds your words to a word of the vocabulary."],
        fixes: [
          .init("Put the word or the address in parentheses behind it."),
          .init(
            "If the brackets are to be printed, write backslashes before them.",
            edits: [
              .init(reporter.range(lower, lower), "\\"),
              .init(reporter.range(end - 1, end - 1), "\\"),
            ]),
        ]))
  }
}
