import ZabtaPages
import ZabtaRuntime

extension Notice {
  /// What the release of this edition makes due, for the lawyer who released it.
  ///
  /// Empty where nothing has to be announced.
  package var due: [String] {
    guard isMaterial else { return [] }
    guard !facts.announcements.isEmpty else {
      return [
        "This is a material change, and no clause says how such a change is announced. "
          + "Its notice: notices/\(edition).html."
      ]
    }
    return facts.announcements.flatMap { announcement in
      let ways = announcement.channels.map { $0.labels["en"] ?? $0.name }
      let limit = lastDay(of: announcement).map {
        ", on \(DateWords.words("\($0)", in: .english)) at the latest"
      }
      var lines = [
        "As this is a material change, the clause \(announcement.clause) makes you announce it"
          + (ways.isEmpty ? "" : " by \(Notice.list(ways))") + (limit ?? "") + "."
      ]
      var files: [String] = []
      for file in announcement.channels.compactMap({ $0.file(edition: edition) })
      where !files.contains(file) { files.append(file) }
      if !files.isEmpty {
        lines.append("Files, after zabta build, in output/\(facts.policy)/: \(Notice.list(files)).")
      }
      return lines
    }
  }

  /// The last day on which a promise to announce it ahead is kept; nil where nothing is said of that.
  func lastDay(of announcement: Announcement) -> Day? {
    ReleaseDate(effective ?? date).flatMap { announcement.lastDay(before: $0.day) }
  }
}
