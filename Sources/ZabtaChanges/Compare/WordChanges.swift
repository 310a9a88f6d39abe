import ZabtaRuntime

/// Groups of words that include other words now: every rule that names such a group says more or less,
/// though nobody touched its sentence.
enum WordChanges {
  static func add(
    to rules: [RuleChange], _ old: EditionSnapshot, _ new: EditionSnapshot, _ places: Places,
    _ space: DecisionSpace?
  ) -> [RuleChange] {
    var rules = rules
    let before = index(old.content)
    for word in new.content.words {
      guard let earlier = before[Key(word)], Set(earlier.includes) != Set(word.includes),
        // All data is personal data: a new kind of data counts where a rule names it.
        word.name != "personal-data"
      else { continue }
      let gained = word.includes.filter { !earlier.includes.contains($0) }
      let lost = earlier.includes.filter { !word.includes.contains($0) }
      let groups = ancestors(of: word, new.content).union([word.name])
      let affected = new.content.norms.filter { names($0, word.kind, groups) }
      guard !affected.isEmpty else { continue }

      let label = word.labels["en"] ?? word.name
      let text = sentence(label, gained, lost, word.kind, old.content, new.content)
      // A part that a changed rule brought with it is told with that rule.
      let isNews = gained.allSatisfy { before[Key(kind: word.kind, name: $0)] == nil }
      if lost.isEmpty, isNews,
        let index = rules.firstIndex(where: { change in
          (change.new?.norms ?? []).contains { names($0, word.kind, Set(gained)) }
        })
      {
        rules[index].change.consequences.append(text)
        continue
      }
      let direction = direction(affected, gained: !gained.isEmpty, lost: !lost.isEmpty)
      let clauses = Set(affected.map(\.clause)).sorted {
        (places.position($0), $0) < (places.position($1), $1)
      }
      rules.append(
        RuleChange(
          old: nil, new: nil, direction: direction,
          change: Change(
            class: direction.class ?? .other, subject: .word, summary: text, clauses: clauses,
            heading: clauses.first.map(places.heading) ?? [:])))
    }
    return rules
  }

  /// Permits grow with a group, and so do prohibitions: the worse of both is said.
  private static func direction(_ norms: [Norm], gained: Bool, lost: Bool) -> Direction {
    var direction = Direction()
    for norm in norms where norm.effect != .duty {
      let grows = norm.effect == .permit
      direction.add(
        .permission(
          grew: gained && grows || lost && !grows, shrank: lost && grows || gained && !grows,
          for: norm.action))
    }
    return direction
  }

  private struct Key: Hashable {
    var kind: Kind
    var name: String

    init(kind: Kind, name: String) {
      self.kind = kind
      self.name = name
    }

    init(_ word: Word) { self.init(kind: word.kind, name: word.name) }
  }

  private static func index(_ content: BundleContent) -> [Key: Word] {
    Dictionary(content.words.map { (Key($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  private static func ancestors(of word: Word, _ content: BundleContent) -> Set<String> {
    var found: Set<String> = []
    var open = [word.name]
    while let next = open.popLast() {
      for group in content.words
      where group.kind == word.kind && group.includes.contains(next)
        && found.insert(group.name).inserted
      {
        open.append(group.name)
      }
    }
    return found
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

  private static func sentence(
    _ label: String, _ gained: [String], _ lost: [String], _ kind: Kind, _ old: BundleContent,
    _ new: BundleContent
  ) -> String {
    func labels(_ names: [String], _ content: BundleContent) -> String {
      let words = names.map { name in
        content.words.first { $0.kind == kind && $0.name == name }?.labels["en"] ?? name
      }
      guard words.count > 1 else { return words.first ?? "" }
      return words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
    if lost.isEmpty { return "\u{201C}\(label)\u{201D} now includes \(labels(gained, new))." }
    if gained.isEmpty {
      return "\u{201C}\(label)\u{201D} no longer includes \(labels(lost, old))."
    }
    return
      "\u{201C}\(label)\u{201D} now includes \(labels(gained, new)), and no longer \(labels(lost, old))."
  }
}
