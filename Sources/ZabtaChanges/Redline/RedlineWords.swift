import ZabtaPages

/// What is said about a redline, in its language.
struct RedlineWords: Sendable {
  var before: String
  var after: String
  var heading: String
  /// Before and after the number of paragraphs.
  var unchanged: @Sendable (Int) -> String
  var values: String
  var arrow: String
  /// A value that only one side has.
  var newValue: String
  var goneValue: String
  /// What stands before the place of the other end of a move.
  var move: @Sendable (ClauseRedline.Move) -> String
  var start: String
  var here: String
  var previous: String
  var next: String
  var change: @Sendable (Int, Int) -> String

  static func words(_ language: Language) -> RedlineWords {
    language == .urdu ? urdu : english
  }

  /// The place of the other end: a heading, or words where it has none.
  func place(_ move: ClauseRedline.Move) -> String {
    if move.subject != .section, move.from == move.to { return here }
    let heading = move.side == .arrival ? move.fromHeading : move.toHeading
    return heading.isEmpty ? start : heading
  }

  private static let english = RedlineWords(
    before: "Before", after: "Now", heading: "Heading: ",
    unchanged: { $0 == 1 ? "… 1 paragraph unchanged …" : "… \($0) paragraphs unchanged …" },
    values: "From the rules: ", arrow: " → ", newValue: "new: ", goneValue: "gone: ",
    move: { move in
      switch (move.subject, move.side) {
      case (.section, .arrival): "Moved here. Before, it stood after: "
      case (.section, .departure): "Moved. Now it stands after: "
      case (_, .arrival): "Moved here from: "
      case (_, .departure): "Moved to: "
      }
    },
    start: "the beginning", here: "another place in this section", previous: "previous",
    next: "next", change: { "Change \($0) of \($1)" })

  private static let urdu = RedlineWords(
    before: "پہلے", after: "اب", heading: "عنوان: ",
    unchanged: { "… \($0) پیراگراف وہی …" },
    values: "قواعد سے: ", arrow: " ← ", newValue: "نیا: ", goneValue: "حذف: ",
    move: { move in
      switch (move.subject, move.side) {
      case (.section, .arrival): "یہاں منتقل ہوا۔ پہلے اس کے بعد تھا: "
      case (.section, .departure): "منتقل ہوا۔ اب اس کے بعد ہے: "
      case (_, .arrival): "یہاں منتقل ہوا۔ پہلے یہاں تھا: "
      case (_, .departure): "منتقل ہوا۔ اب یہاں ہے: "
      }
    },
    start: "شروع", here: "اسی حصے میں دوسری جگہ", previous: "پچھلی", next: "اگلی",
    change: { "تبدیلی \($0) از \($1)" })
}

extension Redline {
  /// A value of a rule that changed.
  struct ValueChange {
    var old: String
    var new: String
  }

  /// The values that changed, in the order of the text.
  var valueChanges: [ValueChange] {
    var changes: [ValueChange] = []
    var open = ValueChange(old: "", new: "")
    func flush() {
      if !open.old.isEmpty || !open.new.isEmpty { changes.append(open) }
      open = ValueChange(old: "", new: "")
    }
    for run in runs {
      switch run.kind {
      case .same: flush()
      case .deleted:
        // After an insertion another change begins.
        if !open.new.isEmpty { flush() }
        if run.isValue { open.old += (open.old.isEmpty ? "" : " … ") + run.text.trimmed }
      case .inserted:
        if run.isValue { open.new += (open.new.isEmpty ? "" : " … ") + run.text.trimmed }
      }
    }
    flush()
    return changes
  }
}

extension String {
  /// Without white space at its ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(scalars[first...last])
  }
}

extension RedlineWords {
  /// For instance "From the rules: 7 years → 10 years"; empty where no value changed.
  func values(of redline: Redline) -> String {
    let changes = redline.valueChanges.map { change in
      if change.old.isEmpty { return newValue + change.new }
      if change.new.isEmpty { return goneValue + change.old }
      return change.old + arrow + change.new
    }
    return changes.isEmpty ? "" : values + changes.joined(separator: "; ")
  }
}
