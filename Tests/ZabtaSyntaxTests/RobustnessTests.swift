import Testing
import ZabtaSyntax

/// Any bytes give a tree and messages: never a trap, never a hang.
@Suite struct RobustnessTests {
  @Test func mutationsOfThePolicies() {
    var random = SplitMix(state: 7)
    let sources = Sources.policies.map { Array($0.bytes.prefix(12_000)) }
    guard !sources.isEmpty else { return }
    for turn in 0..<3_000 {
      var bytes = sources[turn % sources.count]
      // A window of the file keeps 3,000 turns quick; every part of the files comes up.
      let start = Int.random(in: 0..<bytes.count - 1_500, using: &random)
      bytes = Array(bytes[start..<start + 1_500])
      for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
      let parsed = Sources.parse(SourceText(path: "m.zabta", bytes: bytes))
      if turn % 10 == 0 {
        LosslessTests.check(parsed.tree, "mutation \(turn)")
        _ = DiagnosticRenderer.text(parsed.diagnostics, sources: [parsed.tree.text], color: true)
        _ = DiagnosticRenderer.sarif(parsed.diagnostics, sources: [parsed.tree.text])
        _ = Formatter.format(parsed.tree)
      }
    }
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix) {
    guard bytes.count > 40 else { return }
    let at = Int.random(in: 0..<bytes.count - 30, using: &random)
    let length = Int.random(in: 1...30, using: &random)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: bytes[at] ^= UInt8.random(in: 1...255, using: &random)
    case 1: bytes.removeSubrange(at..<at + length)
    case 2: bytes.insert(contentsOf: bytes[at..<at + length], at: at)
    case 3:
      let other = Int.random(in: 0..<bytes.count - 30, using: &random)
      bytes.replaceSubrange(at..<at + length, with: Array(bytes[other..<other + 10]))
    case 4:
      bytes[at] =
        Array("\n:.,*[{}]()\\-\0\r ").map { $0.asciiValue ?? 0 }.randomElement(using: &random) ?? 0
    default: bytes.removeLast(length)
    }
  }

  /// Inputs that punish a parser that goes back.
  ///
  /// The work is linear: ten times the input takes about ten times as long, which this test shows
  /// by ending at all.
  @Test(arguments: [
    "[", "{", "*", "**", "]", "}", "\\", "[x](", "[*a ", "`", "a\n", "a:\n\n",
    "Rule x: We may.\n\n",
    "We may use x, ", "Rule a: ", "\u{200E}", "e\u{301}", "- ", "1. a\n", "Urdu: a b\n\n", "\0",
    "Includes: A,", "if a or b and c ", "Rul x: y\n\n", "\r", "Section s: S\n\n", "{list of ", "'",
    "Rule x:\nWe may use a.\nFrom b.\n\n", "Check:\nWe x y. ", "ABC DEF: ghi\n\n", "](https://",
  ])
  func repeatedInput(_ unit: String) {
    let bytes = Array(repeating: Array(unit.utf8), count: 30_000 / unit.utf8.count).joined()
    for prefix in ["", "Section s: S\n\n", "Section s: S\n\nRule r:\n", "Section s: S\n\nUrdu: "] {
      let text = SourceText(path: "x", bytes: Array(prefix.utf8) + Array(bytes))
      let parsed = Sources.parse(text)
      #expect(parsed.diagnostics.count <= Limits.messages + 1)
    }
  }

  @Test func aMegabyteOfNoise() {
    var random = SplitMix(state: 11)
    let noise = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let parsed = Sources.parse(SourceText(path: "noise", bytes: noise))
    #expect(parsed.diagnostics.count <= Limits.messages + 1)
  }

  @Test func boundsAreNamed() {
    let large = SourceText(
      path: "x", bytes: [UInt8](repeating: 0x20, count: Limits.fileBytes + 1))
    #expect(Sources.parse(large).diagnostics.map(\.id) == ["file-too-large"])
    let many = Sources.body(
      "Rule r: We may use " + Array(repeating: "x", count: 2_000).joined(separator: ", ") + ".\n")
    #expect(Sources.parse(many).diagnostics.map(\.id) == ["list-too-long"])
  }

  @Test func lineEndsAndMarks() {
    let plain = "Policy a.b: T\n\n\nSection s: S\n\nProse\nhere.\n"
    let windows = plain.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    let parsed = Sources.parse(SourceText(path: "x", text: "\u{FEFF}" + windows))
    #expect(parsed.diagnostics.isEmpty)
    #expect(
      Shape.of(parsed.tree) == Shape.of(Sources.parse(SourceText(path: "x", text: plain)).tree))
  }
}
