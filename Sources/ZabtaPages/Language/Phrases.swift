/// The words that a page says of itself, in one language.
package struct Phrases: Sendable {
  package var contents: String
  package var skip: String
  package var lastUpdated: String
  package var inForce: String
  package var draft: String
  package var prevailing: @Sendable (String) -> String
  package var definitions: String
  package var editions: String
  package var edition: @Sendable (Int) -> String
  /// The link to the notice of an edition.
  package var whatChanged: String
  /// Said before a paragraph that the edition before did not have.
  package var changedHere: String
  /// What the bars in the margin mean.
  package var changesAreMarked: String
  /// The link to the feed of editions.
  package var feed: String
  package var forMachines: String
  package var markdown: String
  /// The link to the page in the other language, in that language.
  package var thisLanguage: String
  package var tables: Tables

  package struct Tables: Sendable {
    package var retention, access, sharing, cookies: String
    package var data, period, reasons, who, mayView, mayNotView, condition, recipient: String
    package var purpose, cookie, names, setBy, lasts: String
  }

  /// The words of a language.
  package static func of(_ language: Language) -> Phrases {
    language == .urdu ? urdu : english
  }

  static let english = Phrases(
    contents: "Contents",
    skip: "Skip to the policy",
    lastUpdated: "Last updated:",
    inForce: "In force from:",
    draft: "Draft, not released",
    prevailing: { "Where the languages differ, the \($0) text prevails." },
    definitions: "What some words mean here",
    editions: "Earlier editions",
    edition: { "Edition \($0)" },
    whatChanged: "What changed",
    changedHere: "Changed in this edition:",
    changesAreMarked: "A bar beside a text marks what changed in this edition.",
    feed: "News of changes to this policy, as a feed",
    forMachines: "The rules of this page for machines",
    markdown: "This page as Markdown",
    thisLanguage: "English",
    tables: Tables(
      retention: "How long we keep which data",
      access: "Who may see which data",
      sharing: "Who receives which data",
      cookies: "The cookies we set",
      data: "Data", period: "How long", reasons: "Why", who: "Who", mayView: "May see",
      mayNotView: "May not see", condition: "Condition", recipient: "Recipient",
      purpose: "What for", cookie: "Cookies", names: "Names", setBy: "Set by", lasts: "Lasts"))

  static let urdu = Phrases(
    contents: "فہرست",
    skip: "سیدھے پالیسی پر جائیں",
    lastUpdated: "آخری اپڈیٹ:",
    inForce: "نافذ العمل:",
    draft: "مسودہ، ابھی جاری نہیں ہوا",
    prevailing: { "جہاں زبانوں میں فرق ہو، وہاں \(urduName(of: $0)) متن معتبر ہے۔" },
    definitions: "بعض الفاظ کا یہاں کیا مطلب ہے",
    editions: "پچھلی اشاعتیں",
    edition: { "اشاعت \($0)" },
    whatChanged: "کیا بدلا",
    changedHere: "اس اشاعت میں بدلا:",
    changesAreMarked: "جس عبارت کے ساتھ لکیر ہے، وہ اس اشاعت میں بدلی ہے۔",
    feed: "اس پالیسی میں تبدیلیوں کی خبریں، فیڈ کی صورت میں",
    forMachines: "اس صفحے کے قواعد مشینوں کے لیے",
    markdown: "یہی صفحہ مارک ڈاؤن میں",
    thisLanguage: "اردو",
    tables: Tables(
      retention: "ہم کون سا ڈیٹا کب تک رکھتے ہیں",
      access: "کون سا ڈیٹا کون دیکھ سکتا ہے",
      sharing: "کون سا ڈیٹا کس کو ملتا ہے",
      cookies: "وہ کوکیز جو ہم رکھتے ہیں",
      data: "ڈیٹا", period: "مدت", reasons: "وجہ", who: "کون", mayView: "کیا دیکھ سکتا ہے",
      mayNotView: "کیا نہیں دیکھ سکتا", condition: "شرط", recipient: "وصول کنندہ",
      purpose: "مقصد", cookie: "کوکیز", names: "نام", setBy: "رکھنے والا", lasts: "میعاد"))

  private static func urduName(of language: String) -> String {
    switch language {
    case "English": "انگریزی"
    case "Urdu": "اردو"
    case "Sindhi": "سندھی"
    case "Pashto": "پشتو"
    case "Punjabi": "پنجابی"
    default: language
    }
  }
}
