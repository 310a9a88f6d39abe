import ZabtaRuntime
import ZabtaSyntax

/// What the checks on norms share: norms by action, sentences by place, atoms of objects.
///
/// A class, for every check of every sentence is handed it.
final class NormContext: Sendable {
  let policy: Policy
  let ruleset: Ruleset
  let lexicon: Lexicon
  /// What lowering knows of the policy: who else is named, which scope a right has.
  let lowering: LoweringContext
  /// The norms of each action, in the order of the page.
  let actions: [Action: ActionNorms]
  /// The data that some sentence says must be kept.
  let floors: BitSet
  private let sentences: [RuleReference: RuleSentence]

  init(_ policy: Policy, _ ruleset: Ruleset) {
    self.policy = policy
    self.ruleset = ruleset
    lexicon = policy.lexicon
    lowering = LoweringContext(policy)
    var sentences: [RuleReference: RuleSentence] = [:]
    for section in policy.sections {
      for clause in section.clauses {
        for (index, sentence) in clause.rules.enumerated() {
          sentences[RuleReference(clause: clause.id, sentence: index)] = sentence
        }
      }
    }
    self.sentences = sentences
    let groups = Dictionary(grouping: policy.norms, by: \.action)
    actions = groups.mapValues { ActionNorms($0, ruleset) }
    var floors = BitSet()
    if let keeping = actions[.keep] {
      for (norm, object) in zip(keeping.norms, keeping.objects)
      where norm.origin == .floor && norm.actor == .we {
        floors.formUnion(object)
      }
    }
    self.floors = floors
  }

  func sentence(_ norm: Norm) -> RuleSentence? { sentences[norm.place] }

  func sentence(_ place: RuleReference) -> RuleSentence? { sentences[place] }

  /// The words of the object (or the scope) of a sentence of which one includes the word, with how.
  func mark(_ place: RuleReference, _ word: String, kind: Kind, saying: String = "")
    -> Diagnostic.Mark?
  {
    guard let sentence = sentences[place] else { return nil }
    let refs = sentence.objectRefs(of: kind)
    guard
      let ref = refs.first(where: { lexicon[$0.word].name == word })
        ?? refs.first(where: { includes($0.word, word) })
    else { return Diagnostic.Mark(sentence.range, saying) }
    let name = lexicon[ref.word].name
    let chain = name == word ? "" : "\(name) includes \(word)"
    return Diagnostic.Mark(
      ref.range, saying.isEmpty ? chain : chain.isEmpty ? saying : "\(saying): \(chain)")
  }

  func includes(_ whole: WordID, _ part: String) -> Bool {
    let kind = lexicon[whole].kind
    if kind == .data, lexicon[whole].name == "personal-data" { return true }
    return lexicon.find(kind, part).map { lexicon.ancestors(of: $0).contains(whole) } ?? false
  }

  /// "the clause no-sale", or the section's own.
  func title(_ clause: String) -> String { "the clause \(clause)" }
}

/// The norms of one action, and what their objects are.
final class ActionNorms: Sendable {
  let norms: [Norm]
  let permits: [Int]
  let forbids: [Int]
  let objects: [BitSet]
  let space: RequestSpace
  /// The forbids by an atom of their object.
  private let forbidsByAtom: [[Int]]
  private let permitsByAtom: [[Int]]
  private let boxes: [[Box]?]

  init(_ norms: [Norm], _ ruleset: Ruleset) {
    let action = norms.first?.action ?? .use
    let space = RequestSpace(ruleset, action: action, norms: norms)
    self.norms = norms
    self.space = space
    let objects = norms.map { space.objects($0.object) }
    permits = norms.indices.filter { norms[$0].effect == .permit }
    forbids = norms.indices.filter { norms[$0].effect == .forbid }
    let count = ruleset.atoms(action.objectKind).count
    var forbidsByAtom = Array(repeating: [Int](), count: count)
    var permitsByAtom = forbidsByAtom
    for index in norms.indices {
      for atom in objects[index].members where atom < count {
        switch norms[index].effect {
        case .permit: permitsByAtom[atom].append(index)
        case .forbid: forbidsByAtom[atom].append(index)
        case .duty: break
        }
      }
    }
    self.objects = objects
    self.forbidsByAtom = forbidsByAtom
    self.permitsByAtom = permitsByAtom
    boxes = norms.map { space.boxes(of: $0) }
  }

  func boxes(_ index: Int) -> [Box]? { boxes[index] }

  /// The forbids whose object shares an atom with the set.
  func forbids(meeting object: BitSet) -> [Int] { union(of: object, forbidsByAtom) }

  /// The permits whose object holds all of the set.
  func permits(covering object: BitSet) -> [Int] {
    guard let atom = object.members.first, atom < permitsByAtom.count else { return [] }
    return permitsByAtom[atom].filter { object.isSubset(of: objects[$0]) }
  }

  /// The permits whose object shares an atom with the set.
  func permits(meeting object: BitSet) -> [Int] { union(of: object, permitsByAtom) }

  /// Those boxes of norms that meet a region; nil where a norm could not be listed.
  func boxes(of indices: [Int], meeting region: [Box]) -> [Box]? {
    var near: [Box] = []
    for index in indices {
      guard let boxes = boxes[index] else { return nil }
      for box in boxes where region.contains(where: { $0.meets(box) }) { near.append(box) }
    }
    return near
  }

  /// The forbids that count against a permit: a ceiling gives way to a floor, so where the same data
  /// has a floor it proves nothing.
  func hardForbids(meeting object: BitSet, floors: BitSet) -> [Int] {
    forbids(meeting: object).filter {
      norms[$0].origin != .ceiling || !objects[$0].intersects(floors)
    }
  }

  private func union(of object: BitSet, _ lists: [[Int]]) -> [Int] {
    var found = BitSet()
    for atom in object.members where atom < lists.count {
      for index in lists[atom] { found.insert(index) }
    }
    return found.members
  }
}

extension Norm {
  /// The sentence it comes from.
  var place: RuleReference { RuleReference(clause: clause, sentence: sentence) }
}

extension RuleSentence {
  /// The words of a kind that the sentence is about: its object, what it excepts aside, or the scope
  /// of a right.
  func objectRefs(of kind: Kind) -> [Ref] {
    if mode.mode == .right, kind == .data {
      return tails.flatMap { tail -> [Ref] in
        if case .scope(let words, _) = tail.part { words } else { [] }
      }
    }
    return object.words + (butNot?.object.words ?? [])
  }
}
