import ZabtaSyntax

/// What an `Urdu:` translates.
extension DraftReader {
  mutating func translate(_ label: Label, _ code: String, _ range: SourceRange) {
    let text = Name(label.text, label.bodyRange)
    let policy = drafts.policies.count - 1
    switch above {
    case .title: drafts.policies[policy].title.translations[code] = text
    case .publisher: drafts.policies[policy].publisher?.name.translations[code] = text
    case .contact:
      let last = drafts.policies[policy].contacts.count - 1
      drafts.policies[policy].contacts[last].value.translations[code] = text
    case .definition:
      let last = drafts.policies[policy].definitions.count - 1
      drafts.policies[policy].definitions[last].text.translations[code] = text
    case .word:
      guard code == "ur" else { return }
      change { vocabulary in
        guard !vocabulary.words.isEmpty else { return }
        vocabulary.words[vocabulary.words.count - 1].urdu = text.text
        vocabulary.words[vocabulary.words.count - 1].urduRange = text.range
      }
    case .heading:
      let section = drafts.policies[policy].sections.count - 1
      drafts.policies[policy].sections[section].heading.translations[code] = text
    case .prose: translateProse(label, code)
    case .dropped: break
    case .nothing:
      // Below a vocabulary's title, or a rule that is its own prose, there is nothing to translate.
      guard scope != .vocabulary else { return }
      report(
        "nothing-to-translate", "there is no text just above that this could translate",
        label.keywordRange, "Put it directly below the heading, label or paragraph it translates.")
    }
  }

  mutating func translateProse(_ label: Label, _ code: String) {
    let blocks: [Block]
    if case .prose(let read) = label.body { blocks = read } else { blocks = [] }
    var failure: String?
    _ = changeClause { clause, open, isGroupClosed in
      isGroupClosed = true
      guard blocks.count == open.count else {
        failure = "this translates \(blocks.count) of the \(open.count) blocks above"
        return
      }
      for (index, block) in zip(open, blocks) {
        if clause.prose[index].translations[code] != nil {
          failure = "the text above is translated twice"
          return
        }
        let english = clause.prose[index].english
        guard english.shape.isLike(block.shape) else {
          failure = "this \(block.shape.word) translates a \(english.shape.word)"
          return
        }
        clause.prose[index].translations[code] = block
      }
    }
    guard let failure else { return }
    let message = Diagnostic(
      "translation-does-not-match", .error, failure, at: Diagnostic.Mark(label.keywordRange),
      fixes: [
        Diagnostic.Fix(
          "Translate block by block: as many paragraphs, bullets and steps, in the same order.")
      ])
    _ = changeClause { clause, _, _ in clause.pending.append(message) }
  }
}
