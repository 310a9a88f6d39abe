import FoundationEssentials

extension Ledger {
  /// The most bytes a ledger may have.
  static let mostBytes = 256 << 20
  /// The most editions.
  static let mostEditions = 10_000

  /// Reads a ledger and follows its chain.
  ///
  /// Any bytes give an answer; what cannot be trusted is named.
  package static func parse(
    _ bytes: [UInt8], policy: String
  ) -> (ledger: Ledger, problems: [LedgerProblem]) {
    let empty = Ledger(policy: policy)
    guard bytes.count <= mostBytes else {
      return (
        empty,
        [
          LedgerProblem(
            .tooLarge, line: 1, "the ledger is larger than 256 MB",
            fix: "restore it from its last good revision.")
        ]
      )
    }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if let conflict = lines.firstIndex(where: isConflictMarker) {
      return (
        empty,
        [
          LedgerProblem(
            .merged, line: conflict + 1,
            "two branches both released an edition, and the ledger was merged by hand only in part",
            fix: wayOutOfTwoBranches)
        ]
      )
    }
    guard lines.count <= mostEditions + 1 else {
      return (
        empty,
        [
          LedgerProblem(
            .tooLarge, line: mostEditions + 1, "the ledger has more than 10,000 editions",
            fix: "restore it from its last good revision.")
        ]
      )
    }

    var entries: [(line: Int, entry: LedgerEntry, bytes: ArraySlice<UInt8>)] = []
    var problems: [LedgerProblem] = []
    let decoder = JSONDecoder()
    for (index, line) in lines.enumerated() where !line.isEmpty {
      if let entry = try? decoder.decode(LedgerEntry.self, from: Data(line)) {
        entries.append((index + 1, entry, line))
      } else if let format = (try? decoder.decode(Format.self, from: Data(line)))?.format,
        format > LedgerEntry.currentFormat
      {
        problems.append(newer(index + 1, format))
      } else {
        problems.append(
          LedgerProblem(
            .unreadable, line: index + 1,
            "line \(index + 1) of the ledger is not an edition: it was altered or cut off",
            fix: "restore the ledger from its last good revision."))
      }
    }
    problems += check(entries, policy)
    problems.sort { $0.line < $1.line }
    return (Ledger(policy: policy, entries: entries.map(\.entry)), problems)
  }

  private struct Format: Decodable {
    var format: Int
  }

  static let wayOutOfTwoBranches =
    "keep the edition that was published, take the other one's line out of the ledger and its "
    + "Release line out of the policy, and release the other changes again."

  /// Each entry by itself, then the chain.
  private static func check(
    _ entries: [(line: Int, entry: LedgerEntry, bytes: ArraySlice<UInt8>)], _ policy: String
  ) -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    var places: [Int: Int] = [:]
    for (line, entry, bytes) in entries {
      let name = "edition \(entry.edition) (\(entry.date))"
      if entry.format > LedgerEntry.currentFormat {
        problems.append(newer(line, entry.format))
        continue
      }
      if !entry.policy.utf8.elementsEqual(policy.utf8) {
        problems.append(
          LedgerProblem(
            .foreign, line: line,
            "\(name) is an edition of \"\(entry.policy)\", not of \"\(policy)\"",
            fix: "put each policy's ledger beside it under its own name."))
      } else if !entry.line().elementsEqual(bytes) || entry.computedDigest != entry.digest {
        problems.append(
          LedgerProblem(
            .altered, line: line, "\(name) was altered after it was recorded",
            fix: "restore line \(line) of the ledger from an earlier revision; a mistake in a past "
              + "edition is put right by a new edition."))
      }
      if let first = places[entry.edition] {
        problems.append(
          LedgerProblem(
            .twoBranches, line: line,
            "two branches both released edition \(entry.edition) (lines \(first) and \(line))",
            fix: wayOutOfTwoBranches))
      } else {
        places[entry.edition] = line
      }
    }
    guard !problems.contains(where: { $0.kind == .twoBranches }) else { return problems }
    return problems + chain(entries.map { ($0.line, $0.entry) }, known: Set(places.keys))
  }

  private static func chain(
    _ entries: [(line: Int, entry: LedgerEntry)], known: Set<Int>
  ) -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    var last: LedgerEntry?
    for (line, entry) in entries {
      let expected = (last?.edition ?? 0).addingReportingOverflow(1).partialValue
      if entry.edition != expected {
        let isElsewhere = known.contains(expected)
        problems.append(
          isElsewhere
            ? LedgerProblem(
              .reordered, line: line,
              "edition \(entry.edition) stands where edition \(expected) belongs",
              fix: "restore the order of the ledger from an earlier revision.")
            : LedgerProblem(
              .missing, line: line,
              "edition \(expected) is missing: line \(line) is edition \(entry.edition)",
              fix: "restore the ledger from an earlier revision."))
      } else if entry.previous != last?.digest ?? "" {
        problems.append(
          LedgerProblem(
            .broken, line: line,
            expected == 1
              ? "edition 1 says that another came before it"
              : "edition \(entry.edition) was recorded after another edition \(expected - 1) than the one "
                + "in the line above",
            fix: "restore the ledger from an earlier revision."))
      } else if let last, let before = ReleaseDate(last.date), let after = ReleaseDate(entry.date),
        after.day <= before.day
      {
        problems.append(
          LedgerProblem(
            .backwards, line: line,
            "edition \(entry.edition) is dated \(entry.date), which is not after \(last.date)",
            fix: "restore the ledger from an earlier revision."))
      }
      last = entry
    }
    return problems
  }

  private static func isConflictMarker(_ line: ArraySlice<UInt8>) -> Bool {
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains { line.starts(with: $0.utf8) }
  }

  private static func newer(_ line: Int, _ format: Int) -> LedgerProblem {
    LedgerProblem(
      .newer, line: line,
      "line \(line) of the ledger is of format \(format), which this tool does not know",
      fix: "use a newer zabta.")
  }
}

extension Ledger {
  /// Compares the ledger with the policy's own `Release` lines, newest first: an edition that one of
  /// both lacks was lost.
  package func problems(
    againstReleases releases: [(date: String, effective: String?)]
  ) -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    let listed = releases.reversed().map { $0 }
    for index in 0..<max(listed.count, entries.count) {
      let line = index + 1
      guard index < entries.count else {
        problems.append(
          LedgerProblem(
            .missing, line: max(1, entries.count),
            "the policy names an edition of \(listed[index].date), and the ledger does not have it",
            fix:
              "restore the ledger from an earlier revision, or take the Release line out and run "
              + "zabta release."))
        continue
      }
      guard index < listed.count else {
        problems.append(
          LedgerProblem(
            .notListed, line: line,
            "the ledger has edition \(entries[index].edition) (\(entries[index].date)), and the policy has "
              + "no Release line for it",
            fix: "put the Release line back."))
        continue
      }
      let entry = entries[index]
      if entry.date != listed[index].date || entry.effective != listed[index].effective {
        problems.append(
          LedgerProblem(
            .notListed, line: line,
            "the policy dates edition \(entry.edition) \(listed[index].date), the ledger \(entry.date)",
            fix: "write the Release line as the ledger has it."))
      }
    }
    return problems
  }
}
