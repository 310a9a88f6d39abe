import Foundation
import Testing
import ZabtaSyntax

@Suite struct RendererTests {
  private func mark(_ source: String, _ word: String) -> (Diagnostic, SourceText) {
    let text = SourceText(path: "a b.zabta", text: source)
    let bytes = Array(source.utf8)
    let needle = Array(word.utf8)
    let lower =
      (0...bytes.count - needle.count).first {
        Array(bytes[$0..<$0 + needle.count]) == needle
      } ?? 0
    return (
      Diagnostic(
        "an-id", .warning, "a \"summary\", 100%",
        at: .init(SourceRange(file: 0, lower, lower + needle.count), "here"),
        fixes: [.init("better", edits: [.init(SourceRange(file: 0, lower, lower + 1), "x")])]),
      text
    )
  }

  private func rows(_ source: String, _ word: String) -> [String] {
    let (diagnostic, text) = mark(source, word)
    let shown = DiagnosticRenderer.text([diagnostic], sources: [text], color: false)
    return shown.split(separator: "\n").map(String.init).filter { $0.contains(" | ") }
      .map { String($0.drop { $0 != "|" }.dropFirst(2)) }
  }

  @Test func pointersLineUp() {
    #expect(rows("one two three\n", "two") == ["one two three", "    ^^^ here"])
    #expect(rows("漢字 two\n", "two") == ["漢字 two", "     ^^^ here"])
    #expect(rows("e\u{301}e\u{301} two\n", "two") == ["e\u{301}e\u{301} two", "   ^^^ here"])
    #expect(rows("\ttwo\n", "two") == ["  two", "  ^^^ here"])
    #expect(rows("one دو two\n", "two") == ["one دو two", "    ^ here"])
  }

  @Test func longLinesAreCut() {
    let long = String(repeating: "x", count: 5_000)
    let rows = rows(long + " two " + long, "two")
    #expect(rows.allSatisfy { $0.utf8.count < 140 })
    let line = Array(rows[0])
    let column = rows[1].prefix { $0 == " " }.count
    #expect(String(line[column..<column + 3]) == "two")
  }

  @Test func machineFormats() throws {
    let (diagnostic, text) = mark("one\ntwo \"q\" \u{7}\n", "two")
    for output in [
      DiagnosticRenderer.json([diagnostic], sources: [text]),
      DiagnosticRenderer.sarif([diagnostic], sources: [text]),
      DiagnosticRenderer.json([], sources: []), DiagnosticRenderer.sarif([], sources: []),
    ] {
      _ = try JSONSerialization.jsonObject(with: Data(output.utf8))
    }
    #expect(DiagnosticRenderer.sarif([diagnostic], sources: [text]).contains("\"a%20b.zabta\""))
    #expect(
      DiagnosticRenderer.github([diagnostic], sources: [text])
        == "::warning file=a b.zabta,line=2,endLine=2,col=1,endColumn=4,title=a \"summary\"%2C 100%25::a \"summary\", 100%25%0Afix: better\n"
    )
  }

  @Test func aPlaceOutsideTheSourcesIsNoTrap() {
    let diagnostic = Diagnostic(
      "x", .error, "y", at: .init(SourceRange(file: 9, 5, 7)),
      also: [.init(SourceRange(file: 0, 900, 1_000))])
    let text = SourceText(path: "a", text: "b")
    _ = DiagnosticRenderer.text([diagnostic], sources: [text], color: true)
    _ = DiagnosticRenderer.json([diagnostic], sources: [text])
    _ = DiagnosticRenderer.github([diagnostic], sources: [text])
    _ = DiagnosticRenderer.sarif([diagnostic], sources: [text])
  }
}
