/// Follows a ledger from edition to edition.
struct LedgerChain {
  /// The sound editions, each with its line.
  var entries: [(line: Int, entry: LedgerEntry)]
  /// The lines that hold no sound edition: each stands in the place of one.
  var damaged: Set<Int>
  var way: WayOut

  func problems() -> [LedgerProblem] {
    let (twice, kept) = repeated()
    guard !twice.contains(where: { $0.kind == .twoBranches }) else { return twice }
    let order = misplaced(kept)
    // Where editions are missing or stand elsewhere, every link is broken as well.
    return twice + (order.isEmpty ? broken(kept) : order)
  }

  /// Editions whose number stands twice, and the others.
  private func repeated() -> (
    problems: [LedgerProblem], kept: [(line: Int, entry: LedgerEntry)]
  ) {
    var problems: [LedgerProblem] = []
    var first: [Int: (line: Int, entry: LedgerEntry)] = [:]
    var kept: [(line: Int, entry: LedgerEntry)] = []
    for (line, entry) in entries {
      guard let other = first[entry.edition] else {
        first[entry.edition] = (line, entry)
        kept.append((line, entry))
        continue
      }
      if entry.digest == other.entry.digest {
        problems.append(
          LedgerProblem(
            .twice, line: line,
            "\(entry.name) stands twice in the ledger, in lines \(other.line) and \(line)",
            fix: "take one of the two lines out: sed -i \(line)d \(way.path)"))
      } else if !problems.contains(where: { $0.kind == .twoBranches }) {
        problems.append(
          LedgerProblem(
            .twoBranches, line: line,
            "two branches both released edition \(entry.edition) of \(entry.policy) (lines \(other.line) and \(line) of the ledger)",
            fix: way.twoLines((other.line, other.entry), (line, entry))))
      }
    }
    return (problems, kept)
  }

  /// Editions that are missing or out of order.
  private func misplaced(_ kept: [(line: Int, entry: LedgerEntry)]) -> [LedgerProblem] {
    let known = Set(kept.map(\.entry.edition))
    var problems: [LedgerProblem] = []
    var expected = 1
    var line = 0
    for (place, entry) in kept {
      // A damaged line above may have been an edition.
      let latest = expected + damaged.count { $0 > line && $0 < place }
      line = place
      if entry.edition < expected || entry.edition > latest {
        if entry.edition < expected || known.contains(expected) {
          // The others stand elsewhere because of it.
          return problems + [
            LedgerProblem(
              .reordered, line: place,
              "edition \(entry.edition) stands where edition \(expected) belongs",
              fix: way.restore)
          ]
        }
        let missing =
          entry.edition == latest + 1
          ? "edition \(latest) is" : "editions \(latest) to \(entry.edition - 1) are"
        problems.append(
          LedgerProblem(
            .missing, line: place, "\(missing) missing: line \(place) is edition \(entry.edition)",
            fix: way.restore))
      }
      expected = entry.edition + 1
    }
    return problems
  }

  /// Links that do not hold, and dates that run backwards.
  private func broken(_ kept: [(line: Int, entry: LedgerEntry)]) -> [LedgerProblem] {
    var problems: [LedgerProblem] = []
    for (index, (line, entry)) in kept.enumerated() {
      guard let date = ReleaseDate(entry.date), entry.start.map({ $0 >= date }) == true else {
        problems.append(
          LedgerProblem(
            .backwards, line: line,
            "edition \(entry.edition) is dated \(entry.date)\(entry.effective.map { ", in force from \($0)" } ?? ""), which cannot be",
            fix: way.restore))
        continue
      }
      guard index > 0 else {
        if entry.edition == 1, !entry.previous.isEmpty {
          problems.append(
            LedgerProblem(
              .broken, line: line, "edition 1 says that another came before it", fix: way.restore))
        }
        continue
      }
      let before = kept[index - 1].entry
      // Behind a damaged line there is nothing to follow.
      guard before.edition + 1 == entry.edition else { continue }
      if entry.previous != before.digest {
        problems.append(
          LedgerProblem(
            .broken, line: line,
            "edition \(entry.edition) was recorded after another edition \(before.edition) than the one in the line above",
            fix:
              "the one or the other comes from another branch, or was recorded anew. Take the editions of one branch: "
              + way.restore))
      } else if let earlier = ReleaseDate(before.date), date <= earlier {
        problems.append(
          LedgerProblem(
            .backwards, line: line,
            "edition \(entry.edition) is dated \(entry.date), which is not after \(before.date)",
            fix: way.restore))
      }
    }
    return problems
  }
}
