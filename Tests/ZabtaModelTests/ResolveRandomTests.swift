import Foundation
import Testing
import ZabtaModel
import ZabtaSyntax

/// Any bytes give a resolution: the reference policies, broken at random.
@Suite struct ResolveRandomTests {
  @Test func theReferencePoliciesResolveWithoutErrors() throws {
    let texts = try ["vocabulary", "buy-inverter", "pumppos"].map(referenceText)
    let messages = resolve(files: texts)
    #expect(messages.diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
    #expect(
      messages.resolution.policies.map(\.id).sorted() == [
        "buy-inverter.privacy", "pumppos.privacy",
      ])
  }

  /// 200 mutations, and 2,000 with `ZABTA_LONG=1`.
  @Test func randomMutationsAreSurvived() throws {
    let isLong = ProcessInfo.processInfo.environment["ZABTA_LONG"] == "1"
    let texts = try ["vocabulary", "buy-inverter", "pumppos"].map {
      Array(try referenceText($0).utf8)
    }
    let sources = texts.enumerated().map { SourceText(path: "\($0)", bytes: $1) }
    let trees = sources.enumerated().map { Parser.parse($1, file: $0).tree }
    var random = SplitMix(state: 20_261_121)
    for _ in 0..<(isLong ? 2_000 : 200) {
      let file = random.below(trees.count)
      let bytes = random.mutated(texts[file], of: texts)
      var mutated = trees
      let source = SourceText(path: "\(file)", bytes: bytes)
      mutated[file] = Parser.parse(source, file: file).tree
      let resolution = Resolver.resolve(mutated)
      for diagnostic in resolution.diagnostics {
        for range in [diagnostic.at.range] + diagnostic.also.map(\.range) {
          let count = range.file == file ? bytes.count : texts[range.file].count
          try #require(range.lower >= 0 && range.upper <= count)
        }
      }
    }
  }
}

/// A small generator with a fixed seed: every run breaks the same places.
private struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// Bytes, words, lines or paragraphs dropped, doubled, exchanged or brought in from elsewhere.
  mutating func mutated(_ bytes: [UInt8], of others: [[UInt8]]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...below(4) {
      guard !bytes.isEmpty else { return bytes }
      let lower = below(bytes.count)
      let separators: [UInt8] = [0x20, 0x0A, 0x2E, 0x3A]
      let separator = separators[below(separators.count)]
      let upper = bytes[lower...].firstIndex(of: separator) ?? bytes.count
      let other = others[below(others.count)]
      let from = below(other.count)
      let piece = other[from..<min(other.count, from + 1 + below(120))]
      switch below(6) {
      case 0: bytes[lower] = UInt8(truncatingIfNeeded: next())
      case 1: bytes.removeSubrange(lower..<upper)
      case 2: bytes.insert(contentsOf: bytes[lower..<upper], at: below(bytes.count))
      case 3: bytes.insert(contentsOf: piece, at: lower)
      case 4: bytes.replaceSubrange(lower..<upper, with: piece)
      default: bytes.removeSubrange(lower..<min(bytes.count, lower + below(400)))
      }
    }
    return bytes
  }
}
