import ZabtaRuntime

/// What no changed sentence explains: words that are new, gone or made of other parts, which every rule
/// that names them or their group says, and several rules together.
struct WordChanges {
  private let old: BundleContent
  private let new: BundleContent
  private let places: Places
  private let before: [Key: Word]
  private let after: [Key: Word]

  private struct Key: Hashable {
    var kind: Kind
    var name: String
  }

  /// A word whose parts differ, or that only one edition has.
  private struct Changed {
    var key: Key
    var gained: [String]
    var lost: [String]
    /// True where a group that both editions have is made of other parts.
    var isGroup: Bool
  }

  init(_ old: BundleContent, _ new: BundleContent, _ places: Places) {
    self.old = old
    self.new = new
    self.places = places
    before = WordChanges.index(old)
    after = WordChanges.index(new)
  }

  /// Adds the effects that no rule explains to the rules that brought their words, or as changes.
  func add(to rules: [RuleChange], _ found: [MeaningDifference.Found]) -> [RuleChange] {
    guard !found.isEmpty else { return rules }
    var rules = rules
    var open = found
    for word in changedWords() {
      let own = open.filter { concerns($0, word) }
      guard !own.isEmpty else { continue }
      open.removeAll { concerns($0, word) }
      let effects = MeaningDifference.told(own)
      let reason = own.lazy.compactMap(\.reason).first
      let text = sentence(word)
      // A part that a changed rule brought with it is told with that rule.
      let news = word.isGroup ? word.gained : word.gained.isEmpty ? [] : [word.key.name]
      let isNews =
        !news.isEmpty && news.allSatisfy { before[Key(kind: word.key.kind, name: $0)] == nil }
      if word.lost.isEmpty, isNews,
        let index = rules.firstIndex(where: { change in
          (change.new?.norms ?? []).contains { WordChanges.names($0, word.key.kind, Set(news)) }
        })
      {
        // That a word is known goes without saying of the rule that names it.
        if word.isGroup { rules[index].change.consequences.append(text) }
        let more = own.filter { !$0.isMereWord }
        rules[index].join(MeaningDifference.told(more), reason)
        continue
      }
      rules.append(change(.word, text, effects, reason, own))
    }
    // Several rules together: each effect in its own words.
    let isBySeveral = !open.isEmpty
    if isBySeveral, let first = open.first {
      let effects = MeaningDifference.told(open)
      let summary =
        effects.count == 1 ? first.effect.sentence : "What several rules say together changed."
      rules.append(
        change(.rule, summary, effects, open.lazy.compactMap(\.reason).first, open))
    }
    return rules
  }

  private func change(
    _ subject: Change.Subject, _ summary: String, _ effects: [Effect], _ reason: MaterialReason?,
    _ found: [MeaningDifference.Found]
  ) -> RuleChange {
    let direction = Direction(effects)
    let `class` = direction.class ?? .other
    let clauses = Set(effects.flatMap { $0.newClauses.isEmpty ? $0.oldClauses : $0.newClauses })
      .sorted { (places.position($0), $0) < (places.position($1), $1) }
    let turned = found.first { $0.turned != nil }?.turned
    return RuleChange(
      old: nil, new: nil, direction: direction,
      change: Change(
        class: `class`, subject: subject, summary: summary, clauses: clauses,
        heading: clauses.first.map(places.heading) ?? [:],
        witness: turned.map { Witness.words($0.request, isPermitted: $0.isPermitted) },
        effects: effects, reason: `class` == .lessProtection ? reason : nil))
  }

  // MARK: Words

