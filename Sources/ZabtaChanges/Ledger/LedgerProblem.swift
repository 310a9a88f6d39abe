/// Why a ledger cannot be trusted as it stands.
package struct LedgerProblem: Error, Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case tooLarge = "ledger-too-large"
    case unreadable = "ledger-unreadable"
    case cutOff = "ledger-cut-off"
    case merged = "ledger-merged"
    case twoBranches = "ledger-two-branches"
    case twice = "ledger-twice"
    case altered = "ledger-altered"
    case missing = "ledger-missing"
    case reordered = "ledger-reordered"
    case broken = "ledger-broken"
    case backwards = "ledger-backwards"
    case foreign = "ledger-foreign"
    case newer = "ledger-newer"
    case notListed = "ledger-not-listed"
    case toldOtherwise = "ledger-told-otherwise"
  }

  package var kind: Kind
  /// The line of the ledger, from 1.
  package var line: Int
  /// One line: what is wrong, the edition by its number.
  package var summary: String
  /// The way out.
  package var fix: String
  /// The date of the policy's `Release` line that is meant; nil where the ledger alone is.
  package var release: String?

  package init(
    _ kind: Kind, line: Int, _ summary: String, fix: String, release: String? = nil
  ) {
    self.kind = kind
    self.line = line
    self.summary = summary
    self.fix = fix
    self.release = release
  }
}

/// The ways out of a damaged ledger, as commands for the file that it is.
struct WayOut {
  /// The ledger's path, as the user's shell knows it.
  var path: String
  /// The policy's id.
  var policy: String

  /// Back to a revision in which the chain held.
  var restore: String {
    "bring back the ledger as it was recorded: \"git log -- \(path)\" lists its revisions, \"git "
      + "restore --source REVISION -- \(path)\" takes one. A mistake in a past edition is put right "
      + "by a new edition."
  }

  /// Out of a merge that git could not finish.
  var unfinishedMerge: String {
    """
    keep the edition that was published, and release the changes of the other branch after it:
    1. git checkout --ours -- \(path)
       (--theirs, if it is the other branch's edition that was published)
    2. in the policy, finish the merge of the text, and of the Release lines leave those of that ledger
    3. zabta check
    4. zabta release \(policy) --date YYYY-MM-DD
    """
  }

  /// Out of a merge that put the editions of both branches one after the other.
  func twoLines(_ first: (line: Int, LedgerEntry), _ second: (line: Int, LedgerEntry)) -> String {
    let choices = [first, second].flatMap { line, entry in
      [
        "   sed -i \(line)d \(path)",
        "      takes out the edition dated \(entry.date): \(entry.note)",
      ]
    }
    return
      ([
        "keep the edition that was published, and release the changes of the other branch after it:",
        "1. take the other edition out of the ledger, with one of",
      ] + choices + [
        "2. take its Release line out of the policy",
        "3. zabta check",
        "4. zabta release \(policy) --date YYYY-MM-DD",
      ]).joined(separator: "\n")
  }
}
