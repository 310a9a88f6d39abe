import ArgumentParser
import ZabtaSyntax

struct Format: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Give sources their one layout.",
    discussion: "Example: zabta format policies/pumppos.zabta")

  @OptionGroup var root: RootOption
  @Flag(help: "Write nothing; exit 1 where a file has another layout.")
  var check = false
  @Argument(help: "Files; all of policies/ where none is named.")
  var paths: [String] = []

  func run() throws {
    var files = paths
    if files.isEmpty {
      let folder = root.path("policies")
      files = try FileTree.list(folder, suffix: ".zabta").map { folder + "/" + $0 }
    }
    var outcomes: [Outcome] = []
    for path in files {
      let above = Beside.split(path).above
      outcomes.append(
        check || !FileTree.isFolder(above)
          ? try format(path)
          : try FolderLock.holding(above, for: .writing) { try format(path) })
    }
    if outcomes.contains(.broken) || (check && outcomes.contains(.differs)) { throw ExitCode(1) }
  }

  private enum Outcome {
    case same, differs, broken
  }

  private func format(_ path: String) throws -> Outcome {
    guard let bytes = try FileTree.read(path) else {
      throw MachineError("there is no file \(path)")
    }
    let text = SourceText(path: path, bytes: bytes)
    let parsed = Parser.parse(text, file: 0)
    if parsed.diagnostics.contains(where: { $0.severity == .error }) {
      Messages.show(parsed.diagnostics.filter { $0.severity == .error }, sources: [text])
      return .broken
    }
    let formatted = Formatter.format(parsed.tree)
    guard formatted != bytes else { return .same }
    if check {
      Console.message("\(path): another layout; zabta format mends it")
    } else {
      try Signals.held { try SourceFiles.replace(path, with: formatted) }
      Console.message("\(path): formatted")
    }
    return .differs
  }
}
