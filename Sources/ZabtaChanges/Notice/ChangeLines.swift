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
  /// What the change means for a reader, beside the summary.
  var effects: [String]
  /// Why it is material, without a full stop.
  var reason: String?
  /// What the rules said and say, and where else it shows.
  var details: [Line]

  init(_ change: Change) {
    title = ChangeLines.title(change)
    summary = change.summary
    effects = change.effects.map(\.sentence)
      .filter { !$0.utf8.elementsEqual(change.summary.utf8) }
    reason = change.reason?.words
    details = change.was.map {
      Line(label: change.now.isEmpty ? "Gone" : "Was", runs: [.init(.same, $0)])
    }
    for sentence in change.now {
      let runs = sentence.runs.filter { $0.kind != .deleted }
      details.append(Line(label: change.was.isEmpty ? "New" : "Now", runs: runs))
    }
    if !change.alsoShowsIn.isEmpty {
      let places = change.alsoShowsIn.joined(separator: "; ")
      details.append(Line(label: "This also shows in", runs: [.init(.same, places + ".")]))
    }
    // A consequence in words is a sentence; the name of a clause that follows is for machines.
    for words in change.consequences where words.utf8.last == UInt8(ascii: ".") {
      details.append(Line(label: "With it", runs: [.init(.same, words)]))
    }
    if change.subject == .word, let heading = change.heading["en"], !heading.isEmpty {
      details.append(Line(label: "See", runs: [.init(.same, heading + ".")]))
    }
    if case .text = change.subject, let heading = change.heading["en"], !heading.isEmpty {
      details.append(Line(label: "In", runs: [.init(.same, heading + ".")]))
    }
  }

  /// All lines below the summary; effects are one, or their label would be read again and again.
  var lines: [Line] {
    var lines: [Line] = []
    if !effects.isEmpty {
      let sentences = effects.joined(separator: " ")
      lines.append(Line(label: "For you", runs: [.init(.same, sentences)]))
    }
    if let reason {
      lines.append(Line(label: "Why it matters", runs: [.init(.same, "\(reason).")]))
    }
    return lines + details
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
