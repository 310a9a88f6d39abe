import Testing
import ZabtaChanges

/// Published texts that never saw Zabta.
@Suite struct PlainTextTests {
  private func read(
    _ text: String, as form: PlainTextEdition.Form = .markdown
  ) throws -> EditionSnapshot {
    try PlainTextEdition.read(Array(text.utf8), named: "text", as: form)
  }

  /// Sections as lines: "## heading" and "- block".
  private func outline(
    _ text: String, as form: PlainTextEdition.Form = .markdown
  ) throws -> String {
    let edition = try read(text, as: form)
    var lines = edition.title.map { "title \($0.value)" }
    lines += edition.front.map { "front \($0.printed.values.first?.first ?? "")" }
    for section in edition.sections {
      lines.append(
        String(repeating: "#", count: section.level) + " \(section.heading.values.first ?? "")"
          + " (\(section.id))")
      lines += section.clauses.flatMap { $0.printed.values.flatMap(\.self) }.map { "- \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  @Test func blocksOfMarkdown() throws {
    let text = """
      ---
      title: "Privacy"
      effective: 2026-01-01
      tags:
        - one
      ---
      # Privacy policy #

      We keep *your* data **safe**, see [our terms](https://example.com/a_(b) "T") and
      ![a picture](x.png). It costs 5 * 3 and snake_case_name stays.  \nA new line\\
      still one paragraph.

      2\\. Data we keep
      ------------

      1. Your name and `email *`
      2. What you buy
         - on the site,
           or elsewhere
         - by phone

      since
      2018. We

      | Data | Period |
      | --- | :-: |
      | Orders | 7 years \\| more |

      > We never sell it. <b>Never</b> &amp; nowhere.<br>So there &#8212; yes.
      > > Deeper.

      ~~~ text
      # no heading
      ~~~
      <!-- a note
      # of many lines -->
      ##Rights {#rights}
      {: .class }
      <h3>Of <i>all</i></h3>
      <p>One.</p><p>Two.</p>
      [1]: https://example.com
      * * *
      Last.
      """
    #expect(
      try outline(text) == """
        title Privacy policy
        front effective: 2026-01-01
        front tags: - one
        #  (opening)
        - We keep your data safe, see our terms and a picture. It costs 5 * 3 and snake_case_name stays. A new line still one paragraph.
        ## 2. Data we keep (data-we-keep)
        - Your name and email *
        - What you buy
        - on the site, or elsewhere
        - by phone
        - since 2018. We
        - Data | Period
        - Orders | 7 years | more
        - We never sell it. Never & nowhere. So there — yes.
        - Deeper.
        - # no heading
        ## Rights (rights)
        ### Of all (of-all)
        - One. Two.
        - Last.
        """)
  }

  @Test func lineEndsAndBrokenBytesAreNoMatter() throws {
    let text = "# A\n\nOne\ntwo.\n\n## B\n\nThree.\n"
    let expected = try outline(text)
    #expect(try outline(text.replacing("\n", with: "\r\n")) == expected)
    #expect(try outline(text.replacing("\n", with: "\r")) == expected)
    #expect(try outline("\u{FEFF}" + text) == expected)
    let broken = try PlainTextEdition.read(
      [0xFF, 0x20, 0xC3, 0x0A, 0xE2, 0x80], named: "x", as: .markdown)
    #expect(broken.sections.count == 1)
    #expect(try read("").sections.isEmpty)
    #expect(throws: PlainTextEdition.TooLarge.self) {
      try PlainTextEdition.read(
        Array(repeating: 0x61, count: PlainTextEdition.largest + 1), named: "x", as: .text)
    }
  }

