package import ZabtaRuntime

/// The date of an edition: a day, or a month that means its first day.
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

  package static func < (left: ReleaseDate, right: ReleaseDate) -> Bool {
    left.day < right.day
  }
}
