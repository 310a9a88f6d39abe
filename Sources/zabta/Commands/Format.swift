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
    var differ = 0
    var broken = 0
    for path in files {
      guard let bytes = try FileTree.read(path) else {
        throw MachineError("there is no file \(path)")
      }
      let text = SourceText(path: path, bytes: bytes)
      let parsed = Parser.parse(text, file: 0)
      if parsed.diagnostics.contains(where: { $0.severity == .error }) {
        Messages.show(parsed.diagnostics.filter { $0.severity == .error }, sources: [text])
        broken += 1
        continue
      }
      let formatted = Formatter.format(parsed.tree)
      guard formatted != bytes else { continue }
      differ += 1
      if check {
        Console.message("\(path): another layout; zabta format mends it")
      } else {
        try FileTree.write(formatted, to: path)
        Console.message("\(path): formatted")
      }
    }
    if broken > 0 || (check && differ > 0) { throw ExitCode(1) }
  }
}
