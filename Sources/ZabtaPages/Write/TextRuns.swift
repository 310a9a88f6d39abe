/// A stretch of words that reads in one direction.
struct TextRun: Equatable {
  enum Direction: Equatable {
    /// As the text around it.
    case same
    /// A run of the other script; it is isolated with its own direction.
    case foreign(Language)
    /// Digits and signs that would turn round: a date, a phone number.
    case number
  }

  var text: String
  var direction: Direction
}

extension TextRun {
  /// A text cut into runs, by scalar.
  ///
  /// In Urdu, Latin words and numbers of several groups (`2026-03-05`, `+92 300 1234567`) are runs
  /// of their own; in English, words in Arabic letters are.
  static func runs(of text: String, in language: Language) -> [TextRun] {
    guard needsRuns(text, in: language) else { return [TextRun(text: text, direction: .same)] }
    let scalars = Array(text.unicodeScalars)
    var runs: [TextRun] = []
    var plainStart = 0
    var index = 0
    while index < scalars.count {
      guard isCore(scalars[index], in: language), let run = run(at: index, in: scalars, language)
      else {
        index += 1
        continue
      }
      guard run.direction != .same else {
        index = run.end
        continue
      }
      append(scalars[plainStart..<index], .same, to: &runs)
      append(scalars[index..<run.end], run.direction, to: &runs)
      index = run.end
      plainStart = index
    }
    append(scalars[plainStart...], .same, to: &runs)
    return runs
  }

  /// Most texts hold no foreign run; looking at the bytes tells.
  private static func needsRuns(_ text: String, in language: Language) -> Bool {
    switch language {
    case .urdu:
      text.utf8.contains { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
          || (0x61...0x7A).contains(byte) || (0xC3...0xC9).contains(byte)
      }
    case .english:
      text.utf8.contains { $0 >= 0xD8 }
    }
  }

  /// The run that begins here: up to the last letter or digit before something else begins.
  private static func run(
    at start: Int, in scalars: [Unicode.Scalar], _ language: Language
  ) -> (end: Int, direction: Direction)? {
    var end = start
    var hasLetter = false
    var groups = 0
    var isInGroup = false
    var index = start
    while index < scalars.count {
      let scalar = scalars[index]
      if isCore(scalar, in: language) {
        let isDigit = (0x30...0x39).contains(scalar.value)
        if !isDigit && scalar != "+" { hasLetter = true }
        if isDigit && !isInGroup { groups += 1 }
        isInGroup = isDigit
        end = index + 1
      } else if isJoint(scalar, in: language) {
        isInGroup = false
      } else {
        break
      }
      index += 1
    }
    switch language {
    case .english:
      return (end, .foreign(.urdu))
    case .urdu:
      if hasLetter { return (end, .foreign(.english)) }
      return (end, groups > 1 || scalars[start] == "+" ? .number : .same)
    }
  }

  private static func isCore(_ scalar: Unicode.Scalar, in language: Language) -> Bool {
    switch (language, scalar.value) {
    case (.urdu, 0x30...0x39), (.urdu, 0x41...0x5A), (.urdu, 0x61...0x7A), (.urdu, 0xC0...0x24F),
      (.urdu, 0x2B), (.urdu, 0x40):
      true
    case (.english, 0x620...0x64A), (.english, 0x660...0x6D3), (.english, 0x6D5...0x6FF),
      (.english, 0x750...0x77F),
      (.english, 0x8A0...0x8FF), (.english, 0xFB50...0xFDFF), (.english, 0xFE70...0xFEFE):
      true
    default:
      false
    }
  }

  private static func isJoint(_ scalar: Unicode.Scalar, in language: Language) -> Bool {
    switch language {
    case .urdu: " -./:,'&_=?~#%".unicodeScalars.contains(scalar)
    case .english: scalar == " " || scalar.value == 0x200C || isArabicSign(scalar)
    }
  }

  /// Commas and vowel marks of the Arabic script: they go on with a run and begin none.
  private static func isArabicSign(_ scalar: Unicode.Scalar) -> Bool {
    (0x600...0x61F).contains(scalar.value) || (0x64B...0x65F).contains(scalar.value)
  }

  private static func append(
    _ scalars: ArraySlice<Unicode.Scalar>, _ direction: Direction, to runs: inout [TextRun]
  ) {
    guard !scalars.isEmpty else { return }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    runs.append(TextRun(text: String(text), direction: direction))
  }
}
