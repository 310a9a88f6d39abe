package import ZabtaRuntime

/// A rule such as "We must announce material-change by homepage-notice 30 days ahead.".
package struct PromisedNotice: Sendable, Hashable {
  /// The event that a release with material changes is.
  package static let event = "material-change"

  /// How long before it takes effect a change is announced.
  package var span: Span
  /// The clause that promises it.
  package var clause: String
  /// The edition that promises it; nil for the text that is to be released.
  package var edition: Int?

  package init(_ span: Span, clause: String, edition: Int? = nil) {
    self.span = span
    self.clause = clause
    self.edition = edition
  }

  /// What an edition promises about announcing material changes.
  package static func all(in content: BundleContent, edition: Int? = nil) -> [PromisedNotice] {
    rules(in: content).compactMap { norm in
      norm.notice.map { PromisedNotice($0, clause: norm.clause, edition: edition) }
    }
  }

  /// The duties to announce a material change, with or without days.
  package static func rules(in content: BundleContent) -> [Norm] {
    content.norms.filter { norm in
      guard norm.action == .announce, norm.effect == .duty, norm.object.kind == .event else {
        return false
      }
      let isNamed = covers(norm.object.names, content)
      return isNamed != norm.object.isComplement && !covers(norm.object.except, content)
    }
  }

  /// True where the names, or what they include, hold the event.
  private static func covers(_ names: [String], _ content: BundleContent) -> Bool {
    let events = content.words.filter { $0.kind == .event }
    let includes = Dictionary(
      events.map { ($0.name, $0.includes) }, uniquingKeysWith: { first, _ in first })
    var seen = Set(names)
    var open = names
    while let next = open.popLast() {
      if next == event { return true }
      open += (includes[next] ?? []).filter { seen.insert($0).inserted }
    }
    return false
  }

  /// The first day on which a change that is announced with this date may take effect; nil beyond the
  /// calendar.
  package func earliest(after date: ReleaseDate) -> Day? { date.lastDay.after(span) }

  /// For instance "clause changes promises notice 30 days ahead".
  var words: String {
    let name = clause.split(separator: "#").last.map(String.init) ?? clause
    let time = "\(span.count) \(span.unit.rawValue)\(span.count == 1 ? "" : "s")"
    let promise = edition.map { "as edition \($0) stands" } ?? "in the new text"
    return "clause \(name) \(promise) promises notice \(time) ahead"
  }
}

extension Day {
  /// The day so long after this one; nil beyond the calendar.
  ///
  /// A month that lacks the day ends on its last one. Hours count from the end of this day, since
  /// nobody knows at which hour of it the count began.
  func after(_ span: Span) -> Day? {
    let count = min(max(span.count, 0), 4_000_000)
    switch span.unit {
    case .hour: return within(number + 1 + (count + 23) / 24)
    case .day: return within(number + count)
    case .week: return within(number + 7 * count)
    case .month: return adding(months: count)
    case .year: return adding(months: 12 * count)
    }
  }

  private func adding(months count: Int) -> Day? {
    let (year, month, day) = components
    let months = year * 12 + month - 1 + count
    let days = stride(from: day, through: min(day, 28), by: -1)
    return days.lazy.compactMap { Day(year: months / 12, month: months % 12 + 1, day: $0) }.first
  }

  private func within(_ number: Int) -> Day? {
    Day.range.contains(Day(number: number)) ? Day(number: number) : nil
  }
}
