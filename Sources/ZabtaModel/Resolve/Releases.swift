import ZabtaRuntime
import ZabtaSyntax

/// Reads `Release 2026-09-01 effective 2026-10-01: …` lines.
enum Releases {
  static func read(
    _ drafts: [(date: Name, note: String)], _ report: (Diagnostic) -> Void
  ) -> [Release] {
    var releases: [Release] = []
    for (date, note) in drafts {
      let parts = date.text.split(separator: " ").map(String.init)
      let isShaped = parts.count == 1 || (parts.count == 3 && parts[1] == "effective")
      guard isShaped, let day = day(parts[0]), parts.count == 1 || self.day(parts[2]) != nil else {
        report(
          mistake(
            "date-unreadable", "\"\(date.text)\" is no date of a release", date,
            "write 2026-03 or 2026-03-14, and \"effective 2026-04-01\" behind it where it takes "
              + "effect later"))
        continue
      }
      if parts.count == 3, let effective = self.day(parts[2]), effective < day {
        report(
          mistake(
            "effective-too-early",
            "this release takes effect on \(parts[2]), before it is released on \(parts[0])", date,
            "let it take effect on the day of the release or later"))
      }
      if note.isEmpty {
        report(
          mistake(
            "release-without-words", "the release \(parts[0]) has no words for the notice", date,
            "write after the colon what changed, for instance \"First edition.\""))
      }
      if let last = releases.last, let newer = self.day(last.date), newer <= day {
        report(
          mistake(
            "releases-out-of-order",
            newer == day
              ? "two releases have the same day: \(parts[0]) and \(last.date)"
              : "the releases are not newest first: \(parts[0]) is later than \(last.date)",
            date, "leave these lines to \"zabta release\", which keeps them in order", last.range))
      }
      releases.append(
        Release(
          date: parts[0], effective: parts.count == 3 ? parts[2] : nil, note: note,
          range: date.range))
    }
    return releases
  }

  /// The day that a date means; a month is its first day.
  static func day(_ text: String) -> Day? {
    Day(text.utf8.count == 7 ? text + "-01" : text)
  }

  private static func mistake(
    _ id: String, _ summary: String, _ date: Name, _ way: String, _ other: SourceRange? = nil
  ) -> Diagnostic {
    Diagnostic(
      id, .error, summary, at: Diagnostic.Mark(date.range),
      also: other.map { [Diagnostic.Mark($0, "the other")] } ?? [], fixes: [Diagnostic.Fix(way)])
  }
}
