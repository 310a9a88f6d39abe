/// The shaped letters that Unicode keeps for old encodings, and the letters that they show.
enum PresentationForms {
  static func contains(_ value: UInt32) -> Bool {
    switch value {
    case 0xFDF0...0xFDFD: false  // Ligatures such as ﷺ, which have no other form.
    case 0xFD3E, 0xFD3F: false
    case 0xFB50...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  /// The letters behind a form, where the table knows them.
  static func letters(of value: UInt32) -> [UInt32]? {
    if (0xFEF5...0xFEFC).contains(value) {
      let alefs: [UInt32] = [0x622, 0x623, 0x625, 0x627]
      return [0x644, alefs[Int(value - 0xFEF5) / 2]]
    }
    return byForm[value].map { [$0] }
  }

  private static let byForm: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    // Forms-B: the letters in order, each with its number of shapes.
    var form: UInt32 = 0xFE80
    let shapes: [(letters: ClosedRange<UInt32>, counts: [UInt32])] = [
      (
        0x621...0x63A,
        [1, 2, 2, 2, 2, 4, 2, 4, 2, 4, 4, 4, 4, 4, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4]
      ),
      (0x641...0x64A, [4, 4, 4, 4, 4, 4, 4, 2, 2, 4]),
    ]
    for (letters, counts) in shapes {
      for (letter, count) in zip(letters, counts) {
        for _ in 0..<count {
          table[form] = letter
          form += 1
        }
      }
    }
    // Forms-A: the letters of Urdu and Persian.
    let others: [(first: UInt32, letter: UInt32, count: UInt32)] = [
      (0xFB56, 0x67E, 4), (0xFB66, 0x679, 4), (0xFB7A, 0x686, 4), (0xFB88, 0x688, 2),
      (0xFB8A, 0x698, 2), (0xFB8C, 0x691, 2), (0xFB8E, 0x6A9, 4), (0xFB92, 0x6AF, 4),
      (0xFB9E, 0x6BA, 2), (0xFBA4, 0x6C0, 2), (0xFBA6, 0x6C1, 4), (0xFBAA, 0x6BE, 4),
      (0xFBAE, 0x6D2, 2), (0xFBB0, 0x6D3, 2), (0xFBFC, 0x6CC, 4),
    ]
    for (first, letter, count) in others {
      for offset in 0..<count { table[first + offset] = letter }
    }
    return table
  }()
}
