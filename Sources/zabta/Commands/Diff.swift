import ArgumentParser
import ZabtaChanges
import ZabtaCompiler
import ZabtaSyntax

struct Diff: ParsableCommand {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, html, markdown
  }

  static let configuration = CommandConfiguration(
    abstract: "What changes between two editions, folders or git revisions.",
    discussion: """
      Example: zabta diff 1 .
      Example: zabta diff git:HEAD . --policy buy-inverter.privacy --format markdown

      A number is an edition of the ledger, git:REV a revision, anything else a folder; . is the project itself.
      """)

  @OptionGroup var root: RootOption
  @Argument(help: "The earlier side: an edition's number, a folder, or git:REV.")
  var old: String
  @Argument(help: "The later side.")
  var new: String
  @Option(help: "text, json, html or markdown.")
  var format: Format = .text
  @Option(help: "Compare this policy only.")
  var policy: String?

  func run() throws {
    let project = try ProjectFolder(root: root).read()
    let outcome = Diffing.compare(
      try side(old, project), try side(new, project), in: project, only: policy)
    switch outcome {
    case .errors(let diagnostics, let sources):
      Messages.show(diagnostics.filter { $0.severity == .error }, sources: sources)
      throw ExitCode(1)
    case .refuse(let reason):
      Console.message("zabta: \(reason)")
      throw ExitCode(2)
    case .changes(let policies):
      for (id, title, changes) in policies {
        if format == .text, policies.count > 1 { Console.result("== \(id)") }
        Console.result(
          DiffOutput.render(
            changes, as: DiffOutput.Format(rawValue: format.rawValue) ?? .text, title: title,
            colour: Console.colourOnOutput))
      }
    }
  }

  private func side(_ text: String, _ project: Project) throws -> Diffing.Side {
    if let number = Int(text) { return .edition(number) }
    if text.hasPrefix("git:") {
      return .project(try GitRevision(String(text.dropFirst(4)), root: root).read())
    }
    if text == "." || text == root.root { return .project(project) }
    var other = RootOption()
    other.root = text
    return .project(try ProjectFolder(root: other).read())
  }
}
