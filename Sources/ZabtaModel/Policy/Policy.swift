package import ZabtaRuntime
package import ZabtaSyntax

/// A policy after resolving: words, clauses, rule sentences, norms.
///
/// Only a policy without errors reaches a back end, so back ends may rely on every reference.
package struct Policy: Sendable {
  package var id: String
  package var title: Bilingual
  package var publisher: Publisher
  /// Names of the person words that "people" means.
  package var people: [WordID]
  /// The language that counts where two differ, for instance "English"; nil where none is named.
  package var prevailing: String?
  /// Minutes from UTC.
  package var timeZone: Int
  /// Further languages whose headings are required, as `Languages:` names them; Urdu always is.
  package var languages: [String]
  package var contacts: [Contact]
  package var definitions: [Definition]
  /// The `Release` lines, newest first.
  package var releases: [Release]
  package var lexicon: Lexicon
  package var sections: [Section]
  /// The norms of all clauses, in the order of the page.
  package var norms: [Norm]
  /// The files it was built from; `SourceRange.file` counts in the compilation's files.
  package var file: Int
  /// The `Check:` sentences, each with the clause it stands in.
  package var checks: [CheckSentence]
}

/// Words in English and in other languages, keyed by language code (`ur`).
package struct Bilingual: Sendable, Hashable {
  package var english: String
  /// Without the oblique form.
  package var urdu: String
  package var range: SourceRange
  package var urduRange: SourceRange?
  /// Further languages, by language code.
  package var others: [String: String] = [:]

  package init(
    english: String, urdu: String = "", range: SourceRange, urduRange: SourceRange? = nil
  ) {
    self.english = english
    self.urdu = urdu
    self.range = range
    self.urduRange = urduRange
  }
}

package struct Publisher: Sendable, Hashable {
  package var id: String
  package var name: Bilingual
}

/// A contact fact: a link in prose, a channel in rules.
package struct Contact: Sendable, Hashable {
  package var id: String
  /// The address, number or subject line itself.
  package var value: String
  package var urdu: String
  package var range: SourceRange
}

/// A defined term; its capitalised word links to it.
package struct Definition: Sendable, Hashable {
  /// "we", "us", "our"; "Services".
  package var terms: [String]
  package var text: Bilingual
  /// The anchor: `term-services`.
  package var anchor: String
}

/// A `Release` line.
package struct Release: Sendable, Hashable {
  /// As written: `2026-03` or `2026-03-14`.
  package var date: String
  package var effective: String?
  package var note: String
  package var range: SourceRange
}

package struct Section: Sendable {
  package var id: String
  /// 1 for a section, 2 for a subsection.
  package var level: Int
  package var heading: Bilingual
  package var formerly: [Name]
  /// The section's own clause first (it may be empty), then the named ones.
  package var clauses: [PolicyClause]
  package var range: SourceRange
}

/// A clause: rule sentences and the prose that hangs on them.
package struct PolicyClause: Sendable {
  /// The clause's name; the section's own clause has the section's.
  package var id: String
  package var isSectionsOwn: Bool
  package var rules: [RuleSentence]
  /// English blocks in order, each with its translations.
  package var prose: [ProseBlock]
  /// The reason of a `No rule:`, nil without one.
  package var noRule: String?
  package var formerly: [Name]
  package var range: SourceRange
  /// True where a rule or a paragraph of the clause could not be read: what depends on it is held back.
  package var hasBrokenRule = false
  /// True where a paragraph reads as a rule that lost its label.
  package var hasLostRule = false
}

/// An English block and what stands below it in other languages.
package struct ProseBlock: Sendable {
  package var english: ResolvedBlock
  /// By language code.
  package var translations: [String: ResolvedBlock]
}

/// A block of prose with its slots and links resolved.
package struct ResolvedBlock: Sendable {
  package var shape: Block.Shape
  package var inlines: [ResolvedInline]
  package var range: SourceRange
}

package indirect enum ResolvedInline: Sendable {
  case text(String)
  case emphasis([ResolvedInline])
  case strong([ResolvedInline])
  /// An address of the web or of mail.
  case address([ResolvedInline], String)
  /// Words bound to a word of the vocabulary: they are printed, the word is said.
  case bound([ResolvedInline], WordID, SourceRange)
  case slot(Slot, SourceRange)
}

/// A slot with everything found that it prints.
package enum Slot: Sendable {
  /// A part of rules. `rules` are the sentences it reads, in order.
  case value(SlotValue, rules: [RuleReference], word: WordID?, asList: Bool)
  case parts(WordID, asList: Bool)
  case word(WordID, asList: Bool)
  case contact(String)
  /// A link to a section or clause; the heading is the section's.
  case see(section: String, anchor: String)
  /// The rules that the table lists.
  case table(SlotTable, [RuleReference])
  /// A defined term.
  case term(anchor: String)
  /// It could not be resolved; a diagnostic says why.
  case missing
}

/// A rule sentence by its place: the clause, and the sentence within it.
package struct RuleReference: Sendable, Hashable {
  package var clause: String
  package var sentence: Int

  package init(clause: String, sentence: Int) {
    self.clause = clause
    self.sentence = sentence
  }
}

package struct CheckSentence: Sendable {
  /// The clause (or section) the check stands in; empty in a file of checks.
  package var clause: String
  package var sentence: RuleSentence
}

extension Policy {
  /// Every clause, in the order of the page.
  package var clauses: [PolicyClause] { sections.flatMap(\.clauses) }

  /// The rule sentence at a place; nil where there is none.
  package func rule(_ reference: RuleReference) -> RuleSentence? {
    for section in sections {
      for clause in section.clauses where clause.id == reference.clause {
        return clause.rules.indices.contains(reference.sentence)
          ? clause.rules[reference.sentence] : nil
      }
    }
    return nil
  }
}
