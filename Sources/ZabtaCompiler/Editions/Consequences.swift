import ZabtaModel
import ZabtaSyntax

/// Holds back what merely follows from another mistake: one mistake, one message.
///
/// A sentence that could not be read has no norms, so whatever is said of the norms of its policy
/// would be about a policy that nobody wrote.
enum Consequences {
  /// The files without which a policy's norms are not what its author meant.
  static func brokenFiles(_ diagnostics: [Diagnostic]) -> Set<Int> {
    Set(diagnostics.filter { $0.severity == .error }.map(\.at.range.file))
  }

  /// True where the norms of a policy are those that its author meant.
  static func areNormsWhole(of policy: Policy, _ policies: [Policy], _ broken: Set<Int>) -> Bool {
    // A vocabulary, or a file of checks, may be anybody's; another policy's own file is not ours.
    let others = Set(policies.map(\.file)).subtracting([policy.file])
    return broken.subtracting(others).isEmpty
  }

  /// The messages without those that follow from another.
  static func heldBack(_ diagnostics: [Diagnostic], sources: [SourceText]) -> [Diagnostic] {
    let lost = diagnostics.filter { $0.id == "rule-lost-its-label" }
    let nevers = diagnostics.filter { $0.id == "never-unless" }
    let mixed = diagnostics.filter { $0.id == "latin-in-urdu" }
      .map { withoutLatin($0.at.range, sources) }
    guard !lost.isEmpty || !nevers.isEmpty || !mixed.isEmpty else { return diagnostics }
    return diagnostics.filter { message in
      let at = message.at.range
      switch message.id {
      // The clause lost its name together with its label, and its text lost a block.
      case "clause-unknown", "translation-does-not-match":
        return !lost.contains { $0.at.range.file == at.file && $0.at.range.lower < at.lower }
      // The norms lack those of the sentence.
      case "check-fails":
        return !lost.contains { $0.at.range.file == at.file }
      // The exception is what the message about "never" is about.
      case "tail-not-taken":
        return !nevers.contains { never in
          never.also.contains { $0.range.file == at.file && $0.range.lower == at.lower }
        }
      // The heading would be found but for the Latin letters.
      case "see-unknown":
        return !mixed.contains { message.summary.hasSuffix("\"\($0)\"") }
      default:
        return true
      }
    }
  }

  /// What an Urdu line would say without the Latin words that a message underlines.
  private static func withoutLatin(_ latin: SourceRange, _ sources: [SourceText]) -> String {
    guard sources.indices.contains(latin.file) else { return "" }
    let source = sources[latin.file]
    let lines = LineIndex(source)
    let bounds = lines.bounds(ofLine: lines.line(of: latin.lower), in: source)
    guard bounds.contains(latin.lower), latin.upper <= bounds.upperBound else { return "" }
    let line =
      source.string(bounds.lowerBound, latin.lower) + source.string(latin.upper, bounds.upperBound)
    let text = line.drop { $0 != ":" }.dropFirst()
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
