import ZabtaSyntax

/// Sections, clauses and their prose.
extension DraftReader {
  mutating func section(_ label: Label, _ range: SourceRange) {
    guard scope == .policy, !drafts.policies.isEmpty else {
      report(
        "label-out-of-place", "a section belongs to a policy, and none has begun",
        label.keywordRange, "Begin the file with \"Policy publisher.privacy: Privacy policy\".")
      return
    }
    let id = label.name ?? Name("", label.keywordRange)
    let own = ClauseDraft(id: id.text, isSectionsOwn: true, range: range)
    drafts.policies[drafts.policies.count - 1].sections.append(
      SectionDraft(
        id: id, level: label.keyword == .section ? 1 : 2, heading: TextDraft(label), clauses: [own],
        range: range))
    above = .heading
    closeGroup()
  }

  mutating func item(_ label: Label, _ range: SourceRange) {
    if scope == .checks, label.keyword == .check {
      drafts.checks[drafts.checks.count - 1].sentences += label.sentences
      return
    }
    guard let policy = drafts.policies.indices.last, scope == .policy,
      let section = drafts.policies[policy].sections.indices.last
    else {
      if label.keyword == .check, let policy = drafts.policies.indices.last {
        drafts.policies[policy].checks += label.sentences.map { ("", $0) }
        return
      }
      report(
        "label-out-of-place", "this label belongs into a section, and none has begun",
        label.keywordRange, "Begin one with \"Section name: Heading\".")
      return
    }
    let wasHeading = above == .heading
    closeGroup()
    above = .nothing
    let clause = drafts.policies[policy].sections[section].clauses.count - 1
    switch label.keyword {
    case .rule:
      if let name = label.name {
        drafts.policies[policy].sections[section].clauses.append(
          ClauseDraft(
            id: name.text, isSectionsOwn: false, sentences: label.sentences, range: name.range,
            isBroken: !isCovered(label)))
      } else if clause > 0 {
        report(
          "unnamed-rule-late",
          "a rule without a name belongs to the section and stands before its named clauses",
          label.keywordRange, "Give it a name: \"Rule name:\", or move it up under the heading.")
      } else {
        drafts.policies[policy].sections[section].clauses[0].sentences += label.sentences
        if !isCovered(label) {
          drafts.policies[policy].sections[section].clauses[0].isBroken = true
        }
      }
    case .text:
      guard let name = label.name else { return }
      drafts.policies[policy].sections[section].clauses.append(
        ClauseDraft(id: name.text, isSectionsOwn: false, range: name.range))
      if case .prose(let blocks) = label.body { prose(blocks, range) }
    case .check:
      if label.sentences.isEmpty {
        drafts.policies[policy].sections[section].clauses[clause].isBroken = true
      }
      let id = drafts.policies[policy].sections[section].clauses[clause].id
      drafts.policies[policy].checks += label.sentences.map { (id, $0) }
    case .noRule:
      drafts.policies[policy].sections[section].clauses[clause].noRule = label.text
    case .formerly:
      if wasHeading {
        drafts.policies[policy].sections[section].formerly += label.names
        above = .heading
      } else {
        drafts.policies[policy].sections[section].clauses[clause].formerly += label.names
      }
    default: break
    }
  }

  /// True where sentences are all that stands below the label: the parser drops what it cannot read.
  func isCovered(_ label: Label) -> Bool {
    let bytes = tree.text.bytes
    let upper = min(label.bodyRange.upper, bytes.count)
    var position = label.bodyRange.lower
    for (next, end) in label.sentences.map({ ($0.range.lower, $0.range.upper) }) + [(upper, upper)]
    {
      while position < min(next, upper) {
        // Space, line breaks, and the full stop of the sentence before.
        guard [0x20, 0x09, 0x0A, 0x0D, 0x2E].contains(bytes[position]) else { return false }
        position += 1
      }
      position = max(position, end)
    }
    return !label.sentences.isEmpty
  }

  mutating func prose(_ blocks: [Block], _ range: SourceRange) {
    guard !blocks.isEmpty else { return }
    let added = changeClause { clause, open, isGroupClosed in
      let first = clause.prose.count
      clause.prose += blocks.map { ProseDraft(english: $0) }
      open = isGroupClosed ? first..<clause.prose.count : open.lowerBound..<clause.prose.count
      isGroupClosed = false
    }
    if added { above = .prose }
  }

  mutating func broken(_ range: SourceRange) {
    _ = changeClause { clause, _, _ in clause.isBroken = true }
    closeGroup()
    above = .dropped
    unreadable(range)
  }

  mutating func changeClause(
    _ body: (inout ClauseDraft, inout Range<Int>, inout Bool) -> Void
  ) -> Bool {
    guard scope == .policy, let policy = drafts.policies.indices.last,
      let section = drafts.policies[policy].sections.indices.last,
      let clause = drafts.policies[policy].sections[section].clauses.indices.last
    else { return false }
    body(
      &drafts.policies[policy].sections[section].clauses[clause], &open, &isGroupClosed)
    return true
  }

  mutating func closeGroup() {
    open = 0..<0
    isGroupClosed = true
  }
}
