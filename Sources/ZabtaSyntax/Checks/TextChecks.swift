/// The checks of a text that need no vocabulary; each stands in a file of its own.
enum TextChecks {
  /// Checks of every character of a file.
  static func characters(_ text: SourceText, _ reporter: inout Reporter) {
    EncodingCheck.run(text, &reporter)
    let suspects = suspects(text)
    guard !suspects.isEmpty else { return }
    InvisibleCharactersCheck.run(text, suspects, &reporter)
    CompositionCheck.run(text, suspects, &reporter)
  }

  /// A character that some check may object to.
  struct Suspect {
    var value: UInt32
    var lower: Int
    var length: Int
  }

  /// One pass for all checks of characters; letters of Urdu and of English are never suspect.
  private static func suspects(_ text: SourceText) -> [Suspect] {
    var suspects: [Suspect] = []
    let start = text.hasByteOrderMark ? 3 : 0
    ScalarScan.beyondASCII(text, start..<text.bytes.count) { value, index, length in
      if ScalarScan.isArabic(value), value != 0x61C, !(0x653...0x655).contains(value) { return }
      guard InvisibleCharactersCheck.concerns(value) || CompositionCheck.concerns(value) else {
        return
      }
      suspects.append(Suspect(value: value, lower: index, length: length))
    }
    return suspects
  }

  /// Checks of the lines that are in Urdu.
  static func urdu(_ tree: SourceTree, _ reporter: inout Reporter) {
    for paragraph in UrduParagraphs(tree) {
      reporter.context = paragraph.context
      UrduLatinCheck.run(tree.text, paragraph.range, &reporter)
      UrduCodePointsCheck.run(tree.text, paragraph.range, &reporter)
      UrduPunctuationCheck.run(tree.text, paragraph.range, &reporter)
    }
  }
}

/// The Urdu texts of a file, each with the words that say what it translates.
private struct UrduParagraphs: Sequence, IteratorProtocol {
  private let paragraphs: [Paragraph]
  private var index = 0
  private var above = ""

  init(_ tree: SourceTree) {
    paragraphs = tree.paragraphs
  }

  mutating func next() -> (range: SourceRange, context: String)? {
    while index < paragraphs.count {
      let paragraph = paragraphs[index]
      index += 1
      guard case .labelled(let label) = paragraph.content else { continue }
      switch label.keyword {
      case .language("Urdu"):
        var context = above
        if case .text = label.body, !above.isEmpty { context = above }
        return (label.bodyRange, context)
      case .section, .subsection:
        above = "heading of \(label.name?.text ?? "the section")"
      case .rule, .text:
        if let name = label.name { above = "clause \(name.text)" }
      case .word, .contact, .define, .policy, .publisher:
        above = "label of \(label.name?.text ?? "the word")"
      default: break
      }
    }
    return nil
  }
}
