import ZabtaBundle
import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
import ZabtaSyntax

/// The released editions of a policy as one file in each form, so that services change over by themselves.
enum BundleSets {
  /// The set of a policy: each edition of the ledger as it was published, the coming one too; nil
  /// where nothing was ever released.
  ///
  /// `current` is the bundle that stands beside the set. Where it is a draft, it is in force on no
  /// day and is left out.
  static func file(
    _ ledger: Ledger, current: BundleContent, _ policy: Policy
  ) -> (files: [PublishedFile], diagnostics: [Diagnostic]) {
    guard !ledger.entries.isEmpty else { return ([], []) }
    var editions: [BundleSetJSON.Edition] = []
    var contents: [BundleContent] = []
    for (index, entry) in ledger.entries.enumerated() {
      guard let edition = edition(entry, current, ledger.policy),
        let content = content(entry, current)
      else { return ([], [lost(entry, line: index + 1, policy)]) }
      editions.append(edition)
      contents.append(content)
    }
    guard let flat = try? FlatFile.writeSet(contents) else { return ([], []) }
    return (
      [
        PublishedFile(
          path: BundleSetJSON.fileName, bytes: BundleSetJSON.write(editions, of: ledger.policy)),
        PublishedFile(path: FlatFile.setName, bytes: flat),
      ], []
    )
  }

  /// The flat bundle of a past edition, beside the `bundle.json` that the ledger keeps.
  static func flat(_ entry: LedgerEntry) -> [PublishedFile] {
    guard let content = Editions.published(entry), let bytes = try? FlatFile.write(content) else {
      return []
    }
    return [PublishedFile(path: "editions/\(entry.edition)/\(FlatFile.name)", bytes: bytes)]
  }

  /// What the edition says, its dates told too where its own bundle does not tell them.
  private static func content(_ entry: LedgerEntry, _ current: BundleContent) -> BundleContent? {
    var content = entry.edition == current.edition ? current : Editions.published(entry)
    content?.date = entry.date
    content?.effective = entry.firstDay
    return content
  }

  private static func edition(
    _ entry: LedgerEntry, _ current: BundleContent, _ policy: String
  ) -> BundleSetJSON.Edition? {
    guard let start = entry.firstDay else { return nil }
    if entry.edition == current.edition {
      return BundleSetJSON.Edition(current, date: entry.date, effective: start)
    }
    return entry.published.first { $0.path == "bundle.json" }?.bytes.flatMap { bytes in
      BundleSetJSON.Edition(
        bytes, of: policy, edition: entry.edition, date: entry.date, effective: start)
    }
  }

  /// A set without one of its editions would answer by a wrong one.
  private static func lost(_ entry: LedgerEntry, line: Int, _ policy: Policy) -> Diagnostic {
    Diagnostic(
      LedgerProblem.Kind.unreadable.rawValue, .error,
      "the ledger keeps no rule bundle of edition \(entry.edition) that this tool can read",
      at: Diagnostic.Mark(policy.title.range, "line \(line) of the ledger"),
      fixes: [
        Diagnostic.Fix("restore the ledger from its last good revision, or use a newer zabta.")
      ], context: "policy \(policy.id)")
  }
}

extension LedgerEntry {
  /// The first day on which the edition is in force.
  var firstDay: Day? { start?.day }
}
