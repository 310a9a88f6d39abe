import ZabtaModel
import ZabtaPages
package import ZabtaSyntax

/// `zabta read`: every rule as a plain sentence, with where it stands.
package enum Reading {
  package static func sentences(of built: CompiledPolicy, sources: [SourceText]) -> String {
    let policy = built.policy
    let source = sources[policy.file]
    let lines = LineIndex(source)
    var text = "\(policy.title.english) (\(policy.id))\n"
    for section in policy.sections {
      let clauses = section.clauses.filter { !$0.rules.isEmpty }
      guard !clauses.isEmpty else { continue }
      text += "\n\(section.heading.english)\n"
      for clause in clauses {
        for rule in clause.rules {
          let line = lines.line(of: rule.range.lower) + 1
          text += "  \(Sentences.english(rule, in: policy))\n"
          text += "      \(clause.id), \(source.path):\(line)\n"
        }
      }
    }
    return text
  }
}
