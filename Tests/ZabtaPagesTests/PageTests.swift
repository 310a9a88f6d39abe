import Testing
import ZabtaModel
import ZabtaPages
import ZabtaSyntax

/// Whole pages, read back with libxml2.
@Suite struct PageTests {
  static let sections = """
    Section keeping: How long we keep data
    Urdu: ہم ڈیٹا کب تک رکھتے ہیں

    What we keep helps the Services. It is {name}, {records} & <more>.

    Rule old-records: We must keep records for 7 years because of tax-law.
    Formerly: older-records

    - **{data}**: {period}, because of {reasons}.

    Urdu:
    - **{ڈیٹا}**: {مدت}، {وجوہات} کی بنا پر۔

    Rule names: We may keep name until unsubscribe.

    - **{data}**: {period}.

    Subsection more: More
    Urdu: مزید

    Rule: We never sell personal-data.

    Rule table-of-keeping: We must answer access within 72 hours.

    Write to {mail} or {number}: we answer {deadline}. See "{see names}".

    Urdu: {ہماری ای میل} یا {ہمارا فون} پر لکھیں؛ جواب {مہلت}۔ {لین دین کا ریکارڈ} کو دیکھیں۔

    {table of retention}

    Text two-blocks: One.

    Two. {list of parts of personal-data}
    """

