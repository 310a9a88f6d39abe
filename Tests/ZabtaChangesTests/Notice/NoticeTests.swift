import Testing
import ZabtaChanges
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
        رازداری کی پالیسی: پہلا ایڈیشن

        Edition 1, March 2026.

        First edition.

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
    let notice = Notice(
      title: title, publisher: ["en": "Sample"], edition: 2, date: "2026-09-01",
      effective: "2026-10-01", note: "Ten years.", changes: Differ.compare(old: old, new: new),
      contact: "info@example.com")
    #expect(
      notice.markdown == """
        # Privacy policy: what changed

        <p lang="ur" dir="rtl">رازداری کی پالیسی: کیا بدلا</p>

        Edition 2, 1 September 2026.

        > Ten years.

        - We keep some of your data longer.

        ## What changed

        *Less protection, material.*

        > We keep some of your data longer.  
        > Was: We must keep transaction records for 7 years because of tax law.  
        > Now: We must keep transaction records for **10 years** because of tax law.

        ## The texts, before and after

        ### How long we keep your data

        Transaction records: for ~~7~~ **10** years.

        ## When it takes effect, and what you can do

        This edition is in force from 1 October 2026.
        If you do not agree with a change, you can use your rights under the policy.
        For questions, write to info@example.com.

        """)
    #expect(String(decoding: notice.json, as: UTF8.self).contains("\"material\":true"))
    let page = DiffOutput.render(
      Differ.compare(old: old, new: new), as: .html, title: "Privacy policy")
    #expect(page.contains("for <del>7</del><ins>10</ins> years"), "\(page)")
  }
}
