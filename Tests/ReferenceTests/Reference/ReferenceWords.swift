import ZabtaModel
import ZabtaRuntime

/// The words of a policy as sets of leaves.
///
/// "A group in a request counts as itself and all its parts" (§5). A leaf is its own atom; a group
/// of two or more parts is nothing but its parts; a group of one part is that part and a rest,
/// since a permit on the one part does not cover the group.
struct ReferenceWords {
  private let lexicon: Lexicon
  private var parts: [Kind: [String: Set<String>]] = [:]
  private var below: [Kind: [String: Set<String>]] = [:]
  private var leaves: [Kind: [String: Set<String>]] = [:]
  /// Every country of the Union with its subdivisions.
  private var union: Set<String> = []

  init(_ lexicon: Lexicon) {
    self.lexicon = lexicon
    for word in lexicon.words {
      parts[word.kind, default: [:]][word.name] = Set(word.includes.map { lexicon[$0].name })
    }
    // All data stands, at last, under `personal-data` (§6).
    if let root = parts[.data]?["personal-data"] {
      let all = parts[.data] ?? [:]
      let included = Set(all.values.joined())
      let parentless = all.keys.filter { !included.contains($0) && $0 != "personal-data" }
      parts[.data]?["personal-data"] = root.union(parentless)
    }
    for word in lexicon.words {
      below[word.kind, default: [:]][word.name] = collect(word.kind, word.name)
    }
    for country in ReferencePlaces.union { union.formUnion(countryAtoms(country)) }
    for word in lexicon.words where word.kind != .place {
      leaves[word.kind, default: [:]][word.name] = wordAtoms(word.kind, word.name)
    }
  }

  func isDeclared(_ kind: Kind, _ name: String) -> Bool {
    lexicon.find(kind, name) != nil
  }

  /// A word of a kind and everything it includes, as names.
  func descendants(_ kind: Kind, _ name: String) -> Set<String> {
    below[kind]?[name] ?? [name]
  }

  private func collect(_ kind: Kind, _ name: String) -> Set<String> {
    var found: Set = [name]
    for part in parts[kind]?[name] ?? [] { found.formUnion(collect(kind, part)) }
    return found
  }

  /// The word's distance from each word that includes it; 0 is the word itself.
  func distances(_ kind: Kind, from name: String) -> [String: Int] {
    var found = [name: 0]
    var level = [name]
    var distance = 0
    while !level.isEmpty {
      distance += 1
      var next: [String] = []
      for word in lexicon.words where word.kind == kind && found[word.name] == nil {
        if !(parts[kind]?[word.name] ?? []).isDisjoint(with: level) {
          found[word.name] = distance
          next.append(word.name)
        }
      }
      level = next
    }
    return found
  }

  /// The atoms of a word of a kind; of places, also of words that need no declaration.
  ///
  /// Nil where the policy has no such word.
  func atoms(_ kind: Kind, _ name: String) -> Set<String>? {
    if kind == .place { return placeAtoms(name) }
    return leaves[kind]?[name]
  }

  /// The atoms of words where a sentence uses them.
  func atoms(_ refs: [Ref]) -> Set<String> {
    var all: Set<String> = []
    for ref in refs {
      let word = lexicon[ref.word]
      all.formUnion(atoms(word.kind, word.name) ?? [])
    }
    return all
  }

  /// Every atom of a kind.
  func universe(_ kind: Kind) -> Set<String> {
    var all: Set<String> = []
    for word in lexicon.words where word.kind == kind {
      all.formUnion(atoms(kind, word.name) ?? [])
    }
    return all
  }

  private func wordAtoms(_ kind: Kind, _ name: String) -> Set<String> {
    let parts = parts[kind]?[name] ?? []
    if parts.isEmpty { return [name] }
    var all: Set<String> = []
    for part in parts {
      all.formUnion(kind == .place ? placeAtoms(part) ?? [] : wordAtoms(kind, part))
    }
    if parts.count == 1 { all.insert("\(name) (the rest)") }
    return all
  }

  /// Countries have a rest beside the subdivisions that the policy names.
  ///
  /// A subdivision that it does not name belongs to the rest. The Union is its members.
  private func placeAtoms(_ name: String) -> Set<String>? {
    if name == "EU" { return union }
    if ReferencePlaces.countries.contains(name) { return countryAtoms(name) }
    if let country = ReferencePlaces.country(ofSubdivision: name) {
      return isDeclared(.place, name) ? [name] : [country]
    }
    return isDeclared(.place, name) ? wordAtoms(.place, name) : nil
  }

  private func countryAtoms(_ country: String) -> Set<String> {
    var all: Set = [country]
    for word in lexicon.words where word.kind == .place {
      if ReferencePlaces.country(ofSubdivision: word.name) == country { all.insert(word.name) }
    }
    return all
  }
}
