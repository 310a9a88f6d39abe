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

    package init(id: String, summary: String, fix: String) {
      self.id = id
      self.summary = summary
      self.fix = fix
    }
  }

  /// Decides from the ledger, where the content stands, and the wish.
  ///
  /// `changes` are those since the newest edition, nil for a first one; `promises` are what the
  /// policy promises about announcing changes, in the text to be released and in the editions in force
  /// until then.
  package static func decide(
    ledger: Ledger, state: DraftState, date: String, effective: String? = nil,
    note: String? = nil, changes: EditionChanges? = nil, promises: [PromisedNotice] = []
  ) -> ReleaseDecision {
    var refusals: [Refusal] = []
    let newest = ledger.newest
    if let newest, !state.isDraft {
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
    if let day {
      refusals += outOfOrder(day, start, after: newest)
      if changes?.isMaterial == true, effective == nil || start != nil {
        refusals += tooSoon(day, start ?? day, promises)
      }
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

  /// Dates that run backwards.
  private static func outOfOrder(
    _ day: ReleaseDate, _ start: ReleaseDate?, after newest: LedgerEntry?
  ) -> [Refusal] {
    var refusals: [Refusal] = []
    if let newest, let last = ReleaseDate(newest.date), day <= last {
      refusals.append(
        Refusal(
          id: "release-backwards",
          summary: "\(day.text) is not after \(newest.date), the date of edition \(newest.edition)",
          fix: last.isMonth
            ? "give a day after \(last.day), which \(newest.date) stands for." : "give a later day."
        ))
    }
    if let start, start < day {
      refusals.append(
        Refusal(
          id: "release-effective-too-early",
          summary: "the edition would take effect on \(start.text), before its date \(day.text)",
          fix: "give \(day.text) or a later day as --effective, or leave it out."))
    } else if refusals.isEmpty, let newest, let before = newest.start, (start ?? day) < before {
      // What edition n brings would come into force with edition n + 1, before its day.
      refusals.append(
        Refusal(
          id: "release-effective-too-early",
          summary: "the edition would take effect on \((start ?? day).text), before edition "
            + "\(newest.edition), which it contains, does on \(before.text)",
          fix: "give \(before.text) or a later day as --effective."))
    }
    return refusals
  }

  /// A material change that takes effect sooner than the strictest promise lets it.
  private static func tooSoon(
    _ day: ReleaseDate, _ start: ReleaseDate, _ promises: [PromisedNotice]
  ) -> [Refusal] {
    let broken = promises.filter { promise in
      promise.earliest(after: day).map { start.day < $0 } ?? true
    }
    let strictest = broken.max { left, right in
      guard let right = right.earliest(after: day) else { return left.earliest(after: day) != nil }
      return left.earliest(after: day).map { $0 < right } ?? false
    }
    guard let strictest else { return [] }
    let counted =
      day.isMonth
      ? " \(day.text) may be any day of that month, so they count from \(day.lastDay)." : ""
    guard let earliest = strictest.earliest(after: day) else {
      return [
        Refusal(
          id: "release-notice-too-short",
          summary: "this is a material change, and \(strictest.words): no day is late enough",
          fix: "change that rule first, in an edition of its own.")
      ]
    }
    return [
      Refusal(
        id: "release-notice-too-short",
        summary: "this is a material change, and \(strictest.words): it cannot take effect on "
          + "\(start.text), only from \(earliest) on",
        fix: "release with --effective \(earliest), or a later day.\(counted)")
    ]
  }

  private static func noDate(_ text: String) -> Refusal {
    Refusal(
      id: "release-date", summary: "\"\(text)\" is not a date",
      fix: "write a day as 2026-03-14 or a month as 2026-03.")
  }
}

/// Whether what stands in the sources is what was released.
package enum DraftState: Sendable, Hashable {
  /// The newest edition is what the page prints; its number.
  case released(edition: Int)
  /// The content parted from its newest edition.
  case changed(since: Int)
  case neverReleased

  /// True where the page has to print "Draft, not released".
  package var isDraft: Bool {
    if case .released = self { return false }
    return true
  }
}
