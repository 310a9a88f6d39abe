/// A policy's rules, compiled for asking.
///
/// A ruleset is a value without state: it may be shared between threads, and the same question gets
/// the same answer everywhere. It never reads a clock; the moment in question is part of the question.
public struct Ruleset: Sendable {
  /// What the ruleset was built from.
  public let content: BundleContent

  let vocabulary: Vocabulary
  let compiled: CompiledNorms
  let calendar: Calendar
  /// The form that data has where a request does not state one: `identified`, where declared.
  let usualForm: Int?

  /// Compiles content.
  /// - Throws: The first place at which the content does not hang together: a word or a clause that is
  ///   missing or declared twice, words that include each other in a circle, too large a size.
  public init(_ content: BundleContent) throws(RulesetError) {
    try ContentCheck.check(content)
    self.content = content
    vocabulary = try Vocabulary(content)
    compiled = NormCompiler.compile(content, vocabulary)
    calendar = Calendar(timeZone: content.timeZone)
    usualForm = vocabulary.table(.form).index["identified"]
  }

  /// The words of one kind and the atoms that each stands for.
  package func atoms(_ kind: Kind) -> AtomTable {
    vocabulary.table(kind)
  }
}
