import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// Takes the picture of a policy by which two editions are compared.
struct SnapshotBuilder {
  let policy: Policy
  let printed: [String: PrintedClause]
  let content: BundleContent
  let source: SourceText

  func build() -> EditionSnapshot {
    EditionSnapshot(
      policy: policy.id, title: texts(policy.title), front: front(),
      sections: policy.sections.map(section), content: content)
  }

  /// Definitions, contacts and the prevailing language, each as a clause of its own.
  private func front() -> [ClauseSnapshot] {
    let people = policy.people.map { policy.lexicon[$0] }
    var front = [
      ClauseSnapshot(
        id: "publisher", printed: blocks(policy.publisher.name.english, policy.publisher.name.urdu)),
      ClauseSnapshot(
        id: "people",
        printed: blocks(
          people.map(\.english).joined(separator: ", "), people.map(\.urdu).joined(separator: "، "))),
    ]
    if let prevailing = policy.prevailing {
      front.append(ClauseSnapshot(id: "prevailing", printed: ["en": [prevailing]]))
    }
    for definition in policy.definitions {
      let terms = definition.terms.joined(separator: ", ")
      front.append(
        ClauseSnapshot(
          id: definition.anchor,
          printed: blocks("\(terms): \(definition.text.english)", definition.text.urdu)))
    }
    for contact in policy.contacts {
      front.append(
        ClauseSnapshot(id: contact.id, printed: blocks(contact.value, contact.urdu)))
    }
    return front
  }

  private func section(_ section: Section) -> SectionSnapshot {
    SectionSnapshot(
      id: section.id, level: section.level, heading: texts(section.heading),
      formerly: section.formerly.map(\.text), clauses: section.clauses.map(clause),
      lines: lines(section))
  }

  /// From its heading to the next section, without the empty lines at the end.
  private func lines(_ section: Section) -> Int {
    let next = policy.sections.map(\.range.lower).filter { $0 > section.range.lower }.min()
    var upper = next ?? source.bytes.count
    while upper > section.range.lower, source.bytes[upper - 1] <= UInt8(ascii: " ") { upper -= 1 }
    return 1 + source.bytes[section.range.lower..<upper].count { $0 == UInt8(ascii: "\n") }
  }

  private func clause(_ clause: PolicyClause) -> ClauseSnapshot {
    let text = printed[clause.id]
    return ClauseSnapshot(
      id: clause.id, formerly: clause.formerly.map(\.text), lead: lead(clause),
      printed: text?.blocks ?? [:], pattern: pattern(clause), reads: reads(clause),
      rules: text?.rules ?? [])
  }

  /// The words set off in bold at the beginning of the clause's prose.
  private func lead(_ clause: PolicyClause) -> [String: String] {
    guard let first = clause.prose.first?.english.inlines.first, case .strong(let inner) = first
    else { return [:] }
    let words = inner.map { inline in
      switch inline {
      case .text(let text): text
      case .bound(let words, _, _), .address(let words, _):
        words.map { if case .text(let text) = $0 { text } else { "" } }.joined()
      default: ""
      }
    }.joined()
    return words.isEmpty ? [:] : ["en": words.trimmingFullStop]
  }

  /// The prose as it was typed.
  private func pattern(_ clause: PolicyClause) -> [String: String] {
    guard !clause.prose.isEmpty else { return [:] }
    var pattern: [String: String] = [:]
    for block in clause.prose {
      pattern["en", default: ""] += source.string(block.english.range) + "\n"
      for (code, translation) in block.translations.sorted(by: { $0.key < $1.key }) {
        pattern[code, default: ""] += source.string(translation.range) + "\n"
      }
    }
    return pattern
  }

  /// The clauses whose rules the prose takes values from, beside its own.
  private func reads(_ clause: PolicyClause) -> [String] {
    var found: [String] = []
    func visit(_ inlines: [ResolvedInline]) {
      for inline in inlines {
        switch inline {
        case .text: break
        case .emphasis(let inner), .strong(let inner), .address(let inner, _),
          .bound(let inner, _, _):
          visit(inner)
        case .slot(.value(_, let rules, _, _), _), .slot(.table(_, let rules), _):
          for rule in rules where rule.clause != clause.id && !found.contains(rule.clause) {
            found.append(rule.clause)
          }
        case .slot: break
        }
      }
    }
    for block in clause.prose { visit(block.english.inlines) }
    return found
  }

  private func texts(_ text: Bilingual) -> [String: String] {
    text.urdu.isEmpty ? ["en": text.english] : ["en": text.english, "ur": text.urdu]
  }

  private func blocks(_ english: String, _ urdu: String) -> [String: [String]] {
    urdu.isEmpty ? ["en": [english]] : ["en": [english], "ur": [urdu]]
  }
}

extension String {
  fileprivate var trimmingFullStop: String {
    hasSuffix(".") ? String(dropLast()) : self
  }
}
