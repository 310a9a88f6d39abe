import ZabtaRuntime

/// The words that may stand in the decision log: those of the policy itself, which name no person.
struct LogWords: Sendable {
  /// What is kept back of questions about some data.
  enum Mask: Sendable, Hashable {
    /// The line says neither what was asked about nor by whom.
    case hidden
    /// There is no line.
    case skipped
  }

  private var known: [Kind: Set<String>] = [:]
  private var masks: [String: Mask] = [:]
  /// Masked words that the policy lacks: nothing of them can be kept back.
  private(set) var unknownMasks: [String]

  /// Collects the words of every edition.
  ///
  /// Data is masked with all that it has a part in common with: whoever asks for a group of data is
  /// asking for what it holds.
  init(_ contents: [BundleContent], masks: [String: Mask] = [:]) {
    unknownMasks = []
    for content in contents {
      for word in content.words { known[word.kind, default: []].insert(word.name) }
    }
    let data = known[.data] ?? []
    unknownMasks = masks.keys.filter { !data.contains($0) }.sorted()
    for content in contents {
      let leaves = LogWords.leaves(content)
      for (masked, mask) in masks {
        guard let hidden = leaves[masked] else { continue }
        for (name, own) in leaves where !own.isDisjoint(with: hidden) {
          if self.masks[name] != .skipped { self.masks[name] = mask }
        }
      }
    }
  }

  /// The name, where it is a word of that kind.
  func known(_ name: String, _ kind: Kind) -> String? {
    if known[kind]?.contains(name) == true { return name }
    // Codes of places name no person either.
    return kind == .place && LogWords.isPlaceCode(name) ? name : nil
  }

  /// What is kept back of questions about this.
  func mask(_ name: String) -> Mask? { masks[name] }

  /// The parts of each data word that have no parts themselves.
  private static func leaves(_ content: BundleContent) -> [String: Set<String>] {
    var parts: [String: [String]] = [:]
    for word in content.words where word.kind == .data { parts[word.name] = word.includes }
    var leaves: [String: Set<String>] = [:]
    for name in parts.keys {
      // The words were checked: none includes itself. Each is looked at once all the same.
      var (open, seen, found): ([String], Set<String>, Set<String>) = ([name], [], [])
      while let next = open.popLast() {
        guard seen.insert(next).inserted else { continue }
        let inner = parts[next] ?? []
        if inner.isEmpty { found.insert(next) } else { open += inner }
      }
      leaves[name] = found
    }
    return leaves
  }

  /// `PK`, `US-CA`, `EU`: ISO 3166.
  private static func isPlaceCode(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let isLetter = { (byte: UInt8) in (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
    guard (1...2).contains(parts.count), parts[0].count == 2, parts[0].allSatisfy(isLetter) else {
      return false
    }
    return parts.count == 1
      || (1...3).contains(parts[1].count)
        && parts[1].allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }
}
