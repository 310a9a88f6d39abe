import Testing
import ZabtaFuzz

/// Damage is done to inputs that were damaged before, so that nothing in them may be relied on.
@Suite struct DamageTests {
  /// libFuzzer fills runs of an input with one byte: then each record of a section is said to have 4 GiB, and
  /// there are as many of them.
  @Test func tablesOfAnyNumbersAreTakenApart() throws {
    let file = try #require(
      try KeptInputTests.inputs("seeds", .flat).first { $0.name == "starter.zb" })
    var random = Damage(seed: 8)
    #expect(FlatDamage.damage(file.1, with: [], &random) != nil)
    for byte: UInt8 in [0xFF, 0x7F, 0x80, 0] {
      for start in stride(from: 12, to: 128 + 30 * 16, by: 4) {
        var bytes = file.1
        for place in start..<start + 16 { bytes[place] = byte }
        // Whether they still are records does not matter.
        _ = FlatDamage.damage(bytes, with: [bytes], &random)
        _ = FuzzTarget.flat.damage(bytes, with: [bytes], &random)
      }
    }
    let set = try #require(
      try KeptInputTests.inputs("seeds", .flat).first { $0.name == "starter-set.zb" })
    for start in 8..<48 {
      var bytes = set.1
      for place in start..<start + 8 { bytes[place] = 0xFF }
      _ = FlatDamage.damage(bytes, with: [file.1], &random)
    }
  }
}