  private static func index(_ content: BundleContent) -> [Key: Word] {
    Dictionary(
      content.words.map { (Key(kind: $0.kind, name: $0.name), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Groups first: what a new word brings is told by the group that includes it now.
  private func changedWords() -> [Changed] {
    var groups: [Changed] = []
    var others: [Changed] = []
    for word in new.words {
      let key = Key(kind: word.kind, name: word.name)
      guard let earlier = before[key] else {
        others.append(Changed(key: key, gained: [word.name], lost: [], isGroup: false))
        continue
      }
      let gained = word.includes.filter { !earlier.includes.contains($0) }
      let lost = earlier.includes.filter { !word.includes.contains($0) }
      guard !gained.isEmpty || !lost.isEmpty else { continue }
      let group = Changed(key: key, gained: gained, lost: lost, isGroup: true)
      // All data is personal data: a narrower group says more.
      if word.name == "personal-data" { others.insert(group, at: 0) } else { groups.append(group) }
    }
    for word in old.words {
      let key = Key(kind: word.kind, name: word.name)
      if after[key] == nil {
        others.append(Changed(key: key, gained: [], lost: [word.name], isGroup: false))
      }
    }
    return groups + others
  }

  /// True where the request that shows an effect names the word, a part that came or went, or a group
  /// of them.
  private func concerns(_ found: MeaningDifference.Found, _ word: Changed) -> Bool {
    let near = related(word)
    switch found.effect.witness {
    case .request(let request): return !names(request, word.key.kind).isDisjoint(with: near)
    case .record(let question):
      if word.key.kind == .data, near.contains(question.record) { return true }
      if word.key.kind == .form, let form = question.form, near.contains(form) { return true }
      return [.circumstance, .measure].contains(word.key.kind)
        && !near.isDisjoint(with: question.circumstances)
    case .due(let question):
      if word.key.kind == .request, near.contains(question.request) { return true }
      return word.key.kind == .place && question.jurisdiction.map(near.contains) == true
    case .duty:
      return !word.isGroup ? false : near.contains { found.effect.sentence.contains($0) }
    }
  }

  private func related(_ word: Changed) -> Set<String> {
    var names = Set(word.gained + word.lost)
    for index in [before, after] {
      var open = names.sorted()
      while let next = open.popLast() {
        for part in index[Key(kind: word.key.kind, name: next)]?.includes ?? []
        where names.insert(part).inserted {
          open.append(part)
        }
      }
    }
    // The group itself and those that include it stand for the part.
    guard word.isGroup else { return names }
    names.insert(word.key.name)
    for content in [old, new] {
      var open = [word.key.name]
      while let next = open.popLast() {
        for group in content.words
        where group.kind == word.key.kind && group.includes.contains(next)
          && names.insert(group.name).inserted
        {
          open.append(group.name)
        }
      }
    }
    return names
  }

  private func names(_ request: Request, _ kind: Kind) -> Set<String> {
    var names: Set<String> = []
    if Action(rawValue: request.action)?.objectKind == kind { names.insert(request.resource.id) }
    if request.subject.type == kind.rawValue { names.insert(request.subject.id) }
    let context = request.context
    let action = Action(rawValue: request.action) ?? .use
    for (dimension, word) in [
      (Dimension.recipient, context.recipient), (.purpose, context.purpose),
      (.touchpoint, context.touchpoint), (.form, context.form), (.person, context.person),
      (.region, context.region), (.jurisdiction, context.jurisdiction),
    ] where dimension.kind(for: action) == kind {
      if let word { names.insert(word) }
    }
    if kind == .consent { names.formUnion(context.consent.keys) }
    if kind == .circumstance || kind == .measure { names.formUnion(context.circumstances) }
    return names
  }

  private static func names(_ norm: Norm, _ kind: Kind, _ words: Set<String>) -> Bool {
    if norm.object.kind == kind, !words.isDisjoint(with: norm.object.names + norm.object.except) {
      return true
    }
    switch norm.actor {
    case .named(kind, let names), .anybodyBut(kind, let names):
      if !words.isDisjoint(with: names) { return true }
    default: break
    }
    return norm.when.flatMap(\.anyOf).contains { fact in
      switch fact {
      case .among(let dimension, let names, _), .notAmong(let dimension, let names, _):
        dimension.kind(for: norm.action) == kind && !words.isDisjoint(with: names)
      case .consent(let names, _): kind == .consent && !words.isDisjoint(with: names)
      case .circumstance(let name, _):
        (kind == .circumstance || kind == .measure) && words.contains(name)
      default: false
      }
    }
  }

  private func sentence(_ word: Changed) -> String {
    func labels(_ names: [String], _ index: [Key: Word]) -> String {
      WordFolding.list(
        names.map { name in
          let label = index[Key(kind: word.key.kind, name: name)]?.labels["en"] ?? ""
          return label.isEmpty ? name : label
        }, "and")
    }
    guard word.isGroup else {
      return word.lost.isEmpty
        ? "This policy now knows “\(labels(word.gained, after))”."
        : "This policy no longer knows “\(labels(word.lost, before))”."
    }
    let label = labels([word.key.name], after)
    if word.lost.isEmpty { return "“\(label)” now includes \(labels(word.gained, after))." }
    if word.gained.isEmpty { return "“\(label)” no longer includes \(labels(word.lost, before))." }
    return
      "“\(label)” now includes \(labels(word.gained, after)), and no longer \(labels(word.lost, before))."
  }
}
