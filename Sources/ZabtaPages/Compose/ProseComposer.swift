import ZabtaModel
import ZabtaSyntax

/// Prose with slots → page nodes, in one language.
struct ProseComposer {
  let printer: SlotPrinter
  let terms: TermLinks
  private var pack: any LanguagePack { printer.pack }

  init(policy: Policy, language: Language, index: PolicyIndex) {
    printer = SlotPrinter(
      policy: policy, pack: Sentences.pack(language, for: policy), index: index)
    terms = TermLinks(language == .english ? policy.definitions : [])
  }

  /// A block as page nodes: several, where a list or a table stands in the middle of it.
  func blocks(_ block: ResolvedBlock) -> [ComposedBlock] {
    guard case .paragraph = block.shape else {
      var position = Position(isSentenceStart: block.endsInStop)
      let words = inlines(block.inlines, &position, next: nil)
      if case .step(let number) = block.shape { return [.step(number, words)] }
      return [.bullet(words)]
    }
    var blocks: [ComposedBlock] = []
    var line: [ResolvedInline] = []
    func flush() {
      var position = Position()
      let words = inlines(line, &position, next: nil)
      if !words.plainText.utf8.allSatisfy({ $0 == 0x20 }) {
        blocks.append(.other(.paragraph(words)))
      }
      line = []
    }
    for inline in block.inlines {
      guard case .slot(let slot, _) = inline, let list = self.block(slot) else {
        line.append(inline)
        continue
      }
      flush()
      blocks.append(.other(list))
    }
    flush()
    return blocks
  }

  /// A slot that is a block by itself: a list or a table.
  private func block(_ slot: Slot) -> PageBlock.Content? {
    if case .table(let table, let rules) = slot {
      return TableComposer(printer: printer).table(table, rules)
    }
    guard let bullets = printer.bullets(slot) else { return nil }
    return .list(
      PageList(items: bullets.map { PageList.Item(slot.isOfRules ? [.value($0)] : $0) }))
  }

  /// Where in the sentence the next word stands.
  private struct Position {
    /// True at the beginning of a block and after a full stop.
    ///
    /// A bullet that does not end in one is part of a sentence that began before it.
    var isSentenceStart = true
    var isBlockStart = true

    mutating func pass(_ text: String) {
      if text.utf8.contains(where: { $0 != 0x20 }) { isBlockStart = false }
      for scalar in text.unicodeScalars.reversed() {
        switch scalar {
        case " ", ")", "”", "\"", "’", "'": continue
        case ".", "?", "!":
          isSentenceStart = text.unicodeScalars.last == " " && !endsInAbbreviation(text)
          return
        case "“", "(", "‘": continue
        default:
          isSentenceStart = false
          return
        }
      }
    }

    private func endsInAbbreviation(_ text: String) -> Bool {
      ["e.g. ", "i.e. ", "etc. ", "cf. ", "no. ", "No. "].contains { text.hasSuffix($0) }
    }
  }

  private func inlines(
    _ inlines: [ResolvedInline], _ position: inout Position, next: String?
  ) -> [PageInline] {
    var words: [PageInline] = []
    for (index, inline) in inlines.enumerated() {
      let rest = inlines[(index + 1)...]
      let following = Postpositions.opening(of: rest, printer: printer) ?? next
      switch inline {
      case .text(let text):
        words += terms.linked(text)
        position.pass(text)
      case .emphasis(let inner):
        words.append(.emphasis(self.inlines(inner, &position, next: following)))
      case .strong(let inner):
        // A block's opening word in bold is its title, and begins with a capital.
        if position.isBlockStart { position.isSentenceStart = true }
        words.append(.strong(self.inlines(inner, &position, next: following)))
      case .address(let inner, let address):
        words.append(.link(unlinked(self.inlines(inner, &position, next: following)), to: address))
      case .bound(let inner, _, _):
        words += self.inlines(inner, &position, next: following)
      case .slot(let slot, _):
        let isBeforePostposition = following.map(Postpositions.begins) ?? false
        let printed = printer.inlines(
          slot,
          SlotPrinter.Form(
            oblique: pack.language == .urdu && isBeforePostposition,
            capital: position.isSentenceStart))
        words += slot.isOfRules ? [.value(printed)] : printed
        position.isSentenceStart = false
        position.isBlockStart = false
      }
    }
    return words
  }

  /// A link holds no link.
  private func unlinked(_ words: [PageInline]) -> [PageInline] {
    words.flatMap { word -> [PageInline] in
      switch word {
      case .link(let inner, _): inner
      case .emphasis(let inner): [.emphasis(unlinked(inner))]
      case .strong(let inner): [.strong(unlinked(inner))]
      case .value(let inner): [.value(unlinked(inner))]
      default: [word]
      }
    }
  }
}

extension Slot {
  /// True of what rules give, as against words of the vocabulary and places of the policy.
  fileprivate var isOfRules: Bool {
    if case .value = self { true } else { false }
  }
}

extension ResolvedBlock {
  /// True of a block whose last words end in a full stop, a question or an exclamation mark.
  fileprivate var endsInStop: Bool {
    guard case .text(let text) = inlines.last else { return false }
    return text.utf8.last { $0 != 0x20 }.map { ".?!".utf8.contains($0) } ?? false
  }
}

/// A block on its way to the page; bullets and steps still look for their neighbours.
enum ComposedBlock {
  case bullet([PageInline])
  case step(Int, [PageInline])
  case other(PageBlock.Content)
}
