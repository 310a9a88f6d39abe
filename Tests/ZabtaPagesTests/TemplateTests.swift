import Testing
import ZabtaPages
import ZabtaSyntax

/// Templates: what is accepted, and what is said of the rest, with its place.
@Suite struct TemplateTests {
  private func parse(
    _ text: String, slots: Set<String> = ["body"]
  ) -> (Template?, [Diagnostic], SourceText) {
    let source = SourceText(path: "page.html", text: text)
    let (template, problems) = Template.parse(source, file: 0, slots: slots)
    return (template, problems, source)
  }

  @Test func fillsTextAndAttributes() throws {
    let (template, problems, _) = parse(
      "<!DOCTYPE html><html lang=\"{lang}\"><!-- note --><body class=\"a {b}\"><br/><p/><slot name='body'/></body></html>",
      slots: ["lang", "body"])
    #expect(problems.map(\.summary) == ["no page fills a slot \"b\""])
    #expect(template == nil)
    let (good, none, _) = parse(
      "<!DOCTYPE html><html lang=\"{lang}\"><body class=\"a {1} {\"><br/><p/><slot name='body'/></body></html>",
      slots: ["lang", "body"])
    #expect(none.isEmpty)
    let bytes = try #require(good).fill(
      ["lang": .text("en\""), "body": .text("<x>")], in: .english)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "<!DOCTYPE html>\n<html lang=\"en&quot;\"><body class=\"a {1} {\"><br><p></p>&lt;x&gt;</body></html>\n"
    )
  }

  @Test func unknownSlotIsUnderlined() {
    let (_, problems, source) = parse("<div>\n  <slot name=\"bodi\"/>\n<slot name=\"body\"/></div>")
    #expect(problems.map(\.id) == ["template-slot-unknown"])
    #expect(problems.first.map { source.string($0.at.range) } == "\"bodi\"")
  }

  @Test func missingSlotIsTold() {
    #expect(parse("<div/>").1.map(\.id) == ["template-slot-missing"])
  }

  @Test func mistakeHasLineAndColumn() throws {
    let (template, problems, source) = parse("<div>\n<p>one</div>\n")
    #expect(template == nil)
    let problem = try #require(problems.first)
    #expect(problem.id == "template-not-well-formed")
    let line = LineIndex(source).line(of: problem.at.range.lower)
    #expect(line == 1)
  }

  @Test(arguments: [
    "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a><slot name=\"body\"/></a>",
    "<a>&nbsp;<slot name=\"body\"/></a>",
    "<style>a</style", "", "<", "\u{FEFF}", "<a b=c/>", "<slot/>",
    "<style><slot name=\"body\"/></style>",
    "<style>&lt;/STYLE&gt;<slot name=\"style\"/></style>",
  ]) func hostileTemplateIsRefused(_ text: String) {
    let (template, problems, _) = parse(text)
    #expect(template == nil)
    #expect(problems.contains { $0.severity == .error })
  }

  @Test func depthAndSizeAreBounded() {
    let deep = String(repeating: "<b>", count: 240) + String(repeating: "</b>", count: 240)
    #expect(parse(deep).1.contains { $0.id == "template-too-deep" })
    let deeper = String(repeating: "<b>", count: 60_000)
    #expect(parse(deeper).0 == nil)
    let large = "<a>" + String(repeating: "x", count: 1 << 20) + "</a>"
    #expect(parse(large).1.map(\.id) == ["template-too-large"])
  }

  /// Bytes of all kinds: cuts and changes of a good template never trap.
  @Test func anyBytesGiveADiagnosticOrATemplate() {
    let good = Array(
      "<html lang=\"{body}\"><style><slot name=\"style\"/></style><slot name=\"body\"/>&#x41;</html>"
        .utf8)
    var state: UInt64 = 7
    for _ in 0..<2000 {
      var bytes = good
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let place = Int(state >> 33) % bytes.count
        bytes[place] = UInt8(truncatingIfNeeded: state >> 20)
      }
      let source = SourceText(
        path: "t", bytes: Array(bytes.prefix(Int(state >> 40) % bytes.count + 1)))
      let (template, problems) = Template.parse(source, file: 0, slots: ["body", "style"])
      #expect(template != nil || problems.contains { $0.severity == .error })
      for problem in problems { #expect(problem.at.range.upper <= source.bytes.count) }
    }
  }

  @Test func unfilledSlotIsAnError() throws {
    let template = try #require(parse("<a><slot name=\"body\"/></a>").0)
    #expect(throws: UnfilledSlot.self) { try template.fill([:], in: .english) }
  }
}
