import ZabtaModel
package import ZabtaRuntime

/// Every request that two editions answer differently.
///
/// The comparison is exhaustive: it is made of boxes of requests, not of samples. A request is permitted
/// by one edition only where one of the boxes holds it, and each effect has a request of its own
/// that both editions were asked.
package struct DecisionDifference: Sendable {
  /// Requests that differ, as one effect.
  package struct Part: Sendable {
    /// What made it, as the caller numbered it.
    package var group: Int
    package var effect: Effect
    package var action: Action
    /// The request that shows it.
    package var witness: Request
    package var isGained: Bool
    /// The requests, and a box to put into words; nil where a word is known or unknown now that
    /// decides nothing.
    var turned: Turned?
    /// That word.
    var word: AxisWords.Position?
  }

  /// The effects, in the order of the actions.
  package private(set) var parts: [Part] = []
  /// Actions whose requests could not be compared exactly.
  package private(set) var inexact: [Action] = []
  /// A word that one edition alone knows, at a place that decides nothing.
  private struct KnownWord: Sendable {
    /// Where a request names it; nil for the resource itself.
    var dimension: Dimension?
    var word: AxisWords.Position
    var isNew: Bool
    /// Where it decides nothing; nil for everywhere.
    var cores: [Box]?
  }

  /// Those words for each action.
  private var words: [Action: [KnownWord]] = [:]
  /// The spaces of the actions that were compared, by action.
  private(set) var spaces: [Action: SharedSpace] = [:]
  /// What each edition permits and forbids in them.
  private(set) var sides: [Action: [SharedSide]] = [:]
  package let old: Ruleset
  package let new: Ruleset

  /// The effects alone.
  package var effects: [Effect] { parts.map(\.effect) }

  /// Compares two editions; `group` numbers the norms of an edition (0 the earlier, 1 the later).
  ///
  /// - Throws: What keeps one of them from being compiled.
  package init(
    _ old: BundleContent, _ new: BundleContent,
    group: (_ edition: Int, _ norms: [Int]) -> Int = { _, _ in 0 }
  ) throws(RulesetError) {
    self.init(try Ruleset(old), try Ruleset(new), group: group)
  }

  /// Compares two editions that are compiled already.
  package init(
    _ old: Ruleset, _ new: Ruleset, group: (_ edition: Int, _ norms: [Int]) -> Int = { _, _ in 0 }
  ) {
    self.old = old
    self.new = new
    let touched = TouchedActions(old.content, new.content)
    var shared = SharedWords([old, new])
    for action in touched.actions {
      let space = SharedSpace([old, new], action: action, &shared)
      spaces[action] = space
      let sides = [space.side(0), space.side(1)]
      self.sides[action] = sides
      var isExact = sides.allSatisfy(\.isExact)
      for gained in [true, false] {
        var budget = Self.budget
        guard let found = space.turned(sides, gained: gained, budget: &budget, group: group) else {
          isExact = false
          continue
        }
        for turned in found {
          guard turned.words.isEmpty else {
            addWords(turned, space)
            continue
          }
          guard let part = part(turned, space) else { continue }
          parts.append(part)
        }
      }
      if !isExact { inexact.append(action) }
      addWords(space, sides)
    }
    for (action, dimensions) in touched.idle { addWords(action, dimensions, &shared) }
  }

  /// Words that one edition alone knows, about an action that they do not touch.
  ///
  /// One request shows it for all actions.
  private mutating func addWords(
    _ action: Action, _ dimensions: [Dimension], _ shared: inout SharedWords
  ) {
    var isOpen = false
    for dimension in dimensions {
      for word in shared.oneSided(dimension.kind(for: action)) {
        let isNew = word.readings[0] == nil
        words[action, default: []].append(
          KnownWord(dimension: dimension, word: word, isNew: isNew, cores: nil))
        isOpen = isOpen || !parts.contains { $0.word == word && $0.isGained == isNew }
      }
    }
    guard isOpen else { return }
    let space = SharedSpace([old, new], action: action, &shared)
    addWords(space, [space.side(0), space.side(1)])
  }

  /// Words that one edition alone knows, at a place that decides nothing.
  private mutating func addWords(_ space: SharedSpace, _ sides: [SharedSide]) {
    for (edition, asked, other) in [(1, new, old), (0, old, new)] {
      let words = space.oneSided(edition)
      guard !words.isEmpty else { continue }
      var budget = 20_000
      guard let plain = space.permitted(by: sides[edition], budget: &budget) else { continue }
      for (axis, word) in words {
        guard let dimension = axis.dimension, let name = word.name else { continue }
        var request = plain
        request.context[dimension] = name
        let known = KnownWord(dimension: dimension, word: word, isNew: edition == 1, cores: nil)
        guard asked.decide(request).isPermitted, !other.decide(request).isPermitted else {
          continue
        }
        add(known, request, space.action)
      }
    }
  }

  private mutating func addWords(_ turned: Turned, _ space: SharedSpace) {
    for word in turned.words {
      let dimensions = Dimension.allCases.filter { $0.kind(for: space.action) == word.kind }
      for core in turned.cores.prefix(4) {
        for plain in space.requests(in: core).prefix(2) {
          for dimension in dimensions where plain.context[dimension] != nil {
            var request = plain
            request.context[dimension] = word.name
            guard old.decide(request).isPermitted != new.decide(request).isPermitted else {
              continue
            }
            add(
              KnownWord(
                dimension: dimension, word: word, isNew: turned.isGained, cores: turned.cores),
              request, space.action)
          }
          guard plain.resource.id == word.name,
            old.decide(plain).isPermitted != new.decide(plain).isPermitted
          else { continue }
          add(
            KnownWord(dimension: nil, word: word, isNew: turned.isGained, cores: turned.cores),
            plain, space.action)
        }
      }
    }
  }

  private mutating func add(_ known: KnownWord, _ request: Request, _ action: Action) {
    words[action, default: []].append(known)
    let (word, isNew) = (known.word, known.isNew)
    guard let kind = word.kind, let name = word.name,
      !parts.contains(where: { $0.word == word && $0.isGained == isNew })
    else { return }
    let label = Labels.of(kind, name, new, old)
    let effect = Effect(
      sentence: isNew
        ? "Requests that name “\(label)” are answered now; before, the word was unknown."
        : "Requests that name “\(label)” are no longer answered, for the word is unknown.",
      direction: .moved, oldClauses: clauses(old.decide(request)),
      newClauses: clauses(new.decide(request)), witness: .request(request))
    parts.append(
      Part(
        group: -1, effect: effect, action: action, witness: request, isGained: isNew, turned: nil,
        word: word))
  }

  /// How many boxes the comparison of one action may look at.
  private static let budget = 200_000

  /// True where a listed effect (or an action that could not be compared exactly) is about the request.
  ///
  /// Of a request that is answered differently it is always true.
  package func covers(_ request: Request) -> Bool {
    isUncertain(request) || !parts(about: request).isEmpty
  }

  /// The effects that are about a request whose answer differs.
  package func parts(about request: Request) -> [Part] {
    guard let action = Action(rawValue: request.action) else { return [] }
    let asked = action == .keep ? .store : action
    let box = spaces[asked].flatMap { $0.box(of: request) }
    let known = (words[asked] ?? []).filter { known in
      let named = known.dimension.map { request.context[$0] } ?? request.resource.id
      guard named == known.word.name else { return false }
      guard let cores = known.cores else { return true }
      return box.map { box in cores.contains { $0.meets(box) } } ?? false
    }
    return parts.filter { part in
      if let word = part.word {
        return known.contains { $0.word == word && $0.isNew == part.isGained }
      }
      guard part.action == asked, let turned = part.turned, let box else { return false }
      return turned.cores.contains { $0.meets(box) }
    }
  }

  /// True of a request about which a change says that it could not be compared exactly.
  package func isUncertain(_ request: Request) -> Bool {
    Action(rawValue: request.action).map { inexact.contains($0 == .keep ? .store : $0) } ?? false
  }

  /// The effect with a request that shows it; nil where there is none to be asked.
  private func part(_ turned: Turned, _ space: SharedSpace) -> Part? {
    for core in turned.cores.prefix(64) {
      for request in space.requests(in: core) {
        let (was, now) = (old.decide(request), new.decide(request))
        guard was.isPermitted != now.isPermitted, now.isPermitted == turned.isGained else {
          continue
        }
        let wide = turned.isGained != space.action.isProtective
        let effect = Effect(
          sentence: EffectSentence.decision(turned, space), direction: wide ? .wider : .narrower,
          oldClauses: clauses(was), newClauses: clauses(now),
          people: EffectSentence.people(turned, space), witness: .request(request))
        return Part(
          group: turned.group, effect: effect, action: space.action, witness: request,
          isGained: turned.isGained, turned: turned, word: nil)
      }
    }
    return nil
  }

  private func clauses(_ decision: Decision) -> [String] {
    var clauses: [String] = []
    for reason in decision.reasons where clauses.last != reason.clause {
      clauses.append(reason.clause)
    }
    return clauses
  }
}

