import ZabtaChanges
import ZabtaModel
import ZabtaSyntax

/// The ledgers of a project, each found beside its policy's source.
struct Ledgers {
  /// A ledger as it was read.
  struct File {
    var path: String
    /// The policy that it is named for.
    var policy: String
    var ledger: Ledger
    var problems: [LedgerProblem]
  }

  private(set) var files: [File] = []
  private(set) var diagnostics: [Diagnostic] = []
  /// What messages about ledgers of no policy point into; their files count on.
  private(set) var sources: [SourceText] = []
  /// The paths of the ledgers that belong to a policy.
  private var used: Set<String> = []

  /// Reads the ledgers, in the order of their paths.
  init(_ project: Project) {
    files = project.ledgers.sorted { $0.key < $1.key }.map { path, bytes in
      let name = path.split(separator: "/").last.map(String.init) ?? path
      let policy = String(name.dropLast(Project.ledgerSuffix.count))
      let (ledger, problems) = Ledger.parse(bytes, policy: policy, path: path)
      return File(path: path, policy: policy, ledger: ledger, problems: problems)
    }
  }

  /// No ledgers: all policies are drafts.
  static let none = Ledgers(Project())

  /// The ledger of a policy; an empty one where nothing was ever released.
  func ledger(of policy: Policy, in project: Project) -> Ledger {
    file(of: policy, in: project)?.ledger ?? Ledger(policy: policy.id)
  }

  /// Compares the ledgers with what the policies say.
  mutating func compare(with policies: [Policy], in project: Project) {
    for policy in policies {
      let path = path(of: policy, in: project)
      used.insert(path)
      let file = file(of: policy, in: project)
      let listed = policy.releases.map {
        Ledger.Listed(date: $0.date, effective: $0.effective, note: $0.note)
      }
      let ledger = file?.ledger ?? Ledger(policy: policy.id)
      let problems = file?.problems ?? []
      // What a damaged ledger lacks, the policy's lines lack it rightly.
      let told = problems.isEmpty ? ledger.problems(againstReleases: listed, path: path) : problems
      diagnostics += told.map { diagnostic($0, of: policy, path) }
    }
  }

  /// Names the ledgers of no policy; the files that the messages point into count from `next`.
  mutating func nameOrphans(next: Int) {
    for file in files where !used.contains(file.path) {
      diagnostics.append(Ledgers.orphan(file, next + sources.count))
      sources.append(SourceText(path: file.path, bytes: []))
    }
  }

  /// The messages without what follows from two branches that both released: their lines in one list.
  func heldBack(_ messages: [Diagnostic]) -> [Diagnostic] {
    let damaged = Set(
      diagnostics.filter { $0.id == LedgerProblem.Kind.twoBranches.rawValue }.map(\.at.range.file))
    guard !damaged.isEmpty else { return messages }
    return messages.filter {
      $0.id != "releases-out-of-order" || !damaged.contains($0.at.range.file)
    }
  }

  private func path(of policy: Policy, in project: Project) -> String {
    Ledger.path(besidePolicyAt: project.sources[policy.file].path, id: policy.id)
  }

  private func file(of policy: Policy, in project: Project) -> File? {
    let path = path(of: policy, in: project)
    return files.first { $0.path == path }
  }

  private func diagnostic(
    _ problem: LedgerProblem, of policy: Policy, _ path: String
  ) -> Diagnostic {
    let line = policy.releases.first { $0.date == problem.release }
    return Diagnostic(
      problem.kind.rawValue, .error, problem.summary,
      at: Diagnostic.Mark(line?.range ?? policy.title.range, "\(path), line \(problem.line)"),
      fixes: [Diagnostic.Fix(problem.fix)], context: "policy \(policy.id)")
  }

  /// The ledger of a policy that was renamed, moved or taken away.
  private static func orphan(_ file: File, _ number: Int) -> Diagnostic {
    Diagnostic(
      "ledger-without-policy", .warning, "there is no policy \(file.policy) beside this ledger",
      at: Diagnostic.Mark(SourceRange(file: number, 0, 0)),
      explanation: ["Its editions are neither shown nor served."],
      fixes: [
        Diagnostic.Fix(
          "put the ledger beside the policy of its name. A policy keeps its name for life: where it "
            + "was renamed, take the old name back.")
      ])
  }
}
