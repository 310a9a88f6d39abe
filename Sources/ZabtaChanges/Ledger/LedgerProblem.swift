/// Why a ledger cannot be trusted as it stands.
package struct LedgerProblem: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case tooLarge = "ledger-too-large"
    case unreadable = "ledger-unreadable"
    case merged = "ledger-merged"
    case twoBranches = "ledger-two-branches"
    case altered = "ledger-altered"
    case missing = "ledger-missing"
    case reordered = "ledger-reordered"
    case broken = "ledger-broken"
    case backwards = "ledger-backwards"
    case foreign = "ledger-foreign"
    case newer = "ledger-newer"
    case notListed = "ledger-not-listed"
  }

  package var kind: Kind
  /// The line of the ledger, from 1.
  package var line: Int
  /// One line: what is wrong, the edition by its number.
  package var summary: String
  /// The way out.
  package var fix: String

  package init(_ kind: Kind, line: Int, _ summary: String, fix: String) {
    self.kind = kind
    self.line = line
    self.summary = summary
    self.fix = fix
  }
}
