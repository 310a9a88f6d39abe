package import ZabtaModel

/// A clause as decisions cite it and as redlines compare it: words without markup.
package struct PrintedClause: Sendable, Hashable {
  package var id: String
  /// The section's heading, by language code.
  package var heading: [String: String]
  /// The printed prose, by language code; a line for each paragraph or bullet.
  package var text: [String: String]
  /// The same, block by block.
  package var blocks: [String: [String]]
  /// Which UTF-8 bytes of each block rules gave.
  package var values: [String: [[Range<Int>]]] = [:]
  /// The rule sentences by language code, in the order of the source.
  package var rules: [[String: String]]
}

/// The printed words of a policy's clauses.
package enum ClauseTexts {
  /// Every clause by its id.
  ///
  /// A section's own clause has the section's.
  package static func of(_ policy: Policy) -> [String: PrintedClause] {
    let index = PolicyIndex(policy)
    let composers = Language.allCases.map {
      PageComposer(policy: policy, language: $0, index: index)
    }
    var clauses: [String: PrintedClause] = [:]
    for section in policy.sections {
      for clause in section.clauses where clauses[clause.id] == nil {
        var printed = PrintedClause(id: clause.id, heading: [:], text: [:], blocks: [:], rules: [])
        printed.rules = clause.rules.map { rule in
          Dictionary(
            uniqueKeysWithValues: composers.map {
              ($0.pack.language.rawValue, $0.pack.sentence(rule))
            })
        }
        for composer in composers {
          let code = composer.pack.language.rawValue
          let lines = composer.lines(clause)
          printed.heading[code] = composer.pack.text(section.heading)
          printed.blocks[code] = lines.map(\.text)
          printed.values[code] = lines.map(\.values)
          printed.text[code] = lines.map(\.text).joined(separator: "\n")
        }
        clauses[clause.id] = printed
      }
    }
    return clauses
  }
}