/// The actions about which some request may be answered differently.
struct TouchedActions {
  /// Where norms differ, or words that they name.
  private(set) var actions: [Action] = []
  /// Where only words differ at places that decide nothing: those places.
  private(set) var idle: [(action: Action, dimensions: [Dimension])] = []

  init(_ old: BundleContent, _ new: BundleContent) {
    let kinds = TouchedActions.kinds(old, new)
    let people = Set(old.people) != Set(new.people)
    let norms = [old, new].map { Dictionary(grouping: $0.norms, by: \.action) }
    for action in Action.allCases where action != .keep {
      let sides = norms.map { norms in
        (norms[action] ?? []) + (action == .store ? norms[.keep] ?? [] : [])
      }
      // Without a permit on either side everything is denied on both.
      guard sides.joined().contains(where: { $0.effect == .permit }) else { continue }
      let mentioned = TouchedActions.mentioned(sides.flatMap(\.self), action)
      if people && mentioned.contains(.person) || !mentioned.isDisjoint(with: kinds)
        || differ(sides[0], sides[1])
      {
        actions.append(action)
        continue
      }
      let places = Dimension.allCases.filter { kinds.contains($0.kind(for: action)) }
      if !places.isEmpty { idle.append((action, places)) }
    }
  }

  /// True where one side's norms decide otherwise than the other's.
  private func differ(_ old: [Norm], _ new: [Norm]) -> Bool {
    if old == new { return false }
    return Set(old.map(TouchedActions.bare)) != Set(new.map(TouchedActions.bare))
  }

