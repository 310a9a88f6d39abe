import Testing
import ZabtaSyntax

@Suite struct ProseTests {
  private func shape(_ body: String) -> String {
    let parsed = Sources.parse(Sources.body(body))
    #expect(parsed.diagnostics.map(\.id) == [])
    return Shape.of(parsed.tree).dropFirst(2).joined(separator: "\n")
  }

  @Test func blocks() {
    let blocks = shape("Intro\ngoes on:\n- one\nmore\n- two\n")
    #expect(blocks.contains("\"Intro goes on:\""))
    #expect(blocks.contains("\"one more\""))
    #expect(shape("1. one\n2. two\n").contains("step(2)"))
    // A year at the beginning of a line is no step.
    #expect(!shape("It was\n2026. Then more.\n").contains("step"))
  }

  @Test func inlines() {
    #expect(shape("**Bold *both* [w](x)** 5 * 3.\n").contains("strong"))
    #expect(
      shape("[the sites they\ncome from](referring-website)\n").contains("'referring-website'"))
    #expect(shape("[a](https://x.y/(z))\n").contains("'https://x.y/(z)'"))
    #expect(shape("A \\*star\\* and \\{brace\\}.\n").contains("\"A *star* and {brace}.\""))
  }

  @Test(arguments: [
    ("{period}", "period"), ("{period of x-y}", "'x-y'"), ("{list of data}", "true"),
    ("{parts of w}", "parts(("), ("{see retention}", "see('retention')"),
    ("{table of cookies}", "cookies"), ("{consent marketing}", "'marketing'"),
    ("{email}", "'email'"),
    ("{list of\ndata}", "true"),
  ])
  func slots(_ slot: String, _ part: String) {
    #expect(shape("A \(slot).\n").contains(part), "\(shape("A \(slot).\n"))")
  }

  @Test func foreignSlotsAreKept() {
    #expect(shape("A.\n\nUrdu: {مدت}\n").contains("foreign('مدت')"))
  }

  @Test(arguments: ["{a", "[a", "*a", "**a", "a}", "a]", "[a] b", "[a [b](c)](d)"])
  func unbalancedMarksAreReported(_ input: String) {
    #expect(!Sources.parse(Sources.body(input + "\n")).diagnostics.isEmpty)
  }
}
