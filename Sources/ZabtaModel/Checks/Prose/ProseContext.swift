import ZabtaRuntime
import ZabtaSyntax

/// The words and rules of a policy, clause by clause, as the checks of prose read them.
///
/// It never changes. It is a class, as ``ProseClause`` is, because every check hands it from function to
/// function, and copying the values in it cost a third of the time of all checks.
final class ProseContext: Sendable {
  let policy: Policy
  let source: SourceText
  let clauses: [ProseClause]
  /// Positions in `clauses`, by the clause's name.
  private let positions: [String: Int]
  /// Positions in `clauses`, by the section's name: its own clause and the named ones.
  private let positionsBySection: [String: [Int]]

  init(_ policy: Policy, source: SourceText) {
    self.policy = policy
    self.source = source
    var clauses: [ProseClause] = []
    var positions: [String: Int] = [:]
    var positionsBySection: [String: [Int]] = [:]
    for section in policy.sections {
      for clause in section.clauses {
        positions[clause.id] = clauses.count
        positionsBySection[section.id, default: []].append(clauses.count)
        clauses.append(ProseClause(clause, in: section, source: source))
      }
    }
    self.clauses = clauses
    self.positions = positions
    self.positionsBySection = positionsBySection
  }

  /// The clauses that an anchor of `{see}` means: one clause, or all of a section.
  func clauses(at anchor: String) -> [Int] {
    positionsBySection[anchor] ?? positions[anchor].map { [$0] } ?? []
  }

  /// The rule at a place; nil where there is none.
  func rule(_ reference: RuleReference) -> RuleSentence? {
    guard let position = positions[reference.clause] else { return nil }
    let rules = clauses[position].clause.rules
    return rules.indices.contains(reference.sentence) ? rules[reference.sentence] : nil
  }

  /// The words as they stand at a place of the policy's file; empty where there is no such place.
  func text(_ range: SourceRange) -> String {
    let upper = min(range.upper, source.bytes.count)
    return range.lower >= 0 && range.lower < upper ? source.string(range.lower, upper) : ""
  }

  /// The lines of a clause, from its label to the next clause or section.
  func lines(of clause: Int) -> SourceRange {
    let lower = lineStart(clauses[clause].clause.range.lower)
    let next = clause + 1 < clauses.count ? clauses[clause + 1].clause.range.lower : nil
    let upper = next.map { max(lower, lineStart($0)) } ?? source.bytes.count
    return SourceRange(file: policy.file, lower, upper)
  }

  /// The first line in a range that begins with these words.
  func line(beginning words: String, in range: SourceRange) -> SourceRange? {
    var at = max(0, range.lower)
    let upper = min(range.upper, source.bytes.count)
    while at < upper {
      let end = source.bytes[at..<upper].firstIndex(of: UInt8(ascii: "\n")) ?? upper
      if source.bytes[at..<end].starts(with: words.utf8) {
        return SourceRange(file: range.file, at, end)
      }
      at = end + 1
    }
    return nil
  }

  /// True where the clause has a rule sentence that gave no rule: it could not be read, its own message
  /// says so, and what depends on it stays silent.
  func hasUnreadRule(_ clause: Int) -> Bool {
    var at = lines(of: clause)
    var stops = 0
    var labels = 0
    while let label = line(beginning: "Rule", in: at) {
      labels += 1
      // A full stop ends a sentence and stands nowhere else in a rule.
      at.lower = label.lower
      while at.lower < at.upper, !isBlankLine(at.lower) {
        if source.bytes[at.lower] == UInt8(ascii: ".") { stops += 1 }
        at.lower += 1
      }
    }
    let rules = clauses[clause].clause.rules.count
    return stops > rules || (labels > 0 && rules == 0)
  }

  /// True at the second of two line breaks.
  private func isBlankLine(_ offset: Int) -> Bool {
    let newline = UInt8(ascii: "\n")
    return offset > 0 && source.bytes[offset] == newline && source.bytes[offset - 1] == newline
  }

  private func lineStart(_ offset: Int) -> Int {
    var at = min(max(0, offset), source.bytes.count)
    while at > 0, source.bytes[at - 1] != UInt8(ascii: "\n") { at -= 1 }
    return at
  }

  /// The line of a place, counted from 1, for a message that names it.
  func line(_ range: SourceRange) -> Int {
    let upper = min(range.lower, source.bytes.count)
    var line = 1
    for byte in source.bytes.prefix(max(0, upper)) where byte == UInt8(ascii: "\n") { line += 1 }
    return line
  }
}

/// A clause with the words of its blocks.
final class ProseClause: Sendable {
  let clause: PolicyClause
  /// The section it stands in.
  let section: String
  /// The section's own `No rule:`, which speaks for the prose of all its clauses.
  let hasSectionNoRule: Bool
  /// The blocks, in order.
  let blocks: [ProseBlockWords]
  /// The English of the blocks.
  let english: [ProsePassage]
  /// Their Urdu, where there is one.
  let urdu: [ProsePassage]

  init(_ clause: PolicyClause, in section: Section, source: SourceText) {
    self.clause = clause
    self.section = section.id
    hasSectionNoRule = section.clauses.contains { $0.isSectionsOwn && $0.noRule != nil }
    blocks = clause.prose.map { block in
      ProseBlockWords(
        english: ProsePassage(block.english, language: .english, source: source),
        urdu: block.translations["ur"].map {
          ProsePassage($0, language: .urdu, source: source)
        })
    }
    english = blocks.map(\.english)
    urdu = blocks.compactMap(\.urdu)
  }

  /// The line of a message: "clause sales-records".
  var name: String { "\(clause.isSectionsOwn ? "section" : "clause") \(clause.id)" }
  var hasRules: Bool { !clause.rules.isEmpty }
  /// A clause with rules and no prose prints its rules.
  var isItsOwnProse: Bool { clause.prose.isEmpty && hasRules }
  /// Both languages, the English first.
  var passages: [ProsePassage] { english + urdu }
}

/// A block with its words in both languages.
struct ProseBlockWords: Sendable {
  var english: ProsePassage
  var urdu: ProsePassage?
}

/// The languages whose words the checks know.
enum ProseLanguage: Sendable {
  case english, urdu
}

/// A block with its words.
struct ProsePassage: Sendable {
  var block: ResolvedBlock
  var language: ProseLanguage
  var words: [ProseWord]

  init(_ block: ResolvedBlock, language: ProseLanguage, source: SourceText) {
    self.block = block
    self.language = language
    words = ProseWords.read(source, block.range)
  }

  /// The place from one word to another.
  func range(_ first: Int, _ last: Int) -> SourceRange {
    guard words.indices.contains(first), words.indices.contains(last) else { return block.range }
    return SourceRange(file: block.range.file, words[first].lower, words[last].upper)
  }

  /// The first word of the sentence that a word stands in.
  func sentenceStart(_ index: Int) -> Int {
    var start = min(index, words.count)
    while start > 0, !words[start - 1].endsSentence { start -= 1 }
    return start
  }

  /// True where the word at an index is the one given and belongs to the sentence of the word before.
  func follows(_ index: Int, _ key: WordKey) -> Bool {
    index > 0 && index < words.count && words[index].key == key && !words[index - 1].endsSentence
  }
}
