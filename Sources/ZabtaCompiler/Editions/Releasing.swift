import ZabtaBundle
package import ZabtaChanges
import ZabtaModel
import ZabtaPages
import ZabtaRuntime
package import ZabtaSyntax

/// Records an edition: `zabta release`, texts in and texts out.
package enum Releasing {
  /// What the lawyer asks for.
  package struct Wish: Sendable {
    package var policy: String
    package var date: String
    package var effective: String?
    package var note: String?
    package var approvedBy: String?
    /// The Urdu that did not follow its English holds all the same.
    package var urduHolds: Bool

    package init(
      policy: String, date: String, effective: String?, note: String?, approvedBy: String?,
      urduHolds: Bool = false
    ) {
      self.policy = policy
      self.date = date
      self.effective = effective
      self.note = note
      self.approvedBy = approvedBy
      self.urduHolds = urduHolds
    }
  }

  package enum Outcome: Sendable {
    case record(Recording)
    case refuse([ReleaseDecision.Refusal])
    /// The sources have errors, before or after.
    case errors([Diagnostic], [SourceText])
    case unknownPolicy(known: [String])
  }

  /// An edition to be written.
  package struct Recording: Sendable {
    /// The ledger and the source with their new bytes; one without the other is no release.
    package var ledger: (path: String, bytes: [UInt8])
    package var source: (path: String, bytes: [UInt8])
    package var entry: LedgerEntry
    /// Since the edition before; nil for a first one.
    package var changes: EditionChanges?
    /// The Urdu that did not follow its English, in this edition or an earlier one.
    package var stale: [StaleText]
    /// What the policy's own promises make due, a sentence each.
    package var due: [String]

    /// Both files.
    package var files: [(path: String, bytes: [UInt8])] { [ledger, source] }
  }

  package static func release(_ wish: Wish, in project: Project) -> Outcome {
    let compilation = Compiler.compile(project)
    guard !compilation.hasErrors else {
      return .errors(compilation.diagnostics, compilation.sources)
    }
    guard let built = compilation.policies.first(where: { $0.policy.id == wish.policy }) else {
      return .unknownPolicy(known: compilation.policies.map(\.policy.id))
    }
    let hidden = hiddenCharacters(in: wish)
    guard hidden.isEmpty else { return .refuse(hidden) }
    let changes = built.unreleased
    if let newest = built.ledger.newest, built.needsRelease, changes == nil {
      return .refuse([
        ReleaseDecision.Refusal(
          id: "release-past-unreadable",
          summary:
            "this zabta can read neither the sources nor the bundle of \(newest.name), so it "
            + "cannot say what changed",
          fix: "release with the zabta that recorded it, or with a newer one.")
      ])
    }
    let decision = ReleaseDecision.decide(
      ledger: built.ledger, state: built.state, date: wish.date, effective: wish.effective,
      note: wish.note, changes: changes, promises: promises(built, on: wish.date))
    switch decision {
    case .refuse(let refusals): return .refuse(refusals)
    case .release(let plan):
      let stale = StaleUrdu.texts(built).stale
      if wish.urduHolds, stale.isEmpty {
        return .refuse([
          ReleaseDecision.Refusal(
            id: "release-urdu-holds", summary: "no Urdu was left behind by its English",
            fix: "leave out --urdu-holds: there is nothing to confirm.")
        ])
      }
      return record(plan, wish, built, changes, stale, in: project)
    }
  }

  /// Words that would show something else than they say, in the ledger, the notice and the terminal.
  private static func hiddenCharacters(in wish: Wish) -> [ReleaseDecision.Refusal] {
    [("--note", wish.note), ("--approved-by", wish.approvedBy)].compactMap { option, words in
      guard let character = words.flatMap(GivenText.hiddenCharacter) else { return nil }
      return ReleaseDecision.Refusal(
        id: "release-hidden-character",
        summary: "in the words of \(option) stands the \(character), which nobody sees",
        fix: "type the words anew, without it.")
    }
  }

  /// What the policy promises about announcing material changes: in the new text, and in every edition
  /// that is in force on the day or comes into force after it.
  ///
  /// No release gets rid of a promise that
  /// it breaks itself.
  private static func promises(_ built: CompiledPolicy, on date: String) -> [PromisedNotice] {
    let inForce = ReleaseDate(date).flatMap { built.ledger.inForce(on: $0)?.edition }
    let standing = built.ledger.entries.filter {
      $0.edition >= inForce ?? built.ledger.newest?.edition ?? 0
    }
    return standing.reversed().flatMap { entry in
      Editions.snapshot(of: entry).map {
        PromisedNotice.all(in: $0.content, edition: entry.edition)
      } ?? []
    } + PromisedNotice.all(in: built.content)
  }

  private static func record(
    _ plan: ReleaseDecision.Plan, _ wish: Wish, _ built: CompiledPolicy, _ changes: EditionChanges?,
    _ stale: [StaleText], in project: Project
  ) -> Outcome {
    var project = project
    let file = built.policy.file
    let source = project.sources[file]
    project.sources[file] = SourceText(
      path: source.path, bytes: ReleaseLine.insert(plan, into: source.bytes))
    let ledgerPath = Ledger.path(besidePolicyAt: source.path, id: built.policy.id)
    let kept = Editions.keptSources(of: built.policy, in: project)
    let approver = wish.approvedBy.map(ReleaseLine.words).flatMap { $0.isEmpty ? nil : $0 }
    let recorded = project.ledgers[ledgerPath] ?? []

    func entry(_ published: [LedgerEntry.PublishedFile]) -> LedgerEntry {
      LedgerEntry(
        policy: built.policy.id, edition: plan.edition, date: plan.date.text,
        effective: plan.effective?.text, approvedBy: approver, note: plan.note,
        classes: changes?.recordedClasses ?? [], sources: kept,
        content: ContentDigest(built.snapshot), published: published,
        urduHolds: wish.urduHolds, previous: plan.previous)
    }
    // The pages carry the date that this entry brings: they are made with the entry in place, and
    // then kept in it.
    project.ledgers[ledgerPath] = recorded + entry([]).line() + [UInt8(ascii: "\n")]
    let dated = Compiler.compile(project)
    guard !dated.hasErrors,
      let released = dated.policies.first(where: { $0.policy.id == wish.policy })
    else { return .errors(dated.diagnostics, dated.sources) }
    let pages = released.files.filter {
      !$0.path.hasPrefix("editions/") && !$0.path.hasPrefix("notices/")
        // Set and feed hold every edition before: they are made anew, not kept again in each.
        && $0.path != BundleSetJSON.fileName && $0.path != Notices.feedFile
        // The flat form is made of bundle.json whenever it is needed; the ledger keeps texts.
        && !$0.path.hasSuffix(".zb")
    }
    let notice = Notices.notice(
      of: released, edition: plan.edition, date: plan.date.text, effective: plan.effective?.text,
      note: plan.note, before: built.ledger.newest.flatMap { Editions.snapshot(of: $0) },
      changes: changes)
    let notices: [PublishedFile]
    do throws(UnfilledSlot) {
      notices = try Notices.files(of: notice, project: project)
    } catch {
      return .errors([error.diagnostic], dated.sources)
    }
    let published = (pages + notices).map { file in
      LedgerEntry.PublishedFile(
        path: file.path, digest: ContentDigest.of(file.bytes),
        text: String(decoding: file.bytes, as: UTF8.self))
    }
    let final = entry(published)
    let ledger = recorded + final.line() + [UInt8(ascii: "\n")]
    return .record(
      Recording(
        ledger: (ledgerPath, ledger), source: (source.path, project.sources[file].bytes),
        entry: final, changes: changes, stale: stale, due: notice.due))
  }
}
