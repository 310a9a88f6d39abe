/// What a lawyer may do to a policy between two editions.
enum EditKind: String, CaseIterable {
  // One sentence.
  case number, unit, dropTail, addTail, addName, dropName, swapName, widenName, narrowName
  case mode, modifier, join, condition, subject, verb, except
  case dropSentence, newSentence
  // The same meaning in another shape.
  case splitObject, splitTail, spellOut, reorderSentences, reorderClauses, moveSentence
  case repeatSentence, narrowerRepeat, renameFormerly, renameSilently
  // Words and facts.
  case includeWord, excludeWord, newWord, newWordIncluded, newWordUsed, dropWord
  case people, timeZone

  /// True where every answer, and every duty, stays what it was.
  var keepsMeaning: Bool { Self.keeping.contains(self) }

  static let keeping: [EditKind] = [
    .splitObject, .splitTail, .spellOut, .reorderSentences, .reorderClauses, .moveSentence,
    .repeatSentence, .narrowerRepeat, .renameFormerly, .renameSilently,
  ]
}
