import ZabtaRuntime
import ZabtaSyntax

/// Words and what stands below them.
extension DraftReader {
  mutating func word(_ label: Label, _ kind: WordLabel) {
    above = .dropped
    unreadable(label)
    guard let name = label.name, let kind = Kind(rawValue: kind.rawValue.lowercased()) else {
      return
    }
    let word = WordDraft(kind: kind, name: name, label: label.text, labelRange: label.bodyRange)
    above = .word
    change { $0.words.append(word) }
    if scope == .nothing || scope == .checks {
      report(
        "label-out-of-place", "a word is declared in a vocabulary or in a policy's front matter",
        label.keywordRange, "Put \"Vocabulary common: Our words\" before the first word.")
    }
  }

  /// Notes the name that a declaration gives no word, so that its uses are silent.
  mutating func unreadable(_ label: Label) {
    let name = label.name?.text ?? ""
    guard !Parser.isName(name) else { return }
    unreadable(
      SourceRange(
        file: tree.file, label.keywordRange.lower,
        max(label.keywordRange.lower, label.bodyRange.lower)))
  }

  /// Notes what a line that could not be read may have declared: its words, alone and joined.
  mutating func unreadable(_ range: SourceRange) {
    if !drafts.policies.isEmpty { drafts.policies[drafts.policies.count - 1].hasUnreadLabel = true }
    let bytes = tree.text.bytes
    let upper = min(range.upper, bytes.count)
    guard range.lower < upper else { return }
    let end =
      bytes[range.lower..<upper].firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\n") }
      ?? upper
    let words = tree.text.string(range.lower, min(end, range.lower + 200)).lowercased()
      .split(separator: " ").map(String.init)
    guard words.count > 1 else { return }
    var names = Set(words.dropFirst())
    for length in 1..<max(2, min(words.count, 6)) {
      names.insert(words.dropFirst().prefix(length).joined(separator: "-"))
      names.insert(
        words.dropFirst().prefix(length).joined(separator: "-").replacing("_", with: "-"))
    }
    change { $0.unreadable.formUnion(names) }
  }

  mutating func property(_ label: Label) {
    if above == .dropped { return }
    guard above == .word else {
      report(
        "label-out-of-place", "this label stands below a word, and there is none above it",
        label.keywordRange, "Put it under the line that declares the word.")
      return
    }
    let keyword = label.keyword
    let file = tree.file
    change { vocabulary in
      guard !vocabulary.words.isEmpty else { return }
      let last = vocabulary.words.count - 1
      switch keyword {
      case .includes: vocabulary.words[last].includes += label.names
      case .sameAs: vocabulary.words[last].sameAs += label.list(file)
      case .kindOf: vocabulary.words[last].kindOf += label.list(file)
      case .vague: vocabulary.words[last].vague = label.text
      case .names:
        vocabulary.words[last].cookieNames =
          label.names.isEmpty ? label.list(file).map(\.text) : label.names.map(\.text)
      case .lasts: vocabulary.words[last].lasts = Name(label.text, label.bodyRange)
      case .setBy: vocabulary.words[last].setBy = label.text
      default: break
      }
    }
  }

  mutating func standard(_ label: Label) {
    guard let name = label.name else { return }
    above = .nothing
    change { $0.standards[name.text] = label.text }
  }

  /// Changes the vocabulary that words go to now.
  mutating func change(_ body: (inout VocabularyDraft) -> Void) {
    switch scope {
    case .vocabulary where !drafts.vocabularies.isEmpty:
      body(&drafts.vocabularies[drafts.vocabularies.count - 1])
    case .policy where !drafts.policies.isEmpty:
      body(&drafts.policies[drafts.policies.count - 1].own)
    default: break
    }
  }
}
