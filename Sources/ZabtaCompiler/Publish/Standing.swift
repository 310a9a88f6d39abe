import ZabtaChanges

/// Where a policy's content stands against its newest edition.
struct Standing {
  var state: DraftState
  /// What differs from the newest edition, where something does and the tool can tell.
  var changes: EditionChanges?

  /// Compares digests first: only content that parted from its edition, or that another version of the
  /// tool recorded, is compared in full.
  init(_ snapshot: EditionSnapshot, _ ledger: Ledger) {
    guard let newest = ledger.newest else {
      state = .neverReleased
      return
    }
    let digest = ContentDigest(snapshot)
    guard digest.content != newest.contentDigest else {
      state = .released(edition: newest.edition)
      return
    }
    state = .changed(since: newest.edition)
    guard let before = Editions.snapshot(of: newest) else { return }
    let found = Differ.compare(old: before, new: snapshot)
    // Rules put in other words, with every answer and every printed word as it was, are no change.
    if found.isEmpty, digest.prose == newest.proseDigest {
      state = .released(edition: newest.edition)
    } else {
      changes = found
    }
  }
}
