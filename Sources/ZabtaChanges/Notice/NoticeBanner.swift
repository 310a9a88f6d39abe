import ZabtaPages

extension Notice {
  /// A piece of HTML for a homepage: heading in both languages, one sentence, the date, a link.
  ///
  /// Nil for a first edition, of which there is nothing to tell. It brings its styles along and
  /// needs nothing of the page it is put into. Its link is the policy's address, or leads from the
  /// folder above the policy's.
  package var banner: [UInt8]? {
    guard !isFirst else { return nil }
    let sentences = leadSentences
    let more = sentences.count - 1
    var words = Notice.inlines(sentences.first ?? "")
    if more > 0 {
      words.append(.text(more == 1 ? " One more thing changed." : " \(more) more things changed."))
    }
    let path = "notices/\(edition).html"
    let link = facts.address?.of(path) ?? "\(facts.policy)/\(path)"
    let blocks =
      [
        PageBlock(headingBlock.content.atLevel(2)), PageBlock(.paragraph(words)),
      ] + dateBlocks + [PageBlock(.paragraph([.link([.text("What changed")], to: link)]))]
    return PageWriter.aside(name: headline, blocks, in: .english)
  }
}

extension PageBlock.Content {
  fileprivate func atLevel(_ level: Int) -> PageBlock.Content {
    guard case .heading(_, let words, let second) = self else { return self }
    return .heading(level, words, second: second)
  }
}
