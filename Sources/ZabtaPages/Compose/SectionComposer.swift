import ZabtaModel
import ZabtaSyntax

/// A section's clauses → its blocks: neighbouring bullets become one list, each clause keeps an
/// anchor of its own.
struct SectionComposer {
  let clauses: ClauseComposer

  func blocks(_ section: [PolicyClause]) -> [PageBlock] {
    let parts = section.map { clause in (clause, blocks(clauses.pieces(clause))) }
    var result: [PageBlock] = []
    for (number, (clause, blocks)) in parts.enumerated() {
      let next = parts.indices.contains(number + 1) ? parts[number + 1].1.first : nil
      append(blocks, of: clause, before: next, to: &result)
    }
    return result
  }

  private func append(
    _ blocks: [PageBlock], of clause: PolicyClause, before next: PageBlock?,
    to result: inout [PageBlock]
  ) {
    let id = clause.isSectionsOwn ? nil : clause.id
    let anchors = clause.formerly.map(\.text)
    var blocks = blocks
    guard let first = blocks.first, let last = blocks.last else {
      if id != nil || !anchors.isEmpty {
        result.append(PageBlock(.group([]), id: id, anchors: anchors))
      }
      return
    }
    let isContinued = next.map { $0.continues(last) } ?? false
    if let before = result.last, first.continues(before), case .list(var list) = before.content,
      case .list(var own) = first.content
    {
      own.anchor(id, anchors)
      list.items += own.items
      result[result.count - 1].content = .list(list)
      result += blocks.dropFirst()
      return
    }
    guard id != nil || !anchors.isEmpty else {
      result += blocks
      return
    }
    if blocks.count > 1, !isContinued {
      result.append(PageBlock(.group(blocks), id: id, anchors: anchors, style: "clause"))
      return
    }
    if case .list(var list) = first.content, isContinued || list.items.count == 1 {
      list.anchor(id, anchors)
      blocks[0].content = .list(list)
    } else {
      blocks[0].id = id
      blocks[0].anchors = anchors
    }
    result += blocks
  }

  /// The pieces of one clause, its bullets and steps gathered into lists.
  private func blocks(_ pieces: [ClauseComposer.Piece]) -> [PageBlock] {
    var blocks: [PageBlock] = []
    for piece in pieces {
      let block: PageBlock
      switch piece.block {
      case .bullet(let words):
        block = PageBlock(
          .list(PageList(items: [PageList.Item(words, language: piece.language)])),
          style: PageBlock.proseList)
      case .step(let number, let words):
        block = PageBlock(
          .list(PageList(start: number, items: [PageList.Item(words, language: piece.language)])),
          style: PageBlock.proseList)
      case .other(let content):
        block = PageBlock(
          content, language: piece.language, style: piece.isRule ? "rule" : nil)
      }
      if let last = blocks.last, block.continues(last), case .list(var list) = last.content,
        case .list(let own) = block.content
      {
        list.items += own.items
        blocks[blocks.count - 1].content = .list(list)
      } else {
        blocks.append(block)
      }
    }
    return blocks
  }
}

extension PageBlock {
  /// Marks the lists that were written as bullets or steps, as against those that a slot prints.
  fileprivate static let proseList = "points"

  /// True of a list that goes on where the other ends.
  fileprivate func continues(_ other: PageBlock) -> Bool {
    guard style == PageBlock.proseList, other.style == PageBlock.proseList, id == nil,
      case .list(let own) = content, case .list(let earlier) = other.content
    else { return false }
    guard let start = own.start else { return earlier.start == nil }
    guard let first = earlier.start else { return false }
    return start == first &+ earlier.items.count
  }
}

extension PageList {
  fileprivate mutating func anchor(_ id: String?, _ anchors: [String]) {
    guard !items.isEmpty else { return }
    items[0].id = id
    items[0].anchors += anchors
  }
}
