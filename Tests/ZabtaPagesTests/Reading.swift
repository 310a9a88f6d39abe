import Testing
import ZabtaModel
import ZabtaPages
import ZabtaSyntax

/// A policy from its front matter's words and its sections, for tests of what is printed.
func policy(words: String = "", _ sections: String) throws -> Policy {
  let text = """
    Vocabulary test: Words for tests

    \(words)

    Policy shop.privacy: Privacy policy
    Urdu: رازداری کی پالیسی

    Publisher shop: Shop
    Urdu: دکان
    Words from: test
    People: customer
    Prevailing: English

    Contact mail: info@example.pk
    Urdu: ہماری ای میل

    Contact number: 0318-8005200
    Urdu: ہمارا فون

    Define Services: the website
    Urdu: ویب سائٹ

    \(sections)
    """
  let source = SourceText(path: "test.zabta", text: text)
  let parsed = Parser.parse(source, file: 0)
  let resolution = Resolver.resolve([parsed.tree])
  for problem in (parsed.diagnostics + resolution.diagnostics) where problem.severity == .error {
    Issue.record("\(problem.summary): \(source.string(problem.at.range))")
  }
  return try #require(resolution.policies.first)
}

/// The words that most tests use, each with its oblique form where Urdu has one.
let words = """
  Person customer: customers
  Urdu: گاہک / گاہکوں

  Data personal-data: personal data
  Urdu: ذاتی ڈیٹا
  Includes: name, records, history

  Data name: name
  Urdu: نام

  Data records: transaction records
  Urdu: لین دین کا ریکارڈ / لین دین کے ریکارڈ

  Data history: support history
  Urdu: معاونت کا ریکارڈ / معاونت کے ریکارڈ

  Purpose delivery: delivering your order
  Urdu: سامان کی ترسیل

  Purpose analytics: analytics
  Urdu: استعمال کا تجزیہ / استعمال کے تجزیے

  Recipient courier: delivery companies
  Urdu: ترسیل کے ادارے / ترسیل کے اداروں

  Role accounting: accounting
  Urdu: شعبۂ حسابات

  Message news: company news
  Urdu: کمپنی کی خبریں / کمپنی کی خبروں

  Cookie targeting: targeting cookies
  Urdu: تشہیری کوکیز

  Request access: access
  Urdu: ڈیٹا تک رسائی

  Request deletion: deletion
  Urdu: ڈیٹا حذف کرنا / ڈیٹا حذف کرنے

  Request opt-out: marketing opt-out
  Urdu: تشہیری پیغامات سے دستبرداری

  Touchpoint contact-form: the contact form
  Urdu: رابطہ فارم

  Circumstance task: the task at hand requires it
  Urdu: کام کے لیے ضروری ہو

  Circumstance hold: the law requires it
  Urdu: قانون اس کا تقاضا کرے

  Event unsubscribe: the day you unsubscribe
  Urdu: ان سبسکرائب کرنے کا دن / ان سبسکرائب کرنے کے دن

  Event warranty-end: the end of the warranty period
  Urdu: وارنٹی کی مدت کا اختتام / وارنٹی کی مدت کے اختتام

  Event inactivity: inactivity
  Urdu: غیر فعالیت

  Event change: a change of this policy
  Urdu: اس پالیسی میں تبدیلی

  Consent marketing: marketing messages
  Urdu: تشہیری پیغامات

  Form anonymised: anonymised
  Urdu: گمنام

  Measure contract: a contract to protect the data
  Urdu: ڈیٹا کی حفاظت کا معاہدہ / ڈیٹا کی حفاظت کے معاہدے

  Measure encryption: encryption
  Urdu: خفیہ کاری

  Reason tax-law: tax law
  Urdu: ٹیکس کا قانون / ٹیکس کے قانون

  Channel notice: a notice on our homepage
  Urdu: صفحۂ اول پر اعلان

  Place PK: Pakistan
  Urdu: پاکستان

  Place EU: the European Union
  Urdu: یورپی یونین
  """
