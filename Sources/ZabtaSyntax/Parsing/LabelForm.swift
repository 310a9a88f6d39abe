/// How one label is written: its words, whether it has a name, what follows the colon and where
/// it may stand.
struct LabelForm: Sendable {
  enum NameNeed: Sendable { case none, required, optional, phrase }
  enum BodyShape: Sendable { case text, names, sentences, prose }
  enum Place: Sendable { case front, body, anywhere }

  var words: String
  var keyword: Keyword
  var name: NameNeed
  var body: BodyShape
  var place: Place

  init(
    _ words: String, _ keyword: Keyword, _ name: NameNeed, _ body: BodyShape, _ place: Place
  ) {
    self.words = words
    self.keyword = keyword
    self.name = name
    self.body = body
    self.place = place
  }

  /// All labels but those of the languages, in the order of the reference.
  static let all: [LabelForm] =
    [
      LabelForm("Policy", .policy, .required, .text, .front),
      LabelForm("Publisher", .publisher, .required, .text, .front),
      LabelForm("Words from", .wordsFrom, .none, .names, .front),
      LabelForm("People", .people, .none, .names, .front),
      LabelForm("Prevailing", .prevailing, .none, .text, .front),
      LabelForm("Time zone", .timeZone, .none, .text, .front),
      LabelForm("Languages", .languages, .none, .names, .front),
      LabelForm("Contact", .contact, .required, .text, .front),
      LabelForm("Define", .define, .phrase, .text, .front),
      LabelForm("Release", .release, .phrase, .text, .front),
      LabelForm("Vocabulary", .vocabulary, .required, .text, .front),
      LabelForm("Checks for", .checksFor, .required, .text, .front),
      LabelForm("Standard", .standard, .required, .text, .front),
      LabelForm("Includes", .includes, .none, .names, .front),
      LabelForm("Same as", .sameAs, .none, .text, .front),
      LabelForm("Kind of", .kindOf, .none, .text, .front),
      LabelForm("Vague", .vague, .none, .text, .front),
      LabelForm("Names", .names, .none, .names, .front),
      LabelForm("Lasts", .lasts, .none, .text, .front),
      LabelForm("Set by", .setBy, .none, .text, .front),
      LabelForm("Section", .section, .required, .text, .body),
      LabelForm("Subsection", .subsection, .required, .text, .body),
      LabelForm("Rule", .rule, .optional, .sentences, .body),
      LabelForm("Text", .text, .required, .prose, .body),
      LabelForm("Check", .check, .none, .sentences, .anywhere),
      LabelForm("No rule", .noRule, .none, .text, .body),
      LabelForm("Formerly", .formerly, .none, .names, .body),
      LabelForm("Note", .note, .none, .text, .anywhere),
    ]
    + WordLabel.allCases.map { LabelForm($0.rawValue, .word($0), .required, .text, .front) }

  /// The label of a language: its text is prose beneath prose, else a heading or a label.
  static func language(_ name: String) -> LabelForm {
    LabelForm(name, .language(name), .none, .prose, .anywhere)
  }

  var isLanguage: Bool {
    if case .language = keyword { true } else { false }
  }

  /// Whether the name is a word of rules, in small letters and hyphens.
  var namesWord: Bool {
    switch keyword {
    case .policy, .publisher, .checksFor: false
    default: name == .required || name == .optional
    }
  }
}

/// The labels that one file may use.
struct LabelForms {
  let all: [LabelForm]
  private let byFirstWord: [String: [LabelForm]]

  init(languages: [String]) {
    all = LabelForm.all + languages.map(LabelForm.language)
    var byFirstWord: [String: [LabelForm]] = [:]
    for form in all {
      let first = form.words.prefix { $0 != " " }
      byFirstWord[String(first), default: []].append(form)
    }
    self.byFirstWord = byFirstWord
  }

  func candidates(_ firstWord: String) -> [LabelForm] {
    byFirstWord[firstWord] ?? []
  }
}
