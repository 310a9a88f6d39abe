import ZabtaRuntime
import ZabtaSyntax

/// What is wrong with the front matter of a policy as it is written, before any name is looked up.
struct FrontMatterCheck {
  private(set) var diagnostics: [Diagnostic] = []
  private let draft: PolicyDraft

  init(_ draft: PolicyDraft) {
    self.draft = draft
  }

  mutating func run() {
    for line in draft.repeated {
      report(
        "label-twice", "\"\(line.text)\" stands here a second time", line.range,
        "Keep one of the two lines.")
    }
    unique(draft.wordsFrom, "the vocabulary")
    unique(draft.people, "the person")
    unique(draft.languages, "the language")
    prevailing()
    languages()
    definitions()
    peopleAreMissing()
  }

  private mutating func unique(_ names: [Name], _ what: String) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name.text).inserted {
      report(
        "listed-twice", "\(what) \"\(name.text)\" is listed twice", name.range,
        "Remove one of the two.")
    }
  }

  private mutating func prevailing() {
    guard let prevailing = draft.prevailing else { return }
    let known = ["English", "Urdu"] + draft.languages.map(\.text).filter { $0 != "Urdu" }
    guard !known.contains(prevailing.text) else { return }
    let near = EditDistance.nearest(prevailing.text, among: known)
    diagnostics.append(
      Diagnostic(
        "prevailing-unknown", .error,
        prevailing.text.isEmpty
          ? "\"Prevailing:\" names no language"
          : "\"\(prevailing.text)\" is no language of this policy",
        at: Diagnostic.Mark(prevailing.range),
        explanation: ["The page says that this language counts where two differ."],
        fixes: near.map { [Diagnostic.Fix($0, edits: [Diagnostic.Edit(prevailing.range, $0)])] }
          ?? [Diagnostic.Fix("Write one of: " + known.joined(separator: ", "))],
        context: "policy \(draft.id.text)"))
  }

  private mutating func languages() {
    for language in draft.languages {
      let letters = language.text.utf8
      let isName =
        letters.first.map { (0x41...0x5A).contains($0) || $0 >= 0x80 } == true
        && letters.allSatisfy { $0 != 0x20 }
      if language.text == "English" {
        report(
          "language-needless", "English is what a policy is written in", language.range,
          "Remove it: \"Languages:\" names further languages.")
      } else if !isName || Self.labels.contains(language.text) {
        report(
          "language-unreadable", "\"\(language.text)\" cannot be the label of a language",
          language.range,
          "Write its English name with a capital letter, with commas between several.")
      }
    }
  }

  private static let labels: Set<String> = [
    "Rule", "Text", "Check", "Section", "Subsection", "Note", "Formerly", "Policy", "People",
  ]

  private mutating func definitions() {
    var seen: [String: SourceRange] = [:]
    for definition in draft.definitions {
      for term in definition.terms.text.split(separator: ",") {
        let term = term.split(separator: " ").joined(separator: " ")
        guard let first = seen.updateValue(definition.terms.range, forKey: term) else { continue }
        diagnostics.append(
          Diagnostic(
            "term-defined-twice", .error, "\"\(term)\" is defined twice",
            at: Diagnostic.Mark(definition.terms.range),
            also: [Diagnostic.Mark(first, "the other")],
            fixes: [Diagnostic.Fix("remove it from one of the two lines")],
            context: "policy \(draft.id.text)"))
      }
    }
  }

  /// "people" and {people} mean those of `People:`.
  private mutating func peopleAreMissing() {
    guard draft.people.isEmpty, !draft.hasUnreadLabel else { return }
    for clause in draft.sections.flatMap(\.clauses) {
      let inProse = clause.prose.lazy.compactMap { $0.english.inlines.peopleSlot }.first
      guard let range = clause.sentences.lazy.compactMap(\.people).first ?? inProse else {
        continue
      }
      report(
        "people-missing", "\"people\" are meant here, and the policy does not say who they are",
        range,
        "Add \"People:\" and the persons that it is about to the front matter.")
      return
    }
  }

  private mutating func report(
    _ id: String, _ summary: String, _ range: SourceRange, _ way: String
  ) {
    diagnostics.append(
      Diagnostic(
        id, .error, summary, at: Diagnostic.Mark(range), fixes: [Diagnostic.Fix(way)],
        context: "policy \(draft.id.text)"))
  }
}

extension SentenceTree {
  /// Where it says "people"; nil where it does not.
  fileprivate var people: SourceRange? {
    if case .people = subject.who { return subject.range }
    for case .people(let range) in object.things { return range }
    for tail in tails {
      switch tail.part {
      case .toPeople, .fromPeople: return tail.range
      default: break
      }
    }
    return nil
  }
}

extension [Inline] {
  fileprivate var peopleSlot: SourceRange? {
    for inline in self {
      switch inline {
      case .slot(.value(.people, _, _), let range): return range
      case .emphasis(let inner, _), .strong(let inner, _), .link(let inner, _, _):
        if let range = inner.peopleSlot { return range }
      case .text, .slot: break
      }
    }
    return nil
  }
}
