/// The checks of a text that need no vocabulary; each stands in a file of its own.
enum TextChecks {
  /// Checks of every character of a file.
  static func characters(_ text: SourceText, _ reporter: inout Reporter) {
  }

  /// Checks of the lines that are in Urdu.
  static func urdu(_ tree: SourceTree, _ reporter: inout Reporter) {
  }
}
