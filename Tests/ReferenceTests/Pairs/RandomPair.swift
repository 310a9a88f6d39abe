import ZabtaModel
import ZabtaRuntime
import ZabtaSyntax

/// Two editions of a policy, and what made the second of the first.
struct PolicyPair {
  var old: Edition
  var new: Edition
  /// In words, for whoever reads a failure.
  var made: String
  var seed: UInt64
  /// True where each answer must be what it was.
  var keepsMeaning = false

  /// The other way round.
  var mirrored: PolicyPair {
    PolicyPair(old: new, new: old, made: "\(made), back", seed: seed, keepsMeaning: keepsMeaning)
  }
}

/// Pairs of policies, each a function of a seed.
enum RandomPair {
  /// A random policy and an edit or two of it.
  static func edited(seed: UInt64) -> PolicyPair? {
    var random = SplitMix64(seed: seed)
    guard let old = readable(&random)?.edition else { return nil }
    return edited(old, EditKind.allCases, seed, &random)
  }

  /// A random policy said in other words.
  static func rephrased(seed: UInt64) -> PolicyPair? {
    var random = SplitMix64(seed: seed)
    guard let old = readable(&random)?.edition else { return nil }
    return edited(old, EditKind.keeping, seed, &random)
  }

  /// Two policies that share their words, and some of their sentences.
  static func unrelated(seed: UInt64) -> PolicyPair? {
    var random = SplitMix64(seed: seed)
    guard let (first, old) = readable(&random) else { return nil }
    var writer = RandomSentences(words: RandomWords(old.policy.lexicon))
    var readable: Edition?
    for _ in 0..<8 where readable == nil {
      var second = first
      second.sentences = first.sentences.map { sentence in
        random.oneIn(4) ? sentence : writer.sentence(&random)
      }
      second.sentences.shuffle(using: &random)
      readable = Edition([grouped(second, &random)])
    }
    guard var new = readable else { return nil }
    let words: [EditKind] = [.includeWord, .excludeWord, .newWord, .newWordIncluded]
    for kind in words where random.oneIn(3) {
      if let files = RandomEdit(new).make(kind, &random), let next = Edition(files) { new = next }
    }
    return PolicyPair(old: old, new: new, made: "another policy of the same words", seed: seed)
  }

  /// An edit or two of an edition.
  static func edited(
    _ old: Edition, _ kinds: [EditKind], _ seed: UInt64, _ random: inout SplitMix64
  ) -> PolicyPair? {
    var new = old
    var made: [EditKind] = []
    let count = random.pick([1, 1, 1, 2, 3]) ?? 1
    for _ in 0..<60 where made.count < count {
      guard let kind = random.pick(kinds), let files = RandomEdit(new).make(kind, &random),
        let next = Edition(files)
      else { continue }
      new = next
      made.append(kind)
    }
    guard !made.isEmpty else { return nil }
    return PolicyPair(
      old: old, new: new, made: made.map(\.rawValue).joined(separator: ", "), seed: seed,
      keepsMeaning: made.allSatisfy(\.keepsMeaning))
  }

  /// A random policy that is good Zabta.
  private static func readable(
    _ random: inout SplitMix64
  ) -> (policy: RandomPolicy, edition: Edition)? {
    for _ in 0..<8 {
      let policy = RandomPolicy(&random)
      if let edition = Edition([grouped(policy, &random)]) { return (policy, edition) }
    }
    return nil
  }

  /// The policy's file, some neighbouring sentences in one clause.
  private static func grouped(_ policy: RandomPolicy, _ random: inout SplitMix64) -> String {
    var policy = policy
    var sentences: [String] = []
    for sentence in policy.sentences {
      if let last = sentences.last, random.oneIn(3) {
        sentences[sentences.count - 1] = "\(last)\n\(sentence)"
      } else {
        sentences.append(sentence)
      }
    }
    policy.sentences = sentences
    return policy.text
  }
}
