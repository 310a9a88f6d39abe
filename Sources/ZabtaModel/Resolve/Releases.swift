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
          Diagnostic(
            "date-unreadable", .error, "\"\(date.text)\" is no date of a release",
            at: Diagnostic.Mark(date.range),
            fixes: [Diagnostic.Fix("write 2026-03 or 2026-03-14, and \"effective 2026-04-01\" behind it where it takes effect later")]))
        continue
      }
      if let last = releases.last, let newer = self.day(last.date), newer < day {
        report(
          Diagnostic(
            "releases-out-of-order", .error, "the releases are not newest first: \(date.text) is later than \(last.date)",
            at: Diagnostic.Mark(date.range), also: [Diagnostic.Mark(last.range)],
            fixes: [Diagnostic.Fix("leave these lines to \"zabta release\", which keeps them in order")]))
      }
      releases.append(
        Release(
          date: parts[0], effective: parts.count == 3 ? parts[2] : nil, note: note, range: date.range))
    }
    return releases
  }

  /// The day that a date means; a month is its first day.
  static func day(_ text: String) -> Day? {
    Day(text.utf8.count == 7 ? text + "-01" : text)
  }
}
