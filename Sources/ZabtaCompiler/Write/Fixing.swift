package import ZabtaSyntax

/// Takes the fixes that messages offer.
package enum Fixing {
  /// The files that change, with their new bytes: the first fix with edits of each message, in the
  /// order of the text; a fix that meets one already taken waits for the next run.
  package static func apply(
    _ diagnostics: [Diagnostic], to sources: [SourceText]
  ) -> [(file: Int, bytes: [UInt8])] {
    var edits: [Int: [Diagnostic.Edit]] = [:]
    for diagnostic in diagnostics {
      guard let fix = diagnostic.fixes.first(where: { !$0.edits.isEmpty }) else { continue }
      let isFree = fix.edits.allSatisfy { edit in
        sources.indices.contains(edit.range.file)
          && edit.range.upper <= sources[edit.range.file].bytes.count
          && !edits[edit.range.file, default: []].contains { meets($0.range, edit.range) }
      }
      guard isFree else { continue }
      for edit in fix.edits { edits[edit.range.file, default: []].append(edit) }
    }
    return edits.keys.sorted().map { file in
      var bytes = sources[file].bytes
      for edit in edits[file, default: []].sorted(by: { $0.range.lower > $1.range.lower }) {
        bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: Array(edit.text.utf8))
      }
      return (file, bytes)
    }
  }

  /// Whether two edits touch the same bytes, or insert at the same place.
  private static func meets(_ a: SourceRange, _ b: SourceRange) -> Bool {
    a.lower == b.lower || (a.lower < b.upper && b.lower < a.upper)
  }
}
