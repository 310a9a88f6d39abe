import Testing
import ZabtaCompiler
import ZabtaSyntax

/// The twelve mistakes of a lawyer, made in the real policy: each gives its message, with the words
/// underlined, what belongs to it and a way out.
@Suite struct MistakeTests {
  struct Mistake: Sendable, CustomTestStringConvertible {
    var name: String
    var edit: Edit
    var id: String
    var summary: String
    /// The words that the message underlines.
    var at: String
    /// The clause that it names.
    var context: String
    /// Words of the marks elsewhere.
    var also: String?
    /// What marks, explanation and fixes must say.
    var says: [String]
    /// A fix that an editor can take.
    var isTakeable = true
    var severity = Diagnostic.Severity.error

    var testDescription: String { name }
  }

  @Test(arguments: mistakes) func message(_ mistake: Mistake) throws {
    let edited = try Edited([mistake.edit])
    let found = edited.compilation.diagnostics.filter { $0.id == mistake.id }
    #expect(found.count == 1, "\(edited.compilation.diagnostics.map(\.summary))")
    let message = try #require(found.first)
    #expect(message.severity == mistake.severity)
    #expect(message.summary == mistake.summary)
    #expect(edited.text(message.at) == mistake.at)
    #expect(message.context == mistake.context)
    if let also = mistake.also {
      #expect(message.also.contains { edited.text($0) == also }, "\(message.also)")
    }
    let marks = [message.at] + message.also
    let words =
      (marks.map(\.label) + message.explanation + message.fixes.map(\.title))
      .joined(separator: "\n")
    for says in mistake.says { #expect(words.contains(says), "\(says) is not in: \(words)") }
    #expect(!message.fixes.isEmpty)
    if mistake.isTakeable {
      #expect(message.fixes.contains { !$0.edits.isEmpty }, "nothing that an editor could take")
    }
  }

  /// What merely follows from a mistake is held back: one mistake, one message.
  @Test(arguments: mistakes) func nothingElse(_ mistake: Mistake) throws {
    let edited = try Edited([mistake.edit])
    let others = edited.compilation.diagnostics.filter {
      $0.severity != .note && $0.id != mistake.id
    }
    #expect(others.map { "\($0.id): \($0.summary)" }.isEmpty)
  }

  static let mistakes = [
    Mistake(
      name: "1 the number was changed on the page",
      edit: Edit("- **{data}**: {period}, because of", "- **{data}**: for 10 years, because of"),
      id: "typed-value-differs", summary: "the page says 10 years, the rule says 7 years",
      at: "for 10 years", context: "clause sales-records", also: "7 years",
      says: ["the rule", "typed by hand", "write {period} here, and change line"]),
    Mistake(
      name: "2 a rule lost its label",
      edit: Edit(
        "Rule preferences: We may keep marketing-preferences", "We may keep marketing-preferences"),
      id: "rule-lost-its-label", summary: "this would be printed, but it reads as a rule",
      at: "We may keep marketing-preferences until unsubscribe or deletion-request.",
      context: "clause warranty-records",
      says: [
        "No service would enforce it, and the bullet below would speak of warranty-records.",
        "begin the paragraph with \"Rule keep-marketing-preferences:\"",
      ]),
    Mistake(
      name: "3 no empty line after the rule",
      edit: Edit(
        "stated-concerns through contact-form.\n\nThrough",
        "stated-concerns through contact-form.\nThrough"
      ),
      id: "rule-does-not-end", summary: "the rule does not end here", at: "T",
      context: "section writing-to-us",
      says: ["text for the public starts after an empty line", "put an empty line before line"]),
    Mistake(
      name: "4 a word of ordinary English",
      edit: Edit("We may share name, phone and", "We may share name, phone-number and"),
      id: "word-unknown",
      summary: "\"phone-number\" is not in the vocabularies common and shop", at: "phone-number",
      context: "clause delivery-companies",
      says: [
        "Did you mean \"phone\" (printed as \"phone number\")", "phone",
        "declare \"Data phone-number:\" in the front matter",
      ]),
    Mistake(
      name: "5 good English that is not in the grammar",
      edit: Edit(
        "personal-data for order-fulfilment.",
        "personal-data for order-fulfilment and share it with logistics-partner."),
      id: "second-verb", summary: "\"share\" does not fit here", at: "share",
      context: "clause orders",
      says: [
        "a second verb wants a sentence of its own",
        "I read as far as: We may use personal-data for order-fulfilment.",
        "We may use personal-data for order-fulfilment. "
          + "We may share personal-data with logistics-partner.",
      ]),
    Mistake(
      name: "6 a consent where a purpose belongs",
      edit: Edit(
        "We may send marketing-message to people only with consent to marketing.",
        "We may send marketing-message to people for targeting."),
      id: "word-of-another-kind",
      summary: "\"targeting\" is a consent, and \"for\" wants a purpose", at: "targeting",
      context: "clause marketing-by-choice",
      says: ["with consent to targeting", "Purposes that you could mean", "relevant-advertising"]),
    Mistake(
      name: "7 never, unless",
      edit: Edit(
        "We never sell, rent or trade personal-data.",
        "We never sell personal-data unless required-for-task."),
      id: "never-unless", summary: "\"never\" has no exceptions", at: "never",
      context: "clause no-sale", also: "unless",
      says: [
        "We may not sell personal-data unless required-for-task.", "This would permit selling",
        "Was that meant?",
      ]),
    Mistake(
      name: "8 two promises that cannot both be kept",
      edit: Edit(
        "of personal-data except transaction-records and warranty-information, unless",
        "of personal-data except transaction-records, unless"),
      id: "deletion-against-keeping", summary: "people may delete what you must keep",
      at: "personal-data", context: "clause right-of-deletion", also: "warranty-information",
      says: [
        "includes warranty-information", "forbids deleting it until then",
        "except transaction-records and warranty-information",
      ]),
    Mistake(
      name: "9 a permission that can never work",
      edit: Edit("Rule new-owner:\n", "Rule new-owner:\nWe may sell email to acquirer.\n"),
      id: "permission-never-works",
      summary: "this permission never works: the clause no-sale forbids it",
      at: "We may sell email to acquirer.", context: "clause new-owner", also: "personal-data",
      says: ["includes email", "A prohibition wins over a permission.", "may share … with"],
      isTakeable: false),
    Mistake(
      name: "10 and with or",
      edit: Edit(
        "until unsubscribe or deletion-request.",
        "until unsubscribe or deletion-request and inactivity."),
      id: "mixed-conditions", summary: "\"and\" and \"or\" are mixed in one condition", at: "or",
      context: "clause preferences", also: "and",
      says: [
        "This could mean two things. Write two sentences, one for each case:",
        "We may keep marketing-preferences until unsubscribe.",
        "We may keep marketing-preferences until deletion-request and inactivity.",
        "We may keep marketing-preferences until unsubscribe and inactivity.",
      ]),
    Mistake(
      name: "11 a word too many, and a secret is open",
      edit: Edit(
        "contact-information but not payment-data.", "contact-information and payment-data."),
      id: "check-fails",
      summary: "a check fails: customer-service may not view payment-method",
      at: "Customer-service may not view payment-method, citing staff-access.",
      context: "clause your-part", also: "payment-data",
      says: [
        "permits it: payment-data includes payment-method", "but not payment-method",
        "change the check; the notice will say \"less protection\"",
      ], isTakeable: false),
    Mistake(
      name: "12 English inside Urdu",
      edit: Edit("Urdu: کوکیز\n", "Urdu: cookies کوکیز\n"),
      id: "latin-in-urdu",
      summary:
        "this Urdu line holds Latin letters, and editors would show it in the wrong order",
      at: "cookies", context: "heading of cookies",
      says: [
        "here stands \"cookies\" as well", "remove it", "use the Urdu label of a word, in braces",
      ], severity: .warning),
  ]
}
