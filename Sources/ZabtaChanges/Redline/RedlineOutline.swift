/// The redlines of a comparison in the order in which people read them, whatever they are shown on.
///
/// Section by section and, within a section, language by language; long stretches that did not change
/// are left out, and the changes are numbered, so that a reader can go from one to the next.
struct RedlineOutline {
  struct Section {
    var id: String
    var heading: String
    var parts: [Part]
  }

  /// What a section has in one language.
  struct Part {
    var language: String
    var entries: [Entry]
  }

  struct Entry {
    var redline: ClauseRedline
    var lines: [Line]
    /// The number of the change that the entry is, where it is one as a whole: a move.
    var change: Int?
  }

  enum Line {
    /// A paragraph, with the number of the change that begins at it.
    case paragraph(ParagraphRedline, change: Int?)
    /// So many paragraphs that did not change.
    case unchanged(Int)
  }

  private(set) var sections: [Section] = []
  /// How many changes there are.
  private(set) var changeCount = 0

  init(_ redlines: [ClauseRedline]) {
    var groups: [(id: String, heading: String, redlines: [ClauseRedline])] = []
    for redline in redlines {
      let heading = redline.heading.isEmpty ? redline.clause : redline.heading
      if let last = groups.last, last.id == redline.section, last.heading == heading {
        groups[groups.count - 1].redlines.append(redline)
      } else {
        groups.append((redline.section, heading, [redline]))
      }
    }
    for group in groups {
      var languages: [String] = []
      for redline in group.redlines where !languages.contains(redline.language) {
        languages.append(redline.language)
      }
      let parts = languages.map { language in
        Part(
          language: language,
          entries: group.redlines.filter { $0.language == language }.map { entry($0) })
      }
      sections.append(Section(id: group.id, heading: group.heading, parts: parts))
    }
  }

  private mutating func entry(_ redline: ClauseRedline) -> Entry {
    var entry = Entry(redline: redline, lines: [], change: nil)
    if redline.move != nil {
      changeCount += 1
      entry.change = changeCount
    }
    guard !redline.isDeparture else { return entry }
    let paragraphs = redline.paragraphs
    var isShown = Array(repeating: false, count: paragraphs.count)
    for (place, paragraph) in paragraphs.enumerated() where paragraph.isChanged {
      for near in max(0, place - 1)...min(paragraphs.count - 1, place + 1) { isShown[near] = true }
    }
    // A text that only moved is known by its beginning.
    if !isShown.contains(true), !isShown.isEmpty { isShown[0] = true }
    var hidden = 0
    func flush() {
      if hidden > 0 { entry.lines.append(.unchanged(hidden)) }
      hidden = 0
    }
    for (place, paragraph) in paragraphs.enumerated() {
      guard isShown[place] else {
        hidden += 1
        continue
      }
      flush()
      var change: Int?
      if paragraph.isChanged, place == 0 || !paragraphs[place - 1].isChanged {
        changeCount += 1
        change = changeCount
      }
      entry.lines.append(.paragraph(paragraph, change: change))
    }
    flush()
    return entry
  }
}
