import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// What slots and tables take from rule sentences, before any language.
enum RuleValues {
  /// The words that a value names, in the order of the sentences, each once.
  static func words(_ value: SlotValue, of rules: [RuleSentence], in policy: Policy) -> [WordID] {
    switch value {
    case .people: return policy.people
    case .data: return unique(rules.flatMap { words(ofKind: .data, in: $0) })
    case .cookies: return unique(rules.flatMap { words(ofKind: .cookie, in: $0) })
    case .messages: return unique(rules.flatMap { words(ofKind: .message, in: $0) })
    case .requests: return unique(rules.flatMap { words(ofKind: .request, in: $0) })
    case .recipients: return unique(rules.flatMap(recipients))
    case .places: return unique(rules.flatMap(places))
    case .purposes, .measures, .reasons:
      return unique(rules.flatMap { $0.allTails.flatMap { refs(value, $0.part) } })
    case .period, .deadline, .age, .channels, .rules: return []
    }
  }

  private static func words(ofKind kind: Kind, in rule: RuleSentence) -> [Ref] {
    var found = rule.object.kind == kind ? rule.object.words : []
    for tail in rule.tails {
      switch tail.part {
      case .scope(let names, _) where kind == .data: found += names
      case .purposes(let names) where kind == .request && rule.verbs.first?.verb == .penalise:
        found += names
      default: break
      }
    }
    return found
  }

  private static func recipients(_ rule: RuleSentence) -> [Ref] {
    var found: [Ref] = []
    if case .words(.recipient, let names) = rule.subject.who { found += names }
    for tail in rule.tails {
      if case .recipients(let names) = tail.part { found += names }
    }
    return found
  }

  private static func places(_ rule: RuleSentence) -> [Ref] {
    var found = rule.subject.places
    for tail in rule.allTails {
      switch tail.part {
      case .destinations(let names), .places(let names): found += names
      default: break
      }
    }
    return found
  }

  private static func refs(_ value: SlotValue, _ part: Tail.Part) -> [Ref] {
    switch (value, part) {
    case (.purposes, .purposes(let names)), (.measures, .measures(let names)),
      (.measures, .byMeasures(let names)), (.reasons, .because(let names)):
      names
    default: []
    }
  }

  private static func unique(_ refs: [Ref]) -> [WordID] {
    var seen: Set<WordID> = []
    return refs.compactMap { seen.insert($0.word).inserted ? $0.word : nil }
  }

  /// The channels of rules, each once.
  static func channels(of rules: [RuleSentence]) -> [ChannelRef] {
    var seen: Set<String> = []
    return rules.flatMap(\.allTails).flatMap { tail -> [ChannelRef] in
      if case .byChannels(let channels) = tail.part { return channels }
      return []
    }.filter { channel in
      switch channel {
      case .channel(let word): seen.insert("channel \(word.word.index)").inserted
      case .contact(let id, _): seen.insert("contact \(id)").inserted
      }
    }
  }

  /// The first age that rules name.
  static func age(of rules: [RuleSentence]) -> Int? {
    for rule in rules {
      if let age = rule.subject.under { return age.value }
      for tail in rule.allTails {
        if case .underAge(let age) = tail.part { return age.value }
      }
    }
    return nil
  }
}

extension RuleSentence {
  /// Its tails and those of its second half.
  var allTails: [Tail] { tails + (butNot?.tails ?? []) }
}
