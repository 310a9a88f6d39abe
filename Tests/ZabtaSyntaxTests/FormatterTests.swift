import Testing
import ZabtaSyntax

@Suite struct FormatterTests {
  private func formatted(_ text: SourceText) -> SourceText {
    SourceText(path: text.path, bytes: Formatter.format(Sources.parse(text).tree))
  }

  private func check(_ text: SourceText) {
    let tree = Sources.parse(text).tree
    let once = formatted(text)
    #expect(
      Shape.of(Sources.parse(once).tree) == Shape.of(tree), "\(text.string(0, text.bytes.count))")
    #expect(formatted(once).bytes == once.bytes)
  }

  @Test func policiesKeepTheirMeaning() {
    for text in Sources.policies { check(text) }
  }

  @Test func layout() {
    let text = Sources.body(
      """
      Rule first:
        We   may collect x
      through y.
      Rule b: We may use x for z. We must keep transaction-records for 7 years because of accounting-rules, tax-law and legal-duty.

      Check: We may use x for z.
      Section t: T

      Urdu: ت
      Prose
      """.replacing("\nRule b", with: "\n\nRule b").replacing("\nSection t", with: "\n\nSection t")
        .replacing("ت\n", with: "ت\n\n"))
    #expect(
      formatted(text).string(0, formatted(text).bytes.count) == """
        Policy a.b: T


        Section s: S

        Rule first: We may collect x through y.

        Rule b:
        We may use x for z.
        We must keep transaction-records for 7 years
        because of accounting-rules, tax-law and legal-duty.

        Check:
        We may use x for z.


        Section t: T
        Urdu: ت

        Prose

        """)
  }

  @Test func linesThatReadAsLabelsAreEscaped() {
    let text = Sources.body("Prose here.\nNote: printed.\n\nText x: Note: first.\n")
    check(text)
    #expect(formatted(text).string(0, formatted(text).bytes.count).contains("\n\\Note: printed.\n"))
  }

  @Test func textWithErrorsIsLeftAlone() {
    let text = Sources.body("Rul  x:   We may.\n")
    #expect(formatted(text).bytes == text.bytes)
  }

  /// Random documents of valid pieces with random breaks and spaces.
  @Test func randomDocuments() {
    var random = SplitMix(state: 3)
    let words = [
      "alpha", "beta", "gamma-ray", "Note:", "Check:", "1.", "2026.", "**bold**", "{data}",
      "[w](x)", "- a", "\\Note:", "Rule:",
    ]
    let sentences = [
      "We may collect x through y.", "We never sell a1, b1 or c1.",
      "Only accounting may view very-long-name-of-data, another-long-name-of-data and others but not something unless circumstance-that-holds or other-circumstance.",
    ]
    for _ in 0..<400 {
      var body = ""
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
          body += "Rule r\(Int.random(in: 0..<99, using: &random)):\n"
          for _ in 0..<Int.random(in: 1...3, using: &random) {
            body +=
              (sentences.randomElement(using: &random) ?? "")
              + (Bool.random(using: &random) ? "\n" : "  ")
          }
        case 1:
          body += "Text t:"
          fallthrough
        case 2:
          for _ in 0..<Int.random(in: 1...9, using: &random) {
            body +=
              (Bool.random(using: &random) ? " " : "\n")
              + (words.randomElement(using: &random) ?? "")
          }
        case 3: body += "Section s1:  Heading\n  wrapped\n"
        case 4: body += "Note: foo\n\nFormerly: a,b ,c\n"
        default: body += "Urdu:\n- ایک \n  دو\n"
        }
        body += "\n\n"
      }
      let text = Sources.body(body)
      guard !Sources.parse(text).diagnostics.contains(where: { $0.severity == .error }) else {
        continue
      }
      check(text)
    }
  }
}
