import ZabtaChanges
import ZabtaSyntax

/// Files in which git left its marks: whatever else could be said of them follows from the merge.
enum UnfinishedMerge {
  /// One message for each policy of which two branches released editions, and one for each other file.
  static func messages(_ project: Project) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    var told: Set<Int> = []
    for (path, bytes) in project.ledgers.sorted(by: { $0.key < $1.key }) {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let id = String(name.dropLast(Project.ledgerSuffix.count))
      let problem = Ledger.parse(bytes, policy: id, path: path).problems
        .first { $0.kind == .merged }
      guard let problem else { continue }
      let place = title(of: id, in: project) ?? SourceRange(file: 0, 0, 0)
      told.insert(place.file)
      messages.append(
        Diagnostic(
          problem.kind.rawValue, .error, problem.summary,
          at: Diagnostic.Mark(place, "\(path), line \(problem.line)"),
          fixes: [Diagnostic.Fix(problem.fix)], context: "policy \(id)"))
    }
    for (file, source) in project.sources.enumerated() where !told.contains(file) {
      guard let line = lines(source.bytes).first(where: isConflict) else { continue }
      messages.append(
        Diagnostic(
          "merge-unfinished", .error,
          "two branches both changed this place, and nobody finished the merge",
          at: Diagnostic.Mark(SourceRange(file: file, line.startIndex, line.endIndex)),
          fixes: [
            Diagnostic.Fix(
              "between the lines that git marked with <<<<<<< and >>>>>>> leave the text that is meant, "
                + "then take those lines out.")
          ]))
    }
    return messages
  }

  /// The mark that begins a conflict; seven equals signs alone may be anything.
  private static func isConflict(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "<<<<<<< ".utf8)
  }

  private static func title(of policy: String, in project: Project) -> SourceRange? {
    for (file, source) in project.sources.enumerated() {
      let title = lines(source.bytes).first { $0.starts(with: "Policy \(policy):".utf8) }
      if let title { return SourceRange(file: file, title.startIndex, title.endIndex) }
    }
    return nil
  }

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: UInt8(ascii: "\n"))
  }
}
