/// The printed text of one clause (or heading), before and after, in one language.
///
/// A clause that stands elsewhere now has two: one where it stands, with its edits, and one where it
/// stood, which only says where it went.
package struct ClauseRedline: Sendable, Hashable {
  /// The clause's present name, or its former one where it is gone.
  package var clause: String
  /// The id of its section; empty for what stands before the sections.
  package var section: String
  /// The heading of its section.
  package var heading: String
  /// The language code.
  package var language: String
  /// True of a title or heading.
  package var isHeading: Bool
  /// Where it stood or where it went, where it stands elsewhere now.
  package var move: Move?
  /// Paragraph by paragraph, in the order of the new text, what is gone where it stood.
  package var paragraphs: [ParagraphRedline]

  package init(
    clause: String, section: String = "", heading: String, language: String,
    isHeading: Bool = false, move: Move? = nil, paragraphs: [ParagraphRedline]
  ) {
    self.clause = clause
    self.section = section
    self.heading = heading
    self.language = language
    self.isHeading = isHeading
    self.move = move
    self.paragraphs = paragraphs
  }

  /// A text of one paragraph.
  package init(
    clause: String, heading: String, language: String, move: Move? = nil, redline: Redline
  ) {
    self.init(
      clause: clause, heading: heading, language: language, move: move,
      paragraphs: [ParagraphRedline(redline)])
  }

  /// One end of a move: of a section, a clause or a paragraph that stands elsewhere now.
  package struct Move: Sendable, Hashable {
    package enum Side: String, Sendable, Hashable {
      /// Where it stands now.
      case arrival
      /// Where it stood.
      case departure
    }

    package enum Subject: String, Sendable, Hashable {
      case section, clause, paragraph
    }

    package var subject: Subject
    package var side: Side
    /// The same at both ends, counting from 1 within the comparison.
    package var number: Int
    /// The id of the section that it stood in; of a section, the one that it followed.
    package var from: String
    /// That section's heading; empty for the beginning.
    package var fromHeading: String
    /// The id of the section that it stands in now; of a section, the one that it follows.
    package var to: String
    package var toHeading: String

    package init(
      _ subject: Subject, _ side: Side, number: Int, from: String, fromHeading: String,
      to: String, toHeading: String
    ) {
      self.subject = subject
      self.side = side
      self.number = number
      self.from = from
      self.fromHeading = fromHeading
      self.to = to
      self.toHeading = toHeading
    }

    /// The other end.
    package var other: Move {
      var other = self
      other.side = side == .arrival ? .departure : .arrival
      return other
    }
  }

  /// True where the text stood here and stands elsewhere now.
  package var isDeparture: Bool { move?.side == .departure }
  /// True where something beside the place differs.
  package var isEdited: Bool { !isDeparture && paragraphs.contains { $0.isChanged } }

  /// True where nothing but the place differs.
  package var isOnlyMoved: Bool { move != nil && !isEdited }

  /// All paragraphs as one text, lines between them; a paragraph that moved is gone here and new there.
  package var redline: Redline {
    var runs: [Redline.Run] = []
    func append(_ run: Redline.Run) {
      guard !run.text.isEmpty else { return }
      if let last = runs.last, last.kind == run.kind, last.isValue == run.isValue {
        runs[runs.count - 1].text += run.text
      } else {
        runs.append(run)
      }
    }
    var (hasOld, hasNew) = (false, false)
    for paragraph in paragraphs {
      let old = paragraph.hasOld && hasOld
      let new = paragraph.hasNew && hasNew
      if old && new {
        append(Redline.Run(.same, "\n"))
      } else if old {
        append(Redline.Run(.deleted, "\n"))
      } else if new {
        append(Redline.Run(.inserted, "\n"))
      }
      if paragraph.move?.side == .arrival {
        append(Redline.Run(.inserted, paragraph.redline.new))
      } else {
        paragraph.redline.runs.forEach(append)
      }
      hasOld = hasOld || paragraph.hasOld
      hasNew = hasNew || paragraph.hasNew
    }
    return Redline(runs: runs)
  }
}

/// A paragraph, before and after.
package struct ParagraphRedline: Sendable, Hashable {
  package var redline: Redline
  /// Where it stood or went, where it alone moved.
  ///
  /// At its arrival it is compared with the paragraph that it was; at its departure all of it is gone.
  package var move: ClauseRedline.Move?

  package init(_ redline: Redline, move: ClauseRedline.Move? = nil) {
    self.redline = redline
    self.move = move
  }

  /// True where it is part of the old text of this clause, at this place.
  package var hasOld: Bool {
    if let move { return move.side == .departure }
    return redline.runs.isEmpty || redline.runs.contains { $0.kind != .inserted }
  }

  /// True where it is part of the new text of this clause, at this place.
  package var hasNew: Bool {
    if let move { return move.side == .arrival }
    return redline.runs.isEmpty || redline.runs.contains { $0.kind != .deleted }
  }

  /// True where anything differs, be it the place.
  package var isChanged: Bool { move != nil || !redline.isUnchanged }
}
