extension Ledger {
  /// The most bytes a ledger may have.
  static let mostBytes = 256 << 20
  /// The most editions.
  static let mostEditions = 10_000

  /// Reads a ledger and follows its chain.
  ///
  /// Any bytes give an answer; what cannot be trusted is named, and only sound editions are given
  /// back. `path` is what messages call the file.
  package static func parse(
    _ bytes: [UInt8], policy: String, path: String? = nil
  ) -> (ledger: Ledger, problems: [LedgerProblem]) {
    let way = WayOut(path: path ?? Ledger.path(besidePolicyAt: "", id: policy), policy: policy)
    var reader = LedgerReader(policy: policy, way: way)
    reader.read(bytes)
    return (Ledger(policy: policy, entries: reader.entries.map(\.entry)), reader.problems)
  }
}

/// Lines in, editions and problems out.
private struct LedgerReader {
  let policy: String
  let way: WayOut
  private(set) var entries: [(line: Int, entry: LedgerEntry)] = []
  private(set) var problems: [LedgerProblem] = []

  init(policy: String, way: WayOut) {
    self.policy = policy
    self.way = way
  }

  mutating func read(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    guard bytes.count <= Ledger.mostBytes else {
      return report(.tooLarge, 1, "the ledger is larger than 256 MB")
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if let conflict = lines.firstIndex(where: Merge.isMarker) {
      return report(
        .merged, conflict + 1,
        "two branches both released an edition of \(policy), and nobody finished their merge",
        fix: way.unfinishedMerge)
    }
    guard lines.count <= Ledger.mostEditions + 1 else {
      return report(.tooLarge, Ledger.mostEditions + 1, "the ledger has more than 10,000 editions")
    }
    // A whole file ends in a line break, so nothing stands behind the last one.
    let isWhole = lines.last?.isEmpty == true
    if isWhole { lines.removeLast() }
    for (index, line) in lines.enumerated() { read(line, at: index + 1) }
    if !isWhole, !problems.contains(where: { $0.line == lines.count }) {
      report(
        .cutOff, lines.count,
        "the last line of the ledger (\(entries.last?.entry.name ?? "line \(lines.count)")) has no line break: the end of the file was cut off"
      )
    }
    let newer = problems.filter { $0.kind == .newer }
    guard newer.isEmpty else {
      // What a later tool wrote, this one cannot judge.
      problems = newer
      return
    }
    let damaged = Set(problems.map(\.line)).subtracting(entries.map(\.line))
    let chain = LedgerChain(entries: entries, damaged: damaged, way: way).problems()
    // Two branches are one problem, whatever else follows from it.
    let branches = chain.filter { $0.kind == .twoBranches }
    problems = branches.isEmpty ? problems + chain : branches
    problems.sort { $0.line < $1.line }
  }

  /// Reads one line; an entry that stands as it was recorded joins the others.
  private mutating func read(_ line: ArraySlice<UInt8>, at number: Int) {
    let place = "line \(number) of the ledger, where edition \(number) stands,"
    if line.isEmpty {
      report(
        .unreadable, number, "line \(number) of the ledger is empty", fix: "take the line out.")
    } else if line.last == UInt8(ascii: "\r") {
      report(
        .altered, number, "\(place) ends in another line break than it was recorded with",
        fix: "an editor or git's autocrlf changed the line breaks of the file: bring it back with "
          + "\"git -c core.autocrlf=false restore -- \(way.path)\".")
    } else if let format = LedgerLine.format(line), format > LedgerEntry.currentFormat {
      report(
        .newer, number,
        "line \(number) of the ledger is of format \(format), which this tool does not know",
        fix: "use a newer zabta. Nothing was changed.")
    } else if let read = LedgerLine(line) {
      let entry = read.entry
      if !read.isSound {
        let isInPlace = entry.edition == number
        report(
          .altered, number,
          "\(isInPlace ? entry.name : place) was altered after it was recorded")
      } else if !entry.policy.utf8.elementsEqual(policy.utf8) {
        guard !problems.contains(where: { $0.kind == .foreign }) else { return }
        report(
          .foreign, number,
          "\(entry.name) is an edition of \"\(entry.policy)\", not of \"\(policy)\"",
          fix: "put each policy's ledger beside it under its own name, and restore this one. "
            + way.restore)
      } else {
        entries.append((number, entry))
      }
    } else {
      report(.unreadable, number, "\(place) is not an edition: it was altered or cut off")
    }
  }

  private mutating func report(
    _ kind: LedgerProblem.Kind, _ line: Int, _ summary: String, fix: String? = nil
  ) {
    problems.append(LedgerProblem(kind, line: line, summary, fix: fix ?? way.restore))
  }
}

/// What git leaves in a file that it could not merge.
package enum Merge {
  private static let markers = ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].map { Array($0.utf8) }

  /// True for a line that begins with a mark of git's.
  package static func isMarker(_ line: ArraySlice<UInt8>) -> Bool {
    markers.contains { line.starts(with: $0) }
  }
}