  @Test func plainParagraphs() throws {
    #expect(
      try outline(
        "PRIVACY POLICY\n\nWe keep\ndata.\n\n1. What we keep\n\nAll of it.\n\nRights\n------\n\nNone; 5 * 3.\n",
        as: .text) == """
          title PRIVACY POLICY
          #  (opening)
          - We keep data.
          ## 1. What we keep (what-we-keep)
          - All of it.
          ## Rights (rights)
          - None; 5 * 3.
          """)
  }

  @Test func sectionsAreRenamedSplitAndMoved() throws {
    func part(_ name: String, _ numbers: Range<Int>) -> String {
      "## \(name)\n\n"
        + numbers.map { "Paragraph \($0) speaks of matter\($0) and of thing\($0) at length." }
        .joined(separator: "\n\n") + "\n\n"
    }
    let old = try read(part("One", 0..<6) + part("Two", 6..<12) + part("Three", 12..<16))
    let new = try read(
      part("Three", 12..<16) + part("Uno", 0..<6) + part("Two", 6..<9) + part("More", 9..<12))
    let changes = Differ.compare(old: old, new: new)
    #expect(RedlineCheck.problems(old, new, changes) == [])
    let renamed = try #require(changes.redlines.first { $0.isHeading && $0.redline.old == "One" })
    #expect(renamed.redline.new == "Uno")
    let sections = changes.redlines.filter { $0.move?.subject == .section && !$0.isDeparture }
    #expect(sections.map(\.clause) == ["three"])
    let paragraphs = changes.redlines.flatMap(\.paragraphs).filter { $0.move?.side == .arrival }
    #expect(paragraphs.count == 3)
    #expect(paragraphs.allSatisfy { $0.redline.isUnchanged && $0.move?.fromHeading == "Two" })
    #expect(!changes.redlines.contains { $0.redline.old.contains("matter1 ") })
  }

  @Test func nothingIsCalledMaterial() throws {
    let changes = Differ.compare(
      old: try read("# P\n\nWe never sell data."), new: try read("# P\n\nWe sell data."))
    #expect(!changes.isMaterial && changes.isPlainText)
    #expect(changes.classes == [.wording])
    let text = DiffOutput.render(changes, as: .text, title: "P")
    #expect(text.contains("none is called material"), "\(text)")
    #expect(text.contains("We[- never-] sell data."), "\(text)")
    let same = Differ.compare(old: try read("*a*"), new: try read("a"))
    #expect(
      DiffOutput.render(same, as: .text, title: "P").contains("Nothing changed that a reader sees.")
    )
  }

  @Test func urduTextsRunFromRightToLeft() throws {
    let changes = Differ.compare(
      old: try read("# پالیسی\n\nہم آپ کا ڈیٹا رکھتے ہیں۔"),
      new: try read("# پالیسی\n\nہم آپ کا ریکارڈ رکھتے ہیں۔"))
    #expect(changes.redlines.map(\.language) == ["ur"])
    let page = DiffOutput.render(changes, as: .html, title: "P")
    #expect(page.contains("<del>ڈیٹا</del><ins>ریکارڈ</ins>"))
    #expect(page.contains("dir=\"rtl\""))
  }

  @Test func damagedTextsNeverCrashAndComeBackWhole() throws {
    let pieces = [
      "# ", "## A\n", "\n\n", "- ", "1. ", "> ", "```\n", "~~~", "---\n", "===\n", "| a | b |\n",
      "|---|---|\n", "<!--", "-->", "<p>", "</li>", "<", ">", "[", "](", ")", "*", "**", "_",
      "\\", "`", "``", "&amp;", "&#x;", "{: #a }", "\r", "\t", "\u{0}", "ڈیٹا ", "We keep data. ",
      "seven years ", "rights ", "\u{301}", "\n", "title: x\n",
    ]
    var dice = Dice(31)
    func random() -> [UInt8] {
      var bytes = (0..<Int.random(in: 0...60, using: &dice)).flatMap { _ in
        Array((pieces.randomElement(using: &dice) ?? "").utf8)
      }
      if Int.random(in: 0..<4, using: &dice) == 0, !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &dice)] = UInt8.random(
          in: 0...255, using: &dice)
      }
      return bytes
    }
    for round in 0..<600 {
      let form: PlainTextEdition.Form = round % 5 == 0 ? .text : .markdown
      let bytes = random()
      var edited = bytes
      if round % 2 == 0 {
        edited = random()
      } else if bytes.count > 4 {
        let cut = Int.random(in: 0..<bytes.count, using: &dice)
        edited = Array(bytes[cut...] + bytes[..<cut])
      }
      let old = try PlainTextEdition.read(bytes, named: "x", as: form)
      let new = try PlainTextEdition.read(edited, named: "x", as: form)
      let changes = Differ.compare(old: old, new: new)
      let problems = RedlineCheck.problems(old, new, changes)
      #expect(
        problems == [], "round \(round): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
      )
      for format in DiffOutput.Format.allCases {
        _ = DiffOutput.render(changes, as: format, title: "x", colour: true)
      }
    }
  }

  @Test func hugeRepetitionsEnd() throws {
    for piece in ["[](", "[a](b)", "`", "<", "**a", "# a\n", "> ", "- - ", "*_", "&#", "(", "|a"] {
      let text = Array(String(repeating: piece, count: 8_000).utf8)
      let edition = try PlainTextEdition.read(text, named: "x", as: .markdown)
      #expect(Differ.compare(old: edition, new: edition).isEmpty, "\(piece)")
    }
  }
}
