import ZabtaChanges
import ZabtaPages

/// What the page of the newest edition marks as changed.
enum Highlighting {
  static func highlights(
    of snapshot: EditionSnapshot, edition: Int, in ledger: Ledger
  ) -> Highlights {
    guard edition > 1, let before = ledger[edition: edition - 1],
      let old = Editions.snapshot(of: before)
    else { return Highlights() }
    return Highlights(old: old, new: snapshot)
  }
}
