import ZabtaModel
import ZabtaRuntime

/// Promises that one edition makes and the other does not, over the whole space of what they are about.
struct PromiseDifference {
  struct Part {
    var group: Int
    var effect: Effect
    var action: Action
    var promise: Promise
    /// True where what is promised concerns the answers to people.
    var isRight: Bool
  }

  private(set) var parts: [Part] = []
  private(set) var inexact: [Action] = []

  private struct Piece {
    var box: Box
    var norm: Int
    var effect: Norm.Effect
    var origin: Norm.Origin
  }

  init(
    _ old: Ruleset, _ new: Ruleset, _ spaces: inout [Action: SharedSpace],
    group: (Int, [Int]) -> Int
  ) {
    var shared = SharedWords([old, new])
    let norms = [old, new].map { Dictionary(grouping: $0.content.norms, by: \.action) }
    for action in Action.allCases {
      let (before, after) = (norms[0][action] ?? [], norms[1][action] ?? [])
      guard before != after, Meaning.of(before) != Meaning.of(after) else { continue }
      // A duty to keep stands in the space of storing.
      let place = action == .keep ? Action.store : action
      let space = spaces[place] ?? SharedSpace([old, new], action: place, &shared)
      spaces[place] = space
      compare(action, space, [old, new], group)
    }
  }

  private mutating func compare(
    _ action: Action, _ space: SharedSpace, _ rulesets: [Ruleset], _ group: (Int, [Int]) -> Int
  ) {
    let all = rulesets.flatMap { $0.content.norms }.filter { $0.action == action }
    let notices = Set(all.compactMap(\.notice)).sorted { Hours.of($0) < Hours.of($1) }
    let deadlines = Set(
      all.compactMap { $0.deadline.map { Deadline($0.measure, isTypical: $0.isTypical) } })
    let sides = (0..<2).map { edition -> [(Promise?, Piece)]? in
      pieces(action, space, edition, rulesets[edition], notices, Array(deadlines))
    }
    guard let before = sides[0], let after = sides[1] else {
      inexact.append(action)
      return
    }
    let promises = Set((before + after).compactMap(\.0)).sorted {
      ($0.strictness, "\($0)") < ($1.strictness, "\($1)")
    }
    var told: Set<String> = []
    for promise in promises {
      for gained in [false, true] {
        let (here, there) = gained ? (after, before) : (before, after)
        var budget = 20_000
        let mine = here.filter { $0.0 == promise }.map(\.1)
        for piece in mine {
          // What we merely may do does not stand in for what we must.
          let theirs = there.filter { promised, other in
            promised == promise
              && (!promise.isProtective || piece.effect != .duty || other.effect == .duty)
          }.map(\.1.box)
          guard let open = space.subtract(theirs, from: [piece.box], budget: &budget) else {
            inexact.append(action)
            return
          }
          // What is bound to a rule is told only where the rule itself stands in both editions.
          let number = group(gained ? 1 : 0, [piece.norm])
          let bases = there.filter { promised, base in
            promised == nil && base.effect == piece.effect && base.origin == piece.origin
              && (promise.isProtective || group(gained ? 0 : 1, [base.norm]) == number)
          }.map(\.1.box)
          // How long records are kept is told by their times; a duty to keep, where a permission is left.
          let isKeeping = promise == .duty && action == .keep
          let permitted = there.filter { $0.0 == nil && $0.1.effect == .permit }.map(\.1.box)
          let rest =
            isKeeping
            ? space.shared(open, permitted) : promise == .duty ? open : space.shared(open, bases)
          guard !rest.isEmpty else { continue }
          if isKeeping {
            for box in rest {
              append(
                promise, box, piece, gained, number, action, space, rulesets,
                there.filter { $0.0 == nil }.map(\.1))
            }
            continue
          }
          // A whole piece reads as it was written.
          let box = rest.count == 1 ? rest[0] : piece.box
          if let family = promise.family,
            !told.insert("\(family) \(gained) \(number)").inserted
          {
            continue
          }
          append(
            promise, box, piece, gained, number, action, space, rulesets,
            there.filter { $0.0 == nil }.map(\.1))
        }
      }
    }
  }

  private mutating func append(
    _ promise: Promise, _ box: Box, _ piece: Piece, _ gained: Bool, _ group: Int,
    _ action: Action, _ space: SharedSpace, _ rulesets: [Ruleset], _ others: [Piece]
  ) {
    let edition = gained ? 1 : 0
    let norm = rulesets[edition].content.norms[piece.norm]
    var sentence = PromiseSentence(space, edition: edition, action)
      .text(promise, box, gained: gained, norm: norm, rulesets[edition])
    // A duty to keep is one towards others: it neither protects people nor takes from them.
    let isProtective = promise.isProtective && !(promise == .duty && action == .keep)
    var direction: Effect.Direction = !isProtective ? .moved : gained ? .narrower : .wider
    let other = rulesets[1 - edition].content.norms
    let met = others.filter { $0.box.meets(box) }.map { other[$0.norm] }
    let answering = Set(met.map(\.clause)).sorted()
    // A day can be firmer than "promptly", and later than it: neither sooner nor later is true.
    if gained, case .deadline(.within, _) = promise,
      met.contains(where: { $0.deadline?.measure == .promptly })
    {
      direction = .moved
      sentence = sentence.dropLast() + "; before, promptly."
    }
    let effect = Effect(
      sentence: sentence, direction: direction, oldClauses: gained ? answering : [norm.clause],
      newClauses: gained ? [norm.clause] : answering, witness: .duty)
    guard !parts.contains(where: { $0.group == group && $0.effect.sentence == sentence }) else {
      return
    }
    parts.append(
      Part(
        group: group, effect: effect, action: action, promise: promise,
        isRight: norm.origin == .right || action == .request))
  }

