import ArgumentParser
import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

struct Release: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Record an edition in the ledger, with its notice.",
    discussion: """
      Example: zabta release pumppos.privacy --date 2026-03 --note "First edition."

      A release over unchanged content is refused, and dates never run backwards.
      """)

  @OptionGroup var root: RootOption
  @Argument(help: "The policy's id.")
  var policy: String
  @Option(help: "The date of the edition: a day, 2026-03-14, or a month, 2026-03.")
  var date: String
  @Option(help: "The day from which it is in force, where that is a later one.")
  var effective: String?
  @Option(help: "Your words for the notice.")
  var note: String?
  @Option(help: "Who approved it.")
  var approvedBy: String?
  @Flag(help: "The Urdu that did not follow its English holds all the same; names each such text.")
  var urduHolds = false

  func run() throws {
    let wish = Releasing.Wish(
      policy: policy, date: date, effective: effective, note: note, approvedBy: approvedBy,
      urduHolds: urduHolds)
    let outcome = try ProjectFolder(root: root).writing { project in
      let outcome = Releasing.release(wish, in: project)
      if case .record(let recording) = outcome { try record(recording, over: project) }
      return outcome
    }
    switch outcome {
    case .errors(let diagnostics, let sources):
      Messages.show(diagnostics.filter { $0.severity == .error }, sources: sources)
      throw ExitCode(1)
    case .unknownPolicy(let known):
      Console.message(
        "zabta: there is no policy \(policy). The policies here: \(known.joined(separator: ", "))")
      throw ExitCode(2)
    case .refuse(let refusals):
      for refusal in refusals {
        Console.message("zabta: not released: \(refusal.summary)\n  fix: \(refusal.fix)")
      }
      throw ExitCode(1)
    case .record(let recording):
      Console.result(ReleaseReport.text(recording))
    }
  }

  /// Writes the ledger and the source with its new line, in one step for whoever reads them.
  private func record(_ recording: Releasing.Recording, over project: Project) throws {
    let (ledger, source) = (recording.ledger, recording.source)
    let before = project.sources.first { $0.path == source.path }?.bytes
    try Signals.held {
      try SourceFiles.record(
        ledger: (root.path(ledger.path), ledger.bytes, project.ledgers[ledger.path]),
        source: (root.path(source.path), source.bytes, before))
    }
  }
}
