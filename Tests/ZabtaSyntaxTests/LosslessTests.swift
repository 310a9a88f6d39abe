import Testing
import ZabtaSyntax

@Suite struct LosslessTests {
  /// Every byte belongs to one paragraph or to the white space between two.
  static func check(_ tree: SourceTree, _ note: String = "") {
    var end = 0
    for paragraph in tree.paragraphs {
      #expect(paragraph.range.lower >= end, "\(note)")
      gap(tree.text, end, paragraph.range.lower)
      end = paragraph.range.upper
      nested(paragraph)
    }
    #expect(end <= tree.text.bytes.count)
    gap(tree.text, end, tree.text.bytes.count)
  }

  private static func gap(_ text: SourceText, _ lower: Int, _ upper: Int) {
    guard lower < upper else { return }
    let allowed: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
    #expect(text.bytes[lower..<upper].allSatisfy { allowed.contains($0) })
  }

  private static func nested(_ paragraph: Paragraph) {
    switch paragraph.content {
    case .broken: break
    case .prose(let blocks): inside(blocks, paragraph.range)
    case .labelled(let label):
      inside(label.keywordRange, paragraph.range)
      inside(label.bodyRange, paragraph.range)
      switch label.body {
      case .text: break
      case .names(let names): for name in names { inside(name.range, label.bodyRange) }
      case .prose(let blocks): inside(blocks, label.bodyRange)
      case .sentences(let sentences):
        var end = label.bodyRange.lower
        for sentence in sentences {
          inside(sentence.range, label.bodyRange)
          #expect(sentence.range.lower >= end)
          end = sentence.range.upper
          inside(sentence.subject.range, sentence.range)
          inside(sentence.object.range, sentence.range)
          for tail in sentence.tails { inside(tail.range, sentence.range) }
        }
      }
    }
  }

  private static func inside(_ blocks: [Block], _ range: SourceRange) {
    for block in blocks {
      inside(block.range, range)
      inside(block.inlines, block.range)
    }
  }

  private static func inside(_ inlines: [Inline], _ range: SourceRange) {
    for inline in inlines {
      inside(inline.range, range)
      switch inline {
      case .emphasis(let inner, let range), .strong(let inner, let range): inside(inner, range)
      case .link(let inner, let target, let range):
        inside(inner, range)
        inside(target.range, range)
      case .text, .slot: break
      }
    }
  }

  private static func inside(_ inner: SourceRange, _ outer: SourceRange) {
    #expect(inner.lower >= outer.lower && inner.upper <= outer.upper, "\(inner) \(outer)")
  }

  @Test func policiesAreLossless() {
    for text in Sources.policies { Self.check(Sources.parse(text).tree, text.path) }
  }
}
