package import ZabtaRuntime
package import ZabtaSyntax

/// A word by its kind and name, as an index into the policy's lexicon.
package struct WordID: Sendable, Hashable, Comparable {
  package var index: Int

  package init(_ index: Int) {
    self.index = index
  }

  package static func < (left: WordID, right: WordID) -> Bool { left.index < right.index }
}

/// A word of the policy's vocabularies.
package struct WordEntry: Sendable {
  package var kind: Kind
  package var name: String
  /// The vocabulary it is declared in; the policy's id for words of its own.
  package var vocabulary: String
  package var english: String
  package var urdu: String
  /// The Urdu form before a postposition; the same as `urdu` where none is declared.
  package var urduOblique: String
  package var includes: [WordID]
  package var parents: [WordID]
  /// `dpv:Customer` with its relation.
  package var sameAs: [String]
  package var kindOf: [String]
  /// Why nobody can compute it; nil where it can be.
  package var vague: String?
  /// A cookie's names (patterns with `*`), how long it lasts, who sets it.
  package var cookieNames: [String]
  package var lasts: SpanTree?
  package var setBy: String?
  package var range: SourceRange
  package var urduRange: SourceRange?
}

/// The words a policy uses, each found by kind and name.
package struct Lexicon: Sendable {
  package var words: [WordEntry] = []
  private var byKindAndName: [Key: WordID] = [:]
  private var byName: [String: [WordID]] = [:]
  private var byUrdu: [String: [WordID]] = [:]
  /// The standards that `Standard name: https://…` lines name.
  package var standards: [String: String] = [:]

  private struct Key: Hashable {
    var kind: Kind
    var name: String
  }

  package init() {}

  package subscript(id: WordID) -> WordEntry {
    get { words[id.index] }
    set { words[id.index] = newValue }
  }

  /// The word of a kind and name.
  package func find(_ kind: Kind, _ name: String) -> WordID? {
    byKindAndName[Key(kind: kind, name: name)]
  }

  /// All words of a name, of whatever kind, in the order of declaration.
  package func find(_ name: String) -> [WordID] { byName[name] ?? [] }

  /// All words with an Urdu label (its direct form).
  package func find(urdu label: String) -> [WordID] { byUrdu[label] ?? [] }

  /// Adds a word; returns nil (and adds nothing) where its kind already has that name.
  package mutating func add(_ word: WordEntry) -> WordID? {
    let key = Key(kind: word.kind, name: word.name)
    guard byKindAndName[key] == nil else { return nil }
    let id = WordID(words.count)
    words.append(word)
    byKindAndName[key] = id
    byName[word.name, default: []].append(id)
    if !word.urdu.isEmpty { byUrdu[word.urdu, default: []].append(id) }
    return id
  }

  /// The word and everything it includes, directly or through others.
  package func descendants(of id: WordID) -> Set<WordID> {
    var found: Set<WordID> = [id]
    var open = [id]
    while let next = open.popLast() {
      for part in self[next].includes where found.insert(part).inserted { open.append(part) }
    }
    return found
  }

  /// The word and everything that includes it.
  package func ancestors(of id: WordID) -> Set<WordID> {
    var found: Set<WordID> = [id]
    var open = [id]
    while let next = open.popLast() {
      for whole in self[next].parents where found.insert(whole).inserted { open.append(whole) }
    }
    return found
  }
}
