/// A change as lines to read, for whatever they are shown on.
struct ChangeLines {
  /// A line: what it is, and its words with what is new in them.
  struct Line {
    var label: String
    var runs: [Redline.Run]
  }

  /// For instance "Less protection, material".
  var title: String
  var summary: String
  var lines: [Line]

  init(_ change: Change) {
    title = ChangeLines.title(change)
    summary = change.summary
    lines = change.effects.map(\.sentence).filter { !$0.utf8.elementsEqual(change.summary.utf8) }
      .map { Line(label: "For you", runs: [.init(.same, $0)]) }
    if let reason = change.reason {
      lines.append(Line(label: "Why it matters", runs: [.init(.same, "\(reason.words).")]))
    }
    lines += change.was.map {
      Line(label: change.now.isEmpty ? "Gone" : "Was", runs: [.init(.same, $0)])
    }
    for sentence in change.now {
      let runs = sentence.runs.filter { $0.kind != .deleted }
      lines.append(Line(label: change.was.isEmpty ? "New" : "Now", runs: runs))
    }
    if !change.alsoShowsIn.isEmpty {
      let places = change.alsoShowsIn.joined(separator: "; ")
      lines.append(Line(label: "This also shows in", runs: [.init(.same, places + ".")]))
    }
    // A consequence in words is a sentence; the name of a clause that follows is for machines.
    for words in change.consequences where words.utf8.last == UInt8(ascii: ".") {
      lines.append(Line(label: "With it", runs: [.init(.same, words)]))
    }
    if change.subject == .word, let heading = change.heading["en"], !heading.isEmpty {
      lines.append(Line(label: "See", runs: [.init(.same, heading + ".")]))
    }
    if case .text = change.subject, let heading = change.heading["en"], !heading.isEmpty {
      lines.append(Line(label: "In", runs: [.init(.same, heading + ".")]))
    }
  }

  private static func title(_ change: Change) -> String {
    switch change.class {
    case .lessProtection: "Less protection, material."
    case .moreProtection: "More protection."
    case .other: "Other change."
    case .wording: change.summary
    case .order: "Order."
    }
  }

  /// The summary, where the title does not say it already.
  var lead: String? { title == summary ? nil : summary }
}