  /// What is bound to a permission does not decide.
  private static func bare(_ norm: Norm) -> Norm {
    var norm = norm
    norm.obligations = []
    norm.measures = []
    norm.channels = []
    norm.grounds = []
    norm.vague = []
    norm.clause = ""
    norm.sentence = 0
    return norm
  }

  /// The kinds of which a word is new, gone or made of other parts.
  private static func kinds(_ old: BundleContent, _ new: BundleContent) -> Set<Kind> {
    func words(_ content: BundleContent) -> [Kind: [String: Set<String>]] {
      var words: [Kind: [String: Set<String>]] = [:]
      for word in content.words { words[word.kind, default: [:]][word.name] = Set(word.includes) }
      return words
    }
    let (before, after) = (words(old), words(new))
    var kinds = Set(Kind.allCases.filter { before[$0] ?? [:] != after[$0] ?? [:] })
    if named(old) != named(new) { kinds.insert(.place) }
    return kinds
  }

  /// The subdivisions that norms name: naming one parts its country.
  private static func named(_ content: BundleContent) -> Set<String> {
    var names: Set<String> = []
    for fact in content.norms.lazy.flatMap({ $0.when.lazy.flatMap(\.anyOf) }) {
      switch fact {
      case .among(.region, let words, _), .among(.jurisdiction, let words, _),
        .notAmong(.region, let words, _), .notAmong(.jurisdiction, let words, _):
        names.formUnion(words.filter { ZabtaRuntime.Places.countryOfSubdivision($0) != nil })
      default: break
      }
    }
    return names
  }

  /// The kinds of word that decide about an action.
  private static func mentioned(_ norms: [Norm], _ action: Action) -> Set<Kind> {
    var kinds: Set<Kind> = [action.objectKind]
    for norm in norms {
      switch norm.actor {
      case .we: break
      case .people: kinds.insert(.person)
      case .named(let kind, _): kinds.insert(kind)
      case .anybodyBut: kinds.formUnion([.role, .recipient, .person])
      }
      for fact in norm.when.lazy.flatMap(\.anyOf) {
        switch fact {
        case .among(let dimension, _, _), .notAmong(let dimension, _, _):
          kinds.insert(dimension.kind(for: action))
        case .consent: kinds.insert(.consent)
        case .circumstance: kinds.formUnion([.circumstance, .measure])
        case .ageUnder, .happened, .over: break
        }
      }
    }
    return kinds
  }
}
