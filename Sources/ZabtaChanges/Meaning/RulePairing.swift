import ZabtaRuntime

/// A rule sentence with what it says.
struct StatedRule {
  var clause: String
  var sentence: Int
  /// The sentence, by language code.
  var text: [String: String]
  var norms: [Norm]
  /// What the norms say, whatever their order; of sentences that did not change nobody asks for it.
  var meaning: Set<Norm> = []

  var english: String { text["en"] ?? "" }
}

/// Which rule sentence of the old edition is which of the new one.
struct RulePairing {
  /// One side is nil for a rule that is new or gone.
  var changed: [(old: StatedRule?, new: StatedRule?)] = []

  /// Pairs the sentences of both editions and keeps those whose meaning differs.
  init(_ old: EditionSnapshot, _ new: EditionSnapshot, _ clauses: Pairing) {
    var before = RulePairing.rules(old)
    var after = RulePairing.rules(new)
    var openOld = Set(before.indices)
    var openNew = Set(after.indices)
    var pairs: [(Int, Int)] = []

    // Most sentences stand where they stood and say what they said: they need no closer look.
    var standing: [SentencePlace: Int] = [:]
    for (index, rule) in before.enumerated() {
      guard clauses.renamed[rule.clause] ?? rule.clause == rule.clause else { continue }
      standing[SentencePlace(clause: rule.clause, number: rule.sentence)] = index
    }
    for (index, rule) in after.enumerated() {
      let place = SentencePlace(clause: rule.clause, number: rule.sentence)
      guard let match = standing[place], before[match].norms == rule.norms else { continue }
      openOld.remove(match)
      openNew.remove(index)
    }
    for index in openOld { before[index].meaning = Meaning.of(before[index].norms) }
    for index in openNew { after[index].meaning = Meaning.of(after[index].norms) }

    func pair(by key: (StatedRule, Bool) -> AnyHashable?) {
      var waiting: [AnyHashable: [Int]] = [:]
      for index in openOld.sorted().reversed() {
        if let key = key(before[index], true) { waiting[key, default: []].append(index) }
      }
      for index in openNew.sorted() {
        guard let key = key(after[index], false), let match = waiting[key]?.popLast() else {
          continue
        }
        pairs.append((match, index))
        openOld.remove(match)
        openNew.remove(index)
      }
    }
    func home(_ rule: StatedRule, _ isOld: Bool) -> String {
      isOld ? clauses.renamed[rule.clause] ?? rule.clause : rule.clause
    }
    pair { [AnyHashable(home($0, $1)), AnyHashable($0.meaning)] }
    pair { $0.english.isEmpty ? nil : [home($0, $1), $0.english] as [String] }
    pair { rule, _ in rule.meaning.isEmpty ? nil : AnyHashable(rule.meaning) }

    // What is left pairs by likeness, first within the clause, then across clauses.
    for (isWithin, least) in [(true, 0.3), (false, 0.6)] {
      var candidates: [(score: Double, old: Int, new: Int)] = []
      for right in openNew.sorted().prefix(256) {
        for left in openOld.sorted().prefix(256) {
          guard (home(before[left], true) == after[right].clause) == isWithin else { continue }
          let score = RulePairing.likeness(before[left], after[right])
          if score >= least { candidates.append((score, left, right)) }
        }
      }
      candidates.sort { ($1.score, $0.new, $0.old) < ($0.score, $1.new, $1.old) }
      for candidate in candidates
      where openOld.contains(candidate.old) && openNew.contains(candidate.new) {
        pairs.append((candidate.old, candidate.new))
        openOld.remove(candidate.old)
        openNew.remove(candidate.new)
      }
    }

    for (left, right) in pairs.sorted(by: { $0.1 < $1.1 })
    where before[left].meaning != after[right].meaning {
      changed.append((before[left], after[right]))
    }
    for index in openNew.sorted() { changed.append((nil, after[index])) }
    for index in openOld.sorted() { changed.append((before[index], nil)) }
  }

  private struct SentencePlace: Hashable {
    var clause: String
    var number: Int
  }

  /// Sentences that do different things are not alike, whatever their words.
  private static func likeness(_ old: StatedRule, _ new: StatedRule) -> Double {
    let actions = Set(old.norms.map(\.action)).intersection(new.norms.map(\.action))
    guard !actions.isEmpty || old.norms.isEmpty && new.norms.isEmpty else { return 0 }
    let a = Set(Token.tokens(of: old.english).map(\.text))
    let b = Set(Token.tokens(of: new.english).map(\.text))
    return Double(2 * a.intersection(b).count) / Double(max(1, a.count + b.count))
  }

  private static func rules(_ edition: EditionSnapshot) -> [StatedRule] {
    var norms: [String: [Int: [Norm]]] = [:]
    for norm in edition.content.norms {
      norms[norm.clause, default: [:]][norm.sentence, default: []].append(norm)
    }
    var rules: [StatedRule] = []
    for (_, clause) in edition.placedClauses {
      let said = norms[clause.id] ?? [:]
      let sentences = Set(clause.rules.indices).union(said.keys)
      for sentence in sentences.sorted() {
        let text = clause.rules.indices.contains(sentence) ? clause.rules[sentence] : [:]
        let own = said[sentence] ?? []
        rules.append(
          StatedRule(
            clause: clause.id, sentence: sentence, text: text, norms: own))
      }
    }
    return rules
  }
}
