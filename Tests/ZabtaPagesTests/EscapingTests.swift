import Testing
import ZabtaPages
import ZabtaSyntax

/// Escaping and direction: what a hostile or a mixed text becomes.
@Suite struct EscapingTests {
  private func html(_ words: [PageInline], in language: Language = .english) throws -> String {
    try render(words, in: language)
  }

  @Test func signsWithCombiningMarksAreEscaped() throws {
    let mark = "\u{064E}"
    let text = try html([.text("a<\(mark)b \"\(mark) &\u{0301} >\(mark)")])
    #expect(!text.contains("<\(mark)b"))
    #expect(text.unicodeScalars.count { $0 == "<" } == 4)
    #expect(Array(text.utf8).firstRange(of: Array("&lt;\(mark)b".utf8)) != nil)
    #expect(Array(text.utf8).firstRange(of: Array("&amp;\u{0301}".utf8)) != nil)
  }

  @Test func attributesAreEscaped() throws {
    let text = try html([.link([.text("x")], to: "https://e.pk/?a=\"\u{064E}<&'")])
    let expected = "<p><a href=\"https://e.pk/?a=&quot;\u{064E}&lt;&amp;'\">x</a></p>"
    #expect(Array(text.utf8).firstRange(of: Array(expected.utf8)) != nil)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JAVASCRIPT:alert(1)", " javascript:x", "java\nscript:x",
    "data:text/html,x",
    "vbscript:x", "",
  ]) func runningAddressesAreWords(_ address: String) throws {
    #expect(try !html([.link([.text("x")], to: address)]).contains("<a"))
  }

  @Test func controlCharactersAreReplaced() throws {
    #expect(try html([.text("a\u{0}b\u{1B}c")]).contains("a\u{FFFD}b\u{FFFD}c"))
  }

  @Test func foreignRunsAreIsolated() throws {
    #expect(
      try html([.text("تاریخ 2026-03-05 ہے، 7 سال۔")], in: .urdu)
        .contains("تاریخ <bdi dir=\"ltr\">2026-03-05</bdi> ہے، 7 سال۔"))
    #expect(
      try html([.text("فون +92 300 1234567 پر")], in: .urdu)
        .contains("فون <bdi dir=\"ltr\">+92 300 1234567</bdi> پر"))
    #expect(
      try html([.text("لکھیں info@a.pk پر")], in: .urdu)
        .contains("لکھیں <bdi lang=\"en\" dir=\"ltr\">info@a.pk</bdi> پر"))
    #expect(
      try html([.text("the word ڈیٹا here")])
        .contains("the word <bdi lang=\"ur\" dir=\"rtl\">ڈیٹا</bdi> here"))
  }

  @Test func markdownIsEscaped() throws {
    let text = try markdown([
      PageBlock(.paragraph([.text("# *a* [b](c) <i> `d` 1|2 &amp; e_f")])),
      PageBlock(.paragraph([.text("1. no step")])),
      PageBlock(.paragraph([.text("- no bullet")])),
      PageBlock(.paragraph([.text("see!"), .link([.text("x")], to: "#a b(c)")])),
    ])
    #expect(
      text
        == """
        \\# \\*a\\* \\[b\\](c) \\<i\\> \\`d\\` 1\\|2 \\&amp; e\\_f

        1\\. no step

        \\- no bullet

        see\\![x](#a b(c))

        """.replacing("[x](#a b(c))", with: "x"))
  }

  @Test func markdownStars() throws {
    let text = try markdown([
      PageBlock(.paragraph([.strong([.text("Access.")]), .text(" Ask.")])),
      PageBlock(.paragraph([.text("un"), .strong([.text("(do)")]), .text("ne")])),
      PageBlock(.list(PageList(items: [PageList.Item([.text("a")], id: "x")]))),
      PageBlock(.list(PageList(start: 3, items: [PageList.Item([.text("b")])]))),
    ])
    #expect(
      text == """
        **Access.** Ask.

        un<strong>(do)</strong>ne

        - <a id="x"></a>a

        <!-- -->

        3. b

        """)
  }
}

private func frame(_ slot: String) throws -> Template {
  let (template, problems) = Template.parse(
    .init(path: "t.html", text: "<div><slot name=\"\(slot)\"/></div>"), file: 0, slots: [slot])
  #expect(problems.isEmpty)
  return try #require(template)
}

private func render(_ words: [PageInline], in language: Language) throws -> String {
  let bytes = try frame("body").fill(
    ["body": .blocks([PageBlock(.paragraph(words))])], in: language)
  return String(decoding: bytes.drop { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
}

private func markdown(_ blocks: [PageBlock]) throws -> String {
  PageWriter.markdown(blocks, in: .english)
}
