import Foundation
import Testing
import ZabtaModel
import ZabtaSyntax

/// What parser and resolver say of a project, in a form that expectations can be read in.
struct ResolveMessages {
  var resolution: Resolution
  var diagnostics: [Diagnostic]
  var sources: [SourceText]

  var ids: [String] { diagnostics.map(\.id) }
  var summaries: [String] { diagnostics.map(\.summary) }
  var fixes: [String] { diagnostics.flatMap(\.fixes).map(\.title) }
  var explanations: [String] { diagnostics.flatMap(\.explanation) }
  /// What each message underlines.
  var texts: [String] { diagnostics.map { sources[$0.at.range.file].string($0.at.range) } }

  func diagnostic(_ id: String) -> Diagnostic? { diagnostics.first { $0.id == id } }
}

/// Resolves files that are given as texts.
func resolve(files texts: [String]) -> ResolveMessages {
  let sources = texts.enumerated().map { SourceText(path: "\($0).zabta", text: $1) }
  let parsed = sources.enumerated().map { Parser.parse($1, file: $0) }
  let resolution = Resolver.resolve(parsed.map(\.tree))
  return ResolveMessages(
    resolution: resolution,
    diagnostics: (parsed.flatMap(\.diagnostics) + resolution.diagnostics).sorted(
      by: Diagnostic.inReadingOrder),
    sources: sources)
}

/// Resolves a small policy over one vocabulary.
///
/// - Parameters:
///   - body: What stands in its only section.
///   - words: Declarations that are added to the vocabulary.
///   - front: Lines that are added to the front matter.
/// - Returns: The messages and the policy.
func resolve(_ body: String, words: String = "", front: String = "") -> ResolveMessages {
  resolve(files: [resolveVocabulary + words, resolveFront + front + resolveSection + body + "\n"])
}

let resolveFront = """
  Policy test.privacy: Privacy policy
  Urdu: رازداری کی پالیسی
  Publisher test: Test
  Urdu: ٹیسٹ
  Words from: common
  People: customer
  Contact privacy-email: privacy@example.org
  Urdu: ہماری ای میل

  """

let resolveSection = """

  Section start: The start
  Urdu: شروع


  """

let resolveVocabulary = """
  Vocabulary common: Words

  Person customer: customers
  Urdu: گاہک / گاہکوں
  Data personal-data: personal data
  Urdu: ذاتی ڈیٹا
  Data contact-information: contact details
  Urdu: رابطے کی تفصیلات
  Includes: email, phone
  Data email: email address
  Urdu: ای میل پتہ
  Data phone: phone number
  Urdu: فون نمبر
  Data invoices: invoices
  Urdu: رسیدیں
  Purpose delivery: delivering your order
  Urdu: ترسیل
  Purpose relevant-advertising: relevant advertising
  Urdu: متعلقہ اشتہارات
  Purpose marketing: marketing
  Urdu: تشہیر
  Consent marketing: marketing messages
  Urdu: تشہیر کی رضامندی
  Consent targeting: relevant advertising
  Urdu: اشتہارات کی رضامندی
  Recipient courier: delivery companies
  Urdu: ترسیل کے ادارے
  Role support: support staff
  Urdu: معاون عملہ
  Touchpoint purchase: a purchase
  Urdu: خریداری
  Message newsletter: newsletters
  Urdu: خبرنامے
  Request deletion: deletion
  Urdu: ڈیٹا حذف کرنا
  Event unsubscribe: the day you unsubscribe
  Urdu: ان سبسکرائب کرنے کا دن
  Circumstance legal-hold: the law requires us to keep it
  Urdu: قانون تقاضا کرے
  Form aggregate: aggregate
  Urdu: مجموعی
  Measure encryption: encryption
  Urdu: خفیہ کاری

  """

let resolveProject = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent()

/// The text of a file of the reference project.
func referenceText(_ name: String) throws -> String {
  try String(
    contentsOf: resolveProject.appending(path: "policies/\(name).zabta"), encoding: .utf8)
}
