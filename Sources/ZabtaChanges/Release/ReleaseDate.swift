package import ZabtaRuntime

/// The date of an edition: a day, or a month where nobody says which day.
///
/// For force and for order a month means its first day. Days that are promised between the date and
/// something else count from its ``lastDay``: the edition may have been released that late.
package struct ReleaseDate: Sendable, Hashable, Comparable {
  /// As it was written: `2026-03` or `2026-03-14`.
  package let text: String
  /// The day that counts, for force and for order.
  package let day: Day
  /// True where only the month is known.
  package let isMonth: Bool

  /// Reads a date; nil where there is none such.
  package init?(_ text: String) {
    if let day = Day(text) {
      self.day = day
      isMonth = false
    } else if text.utf8.count == 7, let day = Day(text + "-01") {
      self.day = day
      isMonth = true
    } else {
      return nil
    }
    self.text = text
  }

  /// The day, or the last of the month.
  package var lastDay: Day {
    guard isMonth else { return day }
    let (year, month, _) = day.components
    let candidates = stride(from: 31, through: 28, by: -1)
    return candidates.lazy.compactMap { Day(year: year, month: month, day: $0) }.first ?? day
  }

  package static func < (left: ReleaseDate, right: ReleaseDate) -> Bool {
    left.day < right.day
  }
}
