import Testing
import ZabtaModel
import ZabtaPages

/// Each form of the rule sentence, as it is written, in English and in Urdu.
@Suite struct SentenceTests {
  @Test(arguments: forms) func linearises(_ form: Form) throws {
    let policy = try policy(
      words: words, "Section rules: Rules\nUrdu: قواعد\n\nRule form-of-rule: \(form.written)\n")
    let rule = try #require(policy.clauses.first { $0.id == "form-of-rule" }?.rules.first)
    #expect(Sentences.english(rule, in: policy) == form.english)
    #expect(Sentences.urdu(rule, in: policy) == form.urdu)
  }

  struct Form: Sendable, CustomTestStringConvertible {
    var written: String
    var english: String
    var urdu: String
    var testDescription: String { written }

    init(_ written: String, _ english: String, _ urdu: String) {
      self.written = written
      self.english = english
      self.urdu = urdu
    }
  }

  static let forms = [
    Form(
      "We never sell personal-data.", "We never sell personal data.",
      "ہم ذاتی ڈیٹا کبھی فروخت نہیں کرتے۔"),
    Form(
      "We never sell, rent or trade personal-data.", "We never sell, rent or trade personal data.",
      "ہم ذاتی ڈیٹا کبھی نہ فروخت کرتے ہیں، نہ کرائے پر دیتے ہیں اور نہ تبادلے میں دیتے ہیں۔"),
    Form(
      "We must keep records for 7 years because of tax-law.",
      "We must keep transaction records for 7 years because of tax law.",
      "ہم پر لازم ہے کہ ٹیکس کے قانون کی بنا پر لین دین کا ریکارڈ 7 سال تک رکھیں۔"),
    Form(
      "We must keep records until 1 year after warranty-end.",
      "We must keep transaction records until 1 year after the end of the warranty period.",
      "ہم پر لازم ہے کہ لین دین کا ریکارڈ وارنٹی کی مدت کے اختتام کے 1 سال بعد تک رکھیں۔"),
    Form(
      "We may keep name until unsubscribe or deletion.",
      "We may keep name until the day you unsubscribe or deletion.",
      "ہم نام ان سبسکرائب کرنے کے دن یا ڈیٹا حذف کرنے تک رکھ سکتے ہیں۔"),
    Form(
      "We may keep records indefinitely in anonymised form.",
      "We may keep transaction records indefinitely in anonymised form.",
      "ہم لین دین کا ریکارڈ غیر معینہ مدت تک گمنام شکل میں رکھ سکتے ہیں۔"),
    Form(
      "We must keep records while hold.",
      "We must keep transaction records as long as the law requires it.",
      "ہم پر لازم ہے کہ لین دین کا ریکارڈ رکھیں، جب تک قانون اس کا تقاضا کرے۔"),
    Form(
      "We may share name and records with courier only for delivery, under contract.",
      "We may share name and transaction records with delivery companies only for delivering your "
        + "order, under a contract to protect the data.",
      "ہم نام اور لین دین کا ریکارڈ ترسیل کے اداروں کو صرف سامان کی ترسیل کے لیے فراہم کر سکتے "
        + "ہیں، ڈیٹا کی حفاظت کے معاہدے کے تحت۔"),
    Form(
      "We may share name with anyone else only with consent to marketing.",
      "We may share name with anyone else only with your consent to marketing messages.",
      "ہم نام کسی اور کو صرف تشہیری پیغامات کے لیے آپ کی رضامندی سے فراہم کر سکتے ہیں۔"),
    Form(
      "Accounting may view records but not history unless task.",
      "Accounting may view transaction records but not support history unless the task at hand "
        + "requires it.",
      "شعبۂ حسابات کو لین دین کا ریکارڈ دیکھنے کی اجازت ہے، لیکن معاونت کا ریکارڈ دیکھنے کی "
        + "اجازت نہیں، سوائے اس کے کہ کام کے لیے ضروری ہو۔"),
    Form(
      "Only accounting may view records.", "Only accounting may view transaction records.",
      "صرف شعبۂ حسابات کو لین دین کا ریکارڈ دیکھنے کی اجازت ہے۔"),
    Form(
      "We may collect name through contact-form.", "We may collect name through the contact form.",
      "ہم نام رابطہ فارم کے ذریعے جمع کر سکتے ہیں۔"),
    Form(
      "We never collect personal-data from people under 18.",
      "We never collect personal data from people under 18.",
      "ہم ذاتی ڈیٹا 18 سال سے کم عمر لوگوں سے کبھی جمع نہیں کرتے۔"),
    Form(
      "We may not use records or history for analytics.",
      "We may not use transaction records or support history for analytics.",
      "ہم لین دین کا ریکارڈ یا معاونت کا ریکارڈ استعمال کے تجزیے کے لیے استعمال نہیں کر سکتے۔"),
    Form(
      "We may not store history unless task.",
      "We may not store support history unless the task at hand requires it.",
      "ہم معاونت کا ریکارڈ محفوظ نہیں کر سکتے، سوائے اس کے کہ کام کے لیے ضروری ہو۔"),
    Form(
      "We may archive or delete history after 3 years of inactivity.",
      "We may archive or delete support history after 3 years of inactivity.",
      "ہم معاونت کا ریکارڈ 3 سال کی غیر فعالیت کے بعد محفوظ خانے میں ڈال یا حذف کر سکتے ہیں۔"),
    Form(
      "We may anonymise history after opt-out.",
      "We may anonymise support history after marketing opt-out.",
      "ہم معاونت کے ریکارڈ کو تشہیری پیغامات سے دستبرداری کے بعد گمنام بنا سکتے ہیں۔"),
    Form(
      "We may transfer personal-data to PK.", "We may transfer personal data to Pakistan.",
      "ہم ذاتی ڈیٹا پاکستان میں منتقل کر سکتے ہیں۔"),
    Form(
      "We must protect records by encryption.",
      "We must protect transaction records by encryption.",
      "ہم پر لازم ہے کہ خفیہ کاری کے ذریعے لین دین کے ریکارڈ کی حفاظت کریں۔"),
    Form(
      "We may send news to the customer even after opt-out.",
      "We may send company news to customers even after marketing opt-out.",
      "ہم کمپنی کی خبریں گاہکوں کو تشہیری پیغامات سے دستبرداری کے بعد بھی بھیج سکتے ہیں۔"),
    Form(
      "We may set targeting even without consent.",
      "We may set targeting cookies even without your consent.",
      "ہم تشہیری کوکیز آپ کی رضامندی کے بغیر بھی رکھ سکتے ہیں۔"),
    Form(
      "We must answer access within 72 hours.", "We must answer access within 72 hours.",
      "ہم پر لازم ہے کہ 72 گھنٹوں کے اندر ڈیٹا تک رسائی کا جواب دیں۔"),
    Form(
      "We must resolve access typically within 30 days.",
      "We must resolve access typically within 30 days.",
      "ہم پر لازم ہے کہ ڈیٹا تک رسائی عموماً 30 دن کے اندر نمٹائیں۔"),
    Form(
      "We must announce change by notice, 30 days ahead.",
      "We must announce a change of this policy by a notice on our homepage, 30 days ahead.",
      "ہم پر لازم ہے کہ صفحۂ اول پر اعلان کے ذریعے 30 دن پہلے اس پالیسی میں تبدیلی کا اعلان کریں۔"),
    Form(
      "We never penalise people in EU for access.",
      "We never penalise people in the European Union for access.",
      "ہم یورپی یونین میں رہنے والے لوگوں کو ڈیٹا تک رسائی پر کبھی سزا نہیں دیتے۔"),
    Form(
      "People in EU have the right to access and deletion by mail, typically within 30 days.",
      "People in the European Union have the right to access and deletion by email to "
        + "info@example.pk, typically within 30 days.",
      "یورپی یونین میں رہنے والے لوگوں کو info@example.pk پر ای میل کے ذریعے ڈیٹا تک رسائی اور "
        + "ڈیٹا حذف کرنے کے حقوق حاصل ہیں، عموماً 30 دن کے اندر۔"),
    Form(
      "People have the right to deletion of personal-data except records, unless hold.",
      "People have the right to deletion of personal data except transaction records, unless the "
        + "law requires it.",
      "لوگوں کو ذاتی ڈیٹا کے بارے میں (سوائے لین دین کے ریکارڈ کے) ڈیٹا حذف کرنے کا حق حاصل ہے، "
        + "سوائے اس کے کہ قانون اس کا تقاضا کرے۔"),
    Form(
      "We must delete name promptly after opt-out.",
      "We must delete name promptly after marketing opt-out.",
      "ہم پر لازم ہے کہ نام بلا تاخیر تشہیری پیغامات سے دستبرداری کے بعد حذف کریں۔"),
    Form(
      "We may keep name for 2 weeks, then anonymise.",
      "We may keep name for 2 weeks, then anonymise the data.",
      "ہم نام 2 ہفتوں تک رکھ سکتے ہیں، پھر اسے گمنام بنائیں۔"),
  ]
}
