import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Sentences about the rights of people.
extension ReferenceSentences {
  /// people have the right to Q T: permit(people, request, Q) and the duty to resolve it; of a
  /// deletion also permit(delete, D except X) once such a request was made.
  func right(_ sentence: RuleSentence, clause: String) -> [ReferenceClaim] {
    // How a right is fulfilled (its form) is not a condition of asking for it.
    let conditions = sentence.tails.filter {
      if case .form = $0.part { false } else { true }
    }
    let given = qualifiers(sentence.subject) + conditions.compactMap { tails.test($0) }
    let exceptions = sentence.tails.compactMap(unless)
    var claims = [
      ReferenceClaim(
        effect: .permit, source: .right, action: .request, actor: permitted(sentence.subject),
        object: atoms(sentence.object), requires: given, refutes: exceptions, clause: clause),
      // A right is a duty of ours, and what we must do we may do.
      ReferenceClaim(
        effect: .permit, source: .right, action: .resolve, actor: { $0.kind == nil },
        object: atoms(sentence.object), requires: given, refutes: exceptions, clause: clause),
    ]
    for name in sentence.object.words.compactMap({ deletion(tails.name($0)) }) {
      let asked = ReferenceTest {
        $0.known.hasHappened($0.known.happenings(.request, name), ago: nil)
      }
      claims.append(
        ReferenceClaim(
          effect: .permit, source: .right, action: .delete, actor: { $0.kind == nil },
          object: scope(of: sentence, name), requires: given + [asked], refutes: exceptions,
          clause: clause))
    }
    return claims
  }

  /// Which deletion a right asks for: a part of `deletion` itself (`erasure` is one, whoever lists
  /// it), and `deletion` where the right is a group that includes it.
  func deletion(_ name: String) -> String? {
    let deletion = words.isDeclared(.request, "deletion") ? "deletion" : "erasure"
    if words.descendants(.request, deletion).contains(name) || name == "erasure" { return name }
    return words.descendants(.request, name).contains(deletion) ? deletion : nil
  }

  /// What a right reaches; without `of` it "inherits the scope of the policy's scoped right of that
  /// name or its parent" (§4).
  func scope(of sentence: RuleSentence, _ name: String) -> Set<String> {
    if let own = scope(sentence) { return own }
    let distances = words.distances(.request, from: name)
    for distance in 0...(distances.values.max() ?? 0) {
      var found: Set<String>?
      for other in tails.policy.clauses.flatMap(\.rules) where other.mode.mode == .right {
        let names = other.object.words.map(tails.name)
        guard names.contains(where: { distances[$0] == distance }) else { continue }
        if let scope = scope(other) { found = (found ?? []).union(scope) }
      }
      if let found { return found }
    }
    return words.universe(.data)
  }

  private func scope(_ sentence: RuleSentence) -> Set<String>? {
    for tail in sentence.tails {
      if case .scope(let refs, let except) = tail.part {
        return words.atoms(refs).subtracting(words.atoms(except))
      }
    }
    return nil
  }
}
