package import ZabtaModel
package import ZabtaPages
package import ZabtaRuntime
import ZabtaSyntax

extension EditionSnapshot {
  /// A policy as it is printed and enforced.
  ///
  /// `printed` are the words of its clauses, as ``ClauseTexts`` gives them; `source` is the policy's
  /// file, to count the lines of its sections, and may be empty where nobody needs them.
  package init(
    policy: Policy, printed: [String: PrintedClause], content: BundleContent, source: [UInt8] = []
  ) {
    let slots = PatternWriter()
    self.init(
      policy: policy.id, title: policy.title.byLanguage, front: EditionSnapshot.front(policy),
      sections: policy.sections.map { section in
        SectionSnapshot(
          id: section.id, level: section.level, heading: section.heading.byLanguage,
          formerly: section.formerly.map(\.text),
          clauses: section.clauses.map { clause in
            let words = printed[clause.id]
            return ClauseSnapshot(
              id: clause.id, formerly: clause.formerly.map(\.text), lead: lead(clause, policy),
              printed: (words?.blocks ?? [:]).filter { !$0.value.isEmpty },
              values: words?.values ?? [:],
              pattern: slots.patterns(clause), reads: slots.reads(clause),
              rules: words?.rules ?? [], links: slots.links(clause))
          },
          lines: EditionSnapshot.lines(section, of: policy, source))
      }, content: content)
    translations = TranslatedText.all(in: policy).map(\.text)
  }

  private static func front(_ policy: Policy) -> [ClauseSnapshot] {
    var front = [
      part("publisher", policy.publisher.name.byLanguage)
    ]
    if let prevailing = policy.prevailing { front.append(part("prevailing", ["en": prevailing])) }
    front += policy.contacts.map { contact in
      part("contact-\(contact.id)", ["en": contact.value, "ur": contact.urdu])
    }
    front += policy.definitions.map { definition in
      var texts = definition.text.byLanguage
      texts["en"] = "\(definition.terms.joined(separator: ", ")): \(texts["en"] ?? "")"
      return part(definition.anchor, texts)
    }
    return front
  }

  private static func part(_ id: String, _ texts: [String: String]) -> ClauseSnapshot {
    ClauseSnapshot(id: id, printed: texts.filter { !$0.value.isEmpty }.mapValues { [$0] })
  }

  private static func lines(_ section: Section, of policy: Policy, _ source: [UInt8]) -> Int {
    let lower = section.range.lower
    let next = policy.sections.map(\.range.lower).filter { $0 > lower }.min()
    var upper = min(next ?? source.count, source.count)
    while upper > lower, source[upper - 1] <= UInt8(ascii: " ") { upper -= 1 }
    return upper > lower ? 1 + source[lower..<upper].count { $0 == UInt8(ascii: "\n") } : 0
  }
}

/// The words set in strong type with which a clause begins: its title, without the full stop.
private func lead(_ clause: PolicyClause, _ policy: Policy) -> [String: String] {
  guard case .strong(let words)? = clause.prose.first?.english.inlines.first else { return [:] }
  let text = PatternWriter.plain(words, policy).split(whereSeparator: { $0 == "." || $0 == ":" })
  return text.first.map { ["en": String($0)] } ?? [:]
}

extension Bilingual {
  /// The words by language code.
  var byLanguage: [String: String] {
    var words = ["en": english]
    if !urdu.isEmpty { words["ur"] = urdu }
    for (code, text) in others { words[code] = text }
    return words
  }
}

/// Prose as it was typed, each value as an open slot.
private struct PatternWriter {
  func patterns(_ clause: PolicyClause) -> [String: String] {
    var patterns: [String: String] = [:]
    for block in clause.prose {
      patterns["en", default: ""] += text(block.english)
      // A paragraph without Urdu is printed in English on the Urdu page.
      let urdu = block.translations["ur"] ?? block.english
      patterns["ur", default: ""] += text(urdu)
    }
    return patterns
  }

  func reads(_ clause: PolicyClause) -> [String] {
    var found: Set<String> = []
    for block in clause.prose {
      for body in [block.english] + block.translations.values {
        PatternWriter.visit(body.inlines) { inline in
          guard case .slot(let slot, _) = inline else { return }
          switch slot {
          case .value(_, let rules, _, _), .table(_, let rules):
            found.formUnion(rules.map(\.clause))
          default: break
          }
        }
      }
    }
    found.remove(clause.id)
    return found.sorted()
  }

  func links(_ clause: PolicyClause) -> [String] {
    var links: [String] = []
    for block in clause.prose {
      let translations = block.translations.sorted { $0.key < $1.key }.map(\.value)
      for body in [block.english] + translations {
        PatternWriter.visit(body.inlines) { inline in
          if case .address(_, let target) = inline { links.append(target) }
        }
      }
    }
    return links
  }

  /// The words alone, labels in place of slots.
  static func plain(_ inlines: [ResolvedInline], _ policy: Policy) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let inner), .strong(let inner), .address(let inner, _),
        .bound(let inner, _, _):
        plain(inner, policy)
      case .slot(.word(let word, _), _): policy.lexicon[word].english
      case .slot: ""
      }
    }.joined()
  }

  private func text(_ block: ResolvedBlock) -> String {
    "\(block.shape)|\(text(block.inlines))\n"
  }

  private func text(_ inlines: [ResolvedInline]) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let inner): "*\(text(inner))*"
      case .strong(let inner): "**\(text(inner))**"
      case .address(let inner, let target): "[\(text(inner))](\(target))"
      // Which word they are bound to is not printed.
      case .bound(let inner, _, _): "[\(text(inner))]"
      case .slot(let slot, _): "{\(name(slot))}"
      }
    }.joined()
  }

  /// Which slot it is, not what it prints.
  private func name(_ slot: Slot) -> String {
    switch slot {
    case .value(let value, _, _, let asList): "\(value.rawValue)\(asList)"
    case .parts(_, let asList): "parts\(asList)"
    case .word(_, let asList): "word\(asList)"
    case .contact(let id): "contact \(id)"
    case .see(_, let anchor): "see \(anchor)"
    case .table(let table, _): "table \(table.rawValue)"
    case .term(let anchor): "term \(anchor)"
    case .missing: "missing"
    }
  }

  private static func visit(_ inlines: [ResolvedInline], _ visitor: (ResolvedInline) -> Void) {
    for inline in inlines {
      visitor(inline)
      switch inline {
      case .emphasis(let inner), .strong(let inner), .address(let inner, _),
        .bound(let inner, _, _):
        visit(inner, visitor)
      case .text, .slot: break
      }
    }
  }
}
