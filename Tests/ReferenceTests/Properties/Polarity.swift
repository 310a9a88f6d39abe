import ZabtaRuntime

/// Which way each thing that a request may tell can turn the answers of a policy.
///
/// A consent helps where permits ask for it and where only its absence is forbidden; it hinders where
/// it is forbidden by, or where permits ask for its absence. So with circumstances and events.
struct Polarity {
  /// Something told in a list of the request.
  struct Told: Hashable {
    enum List: Hashable, CaseIterable {
      case consent, circumstances, events
    }

    var list: List
    var name: String
  }

  private(set) var helps: Set<Told> = []
  private(set) var hinders: Set<Told> = []

  init(_ content: BundleContent) {
    let trees = Set(content.words.map(\.kind)).reduce(into: [Kind: WordTree]()) { trees, kind in
      trees[kind] = WordTree(content, kind)
    }
    for norm in content.norms {
      let isFloor = norm.effect == .duty && norm.origin == .floor
      // A duty to keep silences ceilings; other duties decide nothing.
      guard norm.effect != .duty || isFloor else { continue }
      for fact in norm.when.flatMap(\.anyOf) {
        add(fact, isPermit: norm.effect == .permit || isFloor, trees)
      }
      // The end of the period turns a floor off.
      if isFloor, let period = norm.period { add(period, isPermit: false) }
    }
    for told in Self.withdrawals(trees, content) {
      // A withdrawal ends consents, whichever way those turn.
      helps.insert(told)
      hinders.insert(told)
    }
  }

  private mutating func add(_ fact: Fact, isPermit: Bool, _ trees: [Kind: WordTree]) {
    var told: [Told] = []
    var isNegated = false
    switch fact {
    case .consent(let names, let negated):
      isNegated = negated
      let all = trees[.consent]?.names ?? []
      let meant = names.isEmpty ? all : names.flatMap { trees[.consent]?.under($0) ?? [$0] }
      told = meant.map { Told(list: .consent, name: $0) }
    case .circumstance(let name, let negated):
      isNegated = negated
      let meant = [Kind.circumstance, .measure].flatMap { trees[$0]?.under(name) ?? [name] }
      told = meant.map { Told(list: .circumstances, name: $0) }
    case .happened(let names, _, let negated):
      isNegated = negated
      told = names.map { Told(list: .events, name: $0) }
    case .over(let period, let negated):
      add(period, isPermit: isPermit != negated)
      return
    case .among, .notAmong, .ageUnder: return
    }
    if isPermit != isNegated { helps.formUnion(told) } else { hinders.formUnion(told) }
  }

  /// An event brings the end of a period nearer.
  private mutating func add(_ period: Period, isPermit: Bool) {
    let told = period.ends.joined().flatMap(\.since).map { Told(list: .events, name: $0) }
    if isPermit { helps.formUnion(told) } else { hinders.formUnion(told) }
  }

  private static func withdrawals(
    _ trees: [Kind: WordTree], _ content: BundleContent
  ) -> [Told] {
    let name = "consent-withdrawal"
    let names = [Kind.event, .request].flatMap { trees[$0]?.under(name) ?? [name] }
    return names.flatMap { [$0, "\($0)-request"] }.map { Told(list: .events, name: $0) }
  }
}

/// The words of one kind and what they include.
struct WordTree {
  let names: [String]
  private let parts: [String: [String]]

  init(_ content: BundleContent, _ kind: Kind) {
    let words = content.words.filter { $0.kind == kind }
    names = words.map(\.name)
    parts = Dictionary(uniqueKeysWithValues: words.map { ($0.name, $0.includes) })
  }

  func parts(_ name: String) -> [String] { parts[name] ?? [] }

  /// The word and all that it includes.
  func under(_ name: String) -> Set<String> {
    var found: Set = [name]
    var next = [name]
    while let name = next.popLast() {
      for part in parts(name) where found.insert(part).inserted { next.append(part) }
    }
    return found
  }
}
