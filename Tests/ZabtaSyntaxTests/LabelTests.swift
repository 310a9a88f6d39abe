import Testing
import ZabtaSyntax

@Suite struct LabelTests {
  @Test func policiesParseWithoutMessages() {
    #expect(Sources.policies.count == 3)
    for text in Sources.policies {
      let messages = Sources.parse(text).diagnostics.map { "\($0.id): \($0.summary)" }
      #expect(messages == [], "\(text.path)")
    }
  }

  /// Input in a section → the ids of its messages, in order.
  @Test(arguments: [
    ("Rul sales:\nWe may collect x.\n", ["misspelt-label"]),
    ("section x: Foo\n", ["misspelt-label"]),
    ("Urdo: متن\n", ["misspelt-label"]),
    ("Subsecton x: Foo\n", ["misspelt-label"]),
    ("Data protection: we like it.\n", []),
    ("Please note: this is it.\n", []),
    ("Role models: people.\n", []),
    ("Selection criteria: two.\n", []),
    ("Text messages and calls: none.\n", []),
    ("Contact us: write.\n", []),
    ("People: all.\n", []),
    ("Rules: these.\n", []),
    ("Define Services: the site.\n", ["label-out-of-place"]),
    ("Data full-name: full name\n", ["label-out-of-place"]),
    ("Publisher acme: Acme\n", ["label-out-of-place"]),
    ("Contact privacy: privacy@example.com\n", ["label-out-of-place"]),
    ("Contact privacy: at the counter\n", []),
    ("Text cookie-table\n", ["label-without-colon"]),
    ("Text messages\n", []),
    ("\\Data full-name: full name\n", []),
    ("\\Note: printed.\n", []),
    ("Rule sales We must keep x for 7 years.\n", ["label-without-colon"]),
    ("Rule We may collect x.\n", ["label-without-colon"]),
    ("Rule of law matters.\n", []),
    ("Check your settings now.\n", []),
    ("Section how we keep it: Foo\n", ["not-a-name"]),
    ("Section Keeping: Foo\n", ["not-a-name"]),
    ("Section: Foo bar\n", ["label-without-name"]),
    ("Rule use: We may collect x.\n", ["reserved-word"]),
    ("Rule x:\n\nWe may collect y.\n", ["empty-rule"]),
    ("Rule x:\nWe may collect y.\nCheck:\nWe may collect y.\n", ["label-needs-empty-line"]),
    ("Prose.\nRule x: We may collect y.\n", ["label-needs-empty-line"]),
    ("Prose.\nUrdu: متن\n", ["label-needs-empty-line"]),
    ("Prose.\nNote: printed\n", ["label-inside-prose"]),
    ("Prose.\n\\Note: printed\n", []),
    ("Section other: Heading\nUrdo: متن\n", ["misspelt-label"]),
  ])
  func messagesInSection(_ input: String, _ ids: [String]) {
    #expect(Sources.parse(Sources.body(input)).diagnostics.map(\.id) == ids, "\(input)")
  }

  @Test(arguments: [
    ("Policy a.b: T\nHello.\n\nHello.\n", ["prose-before-section"]),
    ("Rule x: We may collect y.\n", ["label-out-of-place"]),
    ("Data Name: name\n", ["not-a-name"]),
    ("Data form: name\n", ["reserved-word"]),
    ("Includes: a b, c\n", ["not-a-name"]),
    ("Includes: , c\n", ["empty-name"]),
    ("Publsher x: Y\n", ["misspelt-label"]),
    ("Data x: y\nIncludes: a,\nb\nData z: z\n", ["label-needs-empty-line"]),
    ("Place US-CA: California\n", []),
    ("Release 2026-09-01 effective 2026-10-01: note\n", []),
    ("Define we, us, our: Foo\n", []),
    ("Languages: Urdu, Sindhi\nPolicy a.b: T\nSindhi: عنوان\n", []),
  ])
  func messagesInFront(_ input: String, _ ids: [String]) {
    #expect(Sources.parse(Sources.front(input)).diagnostics.map(\.id) == ids, "\(input)")
  }

  @Test(arguments: [
    ("", ["empty-file"]), ("\n \n", ["empty-file"]), ("Checks for a.b:\n", ["no-checks"]),
    ("Checks for a.b:\n\nNote: later\n", ["no-checks"]),
    ("Checks for a.b:\n\nCheck:\nWe may collect x.\n", []),
  ])
  func filesThatSayNothing(_ input: String, _ ids: [String]) {
    #expect(Sources.parse(SourceText(path: "x", text: input)).diagnostics.map(\.id) == ids)
  }

  @Test func translationsAreTextBeneathLabelsAndProseBeneathProse() {
    let text = Sources.body("Urdu: سرخی\n\nProse.\n\nUrdu:\n- ایک\n- دو\n")
    let parsed = Sources.parse(text)
    #expect(parsed.diagnostics.isEmpty)
    let shapes = Shape.of(parsed.tree)
    #expect(shapes[2].contains("text(\"سرخی\")"))
    #expect(shapes[4].contains("bullet"))
    #expect(shapes[4].contains("دو"))
  }

  @Test func namesAndPhrasesOfLabels() {
    let text = Sources.front(
      "Define we, us, our: Foo\nRelease 2026-09-01 effective 2026-10-01: note\nNames: _ga, _gid*\n")
    let names = Sources.parse(text).tree.paragraphs.map { paragraph -> String in
      guard case .labelled(let label) = paragraph.content else { return "" }
      return label.name?.text ?? "-"
    }
    #expect(names == ["we, us, our", "2026-09-01 effective 2026-10-01", "-"])
  }

  @Test func wrappedTextIsFolded() {
    let shapes = Shape.of(Sources.parse(Sources.front("Note: one\n  two\n\tthree\n")).tree)
    #expect(shapes.first?.contains("\"one two three\"") == true)
  }
}
