/// A release that was killed between its two files: the ledger has it, the source waits.
package enum InterruptedRelease {
  /// The source with the `Release` line that it lacks; nil where there is nothing to finish.
  ///
  /// `due` is the source as the release left it waiting; `ledgers` are those that stand beside it.
  /// The release is recorded where the newest edition of one of them was built from these very
  /// bytes. A source that was edited since keeps the edits and gets the line.
  package static func finish(
    source: [UInt8], due: [UInt8], ledgers: [[UInt8]]
  ) -> [UInt8]? {
    for ledger in ledgers {
      guard let entry = newest(ledger), let date = ReleaseDate(entry.date),
        entry.sources.contains(where: { $0.bytes == due })
      else { continue }
      let plan = ReleaseDecision.Plan(
        edition: entry.edition, date: date, effective: entry.effective.flatMap(ReleaseDate.init),
        note: entry.note, previous: entry.previous)
      let line = Array(ReleaseLine.text(plan).utf8)
      let lines = source.split(omittingEmptySubsequences: true) { $0 == 0x0A || $0 == 0x0D }
      if lines.contains(where: { $0.elementsEqual(line) }) { return nil }
      return ReleaseLine.insert(plan, into: source)
    }
    return nil
  }

  /// The edition in the last line of a ledger.
  private static func newest(_ ledger: [UInt8]) -> LedgerEntry? {
    ledger.split(separator: UInt8(ascii: "\n")).last.flatMap { LedgerLine($0)?.entry }
  }
}
