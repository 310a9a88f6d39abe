import ZabtaRuntime

/// The rules of an edition as tables that a policy engine looks up: the data of an exported policy.
///
/// Every test that a norm makes is a *fact*, a number. Words of one kind that no norm tells apart lie in
/// one *cell*, and each cell lists the facts that hold there, by the place of the request. So a norm is
/// no more than a list of conditions, each of them the facts of which one must hold.
struct RuleTables {
  private let ruleset: Ruleset
  private let content: BundleContent
  /// What each fact tests.
  private var facts: [JSONValue] = []
  private var numbers: [FactKey: Int] = [:]
  /// For each kind, place and fact the atoms in which the fact holds.
  private var masks: [String: [(place: String, fact: Int, atoms: BitSet)]] = [:]
  /// By place, the facts that hold where a request states no word.
  private var unstated: [String: [Int]] = [:]
  /// By kind and name, the facts that telling the name makes true.
  private var telling: [Kind: [String: [Int]]] = [.consent: [:], .circumstance: [:]]
  /// The facts that are told apart from words, and of a contrary also what it denies.
  private var told: Set<Int> = []

  /// What makes two facts the same.
  private enum FactKey: Hashable {
    case word(place: String, sets: [String: BitSet], unstated: Bool)
    case told(JSONValue)
  }

  /// The subject's kind that stands for the publisher alone.
  static let organisation = "organisation"

  static func data(_ ruleset: Ruleset) -> JSONValue {
    var tables = RuleTables(ruleset)
    return tables.data()
  }

  private init(_ ruleset: Ruleset) {
    self.ruleset = ruleset
    content = ruleset.content
  }

  private mutating func data() -> JSONValue {
    let (reasons, places) = citations()
    var actions: [Action: (permits: [JSONValue], forbids: [JSONValue], facts: Set<Int>)] = [:]
    let floors = content.norms.filter { $0.isFloor }.map { norm in
      (object: fact(norm.object), needs: needs(norm) + running(norm.period))
    }
    for (norm, place) in zip(content.norms, places) where norm.effect != .duty {
      let object = fact(norm.object)
      let needs = [[object], [fact(norm.actor, norm.effect)]] + needs(norm)
      var members: [String: JSONValue] = [
        "needs": json(needs), "reason": .string(RuleTables.name(ofReason: place)),
      ]
      var entry = actions[norm.action] ?? ([], [], [])
      entry.facts.formUnion(needs.joined())
      if norm.origin == .ceiling {
        members["ceiling"] = .int(object)
        for floor in floors { entry.facts.formUnion([floor.object] + floor.needs.joined()) }
      }
      if norm.effect == .permit {
        members["obligations"] = .array(norm.obligations.map { .string($0) })
        entry.permits.append(.object(members))
      } else {
        entry.forbids.append(.object(members))
      }
      actions[norm.action] = entry
    }
    let (words, cells) = cells()
    var members: [String: JSONValue] = [
      "edition": .int(content.edition), "zone": .int(content.timeZone),
      "words": words, "cells": cells, "rests": rests(),
      "unstated": .object(unstated.mapValues(json)),
      "facts": .array(facts),
      "reasons": .object(
        Dictionary(
          reasons.enumerated().map { (RuleTables.name(ofReason: $0), $1) },
          uniquingKeysWith: { first, _ in first })),
      "measures": measures(places),
      "consents": names(of: [.consent], telling: .consent),
      "circumstances": names(of: [.circumstance, .measure], telling: .circumstance),
      "events": events(),
      "floors": .array(
        floors.map { .object(["object": .int($0.object), "needs": json($0.needs)]) }),
    ]
    members["actions"] = .object(
      Dictionary(
        uniqueKeysWithValues: actions.map { action, entry in
          let facts = withDenied(entry.facts)
          return (
            action.rawValue,
            .object([
              "permits": .array(entry.permits), "forbids": .array(entry.forbids),
              "facts": json(facts.sorted()), "told": json(facts.intersection(told).sorted()),
            ])
          )
        }))
    return .object(members)
  }

  // MARK: Norms

  /// The citations in the order of the page, each once, and the place of each norm's among them.
  private func citations() -> ([JSONValue], [Int]) {
    let ids = content.clauses.map(\.id)
    let order = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    let keys = content.norms.map { norm in
      [order[norm.clause] ?? 0, norm.sentence, norm.effect == .permit ? 0 : 1]
    }
    let sorted = Set(keys).sorted { $0.lexicographicallyPrecedes($1) }
    let places = Dictionary(
      zip(sorted, sorted.indices), uniquingKeysWith: { first, _ in first })
    let answers = AnswerJSON(content)
    let reasons = sorted.map { key in
      answers.reason(
        Decision.Reason(
          clause: ids[key[0]], effect: key[2] == 0 ? .permit : .forbid, sentence: key[1]))
    }
    return (reasons, keys.map { places[$0] ?? 0 })
  }

