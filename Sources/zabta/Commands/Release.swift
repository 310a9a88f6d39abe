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

  func run() throws {
    let project = try ProjectFolder(root: root).read()
    let wish = Releasing.Wish(
      policy: policy, date: date, effective: effective, note: note, approvedBy: approvedBy)
    switch Releasing.release(wish, in: project) {
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
      for file in recording.files { try FileTree.write(file.bytes, to: root.path(file.path)) }
      Console.result(ReleaseReport.text(recording))
    }
  }
}
