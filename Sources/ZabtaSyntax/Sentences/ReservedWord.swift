/// The words of the rule grammar.
///
/// None of them can be a name, so one token of look-ahead is enough to read a sentence.
enum ReservedWord: String, Sendable, CaseIterable {
  case only, we, people
  case may, not, must, never, have, has, right
  case collect, use, share, sell, rent, trade, store, keep, view, transfer, delete, anonymise
  case archive, protect, send, set, answer, resolve, announce, penalise
  case data, except, but, and, or
  case even, typically
  case `for`, from, to, with, without, consent, `in`, form, under, `if`, unless, after, until
  case within, `while`, of, through, by, because, then, immediately, promptly, indefinitely
  case ahead, citing
  case anyone, anywhere, `else`
  case hour, hours, day, days, week, weeks, month, months, year, years
  case a, an, the

  /// The verb that the word is.
  var verb: Verb? { Verb(rawValue: rawValue) }

  var isArticle: Bool { self == .a || self == .an || self == .the }

  var unit: SpanTree.Unit? {
    switch self {
    case .hour, .hours: .hour
    case .day, .days: .day
    case .week, .weeks: .week
    case .month, .months: .month
    case .year, .years: .year
    default: nil
    }
  }

  /// Whether a tail begins with it.
  var beginsTail: Bool {
    switch self {
    case .for, .from, .to, .with, .without, .in, .under, .if, .unless, .after, .until, .within,
      .while, .of, .through, .by, .because, .then, .immediately, .promptly, .indefinitely, .citing:
      true
    default: false
    }
  }

  /// The word whose letters these are, in any case; nil for a name.
  static func find(_ bytes: ArraySlice<UInt8>) -> ReservedWord? {
    guard bytes.count <= 12 else { return nil }
    return byLetters[packed(bytes)]
  }

  /// Up to twelve letters in one number, so that no string is built for each word of a file.
  private static func packed(_ bytes: some Sequence<UInt8>) -> UInt128 {
    var result: UInt128 = 0
    for byte in bytes { result = result << 8 | UInt128(byte.lowered) }
    return result
  }

  private static let byLetters: [UInt128: ReservedWord] = {
    var table: [UInt128: ReservedWord] = [:]
    for word in allCases { table[packed(word.rawValue.utf8)] = word }
    return table
  }()
}
