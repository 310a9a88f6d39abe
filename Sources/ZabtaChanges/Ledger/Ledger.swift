/// The editions of one policy, each bound to the one before by its digest.
///
/// The file stands beside the policy: `policies/<policy-id>.ledger.jsonl`, a line an edition, and
/// only ever grows. It is text, so that Git shows what a release added.
package struct Ledger: Sendable, Hashable {
  /// The policy's id.
  package var policy: String
  /// The editions, the first first.
  package private(set) var entries: [LedgerEntry]

  package init(policy: String, entries: [LedgerEntry] = []) {
    self.policy = policy
    self.entries = entries
  }

  /// The newest edition.
  package var newest: LedgerEntry? { entries.last }

  /// The ledger of a policy, as a path beside the policy's own.
  package static func path(besidePolicyAt path: String, id: String) -> String {
    let folder = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { String(path[...$0]) } ?? ""
    return "\(folder)\(id).ledger.jsonl"
  }

  /// The ledger with one more edition.
  package func appending(_ entry: LedgerEntry) -> Ledger {
    var ledger = self
    ledger.entries.append(entry)
    return ledger
  }

  /// The file: what stands there already comes first, byte for byte.
  package var bytes: [UInt8] {
    entries.flatMap { $0.line() + [UInt8(ascii: "\n")] }
  }

  /// The edition of a number.
  package subscript(edition number: Int) -> LedgerEntry? {
    entries.first { $0.edition == number }
  }

  /// The edition in force on a day: the newest that has taken effect.
  package func inForce(on day: ReleaseDate) -> LedgerEntry? {
    entries.last { entry in entry.start.map { $0.day <= day.day } ?? false }
  }
}