  /// What each obligation is called, and the citations that ask for it.
  private func measures(_ places: [Int]) -> JSONValue {
    var asking: [String: Set<String>] = [:]
    for (norm, place) in zip(content.norms, places) where norm.effect == .permit {
      for measure in norm.obligations {
        asking[measure, default: []].insert(RuleTables.name(ofReason: place))
      }
    }
    let words = content.words.filter { $0.kind == .measure }
    let labels = Dictionary(
      words.map { ($0.name, $0.labels) }, uniquingKeysWith: { first, _ in first })
    let entries = asking.map { measure, reasons in
      (
        measure,
        JSONValue.object([
          "label": .object((labels[measure] ?? [:]).mapValues { .string($0) }),
          "reasons": .array(reasons.sorted().map { .string($0) }),
        ])
      )
    }
    return .object(Dictionary(uniqueKeysWithValues: entries))
  }

  private mutating func needs(_ norm: Norm) -> [[Int]] {
    norm.when.map { condition in condition.anyOf.map { fact($0, norm.action) } }
  }

  /// A duty to keep holds while its period runs.
  private mutating func running(_ period: Period?) -> [[Int]] {
    guard let period else { return [] }
    return [[fact(.over(period, negated: true), .keep)]]
  }

  /// The name of a citation; names sort in the order of the page, in every engine.
  private static func name(ofReason place: Int) -> String {
    let digits = String(place)
    return String(repeating: "0", count: max(0, 5 - digits.utf8.count)) + digits
  }

  // MARK: Facts

  private mutating func fact(_ object: Object) -> Int {
    let table = ruleset.atoms(object.kind)
    var atoms = atoms(object.kind, object.names).subtracting(atoms(object.kind, object.except))
    if object.isComplement { atoms = atoms.complement(table.count) }
    return word("object", [object.kind.rawValue: atoms])
  }

  private mutating func fact(_ actor: Actor, _ effect: Norm.Effect) -> Int {
    let us = [RuleTables.organisation: BitSet([0])]
    switch actor {
    case .we:
      // What we may not do, our staff may not do either.
      guard effect == .forbid else { return word("actor", us) }
      let staff = [Kind.role.rawValue: BitSet(upTo: ruleset.atoms(.role).count)]
      return word("actor", us.merging(staff) { first, _ in first })
    case .people: return word("actor", [Kind.person.rawValue: atoms(.person, content.people)])
    case .named(let kind, let names):
      return word("actor", [kind.rawValue: atoms(kind, names)])
    case .anybodyBut(let kind, let names):
      var sets = us
      for other in [Kind.role, .recipient, .person] {
        let named = other == kind ? atoms(kind, names) : BitSet()
        sets[other.rawValue] = named.complement(ruleset.atoms(other).count)
      }
      return word("actor", sets)
    }
  }

  private mutating func fact(_ fact: Fact, _ action: Action) -> Int {
    switch fact {
    case .among(let dimension, let names, let whenUnstated):
      let kind = dimension.kind(for: action)
      return word(dimension.rawValue, [kind.rawValue: atoms(kind, names)], whenUnstated)
    case .notAmong(let dimension, let names, let whenUnstated):
      let kind = dimension.kind(for: action)
      let others = atoms(kind, names).complement(ruleset.atoms(kind).count)
      return word(dimension.rawValue, [kind.rawValue: others], whenUnstated)
    case .consent(let names, let isNegated):
      let table = ruleset.atoms(.consent)
      let wanted = names.isEmpty ? table.names : names.flatMap { table.descendants(of: $0) }
      return contrary(isNegated, tell(.consent, Array(Set(wanted)).sorted()))
    case .circumstance(let name, let isNegated):
      let wanted = [Kind.circumstance, .measure].flatMap { kind in
        ruleset.atoms(kind).descendants(of: name)
      }
      return contrary(isNegated, tell(.circumstance, Array(Set(wanted)).sorted()))
    case .ageUnder(let age, let isNegated):
      return contrary(isNegated, add(.object(["under": .int(age)])))
    case .happened(let names, let after, let isNegated):
      var members = ["happened": JSONValue.array(names.map { .string($0) })]
      members["after"] = after.map(json)
      return contrary(isNegated, add(.object(members)))
    case .over(let period, let isNegated):
      return contrary(isNegated, add(.object(["over": .array(period.ends.map { json($0) })])))
    }
  }

  private mutating func word(
    _ place: String, _ sets: [String: BitSet], _ whenUnstated: Bool = false
  ) -> Int {
    let key = FactKey.word(place: place, sets: sets, unstated: whenUnstated)
    if let number = numbers[key] { return number }
    let number = facts.count
    numbers[key] = number
    facts.append(.object(["at": .string(place)]))
    for (kind, atoms) in sets { masks[kind, default: []].append((place, number, atoms)) }
    if whenUnstated { unstated[place, default: []].append(number) }
    return number
  }

