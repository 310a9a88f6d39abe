import ZabtaSyntax

/// The smallest pair on which something still goes wrong.
struct PairShrinking {
  /// What goes wrong with a pair; nil where nothing does.
  let failure: (PolicyPair) -> String?

  /// Removes lines and paragraphs from both editions while the failure lasts.
  func shrink(_ pair: PolicyPair) -> PolicyPair {
    var pair = pair
    var wasSmaller = true
    while wasSmaller {
      wasSmaller = false
      for chunk in chunks(pair) {
        guard let next = pair.without(chunk), failure(next) != nil else { continue }
        pair = next
        wasSmaller = true
      }
    }
    return pair
  }

  /// Paragraphs first, from the end, since groups stand below their parts; then single lines.
  private func chunks(_ pair: PolicyPair) -> [String] {
    var entries: [String] = []
    for file in pair.old.files + pair.new.files { entries += Self.entries(file) }
    let lines = entries.flatMap { $0.split(separator: "\n").dropFirst().map { "\($0)\n" } }
    var seen: Set<String> = []
    return (Array(entries.reversed()) + lines).filter { seen.insert($0).inserted }
  }

  /// Each label's lines down to the next label.
  private static func entries(_ file: String) -> [String] {
    let about = ["Urdu", "Same as", "Kind of", "Includes", "Vague", "Names", "Lasts", "Set by"]
    var entries: [String] = []
    for line in file.split(separator: "\n", omittingEmptySubsequences: false) {
      let label = line.prefix { $0 != ":" }
      let isLabel =
        line.contains(":") && line.first?.isUppercase == true
        && !about.contains(String(label)) && label.count < 60
      if isLabel || entries.isEmpty { entries.append("") }
      entries[entries.count - 1] += "\(line)\n"
    }
    return entries
  }
}

extension PolicyPair {
  /// Without a stretch of text in either edition; nil where that is nothing or no policy.
  func without(_ chunk: String) -> PolicyPair? {
    func cut(_ files: [String]) -> [String] {
      files.map { file in
        guard let range = file.firstRange(of: chunk) else { return file }
        return String(file[..<range.lowerBound] + file[range.upperBound...])
      }
    }
    let (left, right) = (cut(old.files), cut(new.files))
    guard left != old.files || right != new.files, let older = Edition(left),
      let newer = Edition(right)
    else { return nil }
    let smaller = PolicyPair(
      old: older, new: newer, made: made, seed: seed, keepsMeaning: keepsMeaning)
    // What one edition alone loses is a change of its meaning.
    return keepsMeaning && smaller.differingRules > differingRules ? nil : smaller
  }

  /// How many sentences only one edition has.
  private var differingRules: Int {
    let rules = [old, new].map { Set($0.typedRules.map(\.text)) }
    return rules[0].symmetricDifference(rules[1]).count
  }

  /// Both sources; of long ones what differs.
  var sources: String {
    let (left, right) = (old.files.joined(), new.files.joined())
    if left.count + right.count < 12_000 { return "--- old\n\(left)\n--- new\n\(right)" }
    func lines(_ text: String, notIn other: String) -> String {
      let known = Set(other.split(separator: "\n"))
      return text.split(separator: "\n").filter { !known.contains($0) }.joined(separator: "\n")
    }
    return "--- only in old\n\(lines(left, notIn: right))\n--- only in new\n"
      + lines(right, notIn: left)
  }
}