  /// Every promise of an edition with what it is about; nil where a norm branches too often.
  private func pieces(
    _ action: Action, _ space: SharedSpace, _ edition: Int, _ ruleset: Ruleset,
    _ notices: [Span], _ deadlines: [Deadline]
  ) -> [(Promise?, Piece)]? {
    var pieces: [(Promise?, Piece)] = []
    for (index, norm) in ruleset.content.norms.enumerated()
    where norm.action == action && norm.effect != .forbid {
      let promises = Promise.of(norm, notices: notices, deadlines: deadlines)
      guard let boxes = space.leafBoxes(norm, edition) else { return nil }
      for box in boxes {
        let piece = Piece(
          box: box, norm: index, effect: norm.effect, origin: norm.origin)
        // The rule itself, beside what it promises.
        pieces.append((nil, piece))
        pieces += promises.map { ($0, piece) }
      }
    }
    guard action == .keep else { return pieces }
    // What may be kept, whatever the time: that is told by the times.
    for (index, norm) in ruleset.content.norms.enumerated()
    where norm.action == .store && norm.effect == .permit && norm.origin == .keep {
      var timeless = norm
      timeless.when.removeAll { condition in
        condition.anyOf.contains { if case .over = $0 { true } else { false } }
      }
      guard let boxes = space.leafBoxes(timeless, edition) else { return nil }
      pieces += boxes.map {
        (nil, Piece(box: $0, norm: index, effect: .permit, origin: .keep))
      }
    }
    return pieces
  }
}

/// A promise in words.
struct PromiseSentence {
  private let writer: EffectSentence
  private let folding: WordFolding
  private let action: Action

  init(_ space: SharedSpace, edition: Int, _ action: Action) {
    writer = EffectSentence(space, edition: edition)
    folding = WordFolding(space, edition: edition)
    self.action = action
  }

  func text(
    _ promise: Promise, _ box: Box, gained: Bool, norm: Norm, _ ruleset: Ruleset
  ) -> String {
    let verb = action == .request ? "take requests for" : action.rawValue
    let deed = "\(verb) \(writer.object(box))\(writer.circumstances(box))"
    let we = gained ? "We now" : "We no longer"
    switch promise {
    case .duty where action == .keep:
      var kept = deed
      if let period = norm.period, !period.ends.isEmpty {
        let time = RetentionDifference.words(period, ruleset)
        kept = "keep \(writer.object(box)) \(time)\(writer.circumstances(box))"
      }
      return gained
        ? "We must now \(kept); before, we were free to." : "We no longer have to \(kept); we may."
    case .duty:
      return gained ? "We must now \(deed)." : "We no longer have to \(deed)."
    case .measure(let name): return "\(we) \(deed) by \(folding.label(.measure, name))."
    case .channel(let name): return "\(we) \(deed) by \(folding.label(.channel, name))."
    case .obligation(let name):
      let measure = folding.label(.measure, name)
      return gained
        ? "Who receives the data when we \(deed) is now bound by \(measure)."
        : "Who receives the data when we \(deed) is no longer bound by \(measure)."
    case .ground(let name):
      let reason = folding.label(.reason, name)
      return gained
        ? "A reason why we \(deed) is now \(reason)."
        : "\(reason.capitalizedFirst) is no longer a reason why we \(deed)."
    case .vague(let name):
      let circumstance = folding.label(.circumstance, name)
      return gained
        ? "A person now decides, when we \(deed), whether \(circumstance)."
        : "No person decides any longer, when we \(deed), whether \(circumstance)."
    case .afterwards(let then):
      return
        "When the time to \(deed) is over, we \(gained ? "now" : "no longer") \(then.rawValue) it."
    case .notice(let span): return "\(we) \(deed) \(FactWords.span(span)) ahead."
    case .deadline(let measure, let isTypical):
      return "\(we) \(deed) \(PromiseSentence.words(measure, isTypical: isTypical))."
    }
  }

  static func words(_ measure: Deadline.Measure, isTypical: Bool) -> String {
    let words =
      switch measure {
      case .immediately: "immediately"
      case .promptly: "promptly"
      case .within(let span): "within \(FactWords.span(span))"
      }
    return isTypical ? "typically \(words)" : words
  }
}

extension String {
  /// The text with a capital.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