  static func files(
    _ stamp: Stamp = .released(date: "2026-03", effective: "2026-04-01")
  ) throws -> [String: String] {
    let (template, problems) = Template.parse(
      SourceText(
        path: "page.html",
        text: """
          <!DOCTYPE html><html lang="{lang}" dir="{dir}"><head><title><slot name="title"/></title>
          <link rel="alternate" hreflang="{other-lang}" href="{other-page}"/>
          <style><slot name="style"/></style></head><body><p><slot name="skip"/></p>
          <p><slot name="publisher"/></p><slot name="heading"/><slot name="stamp"/>
          <p><slot name="languages"/></p><slot name="contents"/><main><slot name="body"/></main>
          <footer><slot name="footer"/></footer></body></html>
          """), file: 0, slots: PageWriter.slots)
    #expect(problems.isEmpty)
    let pages = try PageWriter.pages(
      policy: try policy(words: words, sections),
      history: PageHistory(stamp: stamp, past: [.init(number: 1, date: "2025-01-02")]),
      template: try #require(template))
    return Dictionary(
      uniqueKeysWithValues: pages.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  @Test func filesAreTheFour() throws {
    #expect(
      try Self.files().keys.sorted()
        == ["index.html", "index.md", "ur/index.html", "ur/index.md"])
  }

  @Test(arguments: ["index.html", "ur/index.html"])
  func pageIsWellFormedAndItsLinksLead(_ path: String) throws {
    let page = try ReadBack(Array(try #require(try Self.files()[path]).utf8))
    #expect(page.mistake == nil)
    let ids = page.elements.compactMap { $0.attributes["id"] }
    #expect(Set(ids).count == ids.count)
    for id in ["keeping", "old-records", "older-records", "names", "more", "two-blocks"] {
      #expect(ids.contains(id), "\(id)")
    }
    for link in page.elements.compactMap({ $0.attributes["href"] }) where link.hasPrefix("#") {
      #expect(ids.contains(String(link.dropFirst())), "\(link)")
    }
    for element in page.elements where element.attributes["lang"] != nil {
      #expect(element.attributes["dir"] == (element.language == "ur" ? "rtl" : "ltr"))
    }
  }

  @Test(arguments: ["index.html", "ur/index.html"])
  func everyTextIsInItsLanguage(_ path: String) throws {
    let page = try ReadBack(Array(try #require(try Self.files()[path]).utf8))
    for element in page.elements where element.name != "style" {
      let scalars = element.text.unicodeScalars
      if element.language == "en" {
        #expect(!scalars.contains { (0x620...0x6FF).contains($0.value) }, "\(element.text)")
      } else if element.language == "ur", element.direction == "rtl" {
        let latin = scalars.contains { $0.properties.isAlphabetic && $0.value < 0x250 }
        #expect(!latin, "\(element.text)")
      }
    }
  }

  @Test func englishPageSaysWhatTheRulesSay() throws {
    let page = try #require(try Self.files()["index.html"])
    for expected in [
      "<section id=\"keeping\">\n<h2><span>How long we keep data</span> "
        + "<span lang=\"ur\" dir=\"rtl\">ہم ڈیٹا کب تک رکھتے ہیں</span></h2>",
      "helps the <a href=\"#term-services\">Services</a>. It is name, transaction records &amp; "
        + "&lt;more&gt;.",
      "<li id=\"old-records\"><a id=\"older-records\"></a><strong>Transaction records</strong>: "
        + "for 7 years, because of tax law.</li>\n<li id=\"names\"><strong>Name</strong>: until the "
        + "day you unsubscribe.</li>",
      "<p class=\"rule\">We never sell personal data.</p>",
      "Write to <a href=\"mailto:info@example.pk\"><bdi dir=\"ltr\">info@example.pk</bdi></a> or ",
      "href=\"tel:03188005200\"", "we answer within 72 hours. See \"<a href=\"#names\">How long",
      "Last updated: <time datetime=\"2026-03\">March 2026</time>. In force from: "
        + "<time datetime=\"2026-04-01\">1 April 2026</time>",
      "<a href=\"ur/index.html\"><span lang=\"ur\" dir=\"rtl\">اردو</span></a>",
      "Where the languages differ, the English text prevails.", "href=\"bundle.json\"",
      "<a href=\"editions/1/index.html\">Edition 1</a>, <time datetime=\"2025-01-02\">2 January 2025",
      "<caption>How long we keep which data</caption>",
      "<tr><th scope=\"row\"><a href=\"#old-records\">Transaction records</a></th>"
        + "<td>For 7 years</td><td>Tax law</td></tr>",
      "<div id=\"two-blocks\" class=\"clause\">",
      "<dt id=\"term-services\"><dfn>Services</dfn></dt>",
    ] {
      #expect(page.contains(expected), "\(expected)")
    }
  }

  @Test func urduPageSaysIt() throws {
    let page = try #require(try Self.files()["ur/index.html"])
    for expected in [
      "<dt id=\"term-services\"><dfn>خدمات</dfn></dt>",
      "<html lang=\"ur\" dir=\"rtl\">", "<h2>ہم ڈیٹا کب تک رکھتے ہیں</h2>",
      "<p lang=\"en\" dir=\"ltr\">What we keep helps the ",
      "<strong>لین دین کا ریکارڈ</strong>: 7 سال تک، ٹیکس کے قانون کی بنا پر۔</li>",
      "<li id=\"names\" lang=\"en\" dir=\"ltr\"><strong>Name</strong>",
      "ہم ذاتی ڈیٹا کبھی فروخت نہیں کرتے۔",
      "<bdi dir=\"ltr\">0318-8005200</bdi>", "جواب 72 گھنٹوں کے اندر۔ لین دین کے ریکارڈ کو دیکھیں۔",
      "آخری اپڈیٹ: <time datetime=\"2026-03\">مارچ 2026</time>", "href=\"../bundle.json\"",
      "جہاں زبانوں میں فرق ہو، وہاں انگریزی متن معتبر ہے۔",
    ] {
      #expect(page.contains(expected), "\(expected)")
    }
  }

  @Test func programsFindTheFeed() throws {
    let files = try Self.files()
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\" href="
    #expect(files["index.html"]?.contains("\(link)\"feed.xml\" title=\"") == true)
    #expect(files["ur/index.html"]?.contains("\(link)\"../feed.xml\" title=\"") == true)
  }

  /// On one line the two directions would break into each other.
  @Test func eachStampHasALineOfItsOwn() throws {
    let page = try #require(try Self.files()["index.html"])
    let last = "<time datetime=\"2026-04-01\">1 April 2026</time>"
    let second = "<br><span lang=\"ur\" dir=\"rtl\">آخری اپڈیٹ: <time"
    let stamp = try #require(page.split(separator: "<p class=\"stamp\">").last)
      .prefix { $0 != "\n" }
    #expect(stamp.contains(last) && stamp.contains(second), "\(stamp)")
  }

  @Test func draftSaysSo() throws {
    let files = try Self.files(.draft)
    #expect(files["index.html"]?.contains("Draft, not released") == true)
    #expect(files["ur/index.html"]?.contains("مسودہ، ابھی جاری نہیں ہوا") == true)
    #expect(files["index.html"]?.contains("Last updated") == false)
  }

  @Test func markdownOfTheWholePage() throws {
    let page = try #require(try Self.files()["index.md"])
    for expected in [
      "# Privacy policy — <span lang=\"ur\" dir=\"rtl\">رازداری کی پالیسی</span>\n",
      "## <a id=\"keeping\"></a>How long we keep data — ",
      "It is name, transaction records \\& \\<more\\>.",
      "- <a id=\"old-records\"></a><a id=\"older-records\"></a>**Transaction records**: for 7 years, "
        + "because of tax law.\n- <a id=\"names\"></a>**Name**: until the day you unsubscribe.\n",
      "| Data | How long | Why |\n| --- | --- | --- |\n"
        + "| [Transaction records](#old-records) | For 7 years | Tax law |\n",
    ] {
      #expect(page.contains(expected), "\(expected)")
    }
  }

  @Test func clauseTextsArePlain() throws {
    let clauses = ClauseTexts.of(try policy(words: words, Self.sections))
    let clause = try #require(clauses["old-records"])
    #expect(clause.heading == ["en": "How long we keep data", "ur": "ہم ڈیٹا کب تک رکھتے ہیں"])
    #expect(clause.text["en"] == "Transaction records: for 7 years, because of tax law.")
    #expect(clause.text["ur"] == "لین دین کا ریکارڈ: 7 سال تک، ٹیکس کے قانون کی بنا پر۔")
    #expect(
      clause.rules == [
        [
          "en": "We must keep transaction records for 7 years because of tax law.",
          "ur": "ہم پر لازم ہے کہ ٹیکس کے قانون کی بنا پر لین دین کا ریکارڈ 7 سال تک رکھیں۔",
        ]
      ])
    #expect(clauses["two-blocks"]?.blocks["en"]?.count == 5)
  }
}
