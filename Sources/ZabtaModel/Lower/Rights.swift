import ZabtaRuntime
import ZabtaSyntax

/// A right of people is a duty of ours; a right to deletion lets us delete once it was asked for.
extension SentenceLowering {
  mutating func lowerRight() {
    let parts = SentenceParts(
      sentence.tails, subject: sentence.subject, verb: nil, mode: .right, in: context)
    let object = object(sentence.object)
    guard !object.names.isEmpty else { return }
    // What *unless* names takes the right away; it forbids nobody to grant it.
    add(.permit, .request, object, parts.permitted, parts)
    let granting = parts.permitted + (parts.rightForm?.conditions ?? [])
    add(.duty, .resolve, object, granting, parts, origin: .right, actor: .we)
    add(.permit, .resolve, object, parts.permitted, parts, origin: .right, actor: .we)
    for right in sentence.object.words {
      for deletion in context.deletions(in: right) {
        let scope = parts.scope ?? context.scope(of: deletion.word)
        let asked = Condition(.happened(context.happenings(deletion)))
        add(
          .permit, .delete, Object(kind: .data, names: scope.names, except: scope.except),
          [asked] + parts.permitted, parts, origin: .right, actor: .we)
      }
    }
  }
}

extension LoweringContext {
  /// The rights to deletion that a named right stands for: itself where it is `deletion` or a part of
  /// it, `deletion` where it is a group that includes it.
  fileprivate func deletions(in right: Ref) -> [Ref] {
    guard lexicon.words.indices.contains(right.word.index),
      let deletion = lexicon.find(.request, "deletion")
        ?? lexicon.find(.request, "erasure")
    else { return [] }
    if lexicon.ancestors(of: right.word).contains(deletion) || lexicon[right.word].name == "erasure"
    {
      return [right]
    }
    return lexicon.descendants(of: right.word).contains(deletion)
      ? [Ref(deletion, right.range)] : []
  }

  /// What a right without *of* reaches: as the policy's scoped right of that name, or of the nearest
  /// word that includes it; all personal data where there is none.
  fileprivate func scope(of right: WordID) -> (names: [String], except: [String]) {
    var level = [right]
    var seen: Set<WordID> = [right]
    while !level.isEmpty {
      for word in level { if let scope = scopes[word] { return scope } }
      level = level.flatMap { lexicon[$0].parents }.sorted().filter { seen.insert($0).inserted }
    }
    return (["personal-data"], [])
  }
}