  /// The fact that one of the names is told.
  private mutating func tell(_ kind: Kind, _ names: [String]) -> Int {
    let test = JSONValue.object([
      "told": .string(kind.rawValue), "names": .array(names.map { .string($0) }),
    ])
    let isNew = numbers[.told(test)] == nil
    let number = add(test)
    if isNew { for name in names { telling[kind]?[name, default: []].append(number) } }
    return number
  }

  private mutating func add(_ test: JSONValue) -> Int {
    if let number = numbers[.told(test)] { return number }
    numbers[.told(test)] = facts.count
    told.insert(facts.count)
    facts.append(test)
    return facts.count - 1
  }

  private mutating func contrary(_ isNegated: Bool, _ number: Int) -> Int {
    isNegated ? add(.object(["denies": .int(number)])) : number
  }

  /// Facts, and with each contrary what it denies.
  private func withDenied(_ numbers: Set<Int>) -> Set<Int> {
    numbers.reduce(into: numbers) { all, number in
      if case .object(let members) = facts[number], case .int(let denied)? = members["denies"] {
        all.insert(denied)
      }
    }
  }

  // MARK: Words

  private func atoms(_ kind: Kind, _ names: [String]) -> BitSet {
    names.reduce(into: BitSet()) { set, name in
      if let atoms = ruleset.atoms(kind).atoms(of: name) { set.formUnion(atoms) }
    }
  }

  /// Words to cells, and cells to what holds in them.
  private func cells() -> (words: JSONValue, cells: JSONValue) {
    var words: [String: JSONValue] = [:]
    var cells: [String: JSONValue] = [:]
    let (us, ourCells) = partition(RuleTables.organisation, 1)
    words[RuleTables.organisation] = .object([content.publisher: json(us)])
    cells[RuleTables.organisation] = ourCells
    for kind in Kind.allCases {
      let table = ruleset.atoms(kind)
      let (cellOf, described) = partition(kind.rawValue, table.count)
      cells[kind.rawValue] = described
      words[kind.rawValue] = .object(
        Dictionary(
          table.names.map { name in
            let atoms = table.atoms(of: name)?.members ?? []
            return (name, json(Set(atoms.map { cellOf[$0] }).sorted()))
          }, uniquingKeysWith: { first, _ in first }))
    }
    return (.object(words), .object(cells))
  }

  /// The cell of each atom of a kind, and what holds in each cell.
  private func partition(_ kind: String, _ count: Int) -> ([Int], JSONValue) {
    var holding: [[String: [Int]]] = Array(repeating: [:], count: count)
    for (place, fact, atoms) in masks[kind] ?? [] {
      for atom in atoms.members where atom < count {
        holding[atom][place, default: []].append(fact)
      }
    }
    var numbers: [[String: [Int]]: Int] = [:]
    var cells: [JSONValue] = []
    let cellOf = holding.map { facts in
      if let number = numbers[facts] { return number }
      numbers[facts] = cells.count
      cells.append(.object(facts.mapValues { json($0.sorted()) }))
      return cells.count - 1
    }
    return (cellOf, .array(cells))
  }

  /// The cell of the rest of each country, for the subdivisions that nobody names.
  private func rests() -> JSONValue {
    let table = ruleset.atoms(.place)
    let (cellOf, _) = partition(Kind.place.rawValue, table.count)
    var rests: [String: JSONValue] = [:]
    for (atom, owner) in table.owners.enumerated() where Places.isCountry(owner) {
      rests[owner] = .int(cellOf[atom])
    }
    return .object(rests)
  }

  private func names(of kinds: [Kind], telling kind: Kind) -> JSONValue {
    let names = kinds.flatMap { ruleset.atoms($0).names }
    return .object(
      Dictionary(
        names.map { ($0, .object(["facts": json(telling[kind]?[$0] ?? [])])) },
        uniquingKeysWith: { first, _ in first }))
  }

  private func events() -> JSONValue {
    let withdrawals = ruleset.withdrawalNames
    return .object(
      Dictionary(
        ruleset.eventNames.map {
          ($0, .object(["withdraws": .bool(withdrawals.contains($0))]))
        }, uniquingKeysWith: { first, _ in first }))
  }

  // MARK: JSON

  private func json(_ numbers: [Int]) -> JSONValue { .array(numbers.map { .int($0) }) }

  private func json(_ needs: [[Int]]) -> JSONValue { .array(needs.map(json)) }

  private func json(_ span: Span) -> JSONValue {
    .object(["count": .int(span.count), "unit": .string(span.unit.rawValue)])
  }

  private func json(_ ends: [Period.End]) -> JSONValue {
    .array(
      ends.map { end in
        var members: [String: JSONValue] = [:]
        members["after"] = end.span.map(json)
        if !end.since.isEmpty { members["since"] = .array(end.since.map { .string($0) }) }
        return .object(members)
      })
  }
}

extension Norm {
  /// True of a duty of ours to keep.
  fileprivate var isFloor: Bool {
    effect == .duty && action == .keep && origin == .floor && actor == .we
  }
}
