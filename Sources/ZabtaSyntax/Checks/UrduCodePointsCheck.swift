/// Urdu is written with the letters of Urdu.
///
/// Arabic keyboards type ye, kaf, he and digits that look like the Urdu ones in some fonts and
/// are others: searches miss them, and Nastaliq fonts draw them differently.
enum UrduCodePointsCheck {
  static func run(_ text: SourceText, _ range: SourceRange, _ reporter: inout Reporter) {
    var found: [(value: UInt32, lower: Int, length: Int)] = []
    ScalarScan.beyondASCII(text, range.lower..<range.upper) { value, index, length in
      guard found.count <= Limits.messages else { return }
      guard isSuspect(value) else { return }
      // Ye with a hamza is composed to one letter; CompositionCheck says so.
      if value == 0x64A, hasHamza(text.bytes, index + length, range.upper) { return }
      found.append((value, index, length))
    }
    for (value, lower, length) in found {
      let place = reporter.range(lower, lower + length)
      let better =
        letters[value].map { [$0] }
        ?? PresentationForms.letters(of: value)?.map {
          letters[$0] ?? $0
        }
      let replacement = better.map {
        String(String.UnicodeScalarView($0.compactMap(Unicode.Scalar.init)))
      }
      let names = better?.map(ScalarScan.name).joined(separator: " ") ?? ""
      let what = letters[value] == nil ? "a presentation form" : "no letter of Urdu"
      let fixes =
        replacement.map {
          [Diagnostic.Fix("\(names) (\($0))", edits: [.init(place, $0)])]
        } ?? [Diagnostic.Fix("Write the letters themselves.")]
      reporter.report(
        Diagnostic(
          "urdu-code-point", .warning, "\(ScalarScan.name(value)) is \(what)", at: .init(place),
          fixes: fixes))
    }
  }

  /// A cheap sieve, since nearly every letter passes through it.
  private static func isSuspect(_ value: UInt32) -> Bool {
    switch value {
    case 0x629, 0x643, 0x647, 0x649, 0x64A, 0x660...0x669: true
    default: value >= 0xFB50 && PresentationForms.contains(value)
    }
  }

  private static func hasHamza(_ bytes: [UInt8], _ index: Int, _ upper: Int) -> Bool {
    index < upper && ScalarScan.scalar(bytes, index, upper)?.value == 0x654
  }

  /// What Arabic keyboards type, and what Urdu uses.
  static let letters: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [
      0x64A: 0x6CC, 0x649: 0x6CC, 0x643: 0x6A9, 0x647: 0x6C1, 0x629: 0x6C3,
    ]
    for digit in UInt32(0)..<10 { table[0x660 + digit] = 0x6F0 + digit }
    return table
  }()
}
