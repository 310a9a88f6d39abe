import ZabtaChanges
import ZabtaRuntime

/// Finds editions in the ledgers of a project, whatever state its sources are in.
struct DiffingEditions {
  private let ledgers: [Ledger]

  /// Reads the ledgers; `only` names the policy whose ledger counts.
  init(_ project: Project, only: String?) throws(Diffing.Failure) {
    var ledgers: [Ledger] = []
    for (path, bytes) in project.ledgers.sorted(by: { $0.key < $1.key }) {
      let name = path.split(separator: "/").last ?? ""
      let id = String(name.dropLast(Project.ledgerSuffix.count))
      guard only == nil || only == id else { continue }
      let (ledger, problems) = Ledger.parse(bytes, policy: id)
      if let problem = problems.first {
        throw .refuse(
          "\(path), line \(problem.line): \(problem.summary)\n  fix: \(problem.fix)")
      }
      if !ledger.entries.isEmpty { ledgers.append(ledger) }
    }
    guard !ledgers.isEmpty else {
      throw .refuse(
        "\(only ?? "this project") has no editions yet: nothing was released. Numbers and dates name "
          + "editions; the sources as they stand are \".\"")
    }
    self.ledgers = ledgers
  }

  /// The edition of a number, in each policy that has it.
  func edition(_ number: Int) throws(Diffing.Failure) -> Diffing.Found {
    guard ledgers.contains(where: { $0[edition: number] != nil }) else {
      let known = ledgers.map(editions).joined(separator: "; ")
      let hint =
        switch number {
        case 0: ". The sources as they stand are \".\""
        case 1900...: ". Write a date as 2026-03-14 or 2026-03"
        default: ""
        }
      throw .refuse("there is no edition \(number): \(known)\(hint)")
    }
    return try found {
      $0[edition: number]
    } otherwise: { ledger in
      "\(ledger.policy) has no edition \(number): it has \(numbers(ledger))"
    } named: { _, _ in
      nil
    }
  }

  /// The newest edition that was released by a day; a month stands for its first day.
  func newest(on date: ReleaseDate) throws(Diffing.Failure) -> Diffing.Found {
    func newest(_ ledger: Ledger) -> LedgerEntry? {
      ledger.entries.last { entry in
        ReleaseDate(entry.date).map { $0.day <= date.day } ?? false
      }
    }
    guard ledgers.contains(where: { newest($0) != nil }) else {
      let first = ledgers.map { "\($0.policy) is dated \($0.entries[0].date)" }
      throw .refuse(
        "no edition was released by \(date.day): the first of \(first.joined(separator: ", of "))")
    }
    return try found(newest) { ledger in
      "no edition of \(ledger.policy) was released by \(date.day)"
    } named: { ledger, entry in
      let force = entry.effective.map { ", in force from \($0)" } ?? ""
      return "\(date.text) means edition \(entry.edition) of \(ledger.policy), dated \(entry.date)"
        + force
    }
  }

  private func found(
    _ choose: (Ledger) -> LedgerEntry?, otherwise missing: (Ledger) -> String,
    named: (Ledger, LedgerEntry) -> String?
  ) throws(Diffing.Failure) -> Diffing.Found {
    var found = Diffing.Found()
    for ledger in ledgers {
      guard let entry = choose(ledger) else {
        found.notes.append(missing(ledger))
        continue
      }
      found.policies[ledger.policy] = try rebuilt(entry)
      if let note = named(ledger, entry) { found.notes.append(note) }
    }
    return found
  }

  /// The edition from its kept sources; from its bundle, where today's tool cannot read them.
  private func rebuilt(_ entry: LedgerEntry) throws(Diffing.Failure) -> Diffing.Edition {
    guard let snapshot = Editions.snapshot(of: entry) else {
      throw .refuse(
        "edition \(entry.edition) of \(entry.policy) can be rebuilt neither from its sources nor "
          + "from its bundle by this tool")
    }
    // A page has a title; a bundle has none.
    return Diffing.Edition(snapshot: snapshot, isBundle: snapshot.title.isEmpty)
  }

  private func editions(_ ledger: Ledger) -> String { "\(ledger.policy) has \(numbers(ledger))" }

  private func numbers(_ ledger: Ledger) -> String {
    let (first, last) = (ledger.entries.first?.edition ?? 0, ledger.entries.last?.edition ?? 0)
    return first == last ? "edition \(first)" : "editions \(first) to \(last)"
  }
}
