import ZabtaBundle
package import ZabtaChanges
package import ZabtaModel
package import ZabtaPages
package import ZabtaRuntime
package import ZabtaSyntax

/// A policy with everything that comes of it.
package struct CompiledPolicy: Sendable {
  package var policy: Policy
  /// What `bundle.json` says.
  package var content: BundleContent
  package var ruleset: Ruleset
  package var ledger: Ledger
  /// What editions are compared by.
  package var snapshot: EditionSnapshot
  package var state: DraftState
  /// What differs from the newest edition; nil where nothing does, or nobody can tell.
  package var unreleased: EditionChanges?
  /// The files of the policy's folder, by path.
  package var files: [PublishedFile]
  /// What the ledger no longer gives.
  package var diagnostics: [Diagnostic] = []

  /// The policy's id.
  package var id: String { policy.id }
  /// True where the content is not what was last released.
  package var needsRelease: Bool { state.isDraft }

  /// Everything that is printed, as one text: two editions with the same read the same.
  package var printedText: String {
    content.clauses.map { clause in
      clause.text.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
    }.joined(separator: "\n")
  }
}

/// Policy in, files out.
enum Publishing {
  static func publish(
    _ analysis: Analysis, source: SourceText, templates: Templates, ledger: Ledger
  ) throws(UnfilledSlot) -> CompiledPolicy? {
    guard let page = templates.page, let ruleset = analysis.ruleset else { return nil }
    let policy = analysis.policy
    let snapshot = snapshot(of: policy, source: source)
    let standing = Standing(snapshot, ledger)
    let state = standing.state
    let content = content(snapshot, state, ledger)

    let past = past(state, ledger)
    var files = try PageWriter.pages(
      policy: policy, history: history(state, ledger, past, snapshot), template: page)
    files.append(PublishedFile(path: "bundle.json", bytes: BundleJSON.write(content)))
    let flat = try? FlatFile.write(content)
    files += flat.map { [PublishedFile(path: FlatFile.name, bytes: $0)] } ?? []
    let set = BundleSets.file(ledger, current: content, policy)
    files += set.files
    files += past.flatMap(PastPages.files) + Notices.kept(in: ledger)
    files += Notices.feed(of: policy, content: content, ledger: ledger)
    files.sort { $0.path < $1.path }
    return CompiledPolicy(
      policy: policy, content: content, ruleset: ruleset, ledger: ledger, snapshot: snapshot,
      state: state, unreleased: standing.changes, files: files,
      diagnostics: set.diagnostics)
  }

  /// What `bundle.json` says: of a released edition the rules that were released.
  ///
  /// A vocabulary may have grown since by a word that no page prints. Nobody was told of it, so no
  /// service hears of it before the next release.
  private static func content(
    _ snapshot: EditionSnapshot, _ state: DraftState, _ ledger: Ledger
  ) -> BundleContent {
    var content = snapshot.content
    guard case .released(let edition) = state, let newest = ledger.newest else { return content }
    if let kept = newest.published.first(where: { $0.path == "bundle.json" })?.bytes,
      BundleJSON.digest(in: kept) != BundleJSON.digest(content),
      let released = try? BundleJSON.read(kept)
    {
      content = released
    }
    content.edition = edition
    content.date = newest.date
    content.effective = newest.firstDay
    return content
  }

  /// What editions of a policy are compared by.
  static func snapshot(of policy: Policy, source: SourceText) -> EditionSnapshot {
    let printed = ClauseTexts.of(policy)
    var content = policy.content(edition: 0)
    content.fill(printed)
    return EditionSnapshot(
      policy: policy, printed: printed, content: content, source: source.bytes)
  }

  /// A page whose content parted from its newest release does not carry that release's date.
  private static func history(
    _ state: DraftState, _ ledger: Ledger, _ past: [LedgerEntry], _ snapshot: EditionSnapshot
  ) -> PageHistory {
    let links = past.reversed().map { PageHistory.Edition(number: $0.edition, date: $0.date) }
    guard case .released(let edition) = state, let newest = ledger.newest else {
      return PageHistory(past: links)
    }
    return PageHistory(
      stamp: .released(date: newest.date, effective: newest.effective), edition: edition,
      past: links,
      highlights: Highlighting.highlights(of: snapshot, edition: edition, in: ledger))
  }

  /// The editions before the one that is shown; all of them beside a draft.
  private static func past(_ state: DraftState, _ ledger: Ledger) -> [LedgerEntry] {
    guard case .released(let edition) = state else { return ledger.entries }
    return ledger.entries.filter { $0.edition < edition }
  }
}

extension BundleContent {
  /// Puts the printed words and rule sentences beside the clauses.
  mutating func fill(_ printed: [String: PrintedClause]) {
    for index in clauses.indices {
      guard let clause = printed[clauses[index].id] else { continue }
      clauses[index].heading = clause.heading
      clauses[index].text = clause.text
      clauses[index].rules = clause.rules
    }
  }
}
