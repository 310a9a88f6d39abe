import ZabtaRuntime
import ZabtaSyntax

/// Reads the paragraphs of one file in order; each label knows where it belongs.
struct DraftReader {
  var drafts = Drafts()
  var diagnostics: [Diagnostic] = []

  /// What a language label or a word's label would belong to.
  enum Above {
    case nothing, title, publisher, contact, definition, word, heading, prose
    /// What could not be read, with a message of its own: what stands below it is silent.
    case dropped
  }
  enum Scope {
    case nothing, vocabulary, policy, checks
  }

  let tree: SourceTree
  var scope = Scope.nothing
  var above = Above.nothing
  /// The English blocks that the next translation is of.
  var open: Range<Int> = 0..<0
  var isGroupClosed = true
  var hasToldNoBeginning = false

  init(_ tree: SourceTree) {
    self.tree = tree
  }

  mutating func read() {
    for paragraph in tree.paragraphs {
      switch paragraph.content {
      case .prose(let blocks): prose(blocks, paragraph.range)
      case .labelled(let label): read(label, paragraph.range)
      case .broken: broken(paragraph.range)
      }
    }
  }

  // MARK: - Front matter

  mutating func read(_ label: Label, _ range: SourceRange) {
    switch label.keyword {
    case .language(let language): translate(label, Self.code(language), range)
    case .section, .subsection: section(label, range)
    case .rule, .text, .check, .noRule, .formerly: item(label, range)
    case .note: break
    case .word(let word): self.word(label, word)
    case .includes, .sameAs, .kindOf, .vague, .names, .lasts, .setBy: property(label)
    case .vocabulary, .policy, .checksFor: begin(label)
    case .standard: standard(label)
    default: front(label)
    }
  }

  mutating func begin(_ label: Label) {
    guard let name = label.name else { return }
    above = .nothing
    switch label.keyword {
    case .vocabulary:
      scope = .vocabulary
      drafts.vocabularies.append(VocabularyDraft(name: name))
    case .policy:
      guard drafts.policies.isEmpty else {
        report(
          "second-policy", "a file holds one policy, and this is the second", name.range,
          "Put it into a file of its own.")
        return
      }
      scope = .policy
      above = .title
      drafts.policies.append(
        PolicyDraft(
          file: tree.file, id: name, title: TextDraft(label), own: VocabularyDraft(name: name)))
    default:
      scope = .checks
      drafts.checks.append(ChecksDraft(policy: name))
    }
  }

  mutating func front(_ label: Label) {
    above = .nothing
    guard scope == .policy, !drafts.policies.isEmpty else {
      report(
        "label-out-of-place", "this label belongs to a policy, and none has begun",
        label.keywordRange, "Begin the file with \"Policy publisher.privacy: Privacy policy\".")
      return
    }
    let last = drafts.policies.count - 1
    repeated(label, in: &drafts.policies[last])
    switch label.keyword {
    case .publisher:
      if let name = label.name { drafts.policies[last].publisher = (name, TextDraft(label)) }
      above = .publisher
    case .wordsFrom: drafts.policies[last].wordsFrom += label.names
    case .people: drafts.policies[last].people += label.names
    case .prevailing:
      drafts.policies[last].prevailing = Name(label.text, label.bodyRange)
    case .timeZone: drafts.policies[last].timeZone = Name(label.text, label.bodyRange)
    case .languages: drafts.policies[last].languages += label.names
    case .contact:
      above = label.name == nil ? .dropped : .contact
      if let name = label.name { drafts.policies[last].contacts.append((name, TextDraft(label))) }
    case .define:
      above = label.name == nil ? .dropped : .definition
      if let name = label.name {
        drafts.policies[last].definitions.append((name, TextDraft(label)))
      }
    case .release:
      if let name = label.name { drafts.policies[last].releases.append((name, label.text)) }
    default: break
    }
  }

  /// Notes a label that a policy may have once.
  func repeated(_ label: Label, in policy: inout PolicyDraft) {
    let (words, isRepeated) =
      switch label.keyword {
      case .publisher: ("Publisher", policy.publisher != nil)
      case .wordsFrom: ("Words from:", !policy.wordsFrom.isEmpty)
      case .people: ("People:", !policy.people.isEmpty)
      case .prevailing: ("Prevailing:", policy.prevailing != nil)
      case .timeZone: ("Time zone:", policy.timeZone != nil)
      case .languages: ("Languages:", !policy.languages.isEmpty)
      default: ("", false)
      }
    if isRepeated { policy.repeated.append(Name(words, label.keywordRange)) }
  }

  mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    // Where no policy or vocabulary has begun, every label of the file is out of place: one message.
    if id == "label-out-of-place", scope == .nothing {
      guard !hasToldNoBeginning else { return }
      hasToldNoBeginning = true
    }
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)]))
  }

  /// The code by which a language is known: ISO 639-1 for Urdu, its name otherwise.
  static func code(_ language: String) -> String {
    language == "Urdu" ? "ur" : language.lowercased()
  }
}
