package import ZabtaModel
import ZabtaRuntime
package import ZabtaSyntax

extension TranslatedText {
  /// Every text of a policy that has Urdu, in the order of the source, each with the place of the Urdu.
  package static func all(in policy: Policy) -> [(text: TranslatedText, urdu: SourceRange)] {
    var reader = TranslationReader(policy)
    reader.readFront()
    for section in policy.sections { reader.read(section) }
    for word in policy.lexicon.words { reader.read(word) }
    return reader.found
  }
}

private struct TranslationReader {
  let policy: Policy
  var found: [(text: TranslatedText, urdu: SourceRange)] = []

  init(_ policy: Policy) {
    self.policy = policy
  }

  private mutating func add(
    _ kind: TranslatedText.Kind, _ id: String, _ place: String, _ words: Bilingual,
    english: String? = nil
  ) {
    guard !words.urdu.isEmpty else { return }
    let text = TranslatedText(
      kind: kind, id: id, place: place, english: .init(english ?? words.english),
      urdu: .init(words.urdu))
    found.append((text, words.urduRange ?? words.range))
  }

  mutating func readFront() {
    add(.title, policy.id, "the title", policy.title)
    add(.publisher, policy.publisher.id, "the publisher's name", policy.publisher.name)
    for contact in policy.contacts where !contact.urdu.isEmpty {
      // An address is a value: the Urdu says what kind it is.
      let text = TranslatedText(
        kind: .contact, id: contact.id, place: "contact \(contact.id)",
        english: .init(contact.value, named: kindOfAddress(contact.value)),
        urdu: .init(contact.urdu))
      found.append((text, contact.range))
    }
    for definition in policy.definitions {
      let terms = definition.terms.joined(separator: ", ")
      add(
        .term, definition.anchor, "the definition of \(terms)", definition.text,
        english: "\(terms): \(definition.text.english)")
    }
  }

  private func kindOfAddress(_ value: String) -> String {
    if value.utf8.contains(UInt8(ascii: "@")) { return "mail" }
    if value.utf8.starts(with: "http".utf8) { return "web" }
    let isNumber = value.utf8.allSatisfy { (0x30...0x39).contains($0) || " +-()".utf8.contains($0) }
    return isNumber ? "number" : value
  }

  mutating func read(_ section: Section) {
    add(.heading, section.id, "the heading of section \(section.id)", section.heading)
    for clause in section.clauses {
      let whole =
        clause.isSectionsOwn
        ? section.heading.english : "\(section.heading.english), clause \(clause.id)"
      for (index, block) in clause.prose.enumerated() {
        guard let urdu = block.translations["ur"] else { continue }
        let text = TranslatedText(
          kind: .paragraph, id: clause.id,
          place: "\(name(block.english.shape)) \(index + 1) of \(whole)",
          english: wording(block.english, WordingWriter(policy: policy, isUrdu: false)),
          urdu: wording(urdu, WordingWriter(policy: policy, isUrdu: true)))
        found.append((text, urdu.range))
      }
    }
  }

  private func name(_ shape: Block.Shape) -> String {
    switch shape {
    case .paragraph: "paragraph"
    case .bullet: "bullet"
    case .step: "step"
    }
  }

  private func wording(
    _ block: ResolvedBlock, _ writer: WordingWriter
  ) -> TranslatedText.Wording {
    TranslatedText.Wording(
      writer.text(block.inlines, byName: false), named: writer.text(block.inlines, byName: true))
  }

  mutating func read(_ word: WordEntry) {
    guard !word.urdu.isEmpty, let range = word.urduRange else { return }
    let kind = word.kind.rawValue
    let forms = word.urduOblique == word.urdu ? word.urdu : "\(word.urdu) / \(word.urduOblique)"
    let text = TranslatedText(
      kind: .word, id: "\(kind) \(word.name)", place: "the label of \(kind) \(word.name)",
      english: .init(word.english), urdu: .init(forms))
    found.append((text, range))
  }
}

/// Prose as it was typed, in one language; strong and emphasised words are the same words.
private struct WordingWriter {
  let policy: Policy
  let isUrdu: Bool

  func text(_ inlines: [ResolvedInline], byName: Bool) -> String {
    inlines.map { inline in
      switch inline {
      case .text(let text): text
      case .emphasis(let inner), .strong(let inner), .bound(let inner, _, _):
        text(inner, byName: byName)
      case .address(let inner, let target): "[\(text(inner, byName: byName))](\(target))"
      case .slot(let slot, _): "{\(name(slot, byName))}"
      }
    }.joined()
  }

  private func name(_ slot: Slot, _ byName: Bool) -> String {
    switch slot {
    case .value(let value, _, let word, let asList):
      let value = isUrdu ? UrduSlots.name(of: value) : value.rawValue
      guard let word else { return list(value, asList) }
      return list(
        isUrdu ? "\(label(word, byName)) کی \(value)" : "\(value) of \(label(word, byName))", asList
      )
    case .parts(let word, let asList):
      return list(
        isUrdu ? "\(label(word, byName)) کے حصے" : "parts of \(label(word, byName))", asList)
    case .word(let word, let asList): return list(label(word, byName), asList)
    case .contact(let id):
      guard isUrdu, !byName else { return id }
      return policy.contacts.first { $0.id == id }?.urdu ?? id
    case .see(let section, let anchor):
      guard !byName, let heading = policy.sections.first(where: { $0.id == section })?.heading
      else {
        return "see \(anchor)"
      }
      return isUrdu ? "دیکھیے \(heading.urdu)" : "see \(heading.english)"
    case .table(let table, _): return "table \(table.rawValue)"
    case .term(let anchor): return anchor
    case .missing: return ""
    }
  }

  private func list(_ name: String, _ asList: Bool) -> String {
    guard asList else { return name }
    return isUrdu ? "\(name) کی فہرست" : "list of \(name)"
  }

  private func label(_ id: WordID, _ byName: Bool) -> String {
    let word = policy.lexicon[id]
    return byName ? word.name : isUrdu ? word.urdu : word.english
  }
}
