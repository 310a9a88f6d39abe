/// How much the parser takes in.
///
/// Whatever exceeds a bound is reported with the bound's name.
package enum Limits {
  /// The bytes of one file.
  package static let fileBytes = 16 << 20
  /// The lines of one file.
  package static let lines = 500_000
  /// The words and marks of one rule sentence.
  package static let sentenceTokens = 4_096
  /// The names of one list.
  package static let namesInList = 1_024
  /// The largest number in a rule.
  package static let number = 9_999
  /// The letters of one name.
  package static let nameBytes = 128
  /// Emphasis within links within emphasis.
  package static let proseNesting = 8
  /// The bytes between the braces of a slot.
  package static let slotBytes = 512
  /// The bytes of a link's target.
  package static let targetBytes = 2_048
  /// The bytes before the colon of a label.
  package static let labelBytes = 256
  /// The messages of one file; one more says that there are others.
  package static let messages = 200
}
