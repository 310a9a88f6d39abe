import Testing
import ZabtaChanges
import ZabtaPages
import ZabtaRuntime

@Suite struct NoticeTests {
  private let title = ["en": "Privacy policy", "ur": "رازداری کی پالیسی"]

  @Test func firstEdition() {
    let notice = Notice(
      title: title, publisher: ["en": "Sample"], edition: 1, date: "2026-03",
      note: "First edition.", changes: nil)
    #expect(
      notice.plainText == """
        Privacy policy: first edition
        رازداری کی پالیسی: پہلی اشاعت
        اشاعت 1، مارچ 2026

        Edition 1, March 2026.

        This is the first edition.

        WHEN IT TAKES EFFECT, AND WHAT YOU CAN DO

        This edition is in force from the first day of March 2026.

        """)
  }

  @Test func aMaterialChange() {
    let old = sampleEdition()
    var new = old
    new.content.norms = norms(years: 10)
    new.edit("sales-records") {
      $0.rules = [["en": keepSentence(10)]]
      $0.printed = ["en": ["Transaction records: for 10 years."]]
    }
    var facts = NoticeFacts()
    facts.contact = .init(
      value: "info@example.com", medium: .mail, address: "mailto:info@example.com")
    let notice = Notice(
      title: title, publisher: ["en": "Sample"], edition: 2, date: "2026-09-01",
      effective: "2026-10-01", note: "Ten years.", changes: Differ.compare(old: old, new: new),
      facts: facts)
    #expect(
      notice.markdown == """
        # Privacy policy: what changed

        <p lang="ur" dir="rtl">رازداری کی پالیسی: کیا بدلا<br>اشاعت 2، 1 ستمبر 2026۔ نافذ العمل: 1 اکتوبر 2026</p>

        Edition 2, 1 September 2026. In force from: 1 October 2026.

        - We now keep transaction records for 10 years; before, for 7 years.

        In the words of Sample: *Ten years.*

        ## What changed

        *Less protection, material.*

        > We keep some of your data longer.  
        > For you: We now keep transaction records for 10 years; before, for 7 years.  
        > Why it matters: data is kept longer.  
        > Was: We must keep transaction records for 7 years because of tax law.  
        > Now: We must keep transaction records for **10 years** because of tax law.

        ## The texts, before and after

        ### How long we keep your data

        Transaction records: for ~~7~~ **10** years.

        ## When it takes effect, and what you can do

        This edition is in force from 1 October 2026.

        If you do not agree with a change, tell us.

        For questions, write to info@example.com.

        """)
    #expect(String(decoding: notice.json, as: UTF8.self).contains("\"material\":true"))
    let page = DiffOutput.render(
      Differ.compare(old: old, new: new), as: .html, title: "Privacy policy")
    #expect(page.contains("for <del>7</del><ins>10</ins> years"), "\(page)")
  }

  @Test func theTextsOfOneSectionStandUnderOneHeading() {
    var changes = Differ.compare(old: sampleEdition(), new: sampleEdition())
    changes.redlines = [("en", "years"), ("ur", "سال")].map { language, years in
      ClauseRedline(
        clause: "deletion", heading: "Your rights", language: language,
        redline: Redline(old: "7 \(years)", new: "10 \(years)"))
    }
    let page = DiffOutput.render(changes, as: .html, title: "<b>")
    #expect(page.occurrences(of: "<h3>Your rights</h3>") == 2, "one in each view")
    #expect(page.occurrences(of: "<p class=\"redline\" lang=\"ur\" dir=\"rtl\">") == 1)
    #expect(page.contains("<h1>&lt;b&gt;</h1>"))
    let markdown = DiffOutput.render(changes, as: .markdown, title: "x")
    #expect(markdown.occurrences(of: "### Your rights\n") == 1)
  }

  @Test func wordingIsASentenceAmongTheFirst() {
    let old = sampleEdition()
    var new = old
    new.edit("children") { $0.printed = ["en": ["Our shop is not meant for children."]] }
    let notice = Notice(
      title: title, publisher: ["en": "Sample"], edition: 2, date: "2026-09", note: "",
      changes: Differ.compare(old: old, new: new))
    #expect(notice.plainText.contains("- Some of the English wording changed.\n"))
    #expect(notice.plainText.contains("Wording, English only.\n  In: Children.\n"))
  }
}

extension String {
  /// How often words stand in it.
  fileprivate func occurrences(of words: String) -> Int {
    var rest = utf8[...]
    var count = 0
    while let place = rest.firstRange(of: Array(words.utf8)) {
      count += 1
      rest = rest[place.upperBound...]
    }
    return count
  }
}
