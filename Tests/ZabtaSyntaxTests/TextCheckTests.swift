import Testing
import ZabtaSyntax

@Suite struct TextCheckTests {
  @Test(arguments: [
    ("A\u{200E}b.\n", ["direction-mark"]), ("A\u{202E}b.\n", ["direction-mark"]),
    ("A\u{2067}b.\n", ["direction-mark"]), ("A\u{61C}b.\n", ["direction-mark"]),
    ("A\u{200B}b.\n", ["invisible-character"]), ("A\u{FEFF}b.\n", ["invisible-character"]),
    ("A\u{200C}b.\n", ["invisible-character"]), ("A\0b.\n", ["control-character"]),
    ("A\rb.\n", ["lone-carriage-return"]), ("e\u{301}t\u{E9}.\n", ["not-composed"]),
    ("Pro.\n\nUrdu: نہ\u{200C}کریں۔\n", []), ("Pro.\n\nUrdu: ڈيٹا۔\n", ["urdu-code-point"]),
    ("Pro.\n\nUrdu: ٣ دن۔\n", ["urdu-code-point"]), ("Pro.\n\nUrdu: ﮐے۔\n", ["urdu-code-point"]),
    ("Pro.\n\nUrdu: ڈیٹا.\n", ["ascii-punctuation-in-urdu"]),
    ("Pro.\n\nUrdu: کیا?\n", ["ascii-punctuation-in-urdu"]),
    ("Pro.\n\nUrdu: ایک, دو۔\n", ["ascii-punctuation-in-urdu"]),
    ("Pro.\n\nUrdu: ایک 1,000 دو۔\n", []),
    ("Pro.\n\nUrdu: **کیا.**\n", ["ascii-punctuation-in-urdu"]),
    ("Pro.\n\nUrdu: [لنک](https://example.com/a) یہاں۔\n", []),
    ("Pro.\n\nUrdu: {period} دن۔\n", ["latin-in-urdu"]), ("Pro.\n\nUrdu: مارچ 2026۔\n", []),
    ("Pro.\n\nUrdu: آ\u{653}۔\n", []), ("Pro.\n\nUrdu: \u{627}\u{653}پ۔\n", ["not-composed"]),
    ("Pro.\n\nUrdu: \u{6CC}\u{654}۔\n", ["not-composed"]),
  ])
  func charactersOfASection(_ input: String, _ ids: [String]) {
    #expect(Sources.parse(Sources.body(input)).diagnostics.map(\.id) == ids, "\(input)")
  }

  @Test func bytesThatAreNotUTF8() {
    for bad: [UInt8] in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82]] {
      let text = SourceText(path: "x", bytes: Array("Note: a".utf8) + bad + Array(" b\n".utf8))
      let diagnostics = Sources.parse(text).diagnostics
      #expect(diagnostics.map(\.id) == ["not-utf8"], "\(bad)")
      #expect(diagnostics.first?.at.range.lower == 7)
    }
  }
}
