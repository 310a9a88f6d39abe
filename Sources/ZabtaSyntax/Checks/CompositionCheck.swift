/// Letters are written composed (NFC), since texts are compared and hashed as they stand.
///
/// "é" as one character and "e" with an accent look alike; with both in the sources, a search, a
/// redline and a digest would see two words.
enum CompositionCheck {
  static func run(
    _ text: SourceText, _ suspects: [TextChecks.Suspect], _ reporter: inout Reporter
  ) {
    let bytes = text.bytes
    for suspect in suspects where concerns(suspect.value) && suspect.lower > 0 {
      var lower = suspect.lower - 1
      while lower > 0, bytes[lower] & 0xC0 == 0x80 { lower -= 1 }
      guard let base = ScalarScan.scalar(bytes, lower, suspect.lower),
        let composed = composed(base.value, suspect.value)
      else { continue }
      let upper = suspect.lower + suspect.length
      let place = reporter.range(lower, upper)
      reporter.report(
        Diagnostic(
          "not-composed", .warning,
          "this letter is written as two characters, and one is usual",
          at: .init(place),
          explanation: [
            "\(ScalarScan.name(composed.value)) looks the same and is found by a search."
          ],
          fixes: [.init("Write it as one.", edits: [.init(place, String(composed))])]))
    }
  }

  static func concerns(_ value: UInt32) -> Bool {
    (0x300...0x345).contains(value) || (0x653...0x655).contains(value)
  }

  private static func composed(_ base: UInt32, _ mark: UInt32) -> Unicode.Scalar? {
    // Urdu writes its hamza over ye as U+0626, whichever ye it was typed with.
    if base == 0x6CC, mark == 0x654 { return "\u{626}" }
    guard let first = Unicode.Scalar(base), let second = Unicode.Scalar(mark) else { return nil }
    return byEquivalence[String(String.UnicodeScalarView([first, second]))]
  }

  /// The composed letters of Latin and Arabic script.
  ///
  /// Strings that are canonically equivalent are equal in Swift, so a letter with its mark finds
  /// the composed one.
  private static let byEquivalence: [String: Unicode.Scalar] = {
    var table: [String: Unicode.Scalar] = [:]
    let ranges: [ClosedRange<UInt32>] = [
      0xC0...0x233, 0x622...0x626, 0x6C0...0x6C2, 0x6D3...0x6D3, 0x1E00...0x1EF9,
    ]
    for value in ranges.joined() {
      guard let scalar = Unicode.Scalar(value), table[String(scalar)] == nil else { continue }
      table[String(scalar)] = scalar
    }
    return table
  }()
}
