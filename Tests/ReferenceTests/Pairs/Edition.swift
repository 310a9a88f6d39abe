import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// One edition of a policy, read three ways: as the Differ takes it, as the runtime enforces it and
/// as the reference evaluator understands its sentences.
struct Edition {
  /// The files: vocabularies first, the policy last.
  let files: [String]
  let texts: [SourceText]
  let policy: Policy
  let snapshot: EditionSnapshot
  let runtime: Ruleset
  let reference: ReferenceEvaluator

  /// Nil where the files are no good Zabta.
  init?(_ files: [String]) {
    let texts = files.enumerated().map { SourceText(path: "file-\($0).zabta", text: $1) }
    guard let policy = try? ReadPolicy.read(texts) else { return nil }
    let content = policy.content(edition: 0)
    guard let runtime = try? Ruleset(content) else { return nil }
    self.files = files
    self.texts = texts
    self.policy = policy
    self.runtime = runtime
    snapshot = EditionSnapshot(
      policy: policy, printed: ClauseTexts.of(policy), content: content,
      source: texts.last?.bytes ?? [])
    reference = ReferenceEvaluator(policy: policy)
  }

  /// Each rule sentence as it is typed, with the clause it stands in.
  var typedRules: [(clause: PolicyClause, sentence: RuleSentence, text: String)] {
    policy.clauses.flatMap { clause in
      clause.rules.map { (clause, $0, texts[$0.range.file].string($0.range)) }
    }
  }
}

/// Other words in place of a stretch of a source.
struct Splice {
  var range: SourceRange
  var text: String

  init(_ range: SourceRange, _ text: String) {
    self.range = range
    self.text = text
  }

  /// The files with all of the splices, of which no two may overlap.
  static func apply(_ splices: [Splice], to texts: [SourceText]) -> [String] {
    texts.enumerated().map { file, text in
      var bytes = text.bytes
      for splice in splices.sorted(by: { $0.range.lower > $1.range.lower })
      where splice.range.file == file {
        let newline = UInt8(ascii: "\n")
        var range = splice.range.lower..<splice.range.upper
        // A line that goes leaves no empty line, which would end the paragraph.
        if splice.text.isEmpty, bytes[..<range.lowerBound].last == newline,
          bytes[range.upperBound...].first == newline
        {
          range = range.lowerBound..<(range.upperBound + 1)
        }
        bytes.replaceSubrange(range, with: splice.text.utf8)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
