extension Ledger {
  /// A `Release` line of the policy.
  package struct Listed: Sendable, Hashable {
    package var date: String
    package var effective: String?
    package var note: String

    package init(date: String, effective: String? = nil, note: String) {
      self.date = date
      self.effective = effective
      self.note = note
    }
  }

  /// Compares the ledger with the policy's own `Release` lines: both tell the same editions, on the
  /// same days, in the same words.
  ///
  /// The lines are what people read, and what shows that the last lines of a ledger were lost.
  package func problems(againstReleases listed: [Listed], path: String) -> [LedgerProblem] {
    let way = WayOut(path: path, policy: policy)
    if entries.isEmpty, let newest = listed.first {
      let count = listed.count == 1 ? "a release" : "\(listed.count) releases"
      return [
        LedgerProblem(
          .missing, line: 1,
          "the policy lists \(count), and the ledger \(path) is missing or empty",
          fix: "\(way.restore) Where nothing was ever recorded: take the Release "
            + "\(listed.count == 1 ? "line" : "lines") out of the policy, and run zabta release.",
          release: newest.date)
      ]
    }
    var problems: [LedgerProblem] = []
    for release in listed.reversed() where !entries.contains(where: { $0.date == release.date }) {
      problems.append(
        LedgerProblem(
          .missing, line: max(1, entries.count),
          "the policy says \"Release \(release.date)\", and the ledger holds no such edition",
          fix:
            "if that edition was published, its line of the ledger was lost: \(way.restore) If not, "
            + "take the Release line out: zabta release writes it together with the ledger.",
          release: release.date))
    }
    for (index, entry) in entries.enumerated() {
      let line = ReleaseLine.text(date: entry.date, effective: entry.effective, note: entry.note)
      guard let release = listed.first(where: { $0.date == entry.date }) else {
        problems.append(
          LedgerProblem(
            .notListed, line: index + 1,
            "the ledger holds \(entry.name), and the policy has no line for it",
            fix: "put the line back into the front matter, newest first: \(line)"))
        continue
      }
      let isSame =
        release.effective == entry.effective
        && ReleaseLine.words(release.note).utf8.elementsEqual(ReleaseLine.words(entry.note).utf8)
      if !isSame {
        problems.append(
          LedgerProblem(
            .toldOtherwise, line: index + 1,
            "the policy tells \(entry.name) otherwise than the ledger recorded it",
            fix: "write the line as it was recorded: \(line)", release: release.date))
      }
    }
    return problems
  }
}
