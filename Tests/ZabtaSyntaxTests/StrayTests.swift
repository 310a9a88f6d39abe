import Testing
import ZabtaSyntax

/// Small slips that used to pass in silence or to flood the page.
@Suite struct StrayTests {
  private func parse(_ bytes: [UInt8]) -> [Diagnostic] {
    Parser.parse(SourceText(path: "a.zabta", bytes: bytes), file: 0).diagnostics
  }

  @Test(arguments: ["We never sell email,.", "We never sell email, ."])
  func aCommaBeforeTheFullStop(sentence: String) {
    let text = "Section a-section: A\nUrdu: ا\n\nRule alpha: \(sentence)\n"
    let messages = parse(Array(text.utf8))
    #expect(messages.map(\.id) == ["stray-comma"])
    #expect(messages.first?.fixes.first?.edits.first?.text == "")
  }

  @Test func anotherEncodingIsOneMessage() {
    let text = Array("Policy a.b: Privacy policy".utf8)
    #expect(parse([0xFF, 0xFE] + text.flatMap { [$0, 0] }).map(\.id) == ["file-not-utf8"])
    #expect(parse(text.flatMap { [0, $0] }).map(\.id) == ["file-not-utf8"])
  }

  @Test func beforeTheSectionsAnOrdinaryWordMayBeAMisspeltLabel() {
    let text = "Vocabulary words: A\nData b: b\nUrdu: ب\nSame as: dpv:B\nInclude: c\n"
    #expect(parse(Array(text.utf8)).map(\.id) == ["misspelt-label"])
  }
}
