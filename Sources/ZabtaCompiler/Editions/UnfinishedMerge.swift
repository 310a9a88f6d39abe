import ZabtaChanges
import ZabtaSyntax

/// Files in which git left its marks: whatever else could be said of them follows from the merge.
enum UnfinishedMerge {
  /// One message for each policy of which two branches released editions, and one for each other
  /// file.
  static func messages(_ project: Project, _ ledgers: Ledgers) -> [Diagnostic] {
    var messages: [Diagnostic] = []
    var told: Set<Int> = []
    for file in ledgers.files {
      guard let problem = file.problems.first(where: { $0.kind == .merged }) else { continue }
      let title = title(of: file.policy, in: project)
      if let title { told.insert(title.file) }
      messages.append(
        Diagnostic(
          problem.kind.rawValue, .error, problem.summary,
          at: Diagnostic.Mark(
            title ?? SourceRange(file: 0, 0, 0), "\(file.path), line \(problem.line)"),
          fixes: [Diagnostic.Fix(problem.fix)], context: "policy \(file.policy)"))
    }
    for (file, source) in project.sources.enumerated() where !told.contains(file) {
      guard let line = line(beginning: "<<<<<<< ", in: source.bytes) else { continue }
      messages.append(
        Diagnostic(
          "merge-unfinished", .error,
          "two branches both changed this place, and nobody finished the merge",
          at: Diagnostic.Mark(SourceRange(file: file, line.lowerBound, line.upperBound)),
          fixes: [
            Diagnostic.Fix(
              "between the lines that git marked with <<<<<<< and >>>>>>> leave the text that is "
                + "meant, then take those lines out.")
          ]))
    }
    return messages
  }

  private static func title(of policy: String, in project: Project) -> SourceRange? {
    for (file, source) in project.sources.enumerated() {
      if let title = line(beginning: "Policy \(policy):", in: source.bytes) {
        return SourceRange(file: file, title.lowerBound, title.upperBound)
      }
    }
    return nil
  }

  /// The first line that begins so.
  private static func line(beginning words: String, in bytes: [UInt8]) -> Range<Int>? {
    let words = Array(words.utf8)
    let found = bytes.withUnsafeBufferPointer { text -> Int? in
      var start = 0
      while start < text.count {
        if text[start] == words[0], text[start...].starts(with: words) { return start }
        while start < text.count, text[start] != UInt8(ascii: "\n") { start += 1 }
        start += 1
      }
      return nil
    }
    guard let found else { return nil }
    return found..<(bytes[found...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count)
  }
}
