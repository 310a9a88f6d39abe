import Testing
import ZabtaPages
import ZabtaSyntax

/// The marks of what changed, on the page.
@Suite struct HighlightTests {
  private func page(_ lines: [String: [String: [Range<Int>]]], edition: Int = 2) throws -> [String:
    String]
  {
    let (template, _) = Template.parse(
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
    let policy = try policy(
      words: words,
      """
      Section keeping: Keeping
      Urdu: رکھنا

      Rule sales: We must keep records for 7 years because of tax-law.

      - **{data}**: {period}, [see](https://example.com/a) more.

      Plain "words" & signs.

      {table of retention}
      """)
    let files = try PageWriter.pages(
      policy: policy,
      history: PageHistory(
        stamp: .released(date: "2026-03", effective: nil), edition: edition,
        past: [.init(number: 1, date: "2025-01-02")], highlights: Highlights(lines: lines)),
      template: try #require(template))
    return Dictionary(
      uniqueKeysWithValues: files.map { ($0.path, String(decoding: $0.bytes, as: UTF8.self)) })
  }

  private let bullet = "Transaction records: for 7 years, see more."

  @Test func changedLinesAreMarkedAndSaid() throws {
    let line = Array(bullet.utf8)
    let new = try #require(line.firstRange(of: Array("7 years, see".utf8)))
    let files = try page(["en": [bullet: [new], "Plain \"words\" & signs.": [], "Keeping": []]])
    let html = try #require(files["index.html"])
    let said = "<span class=\"said\">Changed in this edition: </span>"
    #expect(html.contains("class=\"changed\">\(said)Plain \"words\" &amp; signs.</p>"), "\(html)")
    // New words keep their links, and the marks do not cut them in two.
    #expect(
      html.contains(
        "<ins>7 years, </ins><a href=\"https://example.com/a\"><ins>see</ins></a> more."), "\(html)"
    )
    #expect(html.contains("<h2 class=\"changed\">\(said)"))
    #expect(html.contains("A bar beside a text marks what changed in this edition."))
    // The other page has no changed line, and so no mark and no legend.
    #expect(try #require(files["ur/index.html"]).contains("class=\"changed\"") == false)
    #expect(try #require(files["ur/index.html"]).contains("legend") == false)
    #expect(try #require(files["index.md"]).contains("Changed in this edition") == false)
    #expect(PageReading.problems(Array(html.utf8)).isEmpty)
  }

  @Test func aRowIsMarkedAsARow() throws {
    let plain = try page([:])["index.html"] ?? ""
    #expect(!plain.contains("changed\""))
    let row = "Transaction records | For 7 years | Tax law"
    let html = try page(["en": [row: []]])["index.html"] ?? ""
    #expect(
      html.contains("<tr class=\"changed\"><th scope=\"row\"><span class=\"said\">"), "\(plain)")
  }

  @Test func theUrduPageSaysItInUrdu() throws {
    let files = try page(["ur": ["رکھنا": []]])
    let html = try #require(files["ur/index.html"])
    #expect(
      html.contains("<h2 class=\"changed\"><span class=\"said\">اس اشاعت میں بدلا: </span>رکھنا"))
    #expect(html.contains("جس عبارت کے ساتھ لکیر ہے"))
  }

  @Test func thePageLinksToItsNoticeAndToEarlierEditions() throws {
    let files = try page([:])
    #expect(files["index.html"]?.contains("<a href=\"notices/2.html\">What changed</a>") == true)
    #expect(files["ur/index.html"]?.contains("<a href=\"../notices/2.html\">کیا بدلا</a>") == true)
    #expect(files["index.md"]?.contains("[What changed](notices/2.md)") == true)
    #expect(
      files["index.html"]?.contains("<a href=\"editions/1/index.html\">Edition 1</a>") == true)
    #expect(files["index.html"]?.contains("<a href=\"feed.xml\">") == true)
    // A first edition has nothing to tell.
    #expect(try page([:], edition: 1)["index.html"]?.contains("notices/") == false)
  }
}
