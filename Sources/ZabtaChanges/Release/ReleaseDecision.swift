package import ZabtaRuntime

/// Whether an edition may be released as asked for.
package enum ReleaseDecision: Sendable, Hashable {
  /// It may; this is what will be recorded.
  case release(Plan)
  /// It may not; every reason, in the lawyer's words.
  case refuse([Refusal])

  package struct Plan: Sendable, Hashable {
    /// The edition's number.
    package var edition: Int
    package var date: ReleaseDate
    package var effective: ReleaseDate?
    package var note: String
    /// The digest of the entry before; empty for the first.
    package var previous: String
  }

  package struct Refusal: Sendable, Hashable {
    package var id: String
    package var summary: String
    package var fix: String
  }

  /// Decides from the ledger, the content and the wish.
  ///
  /// `changes` are those since the newest edition, nil for a first one; `promisedNotice` is how long
  /// before it takes effect the policy promises to announce a material change.
  package static func decide(
    ledger: Ledger, content: ContentDigest, date: String, effective: String? = nil,
    note: String? = nil, changes: EditionChanges? = nil, promisedNotice: Span? = nil
  ) -> ReleaseDecision {
    var refusals: [Refusal] = []
    let newest = ledger.newest
    if let newest, newest.contentDigest == content.content {
      refusals.append(
        Refusal(
          id: "release-unchanged",
          summary: "nothing changed since edition \(newest.edition) of \(newest.date)",
          fix: "keep that date; a date follows the content."))
    }
    let day = ReleaseDate(date)
    if day == nil { refusals.append(noDate(date)) }
    let start = effective.flatMap(ReleaseDate.init)
    if let effective, start == nil { refusals.append(noDate(effective)) }
    if let day, let newest, let last = ReleaseDate(newest.date), day <= last {
      refusals.append(
        Refusal(
          id: "release-backwards",
          summary: "\(date) is not after \(newest.date), the date of edition \(newest.edition)",
          fix: last.isMonth
            ? "give a day after \(last.day), which \(newest.date) stands for." : "give a later day."
        ))
    }
    if let day, let start, start < day {
      refusals.append(
        Refusal(
          id: "release-effective-too-early",
          summary: "the edition would take effect on \(start.text), before its date \(day.text)",
          fix: "give \(day.text) or a later day as --effective, or leave it out."))
    }
    if let day, let promisedNotice, changes?.isMaterial == true,
      let earliest = day.day.after(promisedNotice), (start ?? day).day < earliest
    {
      refusals.append(
        Refusal(
          id: "release-notice-too-short",
          summary: "the policy promises notice \(words(promisedNotice)) ahead of a material change",
          fix: "release with --effective \(earliest), or a later day."))
    }
    guard refusals.isEmpty, let day else { return .refuse(refusals) }
    return .release(
      Plan(
        edition: (newest?.edition ?? 0) + 1, date: day,
        // A month that takes effect on its first day says nothing new.
        effective: start.flatMap { $0.day == day.day ? nil : $0 },
        note: ReleaseLine.note(note, changes: changes, isFirst: newest == nil),
        previous: newest?.digest ?? ""))
  }

  private static func noDate(_ text: String) -> Refusal {
    Refusal(
      id: "release-date", summary: "\"\(text)\" is not a date",
      fix: "write a day as 2026-03-14 or a month as 2026-03.")
  }

  private static func words(_ span: Span) -> String {
    "\(span.count) \(span.unit.rawValue)\(span.count == 1 ? "" : "s")"
  }
}

/// Whether what stands in the sources is what was released.
package enum DraftState: Sendable, Hashable {
  /// The newest edition is what the page prints; its number.
  case released(edition: Int)
  /// The content parted from its newest edition.
  case changed(since: Int)
  case neverReleased

  package init(ledger: Ledger, content: ContentDigest) {
    guard let newest = ledger.newest else {
      self = .neverReleased
      return
    }
    self =
      newest.contentDigest == content.content
      ? .released(edition: newest.edition) : .changed(since: newest.edition)
  }

  /// True where the page has to print "Draft, not released".
  package var isDraft: Bool {
    if case .released = self { return false }
    return true
  }
}

extension Day {
  /// The day so long after this one; nil beyond the calendar.
  ///
  /// A part of a day counts whole.
  func after(_ span: Span) -> Day? {
    let count = min(span.count, 4_000_000)
    switch span.unit {
    case .hour: return within(number + (count + 23) / 24)
    case .day: return within(number + count)
    case .week: return within(number + 7 * count)
    case .month, .year:
      let (year, month, day) = components
      let months = year * 12 + month - 1 + (span.unit == .year ? 12 * count : count)
      let candidates = stride(from: day, through: 28, by: -1)
      for candidate in day > 28 ? Array(candidates) : [day] {
        if let found = Day(year: months / 12, month: months % 12 + 1, day: candidate) {
          return found
        }
      }
      return nil
    }
  }

  private func within(_ number: Int) -> Day? {
    Day.range.contains(Day(number: number)) ? Day(number: number) : nil
  }
}
