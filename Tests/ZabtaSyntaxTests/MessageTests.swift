import Testing
import ZabtaSyntax

/// The messages of the design that need no vocabulary, in substance.
@Suite struct MessageTests {
  private func shown(_ body: String) -> String {
    let text = Sources.body(body)
    return DiagnosticRenderer.text(Sources.parse(text).diagnostics, sources: [text], color: false)
  }

  @Test func noEmptyLineBetweenRuleAndText() {
    #expect(
      shown(
        "Rule writing-to-us:\nWe may collect x.\nFrom the form we take your:\n\n{list of data}\n")
          == """
          error: the rule does not end here
            test.zabta:8   clause writing-to-us
              8 | From the form we take your:
                | ^ text for the public starts after an empty line
            fix: put an empty line before line 8.

          """)
  }

  @Test func secondVerb() {
    #expect(
      shown(
        "Rule orders:\nWe may use x for order-fulfilment and share it with logistics-partner.\n")
          == """
          error: "share" does not fit here
            test.zabta:7   clause orders
              7 | We may use x for order-fulfilment and share it with logistics-partner.
                |                                       ^^^^^ a second verb wants a sentence of its own
            I read as far as: We may use x for order-fulfilment.
            fix: We may use x for order-fulfilment. We may share x with logistics-partner.

          """)
  }

  @Test func neverUnless() {
    #expect(
      shown("Rule no-sale: We never sell x unless required-for-task.\n")
        == """
        error: "never" has no exceptions
          test.zabta:6   clause no-sale
            6 | Rule no-sale: We never sell x unless required-for-task.
              |                  ^^^^^        ~~~~~~
          This would permit selling where required-for-task holds. Was that meant?
          fix: We may not sell x unless required-for-task.

        """)
  }

  @Test func mixedConditions() {
    let shown = shown("Rule p:\nWe may keep x until a1 or b1 and c1.\n")
    #expect(shown.contains("\"and\" and \"or\" are mixed in one condition"))
    #expect(
      shown.contains(
        """
            a) We may keep x until a1.
               We may keep x until b1 and c1.
            b) We may keep x until a1 and c1.
               We may keep x until b1 and c1.
        """))
  }

  @Test func englishInUrdu() {
    let text = Sources.body("Subsection cookies: Cookies\nUrdu: کوکیز cookies\n")
    let shown = DiagnosticRenderer.text(
      Sources.parse(text).diagnostics, sources: [text], color: false)
    #expect(
      shown == """
        warning: this Urdu line holds Latin letters, and editors would show it in the wrong order
          test.zabta:7   heading of cookies
            7 | Urdu: کوکیز cookies
              |       ^ here stands "cookies" as well
          fix: remove it
          or:  use the Urdu label of a word, in braces.
          The pointer stands at the start of the Urdu text: columns inside it would not line up on your screen.

        """)
  }

  /// Every fix that can be taken leaves a text with fewer messages.
  @Test(arguments: [
    "Rul sales:\nWe may collect x.\n", "Rule sales We may collect x.\n",
    "Rule r:\nWe may collect x.\nFrom the form.\n", "Rule r: We never sell x unless p.\n",
    "Rule r:\nWe may use x for y and share it with z.\n", "Rule r: We may collect x\n",
    "Rule r: We may keep x until p or q and r.\n", "Prose.\nRule x: We may collect y.\n",
    "Rule r: We may keep x for seven years.\n", "A {b and c.\n", "Two **stars.\n", "A ] b.\n",
    "A\u{200E}b.\n", "Prose.\n\nUrdu: ڈيٹا.\n", "e\u{301}t.\n",
    "Rule r: We may collect phone number.\n",
    "Section: How it is\n", "Prose.\nNote: printed\n", "Prose.\n\nUrdu: ڈیٹا cookies ہے۔\n",
  ])
  func fixesMend(_ body: String) throws {
    let text = Sources.body(body)
    let before = Sources.parse(text).diagnostics
    let edits = try #require(before.first?.fixes.first { !$0.edits.isEmpty }).edits
    var bytes = text.bytes
    for edit in edits.reversed() {
      bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: Array(edit.text.utf8))
    }
    let mended = SourceText(path: "", bytes: bytes)
    let after = Sources.parse(mended).diagnostics
    #expect(after.count < before.count, "\(mended.string(0, bytes.count)) \(after)")
  }
}
