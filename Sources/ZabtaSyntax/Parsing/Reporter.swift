/// Collects the messages about one file, up to a bound.
///
/// A file of garbage must cost work in proportion to its size and be answered by a screenful of
/// messages, so whoever builds a costly message asks `isFull` first.
struct Reporter {
  let file: Int
  /// "clause sales-records": where in the document the parser stands.
  var context = ""
  private(set) var diagnostics: [Diagnostic] = []
  private var overflowed = false

  init(file: Int) {
    self.file = file
  }

  var isFull: Bool { diagnostics.count >= Limits.messages }

  /// Whether a message would not be shown, so that it need not be built.
  mutating func drops() -> Bool {
    guard isFull else { return false }
    overflow()
    return true
  }

  func range(_ lower: Int, _ upper: Int) -> SourceRange {
    SourceRange(file: file, lower, upper)
  }

  mutating func report(_ diagnostic: Diagnostic) {
    guard !isFull else {
      overflow()
      return
    }
    var diagnostic = diagnostic
    if diagnostic.context.isEmpty { diagnostic.context = context }
    diagnostics.append(diagnostic)
  }

  mutating func report(_ more: [Diagnostic]) {
    for diagnostic in more { report(diagnostic) }
  }

  private mutating func overflow() {
    guard !overflowed, let last = diagnostics.last else { return }
    overflowed = true
    diagnostics.append(
      Diagnostic(
        "too-many-messages", .error,
        "more than \(Limits.messages) messages about this file; the others are not shown",
        at: .init(last.at.range), explanation: ["Mend these first, then look again."]))
  }

  /// The messages in the order in which they are read.
  func inReadingOrder() -> [Diagnostic] {
    diagnostics.sorted(by: Diagnostic.inReadingOrder)
  }
}
