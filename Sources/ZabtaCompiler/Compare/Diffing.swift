package import ZabtaChanges
import ZabtaModel
package import ZabtaRuntime
package import ZabtaSyntax

/// `zabta diff`: what changes between two editions, folders, revisions or bundles.
package enum Diffing {
  /// One side of a comparison.
  package enum Side: Sendable {
    /// An edition of the project's ledger, by its number.
    case edition(Int)
    /// The edition that was the newest on a day.
    case date(ReleaseDate)
    /// The sources of a folder or of a revision, and what the user called it.
    case project(Project, name: String)
    /// Rule bundles, each of another policy, and what the user called them.
    case bundles([BundleContent], name: String)
  }

  package enum Outcome: Sendable {
    /// The changes of each policy that both sides have, and what the user should know of the sides.
    case changes([PolicyChanges], notes: [String])
    /// The sources of the side of this name have errors.
    case errors([Diagnostic], [SourceText], of: String)
    /// In the lawyer's words.
    case refuse(String)
  }

  /// What changes in one policy.
  package struct PolicyChanges: Sendable {
    package var policy: String
    package var title: String
    package var changes: EditionChanges
  }

  /// Compares policy by policy; `only` names one.
  ///
  /// `project` is the one whose ledgers tell the editions.
  package static func compare(
    _ old: Side, _ new: Side, in project: Project, only: String?
  ) -> Outcome {
    do throws(Failure) {
      let (before, after) = (
        try find(old, in: project, only: only), try find(new, in: project, only: only)
      )
      return pair(before, after, only: only)
    } catch {
      switch error {
      case .errors(let diagnostics, let sources, let name):
        return .errors(diagnostics, sources, of: name)
      case .refuse(let reason): return .refuse(reason)
      }
    }
  }

  /// A side that was found: its policies, and what the user should know of it.
  struct Found {
    var policies: [String: Edition] = [:]
    var notes: [String] = []
  }

  /// One policy of a side.
  struct Edition {
    var snapshot: EditionSnapshot
    /// True where only the rule bundle is known.
    var isBundle = false
  }

  enum Failure: Error {
    case errors([Diagnostic], [SourceText], String)
    case refuse(String)
  }

  private static func find(
    _ side: Side, in project: Project, only: String?
  ) throws(Failure) -> Found {
    switch side {
    case .edition(let number):
      return try DiffingEditions(project, only: only).edition(number)
    case .date(let date):
      return try DiffingEditions(project, only: only).newest(on: date)
    case .project(let project, let name):
      return try compiled(project, name)
    case .bundles(let contents, _):
      return Found(
        policies: Dictionary(
          contents.map {
            ($0.policy, Edition(snapshot: EditionSnapshot(bundle: $0), isBundle: true))
          },
          uniquingKeysWith: { first, _ in first }))
    }
  }

  private static func compiled(_ project: Project, _ name: String) throws(Failure) -> Found {
    let compilation = Compiler.compile(project, withLedgers: false)
    guard !compilation.hasErrors else {
      throw .errors(compilation.diagnostics, compilation.sources, name)
    }
    guard !compilation.policies.isEmpty else {
      throw .refuse("\(name) has no policy: there is no file policies/….zabta with one")
    }
    return Found(
      policies: Dictionary(
        compilation.policies.map { ($0.policy.id, Edition(snapshot: $0.snapshot)) },
        uniquingKeysWith: { first, _ in first }))
  }

  private static func pair(_ before: Found, _ after: Found, only: String?) -> Outcome {
    var (old, new) = (before.policies, after.policies)
    if let only {
      old = old.filter { $0.key == only }
      new = new.filter { $0.key == only }
    }
    let both = Set(old.keys).intersection(new.keys).sorted()
    guard !both.isEmpty else {
      return .refuse(
        "there is no policy that both sides have. The old side has "
          + "\(list(before.policies.keys)), the new one \(list(after.policies.keys))")
    }
    var notes = before.notes + after.notes
    for id in old.keys.sorted() where new[id] == nil {
      notes.append("\(id) stands on the old side alone and is not compared")
    }
    for id in new.keys.sorted() where old[id] == nil {
      notes.append("\(id) stands on the new side alone and is not compared")
    }
    let changes = both.compactMap { id -> PolicyChanges? in
      guard var left = old[id], var right = new[id] else { return nil }
      let title = right.snapshot.title["en"] ?? left.snapshot.title["en"] ?? id
      if left.isBundle || right.isBundle {
        left.snapshot = EditionSnapshot(bundle: left.snapshot.content)
        right.snapshot = EditionSnapshot(bundle: right.snapshot.content)
        notes.append(
          "\(id) is compared by rule bundles, which hold its rules and the texts of its clauses, and "
            + "no title, definition or contact")
      }
      return PolicyChanges(
        policy: id, title: title, changes: Differ.compare(old: left.snapshot, new: right.snapshot))
    }
    return .changes(changes, notes: notes)
  }

  private static func list(_ ids: some Collection<String>) -> String {
    ids.isEmpty ? "none" : ids.sorted().joined(separator: ", ")
  }
}
