import Testing
import ZabtaModel
import ZabtaSyntax

/// What the prose checks say of a small policy, in a form that expectations can be read in.
struct ProseMessages {
  var diagnostics: [Diagnostic]
  var source: SourceText

  /// Severity and summary: "error: the page says 10 years, the rule says 7 years".
  var summaries: [String] { diagnostics.map { "\($0.severity.rawValue): \($0.summary)" } }
  /// The words that each message underlines.
  var texts: [String] { diagnostics.map { source.string($0.at.range) } }
  var alsoTexts: [String] { diagnostics.flatMap(\.also).map { source.string($0.range) } }
  var fixTitles: [String] { diagnostics.flatMap(\.fixes).map(\.title) }
  /// What each fix replaces, and by what: "for 10 years -> {period}".
  var edits: [String] {
    diagnostics.flatMap(\.fixes).flatMap(\.edits).map { "\(source.string($0.range)) -> \($0.text)" }
  }
}

/// Checks the prose of a policy whose only section, `test`, has this body.
///
/// - Parameters:
///   - body: What stands in the section.
///   - isBroken: True where the body is meant to have errors of other kinds.
/// - Returns: The messages of the prose checks alone.
func prose(_ body: String, isBroken: Bool = false) -> ProseMessages {
  let (policy, source) = smallPolicy(body, isBroken: isBroken)
  return ProseMessages(diagnostics: ProseChecks.run(policy, source: source), source: source)
}

/// A policy with a few words of its own and one section.
func smallPolicy(_ body: String, isBroken: Bool = false) -> (Policy, SourceText) {
  let source = SourceText(path: "test.zabta", text: front + body + "\n")
  let parsed = Parser.parse(source, file: 0)
  let resolution = Resolver.resolve([parsed.tree])
  let errors = (parsed.diagnostics + resolution.diagnostics).filter { $0.severity == .error }
  #expect(errors.isEmpty == !isBroken, "\(errors.map(\.summary))")
  return (resolution.policies[0], source)
}

private let front = """
  Policy test.privacy: Privacy policy
  Urdu: رازداری کی پالیسی
  Publisher test: Test
  Urdu: ٹیسٹ
  People: customer
  Contact privacy-email: privacy@example.org
  Urdu: ہماری ای میل
  Person customer: customers
  Urdu: گاہک
  Data personal-data: personal data
  Urdu: ذاتی ڈیٹا
  Data contact-information: contact details
  Urdu: رابطے کی تفصیلات
  Includes: email, phone
  Data email: email address
  Urdu: ای میل پتہ
  Data phone: phone number
  Urdu: فون نمبر
  Data sales: records of sales
  Urdu: فروخت کا ریکارڈ
  Purpose delivery: delivering your order
  Urdu: ترسیل
  Purpose analytics: studying how the site is used
  Urdu: تجزیہ
  Request deletion: deletion
  Urdu: حذف
  Request inquiry: a question
  Urdu: سوال
  Event unsubscribe: you unsubscribe
  Urdu: آپ دستبردار ہوں
  Circumstance legal-hold: the law requires it
  Urdu: قانون تقاضا کرے
  Circumstance needed: it is needed
  Urdu: اس کی ضرورت ہو
  Vague: Who decides is a person.
  Measure encryption: encryption
  Urdu: خفیہ کاری
  Reason tax-law: tax law
  Urdu: ٹیکس کا قانون

  Section test: Test
  Urdu: آزمائش


  """
