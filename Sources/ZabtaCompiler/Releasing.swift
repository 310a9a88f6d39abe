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

    package init(
      policy: String, date: String, effective: String?, note: String?, approvedBy: String?
    ) {
      self.policy = policy
      self.date = date
      self.effective = effective
      self.note = note
      self.approvedBy = approvedBy
    }
  }

  package enum Outcome: Sendable {
    /// The ledger's and the source's new bytes, to be written in this order, and what to tell.
    case record(files: [(path: String, bytes: [UInt8])], edition: Int, changes: EditionChanges?)
    case refuse([ReleaseDecision.Refusal])
    /// The sources have errors, before or after.
    case errors([Diagnostic], [SourceText])
    case unknownPolicy(known: [String])
  }

  package static func release(_ wish: Wish, in project: Project) -> Outcome {
    let compilation = Compiler.compile(project)
    guard !compilation.hasErrors else {
      return .errors(compilation.diagnostics, compilation.sources)
    }
    guard let built = compilation.policies.first(where: { $0.policy.id == wish.policy }) else {
      return .unknownPolicy(known: compilation.policies.map(\.policy.id))
    }
    let before = built.ledger.newest.flatMap { Editions.snapshot(of: $0) }
    let changes = before.map { Differ.compare(old: $0, new: built.snapshot) }
    let decision = ReleaseDecision.decide(
      ledger: built.ledger, content: ContentDigest(built.snapshot), date: wish.date,
      effective: wish.effective, note: wish.note, changes: changes,
      promisedNotice: promisedNotice(built))
    switch decision {
    case .refuse(let refusals): return .refuse(refusals)
    case .release(let plan): return record(plan, wish, built, changes, in: project)
    }
  }

  /// The clauses whose content is not what was last released; empty where nothing ever was.
  package static func unreleasedClauses(_ built: CompiledPolicy) -> [String] {
    guard built.needsRelease,
      let before = built.ledger.newest.flatMap({ Editions.snapshot(of: $0) })
    else { return [] }
    let changes = Differ.compare(old: before, new: built.snapshot)
    let named = changes.changes.flatMap(\.clauses) + changes.redlines.map(\.clause)
    var seen: Set<String> = []
    return named.filter { seen.insert($0).inserted }
  }

  /// How long ahead the policy promises to announce a material change.
  private static func promisedNotice(_ built: CompiledPolicy) -> Span? {
    built.content.norms.first {
      $0.action == .announce && $0.effect == .duty && $0.notice != nil
    }?.notice
  }

  private static func record(
    _ plan: ReleaseDecision.Plan, _ wish: Wish, _ built: CompiledPolicy, _ changes: EditionChanges?,
    in project: Project
  ) -> Outcome {
    var project = project
    let file = built.policy.file
    let source = project.sources[file]
    project.sources[file] = SourceText(
      path: source.path, bytes: ReleaseLine.insert(plan, into: source.bytes))
    let ledgerPath = Ledger.path(besidePolicyAt: source.path, id: built.policy.id)
    let kept = Editions.keptSources(of: built.policy, in: project)

    func entry(_ published: [LedgerEntry.PublishedFile]) -> LedgerEntry {
      LedgerEntry(
        policy: built.policy.id, edition: plan.edition, date: plan.date.text,
        effective: plan.effective?.text, approvedBy: wish.approvedBy, note: plan.note,
        classes: (changes?.classes ?? []).map(\.rawValue), sources: kept,
        content: ContentDigest(built.snapshot), published: published, previous: plan.previous)
    }
    // The pages carry the date that this entry brings: they are made with the entry in place, and
    // then kept in it.
    project.ledgers[ledgerPath] = built.ledger.appending(entry([])).bytes
    let dated = Compiler.compile(project)
    guard !dated.hasErrors,
      let released = dated.policies.first(where: { $0.policy.id == wish.policy })
    else { return .errors(dated.diagnostics, dated.sources) }
    let pages = released.files.filter {
      !$0.path.hasPrefix("editions/") && !$0.path.hasPrefix("notices/")
        // The set holds every edition before: it is made anew, not kept again in each.
        && $0.path != BundleSetJSON.fileName
    }
    let notice: [PublishedFile]
    do throws(UnfilledSlot) {
      notice = try Notices.files(
        of: released, edition: plan.edition, date: plan.date.text, effective: plan.effective?.text,
        note: plan.note, changes: changes, project: project)
    } catch {
      return .errors([error.diagnostic], dated.sources)
    }
    let published = (pages + notice).map { file in
      LedgerEntry.PublishedFile(
        path: file.path, digest: ContentDigest.of(file.bytes),
        text: String(decoding: file.bytes, as: UTF8.self))
    }
    let ledger = built.ledger.appending(entry(published))
    return .record(
      files: [(ledgerPath, ledger.bytes), (source.path, project.sources[file].bytes)],
      edition: plan.edition, changes: changes)
  }
}
