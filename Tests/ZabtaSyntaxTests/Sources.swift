import Foundation
import ZabtaSyntax

/// The sources that the tests read.
enum Sources {
  /// The reference policies and their vocabulary.
  static let policies: [SourceText] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("policies")
    return ["buy-inverter", "pumppos", "vocabulary"].compactMap { name in
      let url = folder.appendingPathComponent("\(name).zabta")
      guard let data = try? Data(contentsOf: url) else { return nil }
      return SourceText(path: "\(name).zabta", bytes: [UInt8](data))
    }
  }()

  /// A policy with one section, for what stands in a section.
  static func body(_ text: String) -> SourceText {
    SourceText(path: "test.zabta", text: "Policy a.b: T\n\n\nSection s: S\n\n" + text)
  }

  static func front(_ text: String) -> SourceText {
    SourceText(path: "test.zabta", text: text)
  }

  static func parse(_ text: SourceText) -> ParsedFile {
    Parser.parse(text, file: 0)
  }
}

/// A generator whose numbers are the same on every machine.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
